"""Writes money.json, odds.json, grading.json and payout.json: `python3 vectors/generate.py`.

The expected values come from plain fractions, by rules written down here a second time and in another way than in the
engine: a handicap as two half stakes, a payout as one long product. Nothing of the engine is run. Every case says in its
source which rule it rests on. (script.json is written by a test of the engine; README.md says how.)
"""

import json
from fractions import Fraction
from math import floor
from pathlib import Path

HERE = Path(__file__).parent


def write(name, cases):
    ids = [case["id"] for case in cases]
    assert len(ids) == len(set(ids)), f"{name}: an id is there twice"
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
    (HERE / name).write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{name}: {len(cases)} cases")


# Money

DECIMALS = {"EUR": 2, "GBP": 2, "USD": 2, "JPY": 0, "KWD": 3, "CLF": 4, "GOLD:0": 0, "POINTS:8": 8}


def shown_money(minor, currency):
    places = DECIMALS[currency]
    digits = str(abs(minor)).rjust(places + 1, "0")
    whole = digits[: len(digits) - places]
    part = "." + digits[len(digits) - places :] if places else ""
    return f"{'-' if minor < 0 else ''}{whole}{part} {currency}"


def money():
    form = "docs/rules.md, section 0: an amount is a whole number of minor units and a currency"
    cases = []

    def reads(name, text, minor, currency):
        shown = shown_money(minor, currency)
        value = {"minor": str(minor), "currency": currency, "decimals": DECIMALS[currency], "shown": shown}
        cases.append({"id": name, "read": text, **value, "source": form})

    def refuses(name, text, code, why):
        cases.append({"id": name, "read": text, "refused": code, "source": why})

    def reckons(name, operation, left, right, outcome, why):
        cases.append({"id": name, operation: [left, right], **outcome, "source": why})

    reads("euro", "10.00 EUR", 1000, "EUR")
    reads("euro-without-decimals", "10 EUR", 1000, "EUR")
    reads("euro-one-decimal", "10.5 EUR", 1050, "EUR")
    reads("euro-cent", "0.01 EUR", 1, "EUR")
    reads("euro-zero", "0 EUR", 0, "EUR")
    reads("euro-negative", "-12.34 EUR", -1234, "EUR")
    reads("euro-negative-zero", "-0.00 EUR", 0, "EUR")
    reads("euro-below-one-negative", "-0.05 EUR", -5, "EUR")
    reads("euro-leading-zeros", "007.50 EUR", 750, "EUR")
    reads("pound", "99.99 GBP", 9999, "GBP")
    reads("yen", "1000 JPY", 1000, "JPY")
    reads("dinar", "1.5 KWD", 1500, "KWD")
    reads("unit-of-account-four-decimals", "1.0001 CLF", 10001, "CLF")
    reads("custom-without-decimals", "250 GOLD:0", 250, "GOLD:0")
    reads("custom-eight-decimals", "0.00000001 POINTS:8", 1, "POINTS:8")
    reads("largest", "92233720368547758.07 EUR", 2**63 - 1, "EUR")
    reads("most-negative", "-92233720368547758.08 EUR", -(2**63), "EUR")

    refuses("above-largest", "92233720368547758.08 EUR", "amount_out_of_range", "2^63 minor units do not fit")
    refuses("below-most-negative", "-92233720368547758.09 EUR", "amount_out_of_range", "-2^63 - 1 does not fit")
    refuses("twenty-digits", "99999999999999999999 JPY", "amount_out_of_range", "10^20 - 1 does not fit")
    decimals = "an amount never has more decimals than its currency, even if they are zeros"
    refuses("third-decimal", "1.234 EUR", "too_many_decimals", decimals)
    refuses("third-decimal-zero", "1.000 EUR", "too_many_decimals", decimals)
    refuses("yen-with-decimals", "10.00 JPY", "too_many_decimals", decimals)
    grammar = "the text form is -?[0-9]+(.[0-9]+)? and a currency after one space"
    for name, text in [
        ("no-currency", "10.00"),
        ("no-amount", " EUR"),
        ("empty", ""),
        ("plus-sign", "+10 EUR"),
        ("comma", "10,00 EUR"),
        ("separator", "1,000.00 EUR"),
        ("exponent", "1e3 EUR"),
        ("point-without-digits", "10. EUR"),
        ("point-first", ".50 EUR"),
        ("two-spaces", "10.00  EUR"),
        ("space-behind", "10.00 EUR "),
        ("currency-first", "EUR 10.00"),
        ("two-signs", "--1 EUR"),
        ("other-digits", "١٠ EUR"),
    ]:
        refuses(name, text, "bad_amount", grammar)
    refuses("unknown-currency", "1.00 QQQ", "unknown_currency", "QQQ is no ISO 4217 currency")
    refuses("metal", "1 XAU", "unknown_currency", "ISO 4217 gives gold no decimals")
    refuses("lower-case-currency", "1.00 eur", "bad_currency", "a code is made of A-Z and 0-9")
    refuses("custom-iso-code", "1 EUR:3", "bad_currency", "a custom currency never takes an ISO 4217 code")
    refuses("custom-nine-decimals", "1 GOLD:9", "bad_currency", "a custom currency has 0 to 8 decimals")

    reckons("sum", "add", "10.50 EUR", "0.55 EUR", {"shown": "11.05 EUR"}, "1050 + 55 = 1105 cents")
    reckons("sum-below-zero", "add", "0.10 EUR", "-0.30 EUR", {"shown": "-0.20 EUR"}, "10 - 30 = -20 cents")
    reckons("difference", "subtract", "1 KWD", "0.001 KWD", {"shown": "0.999 KWD"}, "1000 - 1 = 999 fils")
    mixed = "amounts in two currencies are never added"
    reckons("sum-mixed", "add", "1.00 EUR", "1.00 USD", {"refused": "mixed_currencies"}, mixed)
    largest, beyond = "92233720368547758.07 EUR", {"refused": "amount_out_of_range"}
    reckons("sum-beyond", "add", largest, "0.01 EUR", beyond, "2^63 - 1 + 1 does not fit")
    reckons("difference-beyond", "subtract", "-0.02 EUR", largest, beyond, "-2 - (2^63 - 1) does not fit")
    write("money.json", cases)


# Odds


def half_up(value):
    return floor(value + Fraction(1, 2))


def decimal_text(value, places):
    digits = str(half_up(value * 10**places)).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def exact_places(value):
    """How many decimal places show the value exactly; none if six do not."""
    return next((places for places in range(7) if (value * 10**places).denominator == 1), None)


def american_of(value):
    winnings = value - 1
    return 100 * winnings if winnings >= 1 else -100 / winnings


def american_text(value):
    number = american_of(value)
    rounded = half_up(abs(number))
    return f"+{rounded}" if number > 0 or rounded == 100 else f"-{rounded}"


def odds():
    cases = []

    def reads(text, kind, value, why):
        value = Fraction(value)
        places, american = exact_places(value), american_of(value)
        quotes = {
            "decimal": None if places is None else decimal_text(value, max(places, 2)),
            "fractional": f"{(value - 1).numerator}/{(value - 1).denominator}",
            "american": american_text(value) if american.denominator == 1 else None,
        }
        # -100 is +100 in another dress.
        quotes[kind] = "+100" if text == "-100" else text
        rounded = {"decimal": decimal_text(value, 2), "american": american_text(value)}
        fraction = f"{value.numerator}/{value.denominator}"
        case = {"read": text, "format": kind, "value": fraction, "quotes": quotes, "rounded": rounded}
        cases.append({"id": f"{kind}-{text}", **case, "source": why})

    def refuses(name, text, code, why):
        cases.append({"id": name, "read": text, "refused": code, "source": why})

    rule = "docs/rules.md, section 1: "
    plain = rule + "d is the whole return on a stake of 1"
    for text in ["2.10", "2.1", "2", "1.01", "1.91", "3.75", "1001.00", "10000", "1.000001", "1.3333"]:
        reads(text, "decimal", text, plain)
    for text in ["3/2", "6/4", "1/1", "10/11", "100/30", "1/3", "4/6", "9999/1", "1/1000000"]:
        reads(text, "fractional", 1 + Fraction(text), rule + "a/b is 1 + a/b")
    for text in ["+150", "+100", "-100", "-110", "-200", "+250", "+999900", "-1000000"]:
        number = int(text)
        value = 1 + (Fraction(number, 100) if number > 0 else Fraction(100, -number))
        reads(text, "american", value, rule + "A > 0 is 1 + A/100, A < 0 is 1 + 100/|A|")

    short = "odds of 1 or less can win nothing; 1.00 is a void leg's price and never offered"
    for name, text in [("one", "1.00"), ("below-one", "0.5"), ("zero", "0"), ("no-winnings", "0/1")]:
        refuses(f"too-short-{name}", text, "odds_too_short", short)
    long = "odds are at most 10,000"
    for name, text in [("decimal", "10000.01"), ("fractional", "10000/1"), ("american", "+999901")]:
        refuses(f"too-long-{name}", text, "odds_too_long", long)
    fine = "odds have six decimal places, or a denominator of a million, at most"
    for name, text in [("decimal", "1.0000001"), ("zeros", "2.0000000"), ("fractional", "1/1000001")]:
        refuses(f"too-fine-{name}", text, "odds_too_fine", fine)
    grammar = "decimal [0-9]+(.[0-9]{1,6})?, fractional [0-9]+/[0-9]+, American [+-][0-9]+ from 100 up"
    for name, text in [
        ("empty", ""),
        ("word", "evens"),
        ("american-below-100", "+99"),
        ("american-minus-below-100", "-99"),
        ("over-zero", "1/0"),
        ("comma", "2,10"),
        ("spaces", " 2.10"),
        ("exponent", "2e1"),
        ("point-last", "2."),
        ("point-first", ".5"),
        ("fraction-in-decimals", "1.5/2"),
        ("negative-decimal", "-2.10"),
        ("not-a-number", "NaN"),
        ("dash", "6-4"),
    ]:
        refuses(f"bad-{name}", text, "bad_odds", grammar)
    write("odds.json", cases)


# Grading

HALF = Fraction(1, 2)


def factors(*halves):
    """Win and void factor of a stake in two halves, each `won`, `void` or `lost`."""
    count = lambda result: HALF * sum(half == result for half in halves)  # noqa: E731
    return count("won"), count("void")


def by_margin(margin):
    return "won" if margin > 0 else "void" if margin == 0 else "lost"


def on_line(ahead, line):
    """How far ahead a side is without its line, and the line: a quarter line is two bets of half the stake."""
    quarter = (line * 2).denominator != 1
    lines = [line - Fraction(1, 4), line + Fraction(1, 4)] if quarter else [line, line]
    return factors(*(by_margin(ahead + part) for part in lines))


def graded(kind, line, outcome, home, away, listed):
    whole = lambda won: factors(*["won" if won else "lost"] * 2)  # noqa: E731
    sign = {1: "home", 0: "draw", -1: "away"}[(home > away) - (home < away)]
    if kind in ("match_result", "double_chance"):
        return whole(sign in outcome.split("_or_"))
    if kind == "draw_no_bet":
        return factors("void", "void") if sign == "draw" else whole(sign == outcome)
    if kind == "both_teams_to_score":
        return whole((outcome == "yes") == (home > 0 and away > 0))
    if kind == "correct_score":
        score = f"{home}-{away}"
        return whole(score not in listed if outcome == "any_other" else score == outcome)
    if kind == "total_goals":
        over = outcome == "over"
        return on_line(home + away, -line) if over else on_line(-home - away, line)
    assert kind == "asian_handicap"
    return on_line(home - away, line) if outcome == "home" else on_line(away - home, -line)


def grading():
    cases = []

    def case(kind, outcomes, scores, why, line=None, listed=()):
        for outcome in outcomes:
            for score in scores:
                home, away = map(int, score.split("-"))
                exact = None if line is None else Fraction(line)
                win, void = graded(kind, exact, outcome, home, away, listed)
                name = f"{kind}{'' if line is None else ' ' + line} {outcome} at {score}"
                row = {"id": name, "kind": kind}
                row |= {} if line is None else {"line": line}
                row |= {"outcome": outcome, "score": score} | ({"listed": list(listed)} if listed else {})
                cases.append({**row, "win": str(win), "void": str(void), "source": why})

    six = "docs/rules.md, section 6: "
    case("match_result", ["home", "draw", "away"], ["2-1", "1-1", "0-3"], six + "1X2")
    two = ["home_or_draw", "home_or_away", "draw_or_away"]
    case("double_chance", two, ["1-0", "0-0", "0-1"], six + "double chance, 2 of 3 outcomes win")
    case("draw_no_bet", ["home", "away"], ["3-2", "2-2", "0-1"], six + "draw no bet, a draw is void")
    case("both_teams_to_score", ["yes", "no"], ["0-0", "1-0", "0-2", "1-1", "4-3"], six + "both teams to score")
    case("correct_score", ["1-0", "2-1", "0-1"], ["1-0", "2-1"], six + "correct score")
    other = six + "any other score wins when the score is none of those listed"
    case("correct_score", ["any_other"], ["0-0", "1-0", "5-4", "0-1"], other, listed=["0-0", "1-0", "0-1"])
    sides = ["over", "under"]
    case("total_goals", sides, ["0-0", "1-1", "3-0"], six + "half line, nothing is void", line="2.5")
    case("total_goals", sides, ["1-0", "1-1", "2-1"], six + "whole line, met it is void", line="2")
    quarter = six + "quarter line, the stake is split over the lines on either side"
    case("total_goals", sides, ["1-0", "1-1", "2-1"], quarter, line="2.25")
    case("total_goals", sides, ["1-1", "2-1", "2-2"], quarter, line="2.75")
    case("total_goals", sides, ["0-0", "1-0"], six + "line of nought, no goals give the stake back", line="0")
    sides = ["home", "away"]
    case("asian_handicap", sides, ["1-0", "1-1", "0-1"], six + "line of nought, a draw is void", line="0")
    case("asian_handicap", sides, ["2-1", "1-1"], six + "half line, nothing is void", line="-0.5")
    case("asian_handicap", sides, ["2-0", "2-1", "1-1"], six + "whole line, m = 0 is void", line="-1")
    case("asian_handicap", sides, ["0-0", "1-0", "0-1"], quarter, line="-0.25")
    case("asian_handicap", sides, ["1-1", "0-1", "0-2"], quarter, line="0.75")
    case("asian_handicap", sides, ["3-2", "4-2", "5-2"], quarter, line="-1.75")
    case("asian_handicap", sides, ["0-2", "0-3", "0-4"], quarter, line="2.75")
    write("grading.json", cases)


# Payouts

ROUNDINGS = {
    "half_away_from_zero": lambda x: floor(x + HALF),
    "half_to_even": round,
    "toward_zero": floor,
    "away_from_zero": lambda x: -floor(-x),
}
RESULTS = {"won": (1, 0), "half_won": (HALF, HALF), "void": (0, 1), "half_lost": (0, HALF), "lost": (0, 0)}


def price(text):
    if "/" in text:
        return 1 + Fraction(text)
    if text[0] in "+-":
        return 1 + (Fraction(int(text), 100) if text[0] == "+" else Fraction(100, -int(text)))
    return Fraction(text)


def pair(result):
    """Win and void factor of a result as it is written in a leg."""
    if isinstance(result, str):
        return RESULTS[result]
    if "places" in result:
        return Fraction(result["places"], result["tied"]), 0
    return Fraction(result["win"]), Fraction(result["void"])


def payout():
    cases = []

    def case(name, stake, legs, why, rounding="half_away_from_zero"):
        amount, currency = stake.split(" ")
        minor = Fraction(amount) * 10 ** DECIMALS[currency]
        exact, most = minor, minor
        for odds, result in legs:
            win, void = pair(result)
            exact *= win * price(odds) + void
            most *= price(odds)
        results = [pair(result) for _, result in legs]
        by = ROUNDINGS[rounding]
        if by(exact) == 0:
            status = "lost"
        elif all(result == (0, 1) for result in results):
            status = "void"
        elif len(legs) == 1 and results[0] in (RESULTS["half_won"], RESULTS["half_lost"]):
            status = "half_won" if results[0][0] else "half_lost"
        else:
            status = "won"
        row = {"id": name, "stake": stake, "rounding": rounding}
        row["legs"] = [{"odds": odds, "result": result} for odds, result in legs]
        row |= {"potential_return": shown_money(by(most), currency), "status": status, "exact_return": str(exact)}
        cases.append({**row, "returned": shown_money(by(exact), currency), "source": why})

    three = "docs/rules.md, section 3: the stake times w*d + v of each leg, "
    case("single-won", "10.00 EUR", [("2.10", "won")], three + "10 * 2.1 = 21")
    case("single-lost", "10.00 EUR", [("2.10", "lost")], three + "0")
    case("single-void", "10.00 EUR", [("2.10", "void")], three + "v = 1")
    case("single-half-won", "10.00 EUR", [("2.10", "half_won")], three + "(d+1)/2 = 1.55")
    case("single-half-lost", "10.00 EUR", [("2.10", "half_lost")], three + "1/2")
    case("single-fractional", "5.00 GBP", [("10/11", "won")], three + "5 * 21/11 = 9.5454..")
    case("single-third", "10.00 EUR", [("1/3", "won")], three + "10 * 4/3 = 13.333..")
    case("single-american", "11.00 USD", [("-110", "won")], three + "11 * 21/11 = 21")
    case("single-american-long", "7.77 USD", [("+275", "won")], three + "7.77 * 3.75 = 29.1375")
    case("single-longest-price", "1.00 EUR", [("10000", "won")], three + "10,000")
    case("single-shortest-price", "100.00 EUR", [("1.000001", "won")], three + "100.0001")
    case("single-yen", "333 JPY", [("1.50", "won")], three + "499.5 yen, no decimals")
    case("single-dinar", "1.001 KWD", [("1.25", "half_won")], three + "1.001 * 1.125 = 1.126125")
    case("single-points", "0.00000003 POINTS:8", [("1.50", "won")], three + "4.5 of the eighth decimal")
    case("double-won", "10.00 EUR", [("2.10", "won"), ("1.50", "won")], three + "10 * 3.15")
    case("double-one-lost", "10.00 EUR", [("2.10", "won"), ("1.50", "lost")], three + "a factor of 0 loses the line")
    case("double-one-void", "10.00 EUR", [("2.10", "void"), ("1.50", "won")], three + "a void leg drops out")
    case("double-both-void", "10.00 EUR", [("2.10", "void"), ("1.50", "void")], three + "all void, the stake comes back")
    case("double-void-and-lost", "10.00 EUR", [("2.10", "void"), ("1.50", "lost")], three + "lost")
    case("double-half-won", "10.00 EUR", [("2.10", "half_won"), ("1.91", "won")], three + "1.55 * 1.91 = 2.9605")
    case("double-half-lost", "10.00 EUR", [("2.10", "half_lost"), ("1.91", "won")], three + "0.5 * 1.91 = 0.955")
    halves = [("2.10", "half_won"), ("1.91", "half_lost")]
    case("double-both-half", "10.00 EUR", halves, three + "1.55 * 0.5 = 0.775, won with less than the stake")
    case("double-half-lost-and-void", "10.00 EUR", [("2.10", "half_lost"), ("3.00", "void")], three + "1/2 * 1")
    treble = [("1.91", "won"), ("1.83", "void"), ("2.05", "won")]
    case("treble-one-void", "10.00 EUR", treble, three + "1.91 * 2.05 = 3.9155")
    thirds = [("1/3", "won"), ("2/3", "won"), ("100/30", "won")]
    case("treble-fractional", "10.00 EUR", thirds, three + "4/3 * 5/3 * 13/3 = 260/27")
    mixed = [("6/4", "won"), ("2.50", "half_won"), ("+150", "half_lost")]
    case("treble-three-formats", "12.34 EUR", mixed, three + "2.5 * 1.75 * 0.5")
    yen = [("1.11", "won"), ("1.13", "won"), ("1.17", "won"), ("1.19", "half_won")]
    case("fourfold-yen", "999 JPY", yen, three + "999 * 1.11 * 1.13 * 1.17 * 1.095")

    seven = "docs/rules.md, section 7: a dead heat, k share s places, returns s/k at full odds; "
    two, three_tied = {"places": 1, "tied": 2}, {"places": 1, "tied": 3}
    case("dead-heat-of-two", "10.00 EUR", [("6.00", two)], seven + "10 * 6 / 2 = 30")
    case("dead-heat-of-three", "10.00 EUR", [("11.00", three_tied)], seven + "10 * 11 / 3 = 36.666..")
    case("dead-heat-below-stake", "10.00 EUR", [("1.50", two)], seven + "7.50, won with less than the stake")
    case("dead-heat-four-for-second-of-three", "8.00 EUR", [("5.00", {"places": 2, "tied": 4})], seven + "8 * 5 * 2/4")
    case("dead-heat-no-place-open", "8.00 EUR", [("5.00", {"places": 0, "tied": 2})], seven + "no place is a loss")
    case("dead-heat-all-places", "8.00 EUR", [("5.00", {"places": 3, "tied": 3})], seven + "3/3 is a win")
    case("dead-heat-in-a-double", "10.00 EUR", [("6.00", two), ("2.50", "won")], seven + "6/2 * 2.5 = 7.5")
    both = [("6.00", three_tied), ("2.50", {"places": 2, "tied": 3}), ("1.80", "half_won")]
    case("dead-heats-in-a-treble", "10.00 EUR", both, seven + "6/3 * 5/3 * 1.4")
    part = "docs/rules.md, section 3: any pair with w + v <= 1, "
    case("third-won-third-void", "9.00 EUR", [("2.00", {"win": "1/3", "void": "1/3"})], part + "2/3 + 1/3 = 1")
    deduction = [("9.00", {"win": "3/4", "void": "1/4"})]
    case("a-quarter-of-the-winnings-deducted", "10.00 EUR", deduction, part + "1 + 8 * 0.75 = 7")

    zero = "docs/rules.md, section 0: rounded once, when money is posted; "
    edges = [
        ("half-above-odd", "0.01 EUR", [("1.50", "won")], "1.5 cents"),
        ("half-above-even", "0.01 EUR", [("2.50", "won")], "2.5 cents"),
        ("just-below-half", "0.01 EUR", [("2.499999", "won")], "2.499999 cents"),
        ("just-above-half", "0.01 EUR", [("2.500001", "won")], "2.500001 cents"),
        ("just-above-whole", "0.01 EUR", [("3.000001", "won")], "3.000001 cents"),
        ("just-below-whole", "0.01 EUR", [("2.999999", "won")], "2.999999 cents"),
        ("whole", "0.01 EUR", [("3.00", "won")], "3 cents"),
        ("third", "0.10 EUR", [("1/3", "won")], "13.333.. cents"),
        ("half-won-half", "0.05 EUR", [("1.60", "half_won")], "6.5 cents"),
        ("half-lost-half", "0.07 EUR", [("2.00", "half_lost")], "3.5 cents"),
        ("fold-not-rounded-between", "0.05 EUR", [("1.10", "won"), ("1.10", "won"), ("1.10", "won")], "6.655 cents"),
    ]
    for name, stake, legs, why in edges:
        for rounding in ROUNDINGS:
            case(f"rounding-{name}-{rounding}", stake, legs, zero + why, rounding)
    case("rounding-2.675", "1.00 EUR", [("2.675", "won")], zero + "2.675 is 2.68, where binary floats give 2.67")
    case("rounding-1.005", "1.00 EUR", [("1.005", "won")], zero + "1.005 is 1.01, where binary floats give 1.00")

    ladder = ["1.91", "1.83", "2.05", "10/11", "6/4", "+120", "-110", "1.333333", "100/30", "2.10"]
    cycle = ["won", "half_won", "void", "won", {"places": 1, "tied": 2}]
    fold = "docs/rules.md, sections 3 and 4: one line, the product of all its factors"
    for size in [4, 5, 6, 8, 10, 15, 20, 25]:
        legs = [(ladder[leg % len(ladder)], "won") for leg in range(size)]
        legs = legs[:10] + [("1.01", "won")] * (size - len(legs[:10]))
        case(f"fold-{size}-all-won", "1.00 EUR", legs, fold)
        legs = [(odds, cycle[leg % len(cycle)]) for leg, (odds, _) in enumerate(legs)]
        case(f"fold-{size}-of-all-results", "1.00 EUR", legs, fold)
        case(f"fold-{size}-last-lost", "1.00 EUR", legs[:-1] + [(legs[-1][0], "lost")], fold)
    fine = [("1.123457", "won")] * 25
    case("fold-25-six-decimals", "10.00 EUR", fine, fold)
    primes = [(f"1/{prime}", "half_won") for prime in (999983, 999979, 999961, 999959, 999953)] * 5
    case("fold-25-large-denominators", "10000.00 EUR", primes, fold)
    case("fold-25-all-void", "1.00 EUR", [("1.50", "void")] * 25, fold)
    case("fold-25-all-half-lost", "10000.00 EUR", [("1.50", "half_lost")] * 25, fold)
    write("payout.json", cases)


if __name__ == "__main__":
    money()
    odds()
    grading()
    payout()

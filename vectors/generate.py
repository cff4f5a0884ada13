"""Writes every file of vectors but script.json: `python3 vectors/generate.py`.

The expected values come from plain fractions, by rules written down here a second time and in another way than in the
engine: a handicap as two half stakes, a payout as one long product, the margin by halving an interval in fifty decimal places.
Nothing of the engine is run. Every case says in its source which rule it rests on. (script.json is written by a test of the
engine; README.md says how.)
"""

import json
from decimal import Decimal, getcontext
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
    rule = "docs/rules.md, section 0: "
    form = rule + "an amount is a whole number of minor units and a currency"
    cases = []

    def reads(name, text, minor, currency):
        shown = shown_money(minor, currency)
        value = {"minor": str(minor), "currency": currency, "decimals": DECIMALS[currency], "shown": shown}
        cases.append({"id": name, "read": text, **value, "source": form})

    def refuses(name, text, code, why):
        cases.append({"id": name, "read": text, "refused": code, "source": rule + why})

    def reckons(name, operation, left, right, outcome, why):
        cases.append({"id": name, operation: [left, right], **outcome, "source": rule + why})

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


UNITS = {"hong_kong": " HK", "malay": " MY", "indonesian": " ID"}


def asian(value, kind):
    """The number of Hong Kong, Malay or Indonesian odds: negative where the stake is said that wins one."""
    winnings = value - 1
    turned = {"hong_kong": False, "malay": winnings > 1, "indonesian": winnings < 1}[kind]
    return -1 / winnings if turned else winnings


def signed_text(number, places):
    text = decimal_text(abs(number), places)
    # What is rounded to even money is not negative.
    return f"-{text}" if number < 0 and Fraction(text) != 1 else text


def quotes_of(value):
    places, american = exact_places(value), american_of(value)
    quotes = {
        "decimal": None if places is None else decimal_text(value, max(places, 2)),
        "fractional": f"{(value - 1).numerator}/{(value - 1).denominator}",
        "american": american_text(value) if american.denominator == 1 else None,
    }
    for kind, unit in UNITS.items():
        places = exact_places(asian(value, kind))
        quotes[kind] = None if places is None else signed_text(asian(value, kind), max(places, 2)) + unit
    places = exact_places(1 / value)
    quotes["probability"] = None if places is None else decimal_text(100 / value, max(places - 2, 0)) + "%"
    return quotes


def rounded_of(value):
    rounded = {"decimal": decimal_text(value, 2), "american": american_text(value)}
    rounded |= {kind: signed_text(asian(value, kind), 2) for kind in UNITS}
    return {**rounded, "probability": decimal_text(1 / value, 4)}


def odds():
    cases = []

    rule = "docs/rules.md, section 1: "

    def reads(text, kind, value, why, own=None, beside=False):
        """`own` is what it shows, where that is not what was read; `beside`, whether the format is said beside it."""
        value = Fraction(value)
        quotes = {**quotes_of(value), kind: own or text}
        fraction = f"{value.numerator}/{value.denominator}"
        case = {"format": kind, "value": fraction, "quotes": quotes, "rounded": rounded_of(value)}
        read = {"read": text, "as": kind} if beside else {"read": text}
        name = f"bare-{kind}-{text}" if beside else f"{kind}-{text}"
        cases.append({"id": name, **read, **case, "source": why})

    def refuses(name, text, code, why):
        cases.append({"id": name, "read": text, "refused": code, "source": rule + why})

    plain = rule + "d is the whole return on a stake of 1"
    for text in ["2.10", "2.1", "2", "1.01", "1.91", "3.75", "1001.00", "10000", "1.000001", "1.3333"]:
        reads(text, "decimal", text, plain)
    for text in ["3/2", "6/4", "1/1", "10/11", "100/30", "1/3", "4/6", "9999/1", "1/1000000"]:
        reads(text, "fractional", 1 + Fraction(text), rule + "a/b is 1 + a/b")
    for text in ["+150", "+100", "-100", "-110", "-200", "+250", "+999900", "-1000000"]:
        number = int(text)
        value = 1 + (Fraction(number, 100) if number > 0 else Fraction(100, -number))
        # -100 is +100 in another dress.
        reads(text, "american", value, rule + "A > 0 is 1 + A/100, A < 0 is 1 + 100/|A|", "+100" if text == "-100" else text)
    reads("EVS", "fractional", 2, rule + "EVS is 1/1")
    for kind, numbers in {
        "hong_kong": ["1.10", "0.91", "0.9", "9999", "0.000001", "1.00"],
        "malay": ["0.92", "-0.92", "-0.8", "1.00", "-1.00", "0.5", "-0.0625", "-0.01", "0.000001"],
        "indonesian": ["1.10", "-1.25", "-2", "-1.00", "1", "2.40", "100", "-10000", "-1.0989"],
    }.items():
        for text in numbers:
            number = Fraction(text)
            value = 1 + (number if number > 0 else -1 / number)
            shown = text.lstrip("-") if number == -1 else text
            why = rule + "h is 1 + h" if kind == "hong_kong" else rule + "above 0 is 1 + x, below 0 is 1 + 1/|x|"
            reads(text + UNITS[kind], kind, value, why, shown + UNITS[kind])
            reads(text, kind, value, why, shown + UNITS[kind], beside=True)
    for text in ["80%", "50%", "47.62%", "62.5%", "0.01%", "99.9999%", "33.3333%", "80.00%"]:
        reads(text, "probability", 100 / Fraction(text[:-1]), rule + "p is 1/p")
    for text, own in [("0.8", "80%"), ("0.4762", "47.62%"), ("0.5", "50%"), ("0.0625", "6.25%"), ("80%", "80%")]:
        value = 1 / Fraction(text) if "%" not in text else Fraction(5, 4)
        reads(text, "probability", value, rule + "p is 1/p", own, beside=True)
    for kind, text, own in [("decimal", "2.10", "2.10"), ("fractional", "6/4", "6/4"), ("american", "110", "+110")]:
        value = {"2.10": "21/10", "6/4": "5/2", "110": "21/10"}[text]
        reads(text, kind, value, rule + "the format is known beside the number", own, beside=True)

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
    beside = "docs/rules.md, section 1: the domain and the grammar of a format that is said beside the number"
    for kind, text, code in [
        ("decimal", "1", "odds_too_short"),
        ("decimal", "+110", "bad_odds"),
        ("fractional", "1.5", "bad_odds"),
        ("american", "99", "bad_odds"),
        ("american", "+-110", "bad_odds"),
        ("hong_kong", "0", "odds_too_short"),
        ("hong_kong", "-0.5", "bad_odds"),
        ("hong_kong", "9999.01", "odds_too_long"),
        ("malay", "0", "odds_too_short"),
        ("malay", "1.01", "bad_odds"),
        ("malay", "-1.01", "bad_odds"),
        ("malay", "-0.0001", "odds_too_long"),
        ("malay", "0.5 MY", "bad_odds"),
        ("indonesian", "0.99", "bad_odds"),
        ("indonesian", "-0.99", "bad_odds"),
        ("indonesian", "-1000001", "odds_too_fine"),
        ("indonesian", "-1.098901", "odds_too_fine"),  # 1 + 1000000/1098901
        ("probability", "0", "odds_too_long"),
        ("probability", "1", "odds_too_short"),
        ("probability", "120%", "odds_too_short"),
        ("probability", "-0.5", "bad_odds"),
        ("probability", "0.4761904762", "odds_too_fine"),
    ]:
        cases.append({"id": f"bare-refused-{kind}-{text}", "read": text, "as": kind, "refused": code, "source": beside})
    for text in ["0.92 my", "0.92  MY", "+0.92 MY", " MY", "%", "evs", "80 %", "1.01 MY", "0.9 ID", "-0.5 HK"]:
        refuses(f"bad-unit-{text}", text, "bad_odds", grammar + "; Hong Kong, Malay and Indonesian odds and chances with units")
    write("odds.json", cases)


# Prices nearby, and what is risked

TRADITIONAL = """1/100 1/66 1/50 1/40 1/33 1/25 1/20 1/16 1/14 1/12 1/11 1/10 1/9 1/8 2/15 1/7 2/13 1/6 2/11 1/5 2/9 1/4
    2/7 3/10 1/3 4/11 2/5 4/9 1/2 8/15 4/7 8/13 4/6 8/11 4/5 5/6 10/11 20/21 EVS 21/20 11/10 6/5 5/4 11/8 6/4 13/8 7/4 15/8
    2/1 85/40 9/4 12/5 5/2 13/5 11/4 14/5 3/1 100/30 7/2 4/1 9/2 5/1 11/2 6/1 13/2 7/1 15/2 8/1 17/2 9/1 10/1 11/1 12/1 14/1
    16/1 18/1 20/1 22/1 25/1 28/1 33/1 40/1 50/1 66/1 80/1 100/1 125/1 150/1 200/1 250/1 300/1 400/1 500/1 750/1
    1000/1""".split()


def exchange_steps():
    """By the step that belongs to each price, and not by counting up from the first."""
    bands = [(2, 1), (3, 2), (4, 5), (6, 10), (10, 20), (20, 50), (30, 100), (50, 200), (100, 500), (1001, 1000)]
    for hundredths in range(101, 100001):
        step = next(step for end, step in bands if hundredths < end * 100)
        if hundredths % step == 0:
            yield f"{hundredths // 100}.{hundredths % 100:02}"


def value_of(text):
    return 1 + Fraction("1/1" if text == "EVS" else text) if "/" in text or text == "EVS" else Fraction(text)


LADDERS = {name: [(value_of(step), step) for step in steps] for name, steps in [("traditional", TRADITIONAL), ("exchange", exchange_steps())]}


def snapped(ladder, value, snap):
    below = [step for step in LADDERS[ladder] if step[0] <= value]
    above = [step for step in LADDERS[ladder] if step[0] >= value]
    if snap == "nearest":
        return min(LADDERS[ladder], key=lambda step: (abs(step[0] - value), step[0]))[1]
    found = below[-1:] if snap == "down" else above[:1]
    return found[0][1] if found else None


def ladders():
    cases = []
    rule = "docs/rules.md, section 1: "
    for ladder, prices in {
        "traditional": "1.005 1.01 1.02 1.1 1.33 5/3 2/3 1.91 1.95 2 2.04 2.5 3/2 3.05 10/3 4.4 4.45 12.5 30 67 500.5 1001 2000",
        "exchange": "1.001 1.01 1.015 1.9999 2 2.01 2.99 3.03 3.975 5.95 9.9 19.7 29.1 49 96 105 999 1000 1000.01 10/11 -110",
    }.items():
        for price in prices.split():
            value = Fraction(21, 11) if price == "-110" else value_of(price)
            steps = {snap: snapped(ladder, value, snap) for snap in ["down", "nearest", "up"]}
            why = rule + "a ladder's step below, nearest and above"
            cases.append({"id": f"{ladder}-{price}", "ladder": ladder, "price": price, **steps, "source": why})
    for price, within in [
        ("1.91", 100), ("1.91", 20), ("1.91", 10), ("1.01", 100), ("1.01", 99), ("1.01", 20), ("1.3333", 100),
        ("3.14159", 100), ("3.14159", 10), ("6/4", 1), ("100/30", 100), ("7.38", 16), ("1.000001", 1000), ("2.718281", 50),
    ]:
        value = value_of(price) - 1
        # All fractions there are, the nearest, and of two the one with the smaller denominator.
        near = lambda lower: (Fraction(upper, lower) for upper in {floor(value * lower), floor(value * lower) + 1} if upper)
        all_of_them = (fraction for lower in range(1, within + 1) for fraction in near(lower))
        best = min(all_of_them, key=lambda fraction: (abs(fraction - value), fraction.denominator))
        if abs(best - value) > value:
            best = Fraction(1, within)
        fraction = f"{best.numerator}/{best.denominator}"
        why = rule + "the nearest fraction within a denominator"
        cases.append({"id": f"fraction-{price}-{within}", "price": price, "within": within, "fraction": fraction, "source": why})
    write("ladder.json", cases)


def risk():
    cases = []

    def round_away(value):
        return half_up(value)

    for quote, value, negative in [
        ("-0.92 MY", 1 + 1 / Fraction("0.92"), True),
        ("0.92 MY", Fraction("1.92"), False),
        ("-110", Fraction(21, 11), True),
        ("+150", Fraction(5, 2), False),
        ("+100", Fraction(2), False),
        ("-1.25 ID", Fraction(9, 5), True),
        ("1.25 ID", Fraction(9, 4), False),
        ("1.25 HK", Fraction(9, 4), False),
        ("2.10", Fraction(21, 10), False),
        ("10/11", Fraction(21, 11), False),
        ("80%", Fraction(5, 4), False),
        ("4.00", Fraction(4), False),
    ]:
        for amount, currency in [(100, "EUR"), (10000, "EUR"), (333, "JPY"), (1, "EUR")]:
            for meaning in ["as_quoted", "risk", "win"]:
                wins = meaning == "win" or (meaning == "as_quoted" and negative)
                risked = round_away(amount / (value - 1)) if wins else amount
                to_win = round_away(risked * value) - risked
                amounts = [shown_money(minor, currency) for minor in (amount, risked, to_win)]
                names = dict(zip(["amount", "risk", "to_win"], amounts))
                why = "docs/rules.md, section 1: risked is rounded first, and what it returns once, less what is risked"
                case = {"odds": quote, "meaning": meaning, "rounding": "half_away_from_zero", **names}
                cases.append({"id": f"{quote}-{meaning}-{amounts[0]}", **case, "source": why})
    write("risk.json", cases)


# Margins, in fifty decimal places and by halving an interval

getcontext().prec = 50


def halve(function, low, high):
    """Where a falling function is zero."""
    for _ in range(180):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) > 0 else (low, middle)
    return (low + high) / 2


def one_by_one(formula, implied, target, low, high):
    """The parameter at which the formula's values add up to the target, and the values; the sum falls as it rises."""
    found = halve(lambda at: sum(formula(pi, at) for pi in implied) - target, low, high)
    return [formula(pi, found) for pi in implied], found


def by_power(implied, target):
    return one_by_one(lambda pi, k: (k * pi.ln()).exp(), implied, target, Decimal(0), Decimal(10**7))


def by_odds_ratio(implied, target):
    # In logarithms: logit p = logit pi - c.
    formula = lambda pi, c: 1 / (1 + (c - (pi / (1 - pi)).ln()).exp())
    fair, c = one_by_one(formula, implied, target, Decimal(-60), Decimal(60))
    return fair, c.exp()


def shin_of(pi, z, book):
    return ((z * z + 4 * (1 - z) * pi * pi / book).sqrt() - z) / (2 * (1 - z))


def fair_of(method, implied, winners):
    """The probabilities and the parameter; none where the rule book has no solution."""
    book, n = sum(implied), len(implied)
    if method == "multiplicative":
        fair, parameter = [pi * winners / book for pi in implied], book / winners
    elif method == "additive":
        parameter = (book - winners) / n
        fair = [pi - parameter for pi in implied]
    elif method == "differential_margin_weighting":
        odds = [n / pi / (n - (book - winners) / pi) for pi in implied]
        fair, parameter = [1 / d for d in odds], (book - winners) / n
    elif method == "power":
        fair, parameter = by_power(implied, winners)
    elif method == "shin":
        shares = [pi / winners for pi in implied]
        book /= winners
        if book < 1:
            return None, "below_fair"
        if book == 1:
            fair, parameter = implied, Decimal(0)
        else:
            formula = lambda pi, z: shin_of(pi, z, book)
            # By one half of the interval less than one, where the formula is not defined.
            fair, parameter = one_by_one(formula, shares, 1, Decimal(0), 1 - Decimal(10) ** -12)
            fair = [winners * p for p in fair]
    elif method in ("odds_ratio", "logarithmic"):
        fair, parameter = by_odds_ratio(implied, winners)
        parameter = parameter.ln() if method == "logarithmic" else parameter
    else:
        parameter = (book - winners) / sum((1 - pi).sqrt() for pi in implied)
        fair = [pi - parameter * (1 - pi).sqrt() for pi in implied]
    if not all(0 < p < 1 for p in fair):
        if method == "goto_or_multiplicative":
            return fair_of("multiplicative", implied, winners)
        return None, "no_fair_probability"
    return fair, parameter


def booked(method, fair, winners, target):
    """What prices imply that add up to the target, if taking the margin out by the method gives these probabilities."""
    n = len(fair)
    if method == "multiplicative":
        return [p * target / winners for p in fair]
    if method in ("additive", "differential_margin_weighting"):
        return [p + (target - winners) / n for p in fair]
    if method == "power":
        return by_power(fair, target)[0]
    if method in ("odds_ratio", "logarithmic"):
        return by_odds_ratio(fair, target)[0]
    if method == "shin":
        shares, book = [p / winners for p in fair], target / winners
        # pi from p, by halving: shin_of rises with pi.
        price = lambda p, z: halve(lambda pi: p - shin_of(pi, z, book), Decimal(0), Decimal(1))
        z = halve(lambda z: book - sum(price(p, z) for p in shares), Decimal(0), 1 - Decimal(10) ** -12)
        return [winners * price(p, z) for p in shares]
    # Goto: pi from p, by halving, for a number of standard errors that is found by halving.
    price = lambda p, s: halve(lambda pi: p - (pi - s * (1 - pi).sqrt()), Decimal(0), Decimal(1))
    s = halve(lambda s: target - sum(price(p, s) for p in fair), Decimal(0), Decimal(10))
    return [price(p, s) for p in fair]


METHODS = [
    "multiplicative", "additive", "differential_margin_weighting", "power", "shin", "odds_ratio", "logarithmic", "goto",
    "goto_or_multiplicative",
]


def twelve(value):
    return f"{value:.12f}"


def margins():
    cases = []
    rule = "docs/rules.md, section 2: "
    books = {
        "football": ("2.6 2.4 4.3", 1),
        "favourite": ("1.19 7 14", 1),
        "two": ("1.80 2.20", 1),
        "two-lopsided": ("1.05 11", 1),
        "equal": ("1.91 1.91", 1),
        "fair": ("3 3 3", 1),
        "below-fair": ("2.10 2.05", 1),
        "race": ("2.88 3.4 5 6.5 9 13 21 34", 1),
        "steep": ("1.2 6 11 26", 1),
        "fractions": ("6/4 13/8 100/30 EVS", 1),
        "wide-margin": ("1.5 1.5 1.5", 1),
        "places": ("1.30 1.60 2.20 3.50 8.00", 2),
        "podium": ("1.10 1.25 1.55 2.30 4.50 9.00", 3),
        "places-sure-thing": ("1.02 3.00 3.00 4.50", 2),
    }
    for name, (prices, winners) in books.items():
        prices = prices.split()
        implied = [1 / (Decimal(v.numerator) / v.denominator) for v in map(value_of, prices)]
        book = sum(implied) / winners
        figures = {"overround": twelve(book - 1), "hold": twelve(1 - 1 / book)}
        for method in METHODS:
            # Nobody's fifty places say whether 3 at 3 are above fair: they are fair, by the fractions.
            exact = [1 / value_of(price) for price in prices]
            if sum(exact) == winners:
                fair, parameter = implied, {"multiplicative": 1, "power": 1, "odds_ratio": 1}.get(method, 0)
                if method == "goto_or_multiplicative":
                    parameter = 0
            else:
                fair, parameter = fair_of(method, implied, winners)
            found = (
                {"refused": parameter}
                if fair is None
                else {"probabilities": [twelve(p) for p in fair], "parameter": twelve(Decimal(parameter))}
            )
            case = {"prices": prices, "winners": winners, "method": method, **figures, **found}
            cases.append({"id": f"remove-{name}-{method}", **case, "source": rule + f"the formula of {method}"})

    chances = {"three": ("0.5 0.3 0.2", 1), "race": ("0.36 0.24 0.18 0.12 0.06 0.04", 1), "places": ("0.9 0.5 0.35 0.25", 2)}
    for name, (fair, winners) in chances.items():
        texts, fair = fair.split(), [Decimal(p) for p in fair.split()]
        for method in METHODS:
            for overround in ["0.05", "0.12"]:
                implied = booked(method, fair, winners, winners * (1 + Decimal(overround)))
                wanted = {"probabilities": texts, "winners": winners, "method": method, "wanted_overround": overround}
                name_of = f"{name}-{method}-{overround}"
                if not all(0 < pi < 1 for pi in implied):
                    why = rule + "a price would be 1 or less"
                    cases.append({"id": f"add-{name_of}", **wanted, "refused": "margin_out_of_reach", "source": why})
                    continue
                why = rule + f"the margin put on so that {method} takes it out"
                cases.append({"id": f"add-{name_of}", **wanted, "implied": [twelve(pi) for pi in implied], "source": why})
                for ladder, snap in [("exchange", "down"), ("traditional", "nearest"), ("exchange", "up")]:
                    millionths = [Fraction(half_up(Fraction(10**6) / Fraction(pi)), 10**6) for pi in implied]
                    prices = [snapped(ladder, value, snap) for value in millionths]
                    if None in prices:
                        continue
                    why = rule + "the price to the nearest millionth, then to the ladder"
                    case = {**wanted, "ladder": ladder, "snap": snap, "prices": prices}
                    cases.append({"id": f"prices-{name_of}-{ladder}-{snap}", **case, "source": why})
    write("margin.json", cases)


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


def goals_of(score):
    """The goals one by one, as half and side; in which order they fell inside a half does not matter."""
    full, _, half = score.partition(" ")
    ends = [list(map(int, text.strip("()").split("-"))) for text in (half or "0-0", full)]
    first = [("first_half", side) for side, count in zip("ha", ends[0]) for _ in range(count)]
    both = [side for side, count in zip("ha", ends[1]) for _ in range(count)]
    for _, side in first:
        both.remove(side)
    return first + [("second_half", side) for side in both]


def count_of(goals):
    sides = [side for _, side in goals]
    return sides.count("h"), sides.count("a")


def leader(home, away):
    return "home" if home > away else "draw" if home == away else "away"


def graded_goals(case):
    """The kinds that were added to the first seven, and halves of any kind, from the goals one by one."""
    kind, outcome, goals = case["kind"], case["outcome"], goals_of(case["score"])
    won = lambda is_won: factors(*["won" if is_won else "lost"] * 2)  # noqa: E731
    if kind == "half_time_full_time":
        ((leads),) = outcome.values()
        half = [goal for goal in goals if goal[0] == "first_half"]
        return won((leader(*count_of(half)), leader(*count_of(goals))) == tuple(leads.values()))
    if "period" in case:
        goals = [goal for goal in goals if goal[0] == case["period"]]
    line = Fraction(case["line"]) if "line" in case else None
    if kind == "team_total":
        goals = [goal for goal in goals if goal[1] == case["side"][0]]
        return on_line(len(goals), -line) if outcome == "over" else on_line(-len(goals), line)
    home, away = count_of(goals)
    if kind == "odd_even":
        return won((["even", "odd"] * 100)[len(goals)] == outcome)
    if kind == "winning_margin":
        if home == away:
            return won(outcome == ("score_draw" if goals else "no_goals"))
        margin, ahead = abs(home - away), leader(home, away)
        name = f"{ahead}_by_or_more" if margin >= case["top"] else f"{ahead}_by"
        return won(outcome == {name: {"goals": min(margin, case["top"])}})
    if kind == "result_and_total":
        ((pick),) = outcome.values()
        return won((pick["result"], pick["total"]) == (leader(home, away), "over" if len(goals) > line else "under"))
    if kind == "european_handicap":
        return won(leader(home + line, away) == outcome)
    if kind == "asian_handicap" and "before" in case:
        gone = list(map(int, case["before"].split("-")))
        home, away = home - gone[0], away - gone[1]
    return graded(kind, line, outcome, home, away, case.get("listed", ()))


def graded_sets(case):
    """Sets are played until somebody has won enough; a match that stops before has no winner."""
    played = [tuple(map(int, text.split("-"))) for text in case["score"].split(",")]
    won = [leader(*one) for one in played]
    sets = won.count("home"), won.count("away")
    if case["kind"] == "match_betting":
        ahead = leader(*sets)
        return (0, 1) if ahead == "draw" else (int(ahead == case["outcome"]), 0)
    if max(sets) * 2 < case["best_of"]:
        return 0, 1
    return int(case["outcome"] == "-".join(map(str, sets))), 0


def graded_race(case):
    """The places are given out one by one; who ties for some has an equal part of each."""
    finishes, mine = case["finishes"], case["finishes"][case["runner"]]
    if mine == "did_not_run":
        return 0, 1
    if mine == "did_not_finish":
        return 0, 0
    places = case.get("places", 1)
    tied = finishes.count(mine)
    return sum(Fraction(1, tied) for place in range(mine, mine + tied) if place <= places), 0


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

    def more(by, kind, outcomes, scores, why, **fields):
        """Cases of a kind that has more than a line: `fields` stand in the case as they are."""
        for outcome in outcomes:
            for score in scores:
                row = {"kind": kind, **fields, "outcome": outcome, "score": score}
                shown = outcome if isinstance(outcome, str) else json.dumps(outcome).translate(str.maketrans("", "", '{}":'))
                name = " ".join([kind, *map(str, fields.values()), shown, "at", score])
                win, void = by(row)
                cases.append({"id": name, **row, "win": str(win), "void": str(void), "source": why})

    goals = graded_goals
    halves = ["3-1 (1-1)", "1-2 (1-0)", "0-0 (0-0)", "2-2 (0-2)"]
    whole = six + "a half counts from nil, by its own goals"
    for period in ["first_half", "second_half"]:
        more(goals, "match_result", ["home", "draw", "away"], halves, whole, period=period)
        more(goals, "double_chance", two, halves[:2], whole, period=period)
        more(goals, "draw_no_bet", ["home", "away"], halves[:2], whole, period=period)
        more(goals, "both_teams_to_score", ["yes", "no"], halves, whole, period=period)
        more(goals, "correct_score", ["1-1", "2-0", "0-2"], halves, whole, period=period)
        more(goals, "odd_even", ["odd", "even"], halves, whole, period=period)
        for line in ["0.5", "1.25", "2"]:
            more(goals, "total_goals", ["over", "under"], halves, whole, period=period, line=line)
        for line in ["0", "-0.75", "0.25"]:
            more(goals, "asian_handicap", ["home", "away"], halves, whole, period=period, line=line)
        more(goals, "european_handicap", ["home", "draw", "away"], halves, whole, period=period, line="-1")
        more(goals, "team_total", ["over", "under"], halves, whole, period=period, side="away", line="0.5")
    listed = ["0-0", "1-0"]
    more(goals, "correct_score", ["any_other"], halves, other, period="first_half", listed=listed)
    for side in ["home", "away"]:
        for line in ["1.5", "2", "1.75"]:
            team = six + "team total, only the goals of one side"
            more(goals, "team_total", ["over", "under"], ["2-1", "1-2", "0-3"], team, side=side, line=line)
    odd = six + "odd or even, none is even"
    more(goals, "odd_even", ["odd", "even"], ["0-0", "1-0", "1-1", "2-1", "4-4"], odd)
    by = lambda side, form, count: {f"{side}_by{form}": {"goals": count}}  # noqa: E731
    margins = [by(side, "", count) for side in ["home", "away"] for count in [1, 2]]
    margins += [by("home", "_or_more", 3), by("away", "_or_more", 3), "score_draw", "no_goals"]
    scores = ["0-0", "1-1", "1-0", "0-2", "4-1", "0-5"]
    more(goals, "winning_margin", margins, scores, six + "winning margin, two kinds of draw", top=3)
    for period in ["first_half", "second_half"]:
        more(goals, "winning_margin", margins, halves, whole, period=period, top=3)
    double = lambda half, full: {"half_time_full_time": {"at_half_time": half, "at_full_time": full}}  # noqa: E731
    three = ["home", "draw", "away"]
    nine = [double(half, full) for half in three for full in three]
    more(goals, "half_time_full_time", nine, halves, six + "half time and full time, nine answers")
    both = lambda result, total: {"result_and_total": {"result": result, "total": total}}  # noqa: E731
    pairs = [both(result, total) for result in three for total in ["over", "under"]]
    more(goals, "result_and_total", pairs, ["2-1", "1-0", "1-1", "2-2", "0-3"], six + "both must be right", line="2.5")
    for period in ["first_half", "second_half"]:
        more(goals, "result_and_total", pairs, halves, whole, period=period, line="1.5")
    for line in ["-1", "2"]:
        three_way = six + "European handicap, the line is added and the draw is an answer"
        more(goals, "european_handicap", three, ["1-0", "2-0", "0-2", "0-3"], three_way, line=line)
    play = six + "in play, only the goals after the bet count"
    for line in ["0", "-0.5", "0.25"]:
        later = ["1-0", "2-0", "1-1"]
        more(goals, "asian_handicap", ["home", "away"], later, play, line=line, before="1-0")
        of_half = {"period": "second_half", "line": line, "before": "1-0"}
        more(goals, "asian_handicap", ["home", "away"], ["3-1 (1-1)", "2-1 (1-0)"], play, **of_half)
    sets = ["6-2,6-4", "6-2,4-6,7-5", "2-6,4-6", "6-2,4-6"]
    more(graded_sets, "match_betting", ["home", "away"], sets, six + "match betting, who wins more sets")
    exact = ["2-0", "2-1", "0-2", "1-2"]
    more(graded_sets, "set_betting", exact, sets, six + "set betting, the exact sets", best_of=3)
    seven = "docs/rules.md, section 7: k runners share s places"
    orders = [[1, 2, 3, 4, 5], [1, 1, 3, 4, "did_not_finish"], [1, 2, 2, 2, "did_not_run"], [1, 1, 1, 4, 5]]
    for places, finishes in [(places, finishes) for places in range(4) for finishes in orders]:
        for runner in range(len(finishes)):
            row = {"kind": "placed", "places": places} if places else {"kind": "race_winner"}
            row |= {"finishes": finishes, "runner": runner}
            win, void = graded_race(row)
            order = ",".join(map(str, finishes))
            name = f"{row['kind']} {places or ''} runner {runner} of {order}"
            cases.append({"id": name, **row, "win": str(win), "void": str(void), "source": seven})
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
    ladders()
    risk()
    margins()
    grading()
    payout()

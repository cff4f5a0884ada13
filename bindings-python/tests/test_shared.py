"""Cases that nobody of this project chose, where they lie: results of markets, odds formats, rounding; bets are in `test_shared_bets`."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, Callable

from tally import Tally, shared

from realdeal import (
    BetStatus,
    Goals,
    LegResult,
    MarketKind,
    Money,
    Odds,
    Outcome,
    RealDealError,
    Score,
    calculate,
    grade,
)

WORDS = {
    LegResult.WON: "won",
    LegResult.LOST: "lost",
    LegResult.VOID: "void",
    LegResult.HALF_WON: "half_won",
    LegResult.HALF_LOST: "half_lost",
}
OUTCOMES = {
    "home": Outcome.HOME, "1": Outcome.HOME, "draw": Outcome.DRAW, "tie": Outcome.DRAW, "x": Outcome.DRAW,
    "away": Outcome.AWAY, "2": Outcome.AWAY, "home or draw": Outcome.HOME_OR_DRAW, "1x": Outcome.HOME_OR_DRAW,
    "home or away": Outcome.HOME_OR_AWAY, "12": Outcome.HOME_OR_AWAY, "draw or away": Outcome.DRAW_OR_AWAY,
    "2x": Outcome.DRAW_OR_AWAY, "over": Outcome.OVER, "under": Outcome.UNDER, "yes": Outcome.YES, "no": Outcome.NO,
    "odd": Outcome.ODD, "even": Outcome.EVEN,
}  # fmt: skip

Case = dict[str, Any]


def half(kind: MarketKind) -> MarketKind:
    return MarketKind.in_period("first_half", kind)


def home_line(selection: Case) -> str:
    """The feed writes the line of the side that is backed, a market here that of the home side."""
    line = Decimal(selection["name"])
    return str(-line if selection["header"] == "Away" else line)


def sets_needed(score: Score) -> int:
    """More sets than the loser can have won, and all that the winner needs; the feed does not say how many could be played."""
    return max(score.full_time.home, score.full_time.away) * 2 - 1


KINDS: dict[str, Callable[[Case, Score], MarketKind]] = {
    "MatchResult": lambda *_: MarketKind.MATCH_RESULT,
    "double_chance": lambda *_: MarketKind.DOUBLE_CHANCE,
    "draw_no_bet": lambda *_: MarketKind.DRAW_NO_BET,
    "both_teams_to_score": lambda *_: MarketKind.BOTH_TEAMS_TO_SCORE,
    "both_teams_to_score_in_1st_half": lambda *_: half(MarketKind.BOTH_TEAMS_TO_SCORE),
    "both_teams_to_score_in_2nd_half": lambda *_: MarketKind.in_period("second_half", MarketKind.BOTH_TEAMS_TO_SCORE),
    "correct_score": lambda *_: MarketKind.CORRECT_SCORE,
    "goals_over_under": lambda selection, _: MarketKind.total_goals(selection["name"]),
    "goals_odd_even": lambda *_: MarketKind.ODD_EVEN,
    "asian_handicap": lambda selection, _: MarketKind.asian_handicap(home_line(selection)),
    "half_time_result": lambda *_: half(MarketKind.MATCH_RESULT),
    "half_time_double_chance": lambda *_: half(MarketKind.DOUBLE_CHANCE),
    "half_time_correct_score": lambda *_: half(MarketKind.CORRECT_SCORE),
    "first_half_goals": lambda selection, _: half(MarketKind.total_goals(selection["name"])),
    "1st_half_goals_odd_even": lambda *_: half(MarketKind.ODD_EVEN),
    "half_time_full_time": lambda *_: MarketKind.HALF_TIME_FULL_TIME,
    "result_total_goals": lambda selection, _: MarketKind.result_and_total(selection["handicap"]),
    "winning_margin": lambda *_: MarketKind.winning_margin(4),
    "to_win_match": lambda *_: MarketKind.MATCH_BETTING,
    "set_betting": lambda _, score: MarketKind.set_betting(sets_needed(score)),
}


def score_of(result: Case) -> Score:
    """From the parts that a case gives. Where the second half stands alone, nothing happened before it."""
    halves = {name: Goals(int(told["home"]), int(told["away"])) for name, told in result.get("scores", {}).items()}
    first, second = halves.get("1"), halves.get("2")
    nil = Goals(0, 0)
    at_half = first or (nil if second else None)
    if "single_score" in result:
        score = Score.read(result["single_score"])
        return Score(score.full_time, at_half, sets=score.sets)
    one, other = first or nil, second or nil
    return Score(Goals(one.home + other.home, one.away + other.away), at_half)


def outcome_of(market: str, selection: Case) -> Outcome:
    name: str = selection["name"]
    header: Any = selection.get("header")
    if market in ("correct_score", "half_time_correct_score", "set_betting"):
        # The feed writes the goals of the side that the header names first.
        goals = [int(each) for each in name.split("-")]
        return Outcome.exact(*(reversed(goals) if header == "Away" else goals))
    if market == "winning_margin":
        # By its number the side that wins, and without one a kind of draw: 1 with goals, 2 without.
        goals_by, or_more = int(name.rstrip("+")), name.endswith("+")
        if header is None:
            return Outcome.SCORE_DRAW if goals_by == 1 else Outcome.NO_GOALS
        return Outcome.wins_by("home" if header == "1" else "away", goals_by, or_more=or_more)
    if market == "half_time_full_time":
        return Outcome.half_time_full_time(*name.lower().split(" - "))
    if market == "result_total_goals":
        return Outcome.result_and_total(name.lower(), header.lower())
    by_header = market in ("goals_over_under", "first_half_goals", "asian_handicap")
    return OUTCOMES[(header if by_header else name).lower()]


def won_if(won: bool) -> LegResult:
    return LegResult.WON if won else LegResult.LOST


def goalscorer(given: Case) -> LegResult:
    """An event says `3rd Goal - Lionel Messi`; the last goal has the number of all goals."""
    told = [event["text"].split(" Goal - ") for event in given["stats"]["events"] if " Goal - " in event["text"]]
    scored = [int(number.rstrip("sthndr")) for number, scorer in told if scorer == given["selection"]["name"]]
    goals = sum(int(each) for each in given["result"]["single_score"].split("-"))
    asked = given["selection"]["header"]
    return won_if({"First": 1 in scored, "Last": goals in scored, "Anytime": bool(scored)}[asked])


def after_ten_minutes(given: Case) -> LegResult:
    """An event says `1:0 Goals 00:00 - 09:59`."""
    ending = " Goals 00:00 - 09:59"
    told = next(event["text"] for event in given["stats"]["events"] if event["text"].endswith(ending))
    home, away = (int(each) for each in told.removesuffix(ending).split(":"))
    return won_if({"Home": home > away, "Draw": home == away, "Away": home < away}[given["selection"]["name"]])


def points_of_a_side(given: Case) -> LegResult:
    """The points of one side over or under a line, which gives the stake back when it is met."""
    home, away = (int(each) for each in given["result"]["single_score"].split("-"))
    points = home if given["selection"]["header"] == "Home" else away
    word, line = given["selection"]["handicap"].split(" ")
    if points == Decimal(line):
        return LegResult.VOID
    return won_if((points > Decimal(line)) == (word in ("O", "Over")))


#: What no score grades: a rule here reads the outcome from the case's own data, and a bet is calculated on it.
STATED = {"goalscorers": goalscorer, "10_minute_result": after_ten_minutes, "game_lines": points_of_a_side}


def test_market_results() -> None:
    cases = shared("market_results.json")
    tally = Tally("market_results.json")
    for case in cases:
        given, expected = case["input"], case["expected"]["status"]
        market, selection = given["market"], given["selection"]
        if market in STATED:
            bet = calculate(["3.00"], "10.00 EUR", results=[STATED[market](given)])
            returned = {BetStatus.WON: "30.00 EUR", BetStatus.VOID: "10.00 EUR", BetStatus.LOST: "0.00 EUR"}
            assert str(bet.returned) == returned[bet.status]
            tally.holds(case["id"], bet.status.value, expected, "stated outcomes")
            continue
        score = score_of(given["result"])
        found = grade(KINDS[market](selection, score), outcome_of(market, selection), score)
        tally.holds(case["id"], WORDS[found], expected, "graded by a score")
    tally.report(len(cases), 1_407)


#: The formats that a name of the file stands for.
FORMATS = {
    "decimal": "decimal", "fractional": "fractional", "american": "american", "moneyline": "american",
    "hongkong": "hong_kong", "hongKong": "hong_kong", "malay": "malay", "indonesian": "indonesian",
    "probability": "probability", "impliedProbability": "probability",
}  # fmt: skip


def text(value: Any) -> str:
    """A number's own text, which is what the file says."""
    return value if isinstance(value, str) else repr(value)


def shown(odds: Odds, name: str, expected: str) -> str:
    """With as many places as the file shows."""
    places = len(expected.partition(".")[2])
    if name == "decimal_2dp":
        # Two places at most: the file has 1.5 for 1.50.
        exact = odds.show("decimal")
        short = exact.rstrip("0").rstrip(".")
        return short if short == expected else exact
    if name == "fractional":
        # Which fraction stands for a price is a choice: the exact one, or the nearest within a denominator.
        within = [100, int(expected.partition("/")[2] or 1)]
        choices = [str(odds.nearest_fraction(most)) for most in within]
        return expected if expected in choices else odds.show("fractional")
    found = odds.show(FORMATS[name], places)
    return found.removeprefix("+") if FORMATS[name] == "american" else found


def test_odds_formats() -> None:
    cases = shared("odds_formats.json")
    tally = Tally("odds_formats.json")
    for case in cases:
        ((form, value),) = case["input"].items()
        if form not in FORMATS:
            tally.skip(f"input as {form}, which is no format")
            continue
        odds: Odds | None
        try:
            odds = Odds.read(text(value), FORMATS[form])
        except RealDealError:
            odds = None
        for name, wanted in case["expected"].items():
            what = f"{case['id']}: {value} as {form} to {name}"
            if name == "outcome" or odds is None:
                # The wording of an error is the library's own; that there is one is the case.
                tally.holds(what, odds is None, name == "outcome")
            elif name in FORMATS or name == "decimal_2dp":
                expected = text(wanted)
                tally.holds(what, shown(odds, name, expected), expected)
            else:
                tally.skip(f"output as {name}, which is no format")
    tally.report(len(cases), 60)


def test_money_rounding() -> None:
    """The value as what a whole stake of one returns."""
    cases = shared("money_rounding.json")
    tally = Tally("money_rounding.json")
    for case in cases:
        value, decimals = repr(case["input"]["value"]), case["input"]["decimals"]
        stake = Money(Decimal(1).quantize(Decimal(1).scaleb(-decimals)), f"POINTS:{decimals}")
        found = calculate([value], stake, results=[LegResult.WON])
        assert found.exact_return == Fraction(value) * 10**decimals and found.returned is not None
        tally.holds(case["id"], found.returned.amount, Decimal(repr(case["expected"]["rounded_half_up"])))
    tally.report(len(cases), 2)

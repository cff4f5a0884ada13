"""Grading without a book: from a score, or the positions of a race, to what a leg settles to, by the code that the engine settles with.

Not in here: what a result pays (`calculate`), and markets whose outcomes the bookmaker states.
"""

from __future__ import annotations

from collections.abc import Iterable

from realdeal import _engine
from realdeal.choices import MarketKind, Outcome
from realdeal.given import Positions, placings_of, score_of
from realdeal.nouns import Goals, HouseRules, Id, ScoreLike
from realdeal.numbers import LegResult, OddsLike, price
from realdeal.wire import call, from_wire


def grade(
    kind: MarketKind | str,
    outcome: Outcome | str,
    score: ScoreLike,
    *,
    before: tuple[int, int] = (0, 0),
    listed: Iterable[Outcome] = (),
) -> LegResult:
    """Grades one outcome of a market by the score after 90 minutes with stoppage time.

    `before` are the goals when a bet was accepted in play, which matter to an Asian handicap alone. `listed` are the exact scores that
    the market offers, which `any_other` needs. Raises `Malformed` for what no score grades: another kind of market, an outcome that
    the kind does not have, a missing half time.

    >>> grade(MarketKind.asian_handicap("-0.75"), "home", (2, 1)) == LegResult.HALF_WON
    True
    >>> grade(MarketKind.in_period("first_half", "match_result"), "draw", Score.of(2, 1, half_time=(1, 1))) == LegResult.WON
    True
    """
    asked, on = MarketKind.of(kind), Outcome.of(outcome)
    found = call(_engine.tool, "grade", asked, on, score_of(score), Goals(*before), list(listed))
    return from_wire(LegResult, found)


def grade_by_positions(kind: MarketKind | str, runner: Id, positions: Positions) -> LegResult | None:
    """Grades one runner of a market on a race, dead heats included; None where nothing is said of it, or of no race.

    >>> first, second = "019158e0-7c00-7000-8000-000000000001", "019158e0-7c00-7000-8000-000000000002"
    >>> grade_by_positions("race_winner", first, {first: 1, second: 1})
    LegResult(win=Fraction(1, 2), void=Fraction(0, 1))
    """
    outcome, placings = Outcome.of_runner(runner), placings_of(positions)
    found = call(_engine.tool, "grade_by_positions", MarketKind.of(kind), outcome, placings)
    return None if found is None else from_wire(LegResult, found)


def rule_4_deduction(withdrawn: Iterable[OddsLike], rules: HouseRules | None = None) -> int:
    """What is deducted from winnings for runners that were withdrawn at these prices, in pence per pound.

    By the house rules of a book, or the usual ones.

    >>> rule_4_deduction(["3/1"])
    25
    """
    found: int = call(_engine.tool, "rule_4_deduction", [price(odds) for odds in withdrawn], rules)
    return found

"""Ladders and grading where something is wrong with what is given, and that both are values."""

from __future__ import annotations

import pickle
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from realdeal import (
    Finish,
    Ladder,
    LegGrade,
    Malformed,
    MarketKind,
    Method,
    Odds,
    Outcome,
    PlaceTerms,
    RealDealError,
    Score,
    Snap,
    grade,
    grade_by_positions,
    rule_4_deduction,
)

RUNNERS = [UUID(f"019158e0-7c00-7000-8000-00000000000{number}") for number in range(1, 4)]


@pytest.mark.parametrize("steps, code", [([], "ladder_size"), (["2.00", "2.00"], "ladder_not_rising"), (["2.00", "two"], "bad_odds")])
def test_what_is_no_ladder(steps: list[str], code: str) -> None:
    with pytest.raises(RealDealError) as refused:
        Ladder(steps)
    assert refused.value.code == code


def test_a_ladder_is_a_value() -> None:
    own = Ladder(["1/2", Fraction(2), "2/1"])
    assert [str(step) for step in own.steps] == ["1/2", "1/1", "2/1"]
    for ladder in (own, Ladder.traditional(), Ladder.exchange()):
        assert pickle.loads(pickle.dumps(ladder)) == ladder and hash(ladder) == hash(pickle.loads(pickle.dumps(ladder)))
        assert ladder == Ladder(ladder.steps)
    assert Ladder.traditional() != Ladder.exchange()
    assert repr(own) == "<Ladder of 3 steps, 1/2 to 2/1>"
    assert own.down("1.4") is None and own.up("4.0") is None and own.snap("1.4", Snap.NEAREST) == Odds("1/2")


def test_a_price_beyond_the_ladder() -> None:
    with pytest.raises(RealDealError) as refused:
        Method.MULTIPLICATIVE.prices([0.9, 0.1], 0.05, Ladder(["2.00", "3.00"]))
    assert refused.value.code == "no_ladder_step"


@pytest.mark.parametrize(
    "kind, outcome, score, why",
    [
        (MarketKind.custom("who is next"), Outcome.named("nobody"), (1, 0), "not graded from a score"),
        ("match_result", "over", (1, 0), "has no outcome"),
        ("half_time_full_time", Outcome.half_time_full_time("home", "home"), (1, 0), "half time is missing"),
        ("correct_score", "any_other", (1, 0), "exact scores"),
        ("race_winner", Outcome.of_runner(RUNNERS[0]), (1, 0), "not graded from a score"),
    ],
)
def test_what_no_score_grades(kind: Any, outcome: Any, score: Any, why: str) -> None:
    with pytest.raises(Malformed, match=why):
        grade(kind, outcome, score)


def test_what_no_positions_grade() -> None:
    order = dict(zip(RUNNERS[:2], [Finish.at(1), Finish.DID_NOT_RUN]))
    assert grade_by_positions("race_winner", RUNNERS[2], order) is None
    assert grade_by_positions("match_result", RUNNERS[0], order) is None
    for position, tied in ((0, 1), (1, 0)):
        with pytest.raises(RealDealError) as refused:
            LegGrade.finished(position, tied=tied)
        assert refused.value.code == "bad_position"
    with pytest.raises(RealDealError):
        Score.read("2:1")


def test_terms_and_deductions_by_hand() -> None:
    assert PlaceTerms.standard(4) is None and PlaceTerms.standard(8) == PlaceTerms(3, Fraction(1, 5))
    # 3/1 costs 25 pence, and 14/1 five.
    assert [rule_4_deduction(gone) for gone in ([], ["3/1"], ["3/1", "14/1"])] == [0, 25, 30]

"""The public vectors on bets of every type, by results as factors: what a race adds is graded inside of the engine (`test_racing`).

Money, odds, payouts and margins within a tolerance are in `test_numbers`, the script of all commands in `test_engine`.
"""

from __future__ import annotations

import dataclasses
import json
from fractions import Fraction
from typing import Any

import pytest
from conftest import ROOT

from realdeal import BetType, Book, Limits, Money, Odds, Rejected, Rounding, Way, calculate


def vectors(name: str) -> list[dict[str, Any]]:
    """The cases of a file."""
    cases: list[dict[str, Any]] = json.loads((ROOT / "vectors" / name).read_text())
    return cases


def only_plain(case: dict[str, Any]) -> bool:
    """Whether its results are the two factors, and not a finish that the engine grades in a race."""
    return all(result is None or "plain" in result for result in case["results"])


PLAIN = [pytest.param(case, id=case["id"]) for case in vectors("bets.json") if only_plain(case)]


@pytest.mark.parametrize("case", PLAIN)
def test_bets(case: dict[str, Any]) -> None:
    given, slip, answer = case["rules"], case["slip"], case["answer"]
    ((mode, stake),) = slip["stake"].items()
    currency = stake.split(" ")[1]
    most = {} if given["max_return"] is None else {currency: Limits(1, 10**12, given["max_return"])}
    rules = dataclasses.replace(
        Book().house_rules(), rounding=Rounding(given["rounding"]), limits=most, bets=given["bets"]
    )
    results = [None if each is None else {"win": each["plain"], "race": None} for each in case["results"]]
    terms = slip["terms"]
    bet_type, way = BetType.from_wire(terms["bet_type"]), Way(terms.get("way", "win"))

    def work_out() -> Any:
        per_line = mode == "per_line"
        return calculate(slip["legs"], stake, results=results, bet_type=bet_type, way=way, per_line=per_line, rules=rules)

    if "refused" in answer:
        with pytest.raises(Rejected) as refused:
            work_out()
        assert refused.value.code == answer["refused"]["code"]
        return
    found, wanted = work_out(), answer["settled"]

    def money(minor: int | None) -> Money | None:
        exponent = len(stake.split(" ")[0].partition(".")[2])
        return None if minor is None else Money.of(f"{minor / 10**exponent:.{exponent}f} {currency}")

    assert (found.lines, found.spread, found.status.value) == (wanted["lines"], wanted["spread"], (wanted["status"] or "open").replace(" ", "_"))
    assert (found.total_stake, found.line_stake) == (money(wanted["stake"]), money(wanted["line_stake"]))
    assert (found.maximum_return, found.returned) == (money(wanted["most"]), money(wanted["returned"]))
    assert found.exact_return == (None if wanted["exact"] is None else Fraction(wanted["exact"]))
    assert (found.bonus or 0) == (0 if wanted["bonus"] is None else Fraction(wanted["bonus"]))


def test_there_are_enough_of_them() -> None:
    assert len(PLAIN) > 60

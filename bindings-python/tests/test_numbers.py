"""The calculator and the margin against the public vectors and, where they lie, cases from outside."""

from __future__ import annotations

import dataclasses
import json
import math
from fractions import Fraction
from typing import Any

import pytest
from conftest import ROOT

from realdeal import (
    BetStatus,
    Book,
    LegResult,
    Method,
    Money,
    Odds,
    Rejected,
    Rounding,
    calculate,
    rejections,
    remove_margin,
)

SHARED = ROOT.parent / "shared" / "vectors"
NAMED = {"won": LegResult.WON, "lost": LegResult.LOST, "void": LegResult.VOID,
         "half_won": LegResult.HALF_WON, "half_lost": LegResult.HALF_LOST}  # fmt: skip


def vectors(name: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in json.loads((ROOT / "vectors" / name).read_text())]


@pytest.mark.parametrize("case", vectors("money.json"))
def test_money(case: dict[str, Any]) -> None:
    if "read" in case and "refused" in case:
        with pytest.raises(Rejected) as refused:
            Money.of(case["read"])
        assert refused.value.code == case["refused"]
    elif "read" in case:
        assert str(Money.of(case["read"])) == case["shown"]


@pytest.mark.parametrize("case", vectors("odds.json"))
def test_odds(case: dict[str, Any]) -> None:
    def read() -> Odds:
        return Odds.read(case["read"], case["as"]) if "as" in case else Odds(case["read"])

    if "refused" in case:
        with pytest.raises(Rejected) as refused:
            read()
        assert refused.value.code == case["refused"]
        return
    odds = read()
    assert odds.fraction == Fraction(case["value"])
    for form, shown in case["quotes"].items():
        assert (odds.quoted_as(form) and str(odds.quoted_as(form))) == shown


@pytest.mark.parametrize("case", [each for each in vectors("margin.json") if "probabilities" in each.values[0]])
def test_margins(case: dict[str, Any]) -> None:
    if not case["id"].startswith("remove"):
        return
    prices = [float(Odds(text).fraction) for text in case["prices"]]
    fair = remove_margin([prices], case["method"], winners=case["winners"])
    assert not fair.refused
    for found, wanted in zip(fair.probabilities[0], case["probabilities"]):
        assert math.isclose(found, float(wanted), abs_tol=1e-9)


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")
def test_margins_from_outside() -> None:
    cases = json.loads((SHARED / "margin_removal.json").read_text())
    looked_at = 0
    for case in cases:
        method, expected = case["input"].get("method"), case["expected"]
        if method not in {each.value for each in Method} or "probabilities" not in expected:
            continue
        fair = remove_margin([case["input"]["decimal_odds"]], method)
        if min(expected["probabilities"]) < 0:
            # Others hand out a probability below zero; the engine says that there is none.
            assert fair.refused[0][1].code == "no_fair_probability", case["id"]
            continue
        for found, wanted in zip(fair.probabilities[0], expected["probabilities"]):
            assert math.isclose(found, wanted, abs_tol=max(case["tolerance"], 1e-9)), case["id"]
        looked_at += 1
    assert looked_at > 20


def test_margins_by_the_column() -> None:
    numpy, pyarrow, polars = (pytest.importorskip(name) for name in ("numpy", "pyarrow", "polars"))
    rows = [[2.6, 2.4, 4.3], [1.9, 0.5, 2.0], [4.2, 3.5, 1.95]]
    lists = remove_margin(rows, Method.POWER)
    array = remove_margin(numpy.array(rows), "power")
    turned = remove_margin(numpy.asfortranarray(numpy.array(rows)), "power")
    names = {"home": 0, "draw": 1, "away": 2}
    table = pyarrow.table({name: [row[place] for row in rows] for name, place in names.items()})
    arrow = pyarrow.table(remove_margin(table, "power").probabilities)
    assert array.probabilities.shape == (3, 3)
    for row in (0, 2):
        assert array.probabilities[row].tolist() == turned.probabilities[row].tolist() == lists.probabilities[row]
        assert [arrow.column(name)[row].as_py() for name in names] == lists.probabilities[row]
        assert math.isclose(sum(lists.probabilities[row]), 1)
    assert numpy.isnan(array.probabilities[1]).all()
    assert [(row, why.code) for row, why in array.refused] == [(1, "bad_price")]
    assert remove_margin(polars.DataFrame(table), "power").refused[0][0] == 1


def test_what_is_no_book_is_refused_as_a_whole() -> None:
    with pytest.raises(Rejected) as refused:
        remove_margin([[2.0]])
    assert refused.value.code == "outcome_count"
    with pytest.raises(ValueError, match="row 1"):
        remove_margin([[2.0, 2.0], [2.0]])
    with pytest.raises(ValueError):
        remove_margin([[2.0, 2.0]], "guessing")


def result(form: Any) -> LegResult:
    """A result as the vectors write it."""
    if isinstance(form, str):
        return NAMED[form]
    if "tied" in form:
        return LegResult.dead_heat(form["places"], form["tied"])
    return LegResult(Fraction(form["win"]), Fraction(form["void"]))


@pytest.mark.parametrize("case", vectors("payout.json"))
def test_payouts(case: dict[str, Any]) -> None:
    rules = dataclasses.replace(Book().house_rules(), rounding=Rounding(case["rounding"]), limits={})
    legs = [leg["odds"] for leg in case["legs"]]
    results = [result(leg["result"]) for leg in case["legs"]]
    found = calculate(legs, case["stake"], results=results, rules=rules)
    assert (found.status.value, str(found.returned)) == (case["status"], case["returned"])
    assert found.exact_return == Fraction(case["exact_return"])
    assert str(calculate(legs, case["stake"], rules=rules).maximum_return) == case["potential_return"]


def test_systems() -> None:
    # A yankee of four at 2.00, three of which won: 3 doubles at 4 and a treble at 8.
    found = calculate(["2.00"] * 4, "11.00 EUR", bet_type="yankee", results=[LegResult.WON] * 3 + [LegResult.LOST])
    assert (found.lines, found.line_stake, found.status) == (11, Money.of("1.00 EUR"), BetStatus.WON)
    assert found.returned == Money.of("20.00 EUR")
    open_ = calculate(["2.00"] * 4, "1.00 EUR", bet_type="yankee", per_line=True)
    assert (open_.returned, open_.maximum_return) == (None, Money.of("72.00 EUR"))  # 6 x 4 + 4 x 8 + 16
    with pytest.raises(rejections.WrongNumberOfLegs) as refused:
        calculate(["2.00"] * 3, "11.00 EUR", bet_type="yankee")
    assert (refused.value.figures["legs"], refused.value.figures["min"]) == (3, 4)

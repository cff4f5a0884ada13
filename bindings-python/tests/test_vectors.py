"""The public vectors on grading, ladders, what is risked, margins that are put on, and bets of every type, races included.

Money, odds, payouts and margins that are taken out are in `test_numbers`, the script of all commands in `test_engine`, cases from
outside in `test_shared`.
"""

from __future__ import annotations

import dataclasses
import math
import struct
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from tally import Tally, public

from realdeal import (
    BetType,
    Book,
    Finish,
    HouseRules,
    Ladder,
    LegGrade,
    LegResult,
    Limits,
    MarketKind,
    Method,
    Money,
    Odds,
    Outcome,
    PlaceGrade,
    PlaceTerms,
    RaceGrade,
    Rejected,
    Rounding,
    Score,
    Way,
    add_margin,
    calculate,
    grade,
    grade_by_positions,
    margin_of,
    remove_margin,
    rule_4_deduction,
)

#: What a case of grading says of its kind beside the name.
OF_KINDS = ("line", "side", "top", "best_of", "places")
LADDERS = {"traditional": Ladder.traditional(), "exchange": Ladder.exchange()}


def goals(text: str) -> tuple[int, int]:
    home, away = text.split("-")
    return int(home), int(away)


def outcome(form: Any) -> Outcome:
    """An exact score such as `2-1`, or the engine's own form."""
    exact = isinstance(form, str) and form[:1].isdigit()
    return Outcome.exact(*goals(form)) if exact else Outcome.from_wire(form)


def kind_of(case: dict[str, Any]) -> MarketKind:
    fields = {field: case[field] for field in OF_KINDS if field in case}
    kind = MarketKind(case["kind"], **fields)
    return MarketKind.in_period(case["period"], kind) if "period" in case else kind


def graded(case: dict[str, Any]) -> LegResult | None:
    kind = kind_of(case)
    if "finishes" not in case:
        before = goals(case.get("before", "0-0"))
        listed = [outcome(each) for each in case.get("listed", [])]
        return grade(kind, outcome(case["outcome"]), Score.read(case["score"]), before=before, listed=listed)
    runners = [UUID(int=(0x7 << 76) | (0b10 << 62) | number) for number in range(len(case["finishes"]))]
    finishes = [Finish.at(each) if isinstance(each, int) else Finish(each) for each in case["finishes"]]
    return grade_by_positions(kind, runners[case["runner"]], dict(zip(runners, finishes)))


def test_grading() -> None:
    tally, cases = Tally("grading.json"), public("grading.json")
    for case in cases:
        tally.holds(case["id"], graded(case), LegResult(Fraction(case["win"]), Fraction(case["void"])))
    tally.report(len(cases), 700)


def test_ladders() -> None:
    tally, cases = Tally("ladder.json"), public("ladder.json")
    for case in cases:
        price = Odds(case["price"])
        if "within" in case:
            tally.holds(case["id"], str(price.nearest_fraction(case["within"])), case["fraction"])
            continue
        for snap in ("down", "nearest", "up"):
            step = LADDERS[case["ladder"]].snap(price, snap)
            tally.holds(f"{case['id']} {snap}", step and str(step), case[snap])
    tally.report(len(cases), 130)


def test_what_is_risked() -> None:
    tally, cases = Tally("risk.json"), public("risk.json")
    for case in cases:
        found = Odds(case["odds"]).risk_and_win(case["amount"], case["meaning"], rounding=Rounding(case["rounding"]))
        tally.holds(case["id"], (str(found.risk), str(found.to_win)), (case["risk"], case["to_win"]))
    tally.report(len(cases), 100)


def near(found: list[float], expected: list[str]) -> bool:
    """Within the twelve places of a case, and what may be lost on the way to them."""
    return len(found) == len(expected) and all(
        math.isclose(one, float(other), rel_tol=2e-12, abs_tol=2e-12) for one, other in zip(found, expected)
    )


def code_of(refused: Any) -> str | None:
    """The code of the only row, if it was refused."""
    return refused[0][1].code if refused else None


def test_margins() -> None:
    tally, cases = Tally("margin.json"), public("margin.json")
    for case in cases:
        method, winners = Method(case["method"]), case["winners"]
        if "wanted_overround" not in case:
            margin = margin_of(case["prices"], winners=winners)
            tally.holds(case["id"], near([margin.overround, margin.hold], [case["overround"], case["hold"]]), True, "the margin")
            if "refused" in case:
                with pytest.raises(Rejected) as refused:
                    method.remove(case["prices"], winners=winners)
                tally.holds(case["id"], refused.value.code, case["refused"], "taken out")
            else:
                fair_book = method.remove(case["prices"], winners=winners)
                found_all = [*fair_book.probabilities, fair_book.parameter]
                tally.holds(case["id"], near(found_all, [*case["probabilities"], case["parameter"]]), True, "taken out")
            continue
        fair, overround = [float(each) for each in case["probabilities"]], float(case["wanted_overround"])
        if "ladder" in case:
            found = method.prices(fair, overround, LADDERS[case["ladder"]], snap=case["snap"], winners=winners)
            tally.holds(case["id"], [str(each) for each in found], case["prices"], "on a ladder")
            continue
        put_on = add_margin([fair], method, overround, winners=winners)
        if "refused" in case:
            tally.holds(case["id"], code_of(put_on.refused), case["refused"], "put on")
        else:
            tally.holds(case["id"], near(put_on.implied[0], case["implied"]), True, "put on")
    tally.report(len(cases), 300)


def test_margins_to_the_last_bit() -> None:
    """Rust and JavaScript are held to the same file."""
    tally, cases = Tally("margin_bits.json"), public("margin_bits.json")
    told = {case["id"]: case for case in public("margin.json")}
    for bits in cases:
        case = told[bits["id"]]
        method, winners = Method(case["method"]), case["winners"]
        if "wanted_overround" in case:
            fair = [float(each) for each in case["probabilities"]]
            (found,), wanted = add_margin([fair], method, float(case["wanted_overround"]), winners=winners).implied, bits["bits"]
        else:
            fair_book = method.remove(case["prices"], winners=winners)
            found, wanted = [*fair_book.probabilities, fair_book.parameter], bits["bits"]
        tally.holds(bits["id"], [struct.pack(">d", each).hex() for each in found], wanted)
    tally.report(len(cases), 150)


def test_a_margin_is_put_on_by_the_column() -> None:
    numpy, pyarrow = pytest.importorskip("numpy"), pytest.importorskip("pyarrow")
    rows = [[0.5, 0.3, 0.2], [0.5, 0.3, 0.3], [0.2, 0.2, 0.6]]
    lists = add_margin(rows, "shin", 0.05)
    array = add_margin(numpy.array(rows), "shin", 0.05)
    names = {"home": 0, "draw": 1, "away": 2}
    table = pyarrow.table({name: [row[place] for row in rows] for name, place in names.items()})
    arrow = pyarrow.table(add_margin(table, "shin", 0.05).implied)
    for row in (0, 2):
        assert array.implied[row].tolist() == lists.implied[row]
        assert [arrow.column(name)[row].as_py() for name in names] == lists.implied[row]
        assert math.isclose(sum(lists.implied[row]), 1.05)
        odds = [[1 / each for each in lists.implied[row]]]
        again = remove_margin(odds, "shin").probabilities[0]
        assert all(math.isclose(one, other, abs_tol=1e-9) for one, other in zip(again, rows[row]))
    assert [(row, why.code) for row, why in array.refused] == [(1, "probability_sum")]
    assert numpy.isnan(array.implied[1]).all()
    for bad, overround, code in (([[1.0]], 0.05, "outcome_count"), (rows, -1.5, "margin_out_of_range")):
        with pytest.raises(Rejected) as why:
            add_margin(bad, "shin", overround)
        assert why.value.code == code


def leg_grade(form: dict[str, Any], rules: HouseRules) -> LegGrade:
    """A result as a judge would tell it, graded as the engine grades a race."""
    ((name, told),) = form.items()
    if name == "plain":
        return LegGrade(LegResult.from_wire(told))
    deduction = rule_4_deduction(told["withdrawn"], rules)
    start = None if told["start"] is None else Odds(told["start"])
    if name == "finished":
        field = told["field"]
        if field is None:
            terms = None
        elif "ran" in field:
            terms = PlaceTerms.standard(field["ran"]["runners"], handicap=field["ran"]["handicap"])
        else:
            terms = PlaceTerms.from_wire(field["agreed"])
        finished = LegGrade.finished(told["position"], tied=told["tied"], place=terms)
        win, place = finished.win, finished.race and finished.race.place
    else:
        win = LegResult.from_wire(told["win"])
        place = told["place"] and PlaceGrade(LegResult.from_wire(told["place"][0]), Fraction(*told["place"][1]))
    return LegGrade(win, RaceGrade(place or None, deduction, start))


def worked_out(case: dict[str, Any], rules: HouseRules) -> Any:
    slip = case["slip"]
    ((mode, stake),) = slip["stake"].items()
    results = [None if each is None else leg_grade(each, rules) for each in case["results"]]
    bet_type, way = BetType.from_wire(slip["terms"]["bet_type"]), Way(slip["terms"].get("way", "win"))
    return calculate(slip["legs"], stake, results=results, bet_type=bet_type, way=way, per_line=mode == "per_line", rules=rules)


def test_bets() -> None:
    tally, cases = Tally("bets.json"), public("bets.json")
    for case in cases:
        given, answer = case["rules"], case["answer"]
        (stake,) = case["slip"]["stake"].values()
        amount, currency = stake.split(" ")
        exponent = len(amount.partition(".")[2])
        most = {} if given["max_return"] is None else {currency: Limits(1, 10**12, given["max_return"])}
        rounding = Rounding(given["rounding"])
        rules = dataclasses.replace(Book().house_rules(), rounding=rounding, limits=most, bets=given["bets"])
        group = "of a race" if any(each and "plain" not in each for each in case["results"]) else "plain"
        if "refused" in answer:
            with pytest.raises(Rejected) as refused:
                worked_out(case, rules)
            tally.holds(case["id"], refused.value.code, answer["refused"]["code"], "refused")
            continue
        found, wanted = worked_out(case, rules), answer["settled"]

        def minor(money: Money | None) -> int | None:
            return None if money is None else int(money.amount.scaleb(exponent))  # noqa: B023

        figures = {
            "lines": found.lines,
            "stake": minor(found.total_stake),
            "line_stake": minor(found.line_stake),
            "spread": found.spread,
            "most": minor(found.maximum_return),
            "status": found.status.value.replace("_", " "),
            "returned": minor(found.returned),
            "exact": None if found.exact_return is None else str(found.exact_return),
            "bonus": None if found.bonus is None else str(found.bonus),
        }
        tally.holds(case["id"], figures, wanted, group)
    tally.report(len(cases), 128)

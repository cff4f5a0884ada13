"""Many bets calculated by the column, with figures worked out by hand, and held against one at a time."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import Any

import pytest

from realdeal import LegResult, Money, Way, calculate, calculate_many, rejections

numpy = pytest.importorskip("numpy")
pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")
pyarrow = pytest.importorskip("pyarrow")


def rows(found: Any) -> list[dict[str, Any]]:
    """The table, row by row."""
    listed: list[dict[str, Any]] = found.to_arrow().to_pylist()
    return listed


def test_rows_are_bets_of_their_own() -> None:
    found = calculate_many(
        [["2.00", "3.00"], ["2.00", "3.00"], ["2.50", None]],
        ["10.00 EUR", "10.00 GBP", 4],
        results=[["won", LegResult.HALF_LOST], ["won", None], ["lost", None]],
        currency="USD",
    )
    first, second, third = rows(found)
    # 10.00 at 2.00, and half of it lost on the second leg.
    assert (first["returned"], first["maximum_return"], first["currency"]) == (Decimal("10.00"), Decimal("10.00"), "EUR")
    assert (second["status"], second["returned"], second["maximum_return"]) == ("open", None, Decimal("60.00"))
    assert (third["status"], third["returned"], third["total_stake"], third["currency"]) == ("lost", 0, 4, "USD")
    assert found.codes() == [None, None, None]


def test_it_raises_for_no_row() -> None:
    found = calculate_many([["2.00", "3.00", "4.00"], ["2.00", "3.00", None], ["2.00", "0.50", "3.00"]], [1, "1", "x"],
                           bet_type="trixie", per_line=True, currency="EUR")  # fmt: skip
    assert rows(found)[0]["maximum_return"] == Decimal("50.00") and rows(found)[0]["lines"] == 4
    assert found.codes() == [None, "wrong_number_of_legs", "odds_too_short"]
    refused = found.errors()[1]
    assert isinstance(refused, rejections.WrongNumberOfLegs)
    assert (refused.figures["legs"], refused.figures["min"], refused.figures["bet_type"]) == (2, 3, "trixie")


@pytest.mark.parametrize("bet_type, legs", [("patent", 3), ("yankee", 4), ("lucky_15", 4), ("accumulator", 4)])
def test_each_row_is_what_one_alone_comes_to(bet_type: str, legs: int) -> None:
    names = ["won", "lost", "void", "half_won", "half_lost"]
    results = list(itertools.product(names, repeat=legs))
    odds = [f"{1.5 + leg / 4}" for leg in range(legs)]
    found = rows(calculate_many([odds] * len(results), ["20.00 EUR"] * len(results), results=results, bet_type=bet_type, per_line=True))
    for row, graded in zip(found, results):
        kinds = [getattr(LegResult, name.upper()) for name in graded]
        alone = calculate(odds, "20.00 EUR", results=kinds, bet_type=bet_type, per_line=True)
        assert alone.returned == Money.of(row["returned"], "EUR") and alone.status.value == row["status"]
        assert str(alone.exact_return) == row["exact_return"]


def test_columns_of_every_library() -> None:
    odds = numpy.array([[2.1, 3.4], [1.5, numpy.nan]])
    frame = pandas.DataFrame(odds, columns=["first", "second"])
    stakes = [Decimal("10.00"), Decimal("10.00")]
    expected = [Decimal("71.40"), Decimal("15.00")]
    for table in [odds, frame, polars.DataFrame(frame.astype(object).where(frame.notna(), None).to_dict("list")), pyarrow.table(frame)]:
        for column in [stakes, pyarrow.array(stakes), polars.Series(stakes)]:
            found = calculate_many(table, column, currency="EUR")
            assert [row["maximum_return"] for row in rows(found)] == expected


def test_each_way_needs_a_place() -> None:
    found = calculate_many([["9.00"]], ["10.00 EUR"], way=Way.EACH_WAY)
    assert found.codes() == [None] and rows(found)[0]["lines"] == 2


def test_columns_that_don_t_fit() -> None:
    with pytest.raises(ValueError, match="2 stakes"):
        calculate_many([["2.00"]], ["1.00 EUR", "1.00 EUR"])
    with pytest.raises(TypeError, match="float"):
        calculate_many([["2.00"]], [1.0], currency="EUR")
    with pytest.raises(TypeError, match="floats can't hold"):
        calculate_many([["2.00"]], pyarrow.array([1.0]), currency="EUR")
    with pytest.raises(ValueError, match="1 columns of prices"):
        calculate_many([["2.00"]], ["1.00 EUR"], results=[["won", "won"]])
    assert calculate_many([["2.00"], [None]], ["1.00 EUR"] * 2, results=[["drawn"], ["won"]]).codes() == ["malformed"] * 2

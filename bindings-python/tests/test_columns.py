"""Columns in and tables out: lists, numpy, pyarrow, pandas, polars."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from conftest import NOON, Town

from realdeal import Money, rejections

numpy = pytest.importorskip("numpy")
pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")
pyarrow = pytest.importorskip("pyarrow")


def columns(town: Town) -> tuple[list[str], list[float], list[Decimal]]:
    """A bet that is taken, one at a price that is not there, one that is taken, one without cover."""
    home, draw, _ = map(str, town.market.selections)
    return [home, home, draw, draw], [2.1, 2.2, 3.4, 3.4], [Decimal("10"), Decimal("1.00"), Decimal("2.5"), Decimal("90")]


TAKEN: dict[str, Any] = {
    "lists": lambda ids, odds, stakes: (ids, odds, stakes),
    "numpy": lambda ids, odds, stakes: (numpy.array(ids), numpy.array(odds), numpy.array(stakes)),
    "pyarrow": lambda ids, odds, stakes: (pyarrow.array(ids), pyarrow.array(odds), pyarrow.array(stakes)),
    "chunked": lambda ids, odds, stakes: tuple(
        pyarrow.chunked_array([whole[:1], whole[1:]]) for whole in map(pyarrow.array, (ids, odds, stakes))
    ),
    "pandas": lambda ids, odds, stakes: (pandas.Series(ids), pandas.Series(odds), pandas.Series(stakes)),
    "polars": lambda ids, odds, stakes: (polars.Series(ids), polars.Series(odds), polars.Series(stakes)),
}


@pytest.mark.parametrize("how", TAKEN)
def test_a_column_of_bets_row_by_row(town: Town, how: str) -> None:
    placed = town.bettor.place_bets(*TAKEN[how](*columns(town)))
    assert placed.codes() == [None, "price_changed", None, "insufficient_funds"]
    first, refused, _, broke = placed
    assert isinstance(first, UUID) and town.book.bet(first).stake == Money.of("10.00 EUR")
    assert isinstance(refused, rejections.PriceChanged) and str(refused.current) == "2.10"
    assert isinstance(broke, rejections.InsufficientFunds) and broke.balance == Money.of("87.50 EUR")
    assert town.bettor.wallet().cash == Money.of("87.50 EUR")
    assert town.book.audit().is_clean
    assert pyarrow.table(placed).column("code").to_pylist() == placed.codes()


@pytest.mark.parametrize("stakes", [[1.5], numpy.array([1.5]), pyarrow.array([1.5]), polars.Series([1.5])])
def test_a_float_is_no_stake(town: Town, stakes: Any) -> None:
    with pytest.raises(TypeError, match="can't hold"):
        town.bettor.place_bets([str(town.market.selections[0])], ["2.10"], stakes)
    assert list(town.bettor.bets()) == []


def test_columns_of_unequal_length(town: Town) -> None:
    with pytest.raises(ValueError, match="rows"):
        town.bettor.place_bets([str(town.market.selections[0])], ["2.10", "2.10"], ["1.00 EUR"])
    assert len(town.bettor.place_bets([], [], [])) == 0


def test_what_is_missing_in_a_column_is_refused_in_its_row(town: Town) -> None:
    home = str(town.market.selections[0])
    placed = town.bettor.place_bets(
        pyarrow.array([home, None, home, home]), pyarrow.array(["2.10", "2.10", None, "2.10"]),
        pyarrow.array(["1.00 EUR", "1.00 EUR", "1.00 EUR", None]),
    )  # fmt: skip
    codes = placed.codes()
    assert codes[0] is None and codes[1] == "bad_id" and codes[3] == "no_stake" and codes[2] is not None


def test_tables_go_out(town: Town) -> None:
    bet = town.bettor.place_bet(town.market.selections[0], "2.10", "10.00 EUR")
    town.bettor.place_bet(town.market.selections[1], "3.40", "2.00 EUR")
    town.finish(2, 1)
    table = town.book.bets().to_arrow().sort_by([("stake", "descending")])
    assert table.column("stake").to_pylist() == [Decimal("10.00"), Decimal("2.00")]
    assert table.column("status").to_pylist() == ["won", "lost"]
    assert table.column("placed_at").to_pylist() == [NOON, NOON]
    frame = town.book.bets(town.alice).to_pandas().sort_values("stake", ascending=False)
    assert list(frame["id"])[0] == str(bet.id) and list(frame["currency"]) == ["EUR", "EUR"]
    assert frame["returned"].sum() - frame["stake"].sum() == Decimal("9.00")
    statement = town.bettor.statement().to_polars()
    assert statement["balance"].to_list()[-1] == Decimal("109.00")
    assert statement["kind"].to_list() == ["deposit", "stake", "stake", "return"]
    journal = town.book.journal().to_arrow()
    assert journal.num_rows == town.book.journal_head().records
    markets = town.book.markets().to_pandas()
    assert list(markets["status"]) == ["settled"] and list(markets["selections"]) == [3]


def test_an_empty_table_has_its_columns(town: Town) -> None:
    table = town.book.bets().to_arrow()
    assert table.num_rows == 0 and table.column("stake").type == pyarrow.decimal128(38, 2)
    with pytest.raises(TypeError, match="no table"):
        pyarrow.table(town.book.users())


def test_amounts_of_many_currencies_share_a_column(town: Town) -> None:
    town.book.system().confirm_deposit(town.alice, "1000 JPY", "bank", "2")
    town.book.system().confirm_deposit(town.alice, "1.234 KWD", "bank", "3")
    yen = town.bettor.statement(currency="JPY").to_arrow()
    assert yen.column("amount").to_pylist() == [Decimal("1000")]
    dinar = town.bettor.statement(currency="KWD").to_arrow()
    assert dinar.column("amount").to_pylist() == [Decimal("1.234")]


def test_nothing_optional_is_imported_unasked() -> None:
    import subprocess
    import sys

    script = "import realdeal, sys; print([m for m in ('numpy', 'pandas', 'polars', 'pyarrow', 'tqdm', 'matplotlib') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"

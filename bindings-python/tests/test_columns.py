"""Columns in and tables out: lists, numpy, pyarrow, pandas, polars."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from conftest import NOON, Town

from realdeal import Event, Fixture, MarketKind, Money, Slip, rejections
from realdeal.wire import dumps, from_wire

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


def cell(form: Any) -> str | None:
    """A form as a cell of a column of texts: a name as it is, nothing as nothing, JSON for all else."""
    text = json.dumps(json.loads(dumps(form)), separators=(",", ":"))
    return None if text == "null" else text.strip('"') if text[0] == '"' else text


def test_tables_say_what_the_rows_say(town: Town) -> None:
    """Cell by cell, beside the same rows read one by one as values."""
    home, draw, _ = town.market.selections
    town.bettor.place_bet(home, "2.10", "10.00 EUR")
    other = town.office.schedule_fixture(town.league, Fixture.match_of(town.away, town.home), town.kick_off)
    goals = town.office.open_market(other, MarketKind.total_goals("2.5"), {"over": "6/4", "under": "1.70"})
    double = Slip.accumulator([(draw, "3.40"), (goals.selections[0], "6/4")], stake="2.00 EUR")
    town.bettor.place_bet(double)
    town.bettor.cancel_bet(town.bettor.place_bet(draw, "3.40", "1.00 EUR").id)
    town.finish(2, 1)
    town.office.because("fog").abandon_fixture(other)

    bets = list(town.book.bets())
    told = [
        {
            "id": str(bet.id), "user": str(bet.user), "bet_type": cell(bet.bet_type), "legs": len(bet.legs),
            "selection": str(bet.legs[0].selection), "odds": str(bet.legs[0].odds), "stake": bet.stake.amount,
            "potential_return": bet.potential_return.amount, "returned": bet.returned.amount, "currency": bet.stake.currency,
            "status": bet.status.value, "placed_at": bet.placed_at, "settled_at": bet.settled_at,
        }
        for bet in bets
    ]  # fmt: skip
    assert town.book.bets().to_arrow().to_pylist() == told and len(told) == 3
    markets = [
        {
            "id": str(each.id), "fixture": str(each.fixture), "kind": cell(each.kind), "status": each.status.value,
            "in_play": each.in_play, "selections": each.selections, "revision": each.revision,
        }
        for each in town.book.markets()
    ]  # fmt: skip
    found = town.book.markets().to_arrow()
    assert found.drop_columns(["result"]).to_pylist() == markets
    assert {each["kind"] for each in markets} == {"match_result", '{"total_goals":{"line":"2.5"}}'}
    results = [None if each.result is None else each.result.to_wire() for each in town.book.markets()]
    assert [text and (json.loads(text) if text[0] == "{" else text) for text in found.column("result").to_pylist()] == results
    lines = [
        {
            "position": line.position, "at": line.at, "account": line.account.value, "kind": line.kind.value,
            "amount": line.amount.amount, "balance": line.balance.amount, "currency": line.amount.currency,
            "bet": str(line.reference.bet) if line.reference.name == "bet" else None, "command": str(line.command),
        }
        for line in town.bettor.statement(account=None)
    ]  # fmt: skip
    assert town.bettor.statement(account=None).to_arrow().to_pylist() == lines and len(lines) > 5
    records = list(town.book.journal())
    journal = town.book.journal().to_arrow()
    assert journal.column("number").to_pylist() == [each.number for each in records]
    assert journal.column("command").to_pylist() == [str(each.record.command) for each in records]
    assert journal.column("reason").to_pylist() == [each.record.reason for each in records]
    for text, each in zip(journal.column("events").to_pylist(), records):
        assert [type(from_wire(Event, form)) for form in json.loads(text)] == [type(event) for event in each.record.events]


def test_prices_cross_by_their_shortest_decimals(town: Town) -> None:
    home, draw, away = map(str, town.market.selections)
    prices = numpy.array([[2.1, 9.0], [3.4, 9.0], [3.6, 9.0], [float("nan"), 9.0], [1e20, 9.0]])
    for column in (prices[:, 0], numpy.ascontiguousarray(prices[:, 0]), prices[:, 0].tolist()):
        placed = town.bettor.place_bets([home, draw, away, home, home], column, ["1.00 EUR"] * 5)
        assert placed.codes()[:3] == [None] * 3 and None not in placed.codes()[3:]
    asked = [str(bet.legs[0].requested) for bet in town.bettor.bets()]
    assert {price: asked.count(price) for price in asked} == {"2.1": 3, "3.4": 3, "3.6": 3}


def test_a_bare_table_says_units(town: Town) -> None:
    ledger = town.bettor.statement().table()
    assert ledger.units("amount") == [10_000] and ledger.texts("kind") == ["deposit"]
    assert ledger.units("at") == [int(NOON.timestamp()) * 1_000_000]
    for column in ("kind", "nothing"):
        with pytest.raises(ValueError, match=column):
            ledger.units(column)
    with pytest.raises(TypeError, match="no table"):
        town.book.users().table()


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

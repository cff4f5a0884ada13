"""Money, prices, times, ids and choices: what is taken, what is refused, and that values are values."""

from __future__ import annotations

import pickle
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from conftest import NOON, Town

from realdeal import (
    Book,
    Malformed,
    MarketKind,
    Money,
    Odds,
    Outcome,
    Person,
    Rejected,
    Role,
    Slip,
    Status,
    rejections,
)


@pytest.mark.parametrize("amount", ["10.00 EUR", Money.of("10.00 EUR"), Decimal("10"), Decimal("10.00"), 10])
def test_money_that_is_taken(amount: Any) -> None:
    assert Money.of(amount, "EUR") == Money(Decimal("10.00"), "EUR")


@pytest.mark.parametrize("amount", [10.0, 0.1, float("nan"), True, None, b"10.00 EUR"])
def test_money_that_is_refused_by_its_type(town: Town, amount: Any) -> None:
    with pytest.raises(TypeError, match="amount"):
        Money.of(amount, "EUR")
    with pytest.raises(TypeError):
        town.bettor.request_withdrawal(amount)


def test_a_float_is_refused_with_the_reason() -> None:
    with pytest.raises(TypeError, match="is a float, which can't hold most amounts of money"):
        Money.of(0.1, "EUR")  # type: ignore[arg-type]


@pytest.mark.parametrize("amount", ["10.001 EUR", "1_000 EUR", "1e3 EUR", "10", "ten EUR", Decimal("NaN"), Decimal("1e30")])
def test_money_that_the_engine_refuses(amount: Any) -> None:
    with pytest.raises(Rejected) as refused:
        Money.of(amount, "EUR")
    assert refused.value.kind == "invalid"


def test_a_bare_number_needs_a_currency() -> None:
    with pytest.raises(TypeError, match="has no currency"):
        Money.of(10)
    book = Book()
    alice = book.visitor().register(Person("Alice", "alice@example.org"))
    with pytest.raises(TypeError, match="has no currency"):
        book.system().confirm_deposit(alice, 10, "bank", "1")


def test_currencies_do_not_mix() -> None:
    with pytest.raises(ValueError, match="two currencies"):
        Money.of("1.00 EUR") + Money.of("1.00 GBP")
    assert Money.of("1.00 EUR") != Money.of("1.00 GBP")
    assert Money.of("1.00 EUR") * 3 - Money.of("0.50 EUR") == Money.of("2.50 EUR")
    assert Money.of("250 GOLD:0").currency == "GOLD:0"


def test_odds_remember_how_they_were_written() -> None:
    assert [str(Odds(text)) for text in ("6/4", "2.50", "+150")] == ["6/4", "2.50", "+150"]
    assert Odds("6/4") == Odds("2.50") == Odds(Decimal("2.5")) == Odds(Fraction(5, 2))
    assert hash(Odds("6/4")) == hash(Odds("2.50"))
    assert Odds("2.50").show("fractional") == "3/2"
    with pytest.raises(TypeError, match="float"):
        Odds(2.5)  # type: ignore[arg-type]


def test_a_time_needs_a_zone(town: Town) -> None:
    with pytest.raises(TypeError, match="no time zone"):
        town.office.reschedule_fixture(town.fixture, datetime(2024, 8, 16, 18))
    east = timezone(timedelta(hours=2))
    town.office.reschedule_fixture(town.fixture, datetime(2024, 8, 16, 20, 0, 0, 5, tzinfo=east))
    start = town.book.fixture(town.fixture).start
    assert start == datetime(2024, 8, 16, 18, 0, 0, 5, tzinfo=timezone.utc) and start.tzinfo is not None


def test_values_are_compared_hashed_and_pickled(town: Town) -> None:
    bet = town.bettor.place_bet(str(town.market.selections[0]), "2.10", "10.00 EUR")
    with pytest.raises(rejections.InsufficientFunds) as refused:
        town.bettor.place_bet(town.market.selections[0], "2.10", "99.00 EUR")
    values = [
        bet,
        town.bettor.bet(bet.id),
        town.bettor.receipt(bet.id),
        Money.of("1.00 EUR"),
        Odds("6/4"),
        Outcome.exact(2, 1),
        MarketKind.total_goals("2.5"),
        Status("cooling_off", until=NOON),
        Slip.single(town.market.selections[0], "2.10", stake="1.00 EUR"),
        town.book.market(town.market.id),
        town.book.fixture(town.fixture),
        list(town.bettor.statement())[0],
        list(town.book.journal())[0],
        refused.value,
    ]
    for value in values:
        again = pickle.loads(pickle.dumps(value))
        assert again == value and hash(again) == hash(value), value
        assert type(value).__name__ in repr(value) or isinstance(value, Rejected)
    assert values[0] == values[1]
    with pytest.raises(AttributeError):
        bet.stake = Money.of("2.00 EUR")  # type: ignore[misc]
    for closed in (town.book, town.bettor):
        with pytest.raises(TypeError, match="pickled"):
            pickle.dumps(closed)


def test_choices_carry_their_values() -> None:
    status = Status("self_excluded", until=NOON)
    assert status.until == NOON and status != Status.ACTIVE
    assert Outcome.of("home") == Outcome.HOME and str(Outcome.exact(2, 1)) == "2-1"
    with pytest.raises(AttributeError):
        status.name = "active"


def test_what_can_not_be_read_is_malformed(town: Town) -> None:
    with pytest.raises(Malformed):
        town.office.change_role(town.alice, "king")  # type: ignore[arg-type]
    with pytest.raises(ValueError):
        town.office.send({"place_bet": {}})


def test_personal_data_is_not_shown(town: Town) -> None:
    person = town.book.session(town.admin).person(town.alice)
    assert person.email == "alice@example.org" and "alice" not in repr(person)


def test_a_notebook_shows_tables(town: Town) -> None:
    bet = town.bettor.place_bet(town.market.selections[0], "2.10", "10.00 EUR")
    slip = Slip.single(town.market.selections[0], "2.10", stake="1.00 EUR")
    for shown in (bet, slip, town.bettor.statement(), town.bettor.receipt(bet.id)):
        html = shown._repr_html_()
        assert html.startswith("<table>") and html.endswith("</table>")
    assert "100.00 EUR" in town.bettor.statement()._repr_html_()
    town.office.create_team("<b>bold</b>")
    assert "<b>" not in town.book.participants()._repr_html_()
    assert Role.ADMIN.value == "admin"

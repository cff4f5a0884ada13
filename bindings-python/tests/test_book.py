"""The book itself: files, hooks, the journal, threads, closing."""

from __future__ import annotations

import dataclasses
import sys
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from conftest import NOON, Town, settle_in

from realdeal import (
    Answer,
    Book,
    Command,
    EventKind,
    ExchangeError,
    Happened,
    Money,
    Options,
    Person,
    Rejected,
    StorageError,
    events,
    rejections,
)


def test_a_file_keeps_the_books(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    with Book.open(path, currency="EUR") as book:
        book.set_now(NOON)
        town = settle_in(book)
        bet = town.bettor.place_bet(town.market.selections[0], "2.10", 10)
        seal = book.journal_head()
    with pytest.raises(StorageError, match="closed"):
        book.audit()
    with Book.open(path, read_only=True) as book:
        assert book.bet(bet.id).stake == Money.of("10.00 EUR")
        assert book.journal_head() == seal and book.audit().is_clean
        with pytest.raises(StorageError) as refused:
            book.visitor().register(Person("Carol", "carol@example.org"))
        assert refused.value.applied is False and not refused.value.retryable


def test_a_file_comes_to_the_same_state_as_memory(tmp_path: Path, town: Town) -> None:
    town.bettor.place_bet(town.market.selections[0], "2.10", "10.00 EUR")
    town.finish(2, 1)
    with Book.open(tmp_path / "book.db") as copy:
        copy.restore(town.book.journal())
        assert copy.state_hash() == town.book.state_hash()
        assert copy.journal_head() == town.book.journal_head()


def test_a_book_goes_out_as_text_and_comes_in_again(town: Town) -> None:
    town.bettor.place_bet(town.market.selections[0], "2.10", "10.00 EUR")
    exported, copy = town.book.export(), Book()
    assert copy.import_journal(exported.journal) == town.book.journal_head()
    assert copy.import_people(exported.people) == len(list(town.book.users()))
    assert copy.state_hash() == town.book.state_hash()
    with pytest.raises(ExchangeError) as refused:
        copy.import_journal(exported.journal[: len(exported.journal) // 2])
    assert refused.value.code in ExchangeError.CODES


def test_a_file_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam, " * 100)
    with pytest.raises(StorageError):
        Book.open(path)
    with pytest.raises(ValueError, match="full"):
        Book.open(tmp_path / "book.db", synchronous="off")


def test_hooks_hear_in_order_and_may_use_the_book(town: Town) -> None:
    heard: list[tuple[int, Any]] = []

    def hook(happened: Happened) -> None:
        heard.append((happened.number, happened.event))
        if isinstance(happened.event, events.BetPlaced):
            town.office.suspend_market(town.market.id)

    town.book.on(hook, EventKind.BET_PLACED, EventKind.MARKET_SUSPENDED)
    bet = town.bettor.place_bet(town.market.selections[0], "2.10", "10.00 EUR")
    assert [type(event).__name__ for _, event in heard] == ["BetPlaced", "MarketSuspended"]
    assert heard[0][0] + 1 == heard[1][0]
    placed = heard[0][1]
    assert (placed.bet, placed.stake, placed.legs[0].selection) == (bet.id, bet.stake, town.market.selections[0])
    assert town.book.hook_counts().delivered == 2


def test_an_exception_in_a_hook_hurts_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    unraisable: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", unraisable.append)

    def hook(happened: Happened) -> None:
        raise RuntimeError("the printer is out of paper")

    number = town.book.on(hook)
    town.bettor.place_bet(town.market.selections[0], "2.10", "10.00 EUR")
    assert [str(each.exc_value) for each in unraisable] == ["the printer is out of paper"]
    assert town.bettor.wallet().cash == Money.of("90.00 EUR")
    assert town.book.off(number) and not town.book.off(number)
    town.bettor.place_bet(town.market.selections[0], "2.10", "10.00 EUR")
    assert len(unraisable) == 1


def test_the_journal_is_gone_through(town: Town) -> None:
    records = list(town.book.journal())
    assert [record.number for record in records] == list(range(1, len(records) + 1))
    assert len(records) == town.book.journal_head().records
    assert isinstance(records[0].record.events[0], events.UserRegistered)
    deposits = list(town.book.find_records(kinds=[EventKind.DEPOSIT_CONFIRMED]))
    assert [record.record.events[0] for record in deposits] == [
        events.DepositConfirmed(town.alice, Money.of("100.00 EUR"), "bank", "payment 1")
    ]
    town.book.acknowledge("mail", 3)
    assert town.book.unread("mail")[0].number == 4
    with pytest.raises(rejections.CursorBehind):
        town.book.acknowledge("mail", 2)


def test_long_lists_are_read_in_pages(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from realdeal import rows

    for number in range(10):
        town.bettor.place_bet(town.market.selections[0], "2.10", f"1.0{number} EUR")
    monkeypatch.setattr(rows, "PAGE", 3)
    stakes = [str(bet.stake) for bet in town.bettor.bets()]
    assert sorted(stakes) == [f"1.0{number} EUR" for number in range(10)]
    assert list(town.book.bets()) == list(town.bettor.bets())
    assert len(list(town.book.journal())) == town.book.journal_head().records
    assert len(list(town.bettor.statement())) == 11
    assert town.bettor.bets().first(2) == list(town.bettor.bets())[:2]


def test_commands_with_their_own_ids(town: Town) -> None:
    suspend = town.office.command({"suspend_market": {"market": town.market.id}})
    late = dataclasses.replace(suspend, id=town.book.fresh_id(), expires_at=NOON)
    first, second, third = town.book.execute([suspend, suspend, late])
    assert isinstance(first, Answer) and not first.repeated
    assert isinstance(second, Answer) and second.repeated
    assert isinstance(third, rejections.CommandExpired) and third.expires_at == NOON
    other = Command(suspend.id, suspend.actor, suspend.at, {"resume_market": {"market": str(town.market.id)}})
    (conflict,) = town.book.execute([other])
    assert isinstance(conflict, Rejected) and conflict.code == "idempotency_conflict"


def test_external_ids(town: Town) -> None:
    external = {"provider": "feed", "id": "I1"}
    answer = town.office.send({"create_competition": {"name": "Serie A", "slug": "serie-a", "external": external}})
    assert town.book.competition_by_external_id("feed", "I1") == answer.made.competition
    assert town.book.competition_by_external_id("feed", "I2") is None


def test_many_threads(town: Town) -> None:
    ids: list[UUID] = []

    def place() -> None:
        for _ in range(50):
            ids.append(town.bettor.place_bet(str(town.market.selections[0]), "2.10", "0.10 EUR").id)

    threads = [threading.Thread(target=place) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(ids)) == 200
    assert town.bettor.wallet().cash == Money.of("80.00 EUR")
    assert town.book.audit().is_clean


def test_the_engine_works_while_python_does(town: Town) -> None:
    """The GIL is free while the engine works: a long slice of commands lets another thread go on."""
    counted = 0
    done = threading.Event()

    def work() -> None:
        for _ in range(20):
            town.book.audit()
            town.bettor.place_bets([town.market.selections[0]] * 200, ["2.10"] * 200, ["0.10 EUR"] * 200)
        done.set()

    thread = threading.Thread(target=work)
    thread.start()
    while not done.is_set():
        counted += 1
    thread.join()
    assert counted > 0


def test_options_and_rules(town: Town) -> None:
    town.book.set_options(dataclasses.replace(town.book.options(), bets_per_page=3))
    assert town.book.options() == Options(commands_per_unit=1_000, bets_per_page=3, retries=20)
    rules = town.book.house_rules()
    assert town.book.session(town.admin).adopt_house_rules(dataclasses.replace(rules, max_legs=2)) == 1
    assert town.book.house_rules().max_legs == 2
    with pytest.raises(rejections.RuleOutOfRange):
        town.book.session(town.admin).adopt_house_rules(dataclasses.replace(rules, max_legs=0))


def test_the_same_seed_gives_the_same_books() -> None:
    hashes = set()
    for _ in range(2):
        town = settle_in(Book.simulated(7, NOON))
        slip = town.book.slip().leg(town.market.selections[0], "2.10").staking("10.00 EUR")
        town.bettor.place_bet(slip)
        hashes.add((town.book.state_hash(), town.book.journal_head().seal))
    assert len(hashes) == 1


def test_the_house_and_its_liability(town: Town) -> None:
    town.bettor.place_bet(town.market.selections[0], "2.10", "10.00 EUR")
    liability = {str(each.outcome): str(each.liability) for each in town.office.liability(town.market.id)}
    assert liability["home"] == "11.00 EUR"
    balances = {each.account.value: str(each.balance) for each in town.book.house_balances()}
    assert balances == {"open_stakes": "10.00 EUR", "cashier": "-100.00 EUR"}
    assert town.book.now() == NOON and town.book.next_due() is None
    town.book.set_now(NOON + timedelta(minutes=1))
    assert town.book.now() == NOON + timedelta(minutes=1)

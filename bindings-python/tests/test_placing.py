"""The hot path: bets placed by three texts and by the column, what they give back, and that nobody waits for anybody there."""

from __future__ import annotations

import copy
import dataclasses
import os
import pickle
import subprocess
import sys
import threading
from typing import Any

import pytest
from conftest import Town

from realdeal import Bet, Book, Happened, Money, Rejected, rejections

FORK = """
import os
from datetime import datetime, timezone
from realdeal import Book, Slip
book = Book()
# The clock stands, for ids of two milliseconds would differ in any case.
book.set_now(datetime(2024, 8, 16, 12, tzinfo=timezone.utc))
def some():
    return [str(book.fresh_id()) for _ in range(100)] + [str(Slip.single("0190b6f0-0000-7000-8000-000000000000", "2.10").id)]
before = some()
reading, writing = os.pipe()
child = os.fork()
mine = some()
if child == 0:
    os.write(writing, "\\n".join(mine).encode())
    os._exit(0)
os.waitpid(child, 0)
its = os.read(reading, 1 << 16).decode().split()
print(len(before), len(its), len({*before, *mine, *its}))
"""


def placed(town: Town) -> Bet:
    """A bet that nobody has looked at."""
    return town.bettor.place_bet(str(town.market.selections[0]), "2.10", "1.00 EUR")


def test_a_bet_that_was_just_placed_is_a_bet_like_any_other(town: Town) -> None:
    for look in (repr, hash, dataclasses.asdict, lambda bet: bet.stake, lambda bet: bet.id, lambda bet: bet == bet):
        bet = placed(town)
        assert type(bet) is Bet and vars(bet) == {}
        look(bet)
        read = town.bettor.bet(bet.id)
        assert bet == read and read == bet and hash(bet) == hash(read) and repr(bet) == repr(read)
    for way in (copy.copy, copy.deepcopy, lambda bet: pickle.loads(pickle.dumps(bet)), dataclasses.replace):
        bet = placed(town)
        again = way(bet)
        assert type(again) is Bet and again == bet and again.stake == Money.of("1.00 EUR")
    with pytest.raises(AttributeError, match="no price"):
        placed(town).price
    with pytest.raises(dataclasses.FrozenInstanceError):
        placed(town).stake = Money.of("2.00 EUR")  # type: ignore[misc]
    made = Bet(**{field.name: getattr(bet, field.name) for field in dataclasses.fields(Bet)})
    assert made == bet and not hasattr(made, "price")
    with pytest.raises(AttributeError, match="no stake"):
        Bet.__new__(Bet).stake


def test_many_look_at_once_at_a_bet(town: Town) -> None:
    for _ in range(20):
        bet, seen = placed(town), []
        threads = [threading.Thread(target=lambda: seen.append((bet.id, bet.stake))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(seen) == 4 and len(set(seen)) == 1


def test_bets_are_placed_while_others_read_and_hooks_listen(town: Town) -> None:
    heard: list[int] = []
    done = threading.Event()

    def hook(happened: Happened) -> None:
        heard.append(happened.number)
        # It asks for the book itself, from inside of the call that it hears of.
        assert town.bettor.wallet().cash

    def read() -> None:
        while not done.is_set():
            town.book.audit()

    town.book.on(hook)
    reader = threading.Thread(target=read)
    reader.start()
    places = [threading.Thread(target=lambda: [placed(town) for _ in range(20)]) for _ in range(3)]
    for thread in places:
        thread.start()
    for thread in places:
        thread.join()
    done.set()
    reader.join()
    assert town.bettor.wallet().cash == Money.of("40.00 EUR")
    assert heard == sorted(heard) and len(heard) == 60
    assert town.book.audit().is_clean


def test_a_closed_book_places_nothing(town: Town) -> None:
    town.book.close()
    with pytest.raises(Exception, match="closed"):
        placed(town)


class Text(str):
    """A text with a name of its own."""


def test_what_is_no_plain_text_is_read_all_the_same(town: Town) -> None:
    home = str(town.market.selections[0])
    assert town.bettor.place_bet(Text(home), Text("2.10"), Text("1.00 EUR")).stake == Money.of("1.00 EUR")
    assert town.bettor.place_bets([Text(home)], [Text("2.10")], [Text("1.00 EUR")]).codes() == [None]
    with pytest.raises(TypeError, match="a selection with a price"):
        town.bettor.place_bet(home)
    with pytest.raises(TypeError, match="a selection with a price"):
        town.bettor.place_bet(home, "2.10")
    with pytest.raises(TypeError, match="float"):
        town.bettor.place_bet(home, 2.1, "1.00 EUR")  # type: ignore[arg-type]
    wrong: list[tuple[str, str, str, str]] = [
        ("x", "y", "z", "bad_id"), (home, "y", "z", "bad_odds"), (home, "2.10", "z", "bad_amount"), (home, "2.10", "", "bad_amount"),
    ]  # fmt: skip
    for *texts, code in wrong:
        with pytest.raises(Rejected) as refused:
            town.bettor.place_bet(*texts)
        assert refused.value.code == code
        assert town.bettor.place_bets(*[[text] for text in texts]).codes() == [code]


def test_a_row_is_read_by_itself_whatever_stood_above_it(town: Town) -> None:
    home, draw, _ = map(str, town.market.selections)
    placed = town.bettor.place_bets(
        [home, home, "x", home, draw, draw, home],
        ["2.10", "2.20", "2.10", "2.10", "3.40", "x", "2.10"],
        ["1.00 EUR", "1.00 EUR", "1.00 EUR", "1.001 EUR", "2.00 EUR", "2.00 EUR", "1.00 USD"],
    )
    assert placed.codes()[:4] == [None, "price_changed", "bad_id", "too_many_decimals"]
    assert placed.codes()[4:] == [None, "bad_odds", "no_limits_for_currency"]
    assert town.bettor.wallet().cash == Money.of("97.00 EUR")
    assert [str(bet.stake) for bet in town.bettor.bets()] == ["1.00 EUR", "2.00 EUR"]
    bare = town.bettor.place_bets([home, home], ["2.10", "2.10"], [1, "1.00 EUR"])
    assert bare.codes() == [None, None]


def test_many_commands_in_the_engine_s_form(town: Town) -> None:
    nothing: dict[str, Any] = {"suspend_market": {}}
    suspend = {"suspend_market": {"market": str(town.market.id)}}
    unread, suspended, again, unknown = town.office.send_forms(
        [nothing, suspend, {"suspend": 1}, {"resume_market": {"market": str(town.league)}}]
    )
    assert unread["error"]["code"] == again["error"]["code"] == "malformed"
    assert suspended == {"made": "change", "repeated": False}
    assert unknown["error"]["code"] == "unknown_market"
    assert town.office.send_forms([]) == []
    with pytest.raises(rejections.SignInRequired):
        town.book.visitor().place_bet(str(town.market.selections[0]), "2.10", "1.00 EUR")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork there")
def test_the_child_of_a_fork_makes_ids_of_its_own() -> None:
    found = subprocess.run([sys.executable, "-c", FORK], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["101", "101", "303"]


def test_ids_of_one_thread_rise() -> None:
    book = Book()
    ids = [book.fresh_id() for _ in range(500)]
    assert ids == sorted(ids)


def test_ids_for_a_slice_are_drawn_at_once() -> None:
    ids = Book().fresh_ids(500)
    assert ids == sorted(ids) and len(set(ids)) == 500

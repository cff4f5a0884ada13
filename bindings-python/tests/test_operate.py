"""What an operator does with a file of books."""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import NOON, settle_in

from realdeal import Book, ExchangeError, StorageError, operate


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A file with a bet that was settled."""
    path = tmp_path / "book.db"
    with Book.open(path, currency="EUR") as opened:
        opened.set_now(NOON)
        town = settle_in(opened)
        town.bettor.place_bet(town.market.selections[0], "2.10", 10)
        town.finish(2, 1)
    return path


def state(path: Path) -> tuple[object, str]:
    """How far the books in a file have come, and the hash over them."""
    with Book.open(path, read_only=True) as opened:
        return opened.journal_head(), opened.state_hash()


def test_a_whole_file(book: Path) -> None:
    heard: list[tuple[str, int, int | None]] = []
    found = operate.verify(book, seen=lambda *far: heard.append(far))
    assert found.is_whole and found.faults == ()
    assert found.audit is not None and found.audit.bets == 1
    assert found.state_hash == state(book)[1]
    assert "journal and balances" in [what for what, _, _ in heard]


def test_a_file_that_was_tampered_with(book: Path) -> None:
    import sqlite3

    with sqlite3.connect(book) as file:
        guards = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'").fetchall()
        for name, _ in guards:
            file.execute(f"DROP TRIGGER {name}")
        ((body,),) = file.execute("SELECT body FROM journal WHERE number = 3")
        changed = body[:-1] + bytes([body[-1] ^ 1])
        file.execute("UPDATE journal SET body = ? WHERE number = 3", [changed])
        for _, guard in guards:
            file.execute(guard)
    found = operate.verify(book)
    assert not found.is_whole and found.unreadable is not None and found.audit is None


def test_a_backup_is_the_same_books_and_takes_nobody_s_place(book: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    head = operate.backup(book, copy)
    assert head == state(book)[0] and state(copy) == state(book)
    with pytest.raises(StorageError) as refused:
        operate.backup(book, copy)
    assert refused.value.applied is False


def test_a_rebuilt_file_comes_to_the_same_state(book: Path, tmp_path: Path) -> None:
    journal, people, again = tmp_path / "journal.jsonl", tmp_path / "people.jsonl", tmp_path / "again.db"
    head = operate.export(book, journal, people)
    rebuilt = operate.rebuild(journal, again, people=people)
    assert (rebuilt.head, rebuilt.state_hash) == (head, state(book)[1]) and rebuilt.people == 4
    assert state(again) == state(book)
    with Book.open(again, read_only=True) as opened:
        assert opened.user_by_email("alice@example.org") is not None
    if sys.platform != "win32":
        assert stat.S_IMODE(people.stat().st_mode) == 0o600


def test_an_export_that_was_cut_off(book: Path, tmp_path: Path) -> None:
    journal, again = tmp_path / "journal.jsonl", tmp_path / "again.db"
    operate.export(book, journal)
    lines = journal.read_text().splitlines(keepends=True)
    journal.write_text("".join(lines[:-1]))
    with pytest.raises(ExchangeError) as refused:
        operate.rebuild(journal, again)
    assert refused.value.code == "cut_off" and not again.exists()
    with pytest.raises(ExchangeError, match="nowhere.jsonl") as missing:
        operate.rebuild(tmp_path / "nowhere.jsonl", again)
    assert missing.value.code == "io_failed"


def test_what_is_in_a_file(book: Path) -> None:
    counted = operate.stats(book)
    assert (counted.rows["users"], counted.rows["bets"], counted.open_bets) == (4, 1, 0)
    assert counted.head == state(book)[0] and counted.file_bytes == book.stat().st_size


def test_an_exception_in_who_hears_hurts_nothing(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", heard.append)

    def angry(what: str, done: int, total: int | None) -> None:
        raise RuntimeError(what)

    assert operate.verify(book, seen=angry).is_whole
    assert heard and all(isinstance(each.exc_value, RuntimeError) for each in heard)

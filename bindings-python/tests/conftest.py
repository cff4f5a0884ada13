"""A small town for the tests: the world that the engine's own examples begin in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest
import tally

import realdeal
from realdeal import Book, Fixture, OpenedMarket, Person, Role

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2024, 8, 16, 12, tzinfo=timezone.utc)


@dataclass
class Town:
    """A Friday at noon, three hours before the only fixture."""

    book: Book
    admin: UUID
    bookmaker: UUID
    support: UUID
    alice: UUID
    league: UUID
    home: UUID
    away: UUID
    fixture: UUID
    market: OpenedMarket
    kick_off: datetime

    @property
    def office(self) -> realdeal.Session:
        """The bookmaker's session."""
        return self.book.session(self.bookmaker)

    @property
    def bettor(self) -> realdeal.Session:
        """Alice's session."""
        return self.book.session(self.alice)

    def finish(self, home: int, away: int) -> None:
        """Records the final score two hours after the start."""
        self.book.set_now(self.kick_off + timedelta(hours=2))
        self.office.record_score(self.fixture, (home, away))


def settle_in(book: Book) -> Town:
    """The town, in a book that is new."""
    admin = book.system().create_first_admin(Person("Ada", "ada@example.org"))
    bookmaker = book.visitor().register(Person("Bo", "bo@example.org"))
    support = book.visitor().register(Person("Sam", "sam@example.org"))
    alice = book.visitor().register(Person("Alice", "alice@example.org"))
    book.session(admin).change_role(bookmaker, Role.BOOKMAKER)
    book.session(admin).change_role(support, Role.SUPPORT)
    book.system().confirm_deposit(alice, "100.00 EUR", "bank", "payment 1")
    office = book.session(bookmaker)
    league = office.create_competition("Premier League", "premier-league")
    home, away = office.create_team("Arsenal"), office.create_team("Wolves")
    kick_off = NOON + timedelta(hours=3)
    fixture = office.schedule_fixture(league, Fixture.match_of(home, away), kick_off)
    market = office.open_market(fixture, "match_result", {"home": "2.10", "draw": "3.40", "away": "3.60"})
    return Town(book, admin, bookmaker, support, alice, league, home, away, fixture, market, kick_off)


@pytest.fixture
def town() -> Town:
    """The town in memory."""
    return settle_in(Book.simulated(1, NOON, currency="EUR"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tells how many cases of which vectors were run."""
    if tally.TOLD:
        terminalreporter.section("vectors")
        for line in tally.TOLD:
            terminalreporter.write_line(line)

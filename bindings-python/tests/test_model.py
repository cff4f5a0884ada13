"""A bettor's wallet under random deposits, bets, results and corrections, held against a model in plain Python.

The model reckons with fractions and knows nothing of the engine: a 1X2 bet returns its stake at its price, rounded half away from
zero, and a correction pays or takes the difference.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from conftest import NOON
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from realdeal import Book, Fixture, OpenedMarket, Person, Rejected, Role

PRICES = ["2.10", "3.45", "3.61"]


@dataclass
class Played:
    """A fixture as the model knows it: what was staked on which outcome, in cents."""

    fixture: UUID
    market: OpenedMarket
    bets: list[tuple[int, int]] = field(default_factory=list)
    outcome: int | None = None

    def returned(self) -> int:
        """What its bets have returned, in cents."""
        won = [stake for stake, outcome in self.bets if outcome == self.outcome]
        return sum(int(stake * Fraction(PRICES[self.outcome or 0]) + Fraction(1, 2)) for stake in won)


class Wallet(RuleBasedStateMachine):
    """The book, and the model beside it."""

    fixtures = Bundle("fixtures")

    def __init__(self) -> None:
        super().__init__()
        self.book, self.now, self.paid_in, self.count = Book.simulated(1, NOON, currency="EUR"), NOON, 0, 0
        admin = self.book.system().create_first_admin(Person("Ada", "ada@example.org"))
        bookmaker = self.book.visitor().register(Person("Bo", "bo@example.org"))
        self.book.session(admin).change_role(bookmaker, Role.BOOKMAKER)
        self.alice = self.book.visitor().register(Person("Alice", "alice@example.org"))
        self.office, self.bettor = self.book.session(bookmaker), self.book.session(self.alice)
        self.league = self.office.create_competition("League", "league")
        self.teams = self.office.create_team("Home"), self.office.create_team("Away")
        self.played: list[Played] = []

    def cash(self) -> int:
        """What the model says is in the wallet, in cents; below zero it is debt."""
        staked = sum(stake for each in self.played for stake, _ in each.bets)
        return self.paid_in - staked + sum(each.returned() for each in self.played if each.outcome is not None)

    @rule(cents=some.integers(1, 50_000))
    def deposit(self, cents: int) -> None:
        """Money comes in."""
        self.count += 1
        self.book.system().confirm_deposit(self.alice, Decimal(cents) / 100, "bank", str(self.count))
        self.paid_in += cents

    @rule(target=fixtures)
    def open(self) -> Played:
        """A fixture is put on sale."""
        fixture = self.office.schedule_fixture(self.league, Fixture.match_of(*self.teams), self.now + timedelta(hours=1))
        prices = dict(zip(("home", "draw", "away"), PRICES))
        self.played.append(Played(fixture, self.office.open_market(fixture, "match_result", prices)))
        return self.played[-1]

    @rule(on=fixtures, outcome=some.integers(0, 2), cents=some.integers(10, 20_000))
    def bet(self, on: Played, outcome: int, cents: int) -> None:
        """A bet, which is refused for want of money, under a debt, or once it is over."""
        try:
            self.bettor.place_bet(on.market.selections[outcome], PRICES[outcome], Decimal(cents) / 100)
        except Rejected as refused:
            if refused.code in ("fixture_closed", "too_late"):
                assert self.book.fixture(on.fixture).start <= self.now
            else:
                assert refused.code in ("insufficient_funds", "debt_stands") and cents > self.cash()
        else:
            assert cents <= self.cash()
            on.bets.append((cents, outcome))

    @rule(on=fixtures, outcome=some.integers(0, 2))
    def finish(self, on: Played, outcome: int) -> None:
        """A result, or another one than before."""
        score = [(1, 0), (1, 1), (0, 1)][outcome]
        if on.outcome is None:
            self.now = max(self.now, self.book.fixture(on.fixture).start)
            self.book.set_now(self.now)
            self.office.record_score(on.fixture, score)
        elif on.outcome != outcome:
            self.office.because("another look").correct_score(on.fixture, score)
        on.outcome = outcome

    @invariant()
    def agrees(self) -> None:
        """Both have the same money, and the books are in order."""
        wallet = self.bettor.wallet()
        assert (wallet.cash - wallet.debt).amount == Decimal(self.cash()) / 100
        assert not (wallet.cash and wallet.debt)
        assert self.book.audit().is_clean


TestWallet = Wallet.TestCase
TestWallet.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)

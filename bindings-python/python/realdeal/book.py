"""The book: the engine as a program holds it. It is opened, asked in somebody's name, read, and closed."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from os import PathLike
from types import TracebackType
from typing import Any, TypeVar
from uuid import UUID

from realdeal import _engine
from realdeal.choices import Actor
from realdeal.errors import RealDealError, from_form
from realdeal.events import EventKind
from realdeal.given import one_of
from realdeal.journal import Happened, NumberedRecord
from realdeal.nouns import (
    Answer,
    Audit,
    Basket,
    BasketStatus,
    Bet,
    BetReceipt,
    BetStatus,
    Command,
    Competition,
    Cursor,
    Export,
    Fixture,
    FixtureStatus,
    Head,
    HookCounts,
    HouseBalance,
    HouseRules,
    Id,
    Liability,
    Market,
    MarketStatus,
    Options,
    Participant,
    ParticipantKind,
    PriceChange,
    Progress,
    Role,
    Selection,
    User,
    Withdrawal,
    WithdrawalStatus,
)
from realdeal.rows import Rows, paged
from realdeal.session import Session
from realdeal.slips import Slip
from realdeal.wire import call, dumps, from_wire

T = TypeVar("T")

if hasattr(os, "register_at_fork"):
    # A child has its parent's memory, and with it the random bits for its next ids: it must draw its own.
    os.register_at_fork(after_in_child=_engine.forked)
    _engine.forked()


class Book:
    """A betting engine with its books, in memory or in a file.

    >>> with Book(currency="EUR") as book:
    ...     alice = book.visitor().register(Person("Alice", "alice@example.org"))
    ...     book.system().confirm_deposit(alice, 100, "bank", "payment 1")
    ...     book.session(alice).wallet().cash
    Money('100.00 EUR')

    It may be used from many threads: one caller at a time, with the GIL released while the engine works (not for a single that
    is placed in memory while nobody else has the book: it is over too soon).
    """

    def __init__(self, *, currency: str | None = None) -> None:
        """A new book in memory. Bare numbers are amounts of `currency`, if one is named."""
        self._engine = _engine.Book.in_memory()
        #: The currency of bare numbers.
        self.currency = currency

    @classmethod
    def open(
        cls,
        path: str | PathLike[str],
        *,
        currency: str | None = None,
        synchronous: str = "full",
        read_only: bool = False,
        cache_kib: int = 32 * 1024,
        busy_timeout: float = 5.0,
    ) -> Book:
        """The book in a file of SQLite, which is made if it is not there.

        With `synchronous="normal"` the last commits may be lost when the power fails, and nothing worse. `busy_timeout` is in
        seconds.
        """
        return cls._of(_engine.Book.open(path, synchronous, read_only, cache_kib, round(busy_timeout * 1_000)), currency)

    @classmethod
    def simulated(cls, seed: int, now: datetime, *, currency: str | None = None) -> Book:
        """A new book in memory whose clock stands at `now` and whose ids follow from a seed: the same calls give the same
        books."""
        return cls._of(_engine.Book.simulated(seed, json.loads(dumps(now))), currency)

    @classmethod
    def _of(cls, engine: _engine.Book, currency: str | None) -> Book:
        book = cls.__new__(cls)
        book._engine, book.currency = engine, currency
        return book

    def close(self) -> None:
        """Lets go of the books. What is asked later raises a `StorageError`; closing again does nothing."""
        self._engine.close()

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("a book can't be pickled: open it where it is needed")

    # Asking

    def session(self, user: Id) -> Session:
        """The methods in a user's name. That he is who he says is the host's to know."""
        return self._session(Actor("user", user))

    def system(self) -> Session:
        """The methods for the host itself: payments, feeds, timers, settlement."""
        return self._session(Actor.SYSTEM)

    def visitor(self) -> Session:
        """The methods for somebody who has no user yet."""
        return self._session(Actor.VISITOR)

    def on_behalf(self, agent: Id, bettor: Id) -> Session:
        """The methods for a support user who acts for a bettor, always with a reason."""
        return self._session(Actor("on_behalf", agent=agent, bettor=bettor))

    def slip(self) -> Slip:
        """An empty slip with a fresh id of the book's own time; for simulated books, whose ids follow from a seed."""
        return Slip(self.fresh_id())

    def execute(self, commands: Sequence[Command]) -> list[Answer | RealDealError]:
        """Carries out commands in their order, sharing units of work. Raises for none: each has its answer or its error."""
        outcomes = call(self._engine.call, "execute", list(commands))
        return [
            from_form(outcome["error"]) if "error" in outcome else from_wire(Answer, outcome)
            for outcome in outcomes
        ]

    # Holding it

    def now(self) -> datetime:
        """The time of the methods: that of `set_now`, or else the machine's."""
        return self._do(datetime, "now")

    def set_now(self, at: datetime) -> None:
        """Puts the time of the methods, until it is put elsewhere."""
        call(self._engine.call, "set_now", at)

    def fresh_id(self) -> UUID:
        """A fresh id for a command."""
        return self._do(UUID, "fresh_id")

    def fresh_ids(self, count: int) -> list[UUID]:
        """As many fresh ids, all for the book's time: for a slice of commands."""
        return list(self._do(tuple[UUID, ...], "fresh_ids", count))

    def options(self) -> Options:
        """How the work is cut."""
        return self._do(Options, "options")

    def set_options(self, options: Options) -> None:
        """Cuts the work in another way from here on."""
        call(self._engine.call, "set_options", options)

    def restore(self, records: Iterable[NumberedRecord]) -> None:
        """Writes journal records of another book into this one, which must hold that book's earlier records and nothing else."""
        call(self._engine.call, "restore", list(records))

    def import_journal(self, journal: str) -> Head:
        """Reads an exported journal into an empty book, or takes up where another reading of it was cut off."""
        return self._do(Head, "import_journal", journal)

    def import_people(self, people: str) -> int:
        """Reads the personal data of the journal that was read before; gives how many people's."""
        return self._do(int, "import_people", people)

    def acknowledge(self, cursor: str, position: int) -> None:
        """Says that a relay has read the journal so far."""
        call(self._engine.call, "acknowledge", cursor, position)

    def forget_cursor(self, cursor: str) -> None:
        """Forgets a relay."""
        call(self._engine.call, "forget_cursor", cursor)

    def on(self, hook: Callable[[Happened], object], *kinds: EventKind) -> int:
        """Calls a hook for events of these kinds, or of all, after their commit and in journal order; gives its number.

        A hook may use the book. An exception in one goes to `sys.unraisablehook` and hurts nothing.
        """

        def hear(text: str) -> None:
            hook(from_wire(Happened, json.loads(text)))

        return self._engine.on(dumps(kinds) if kinds else None, hear)

    def off(self, number: int) -> bool:
        """Takes a hook away; whether it was there."""
        return self._engine.off(number)

    def hook_counts(self) -> HookCounts:
        """What has become of the events on their way to the hooks."""
        return from_wire(HookCounts, json.loads(self._engine.hook_counts()))

    # Reading: people

    def user(self, user: Id) -> User:
        """A user."""
        return self._read(User, "user", user)

    def user_by_email(self, email: str) -> UUID | None:
        """The user with this e-mail address."""
        return self._find("user_by_email", email)

    def users(self, *, role: Role | None = None, status: str | None = None) -> Rows[User]:
        """Users."""
        return self._rows(User, "users", {"role": role, "status": status})

    def withdrawals(self, *, user: Id | None = None, status: WithdrawalStatus | None = None) -> Rows[Withdrawal]:
        """Withdrawals."""
        return self._rows(Withdrawal, "withdrawals", {"user": user, "status": status})

    # Reading: the catalogue

    def competition(self, competition: Id) -> Competition:
        """A competition."""
        return self._read(Competition, "competition", competition)

    def competitions(self, *, active: bool | None = None) -> Rows[Competition]:
        """Competitions."""
        return self._rows(Competition, "competitions", {"active": active})

    def competition_by_slug(self, slug: str) -> UUID | None:
        """The competition with this slug."""
        return self._find("competition_by_slug", slug)

    def competition_by_external_id(self, provider: str, id: str) -> UUID | None:
        """The competition that a feed calls so."""
        return self._find("competition_by_external_id", provider, id)

    def participant(self, participant: Id) -> Participant:
        """A participant."""
        return self._read(Participant, "participant", participant)

    def participants(self, *, kind: ParticipantKind | None = None, active: bool | None = None) -> Rows[Participant]:
        """Participants."""
        return self._rows(Participant, "participants", {"kind": kind, "active": active})

    def participant_by_name(self, name: str) -> UUID | None:
        """The participant of this name."""
        return self._find("participant_by_name", name)

    def participant_by_external_id(self, provider: str, id: str) -> UUID | None:
        """The participant that a feed calls so."""
        return self._find("participant_by_external_id", provider, id)

    def fixture(self, fixture: Id) -> Fixture:
        """A fixture."""
        return self._read(Fixture, "fixture", fixture)

    def fixtures(
        self,
        *,
        competition: Id | None = None,
        participant: Id | None = None,
        status: FixtureStatus | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Rows[Fixture]:
        """Fixtures, those that start from `since` on and before `until`."""
        wanted = {"competition": competition, "participant": participant, "status": status, "from": since, "until": until}
        return self._rows(Fixture, "fixtures", wanted)

    def fixture_by_external_id(self, provider: str, id: str) -> UUID | None:
        """The fixture that a feed calls so."""
        return self._find("fixture_by_external_id", provider, id)

    def market(self, market: Id) -> Market:
        """A market."""
        return self._read(Market, "market", market)

    def markets(
        self, *, fixture: Id | None = None, status: MarketStatus | None = None, behind: bool | None = None
    ) -> Rows[Market]:
        """Markets; those with legs that wait to be graded for `behind=True`."""
        wanted = {"fixture": fixture, "status": status, "behind": behind}
        return self._rows(Market, "markets", wanted, native=_engine.markets_table)

    def markets_of(self, fixture: Id) -> list[UUID]:
        """The markets of a fixture."""
        return list(self._read(tuple[UUID, ...], "markets_of", fixture))

    def market_by_external_id(self, provider: str, id: str) -> UUID | None:
        """The market that a feed calls so."""
        return self._find("market_by_external_id", provider, id)

    def selection(self, selection: Id) -> Selection:
        """A selection."""
        return self._read(Selection, "selection", selection)

    def selections_of(self, market: Id) -> list[Selection]:
        """The selections of a market."""
        return list(self._read(tuple[Selection, ...], "selections_of", market))

    def selection_by_external_id(self, provider: str, id: str) -> UUID | None:
        """The selection that a feed calls so."""
        return self._find("selection_by_external_id", provider, id)

    def prices_of(self, selection: Id, *, after: int | None = None, limit: int = 1_000) -> list[PriceChange]:
        """The prices that a selection has had, oldest first: at most `limit`, after the one at index `after`."""
        page = {"after": after, "limit": limit}
        return list(self._read(tuple[PriceChange, ...], "prices_of", selection, page))

    # Reading: bets

    def bet(self, bet: Id) -> Bet:
        """A bet."""
        return self._read(Bet, "bet", bet)

    def bets(
        self,
        user: Id | None = None,
        *,
        status: BetStatus | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Rows[Bet]:
        """A user's bets, oldest first; everybody's, user by user, if none is named."""
        wanted: dict[str, object] = {"status": status, "from": since, "until": until}

        def of_one(user: object) -> Iterator[Any]:
            return paged(lambda page: call(self._engine.read, "bets", {"user": user, **wanted}, page))

        def forms() -> Iterator[Any]:
            users = [user] if user is not None else (each.id for each in self.users())
            return itertools.chain.from_iterable(map(of_one, users))

        return Rows(Bet, forms, lambda: _engine.bets_table(self._engine, dumps([user, wanted])))

    def open_bets(self, *, market: Id | None = None, fixture: Id | None = None) -> Rows[Bet]:
        """Open bets with a leg on a market, or on a fixture, that is not decided yet."""
        return self._rows(Bet, "open_bets", one_of(on_market=market, on_fixture=fixture))

    def receipt(self, bet: Id) -> BetReceipt:
        """What was accepted, whatever became of it."""
        return self._read(BetReceipt, "receipt", bet)

    def basket(self, basket: Id) -> Basket:
        """A basket, with its slips."""
        return self._read(Basket, "basket", basket)

    def baskets(self, *, user: Id | None = None, status: BasketStatus | None = None) -> Rows[Basket]:
        """Baskets."""
        return self._rows(Basket, "baskets", {"user": user, "status": status})

    def liability(self, market: Id) -> list[Liability]:
        """What the house stands to lose on each selection of a market."""
        return list(self._read(tuple[Liability, ...], "liability", market))

    def progress(self, market: Id) -> Progress:
        """How far the settlement of a market has come."""
        return self._read(Progress, "progress", market)

    # Reading: the house, the journal, the whole

    def house_rules(self) -> HouseRules:
        """The house rules in force."""
        return self._read(HouseRules, "house_rules")

    def house_balances(self) -> list[HouseBalance]:
        """The balances of the house that are not zero: credits less debits."""
        return list(self._read(tuple[HouseBalance, ...], "house_balances"))

    def next_due(self) -> datetime | None:
        """When something falls due next, if anything does: call `system().run_due()` then."""
        found = call(self._engine.read, "next_due")
        return None if found is None else from_wire(datetime, found)

    def journal(self) -> Rows[NumberedRecord]:
        """Every accepted command, in order, with what came of it."""
        return self._rows(NumberedRecord, "journal", key="number", native=_engine.journal_table)

    def journal_head(self) -> Head:
        """How long the journal is, and the seal over all of it."""
        return self._read(Head, "journal_head")

    def find_records(
        self,
        *,
        user: Id | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        kinds: Iterable[EventKind] = (),
    ) -> Rows[NumberedRecord]:
        """Journal records that concern a user, or have events of some kinds."""
        wanted = {"user": user, "from": since, "until": until, "kinds": list(kinds)}
        return self._rows(NumberedRecord, "find_records", wanted, key="number")

    def cursors(self) -> list[Cursor]:
        """How far each relay has read."""
        return list(self._read(tuple[Cursor, ...], "cursors"))

    def unread(self, cursor: str, limit: int = 1_000) -> list[NumberedRecord]:
        """What a relay has not acknowledged yet."""
        return list(self._read(tuple[NumberedRecord, ...], "unread", cursor, limit))

    def export(self) -> Export:
        """The whole book as lines of JSON; for a file of books, `operate.export` writes them as it reads."""
        return self._read(Export, "export")

    def audit(self) -> Audit:
        """Recomputes every balance from the transfers, and checks the journal's seals."""
        return self._read(Audit, "audit")

    def state_hash(self) -> str:
        """The hash of the books' state: equal on every backend and in every language, for the same commands."""
        return self._read(str, "state_hash")

    # How it asks

    def _session(self, actor: Actor) -> Session:
        return Session(self._engine.session(dumps(actor)), self.currency)

    def _do(self, kind: type[T], name: str, *arguments: object) -> T:
        return from_wire(kind, call(self._engine.call, name, *arguments))

    def _read(self, kind: type[T], name: str, *arguments: object) -> T:
        return from_wire(kind, call(self._engine.read, name, *arguments))

    def _find(self, name: str, *arguments: object) -> UUID | None:
        found = call(self._engine.read, name, *arguments)
        return None if found is None else UUID(found)

    def _rows(self, kind: type[T], name: str, *arguments: object, key: str = "id", native: Any = None) -> Rows[T]:
        table = None if native is None else lambda: native(self._engine, dumps(arguments))
        return Rows(kind, lambda: paged(lambda page: call(self._engine.read, name, *arguments, page), key), table)

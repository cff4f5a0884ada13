"""A single placed in pure Python, as somebody would write it who knows the language: what `bench.py` holds placing against.

`Peer` does what the floor of the Rust bench does (`benches/place/floor.rs`): the look-ups, every check, at most once by the bet's id, a
bet of fixed size, and two postings of a double entry. Not in it: a journal, a request hash, undo, indexes, accumulators. `Journalling`
adds what the engine keeps of each bet: a hash of the request, and a record of what happened, chained to the one before.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID, uuid4

CENT = Decimal("0.01")
MIN_STAKE, MAX_STAKE, MAX_RETURN = Decimal("0.10"), Decimal("10000.00"), Decimal("1000000.00")
ALWAYS = datetime(1970, 1, 1, tzinfo=timezone.utc)


class Refused(Exception):
    """A bet that is not taken, and why."""


@dataclass(slots=True)
class Bettor:
    """Who bets."""

    id: UUID
    cash: Decimal
    role: str = "bettor"
    status: str = "active"
    excluded_until: datetime = ALWAYS


@dataclass(slots=True)
class Fixture:
    """What is bet on."""

    start: datetime
    status: str = "scheduled"


@dataclass(slots=True)
class Market:
    """A question about it."""

    fixture: Fixture
    status: str = "active"


@dataclass(slots=True)
class Selection:
    """An answer to the question, and its price."""

    price: Decimal
    market: Market


@dataclass(slots=True)
class Bet:
    """What is kept of a bet, and given back."""

    id: UUID
    user: UUID
    selection: str
    price: Decimal
    stake: Decimal
    potential_return: Decimal
    placed_at: datetime
    status: str = "open"


class Peer:
    """Books in a few dictionaries, and one bettor's session."""

    def __init__(self, selections: list[str]) -> None:
        market = Market(Fixture(datetime.now(timezone.utc) + timedelta(hours=3)))
        self.me = uuid4()
        self.users = {self.me: Bettor(self.me, Decimal("1000000.00"))}
        self.selections = {each: Selection(Decimal("2.10"), market) for each in selections}
        self.bets: dict[UUID, Bet] = {}
        self.postings: list[tuple[object, UUID, Decimal, Decimal]] = []
        self.open_stakes = Decimal("0.00")

    def place_bet(self, selection_id: str, odds: str, stake: str) -> Bet:
        """Places a bet, or raises `Refused`."""
        bet_id, now = uuid4(), datetime.now(timezone.utc)
        amount_text, _, currency = stake.partition(" ")
        amount, price = Decimal(amount_text), Decimal(odds)
        user, selection = self.users.get(self.me), self.selections.get(selection_id)
        if user is None or selection is None:
            raise Refused("unknown")
        market = selection.market
        fixture = market.fixture
        if user.role != "bettor" or user.status != "active" or now < user.excluded_until:
            raise Refused("may_not_stake")
        if market.status != "active" or fixture.status != "scheduled" or now >= fixture.start:
            raise Refused("market_closed")
        if selection.price != price:
            raise Refused("price_changed")
        if currency != "EUR" or not MIN_STAKE <= amount <= MAX_STAKE or amount != amount.quantize(CENT):
            raise Refused("stake")
        potential = (amount * price).quantize(CENT, ROUND_HALF_UP)
        if potential > MAX_RETURN:
            raise Refused("return_too_high")
        if user.cash < amount:
            raise Refused("insufficient_funds")
        if bet_id in self.bets:
            raise Refused("placed_before")
        bet = self.bets[bet_id] = Bet(bet_id, user.id, selection_id, price, amount, potential, now)
        user.cash -= amount
        self.open_stakes += amount
        self.postings.append((user.id, bet_id, -amount, user.cash))
        self.postings.append(("open_stakes", bet_id, amount, self.open_stakes))
        return bet


class Journalling(Peer):
    """The same, with a journal."""

    def __init__(self, selections: list[str]) -> None:
        super().__init__(selections)
        self.hashes: dict[UUID, bytes] = {}
        self.journal: list[bytes] = []
        self.seal = bytes(32)

    def place_bet(self, selection_id: str, odds: str, stake: str) -> Bet:
        """Places a bet, and keeps a record of it."""
        request = f'["place_bet","{self.me}","{selection_id}","{odds}","{stake}"]'.encode()
        hashed = hashlib.blake2b(request, digest_size=32).digest()
        bet = super().place_bet(selection_id, odds, stake)
        self.hashes[bet.id] = hashed
        event = {"bet": str(bet.id), "user": str(bet.user), "selection": bet.selection, "odds": odds, "stake": stake}
        event["potential_return"] = str(bet.potential_return)
        record = json.dumps({"at": bet.placed_at.isoformat(), "hash": hashed.hex(), "bet_placed": event}).encode()
        self.seal = hashlib.blake2b(self.seal + record, digest_size=32).digest()
        self.journal.append(record)
        return bet

"""The house, its rules, and the book as a whole: commands and answers, the journal's head, the audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from realdeal.choices import Actor, Made
from realdeal.nouns.kinds import Abandonment, HouseAccount, Rounding
from realdeal.numbers import Money, Odds


@dataclass(frozen=True)
class HouseBalance:
    """The balance of an account of the house."""

    account: HouseAccount
    balance: Money


@dataclass(frozen=True)
class Limits:
    """What a currency may be staked for, in minor units."""

    min_stake: int
    max_stake: int
    max_return: int


@dataclass(frozen=True)
class HouseRules:
    """Every figure that houses differ in. Take the book's own, and `dataclasses.replace` what shall be other."""

    rounding: Rounding
    limits: Mapping[str, Limits]
    max_legs: int
    max_odds: Odds
    cut_off_seconds: int
    cancellation_seconds: int
    postponement_seconds: int
    reopening_seconds: int
    clock_tolerance_seconds: int
    basket_seconds: int
    max_baskets: int
    max_slips: int
    abandonment: Abandonment
    #: The rules on systems, each-way bets, Rule 4 and bonuses, in the engine's form.
    bets: Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """What came of a command that was carried out."""

    made: Made
    #: Whether that was done by an earlier sending of the same command.
    repeated: bool


@dataclass(frozen=True)
class Command:
    """One thing asked of a book, in full: its body is the engine's form of it."""

    id: UUID
    actor: Actor
    at: datetime
    body: Mapping[str, Any]
    expires_at: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Head:
    """How long the journal is, and the seal over all of it."""

    records: int
    seal: str


@dataclass(frozen=True)
class Export:
    """A whole book as lines of JSON, which every language reads."""

    #: Every record, with the seal over all of them.
    journal: str
    #: Who is behind the users, which no journal says.
    people: str


@dataclass(frozen=True)
class Cursor:
    """How far a relay has read the journal."""

    name: str
    position: int


@dataclass(frozen=True)
class CurrencyTotals:
    """The balances of a currency, in minor units, from the transfers."""

    cash: int
    held: int
    debt: int
    open_stakes: int
    revenue: int
    cashier: int
    adjustments: int


@dataclass(frozen=True)
class Audit:
    """Every balance, recomputed from the transfers."""

    records: int
    transfers: int
    bets: int
    totals: Mapping[str, CurrencyTotals]
    #: What does not fit, in words with the figures; empty for books in order.
    faults: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        """Whether everything fits."""
        return not self.faults


@dataclass(frozen=True)
class Options:
    """How a book cuts its work; none of it changes an answer."""

    commands_per_unit: int
    bets_per_page: int
    retries: int


@dataclass(frozen=True)
class HookCounts:
    """What has become of the events on their way to the hooks of a book."""

    delivered: int
    overflowed: int

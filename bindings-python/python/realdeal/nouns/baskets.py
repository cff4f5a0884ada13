"""Baskets of slips, and what they would come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from realdeal.choices import BetType
from realdeal.errors import Rejected
from realdeal.nouns.kinds import BasketStatus, OddsChange, StakeMode, Way
from realdeal.numbers import Money, Odds


@dataclass(frozen=True)
class SlipLeg:
    """What a slip backs, at which price."""

    selection: UUID
    odds: Odds
    #: Whether it stands in every line.
    banker: bool = False


@dataclass(frozen=True)
class SlipTerms:
    """The bet type of a slip, and what its stake and its lines stand for."""

    #: None for the one that follows from the number of legs.
    bet_type: BetType | None
    way: Way
    stake_mode: StakeMode


@dataclass(frozen=True)
class BasketSlip:
    """A slip in a basket. Its id will be the bet's."""

    id: UUID
    legs: tuple[SlipLeg, ...]
    terms: SlipTerms
    stake: Money | None
    odds_change: OddsChange


@dataclass(frozen=True)
class Basket:
    """Slips that a bettor gathers, to place them all at once."""

    id: UUID
    user: UUID
    status: BasketStatus
    created_at: datetime
    expires_at: datetime
    closed_at: datetime | None
    bets: tuple[UUID, ...]
    edits: int
    slips: tuple[BasketSlip, ...]


@dataclass(frozen=True)
class QuotedLeg:
    """A leg of a quoted slip, with the price that it would have now."""

    selection: UUID
    requested: Odds
    current: Odds | None
    #: Whether the price is another than when the slip was written, or gone.
    changed: bool


@dataclass(frozen=True)
class SlipRefusal:
    """Why a slip of a basket would be refused."""

    leg: int | None
    refusal: Rejected


@dataclass(frozen=True)
class QuotedSlip:
    """What a slip of a basket would come to."""

    slip: UUID
    bet_type: BetType
    way: Way
    #: How many stakes of a line it is.
    lines: int | None
    stake_per_line: Money | None
    legs: tuple[QuotedLeg, ...]
    stake: Money | None
    potential_return: Money | None
    refused: SlipRefusal | None


@dataclass(frozen=True)
class Quote:
    """What a basket would come to if it were checked out now."""

    basket: UUID
    at: datetime
    edits: int
    slips: tuple[QuotedSlip, ...]
    stakes: tuple[Money, ...]
    potential_returns: tuple[Money, ...]
    refusal: Rejected | None
    #: Whether every slip would be placed.
    acceptable: bool

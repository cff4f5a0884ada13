"""Plain names: what a user may do, how a bet or a market stands, why money moved. Not in here: choices that carry something
(`choices`)."""

from __future__ import annotations

import enum


class Role(enum.Enum):
    """What a user may ask for."""

    BETTOR = "bettor"
    BOOKMAKER = "bookmaker"
    SUPPORT = "support"
    ADMIN = "admin"


class Exclusion(enum.Enum):
    """In which way a bettor shuts himself out."""

    COOLING_OFF = "cooling_off"
    SELF_EXCLUSION = "self_exclusion"


class ParticipantKind(enum.Enum):
    """What a participant is."""

    TEAM = "team"
    PLAYER = "player"
    RUNNER = "runner"


class EntrantRole(enum.Enum):
    """As what a participant takes part."""

    HOME = "home"
    AWAY = "away"
    RUNNER = "runner"


class FixtureStatus(enum.Enum):
    """How far a fixture has got."""

    SCHEDULED = "scheduled"
    IN_PLAY = "in_play"
    FINISHED = "finished"
    ABANDONED = "abandoned"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class MarketStatus(enum.Enum):
    """Whether a market takes bets, or has its result."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    SETTLED = "settled"
    VOID = "void"


class BetStatus(enum.Enum):
    """How a bet stands."""

    OPEN = "open"
    WON = "won"
    HALF_WON = "half_won"
    HALF_LOST = "half_lost"
    LOST = "lost"
    VOID = "void"
    CANCELLED = "cancelled"


class OddsChange(enum.Enum):
    """What may happen if a price has changed since the slip was written."""

    NONE = "none"
    HIGHER = "higher"
    HIGHER_TOTAL = "higher_total"
    ANY = "any"


class Way(enum.Enum):
    """On what each line of a bet stands."""

    WIN = "win"
    PLACE = "place"
    EACH_WAY = "each_way"
    EQUALLY_DIVIDED = "equally_divided"


class StakeMode(enum.Enum):
    """Whether a stake is of the whole bet or of each line."""

    TOTAL = "total"
    PER_LINE = "per_line"


class Abandonment(enum.Enum):
    """What an abandoned match settles."""

    DETERMINED_STAND = "determined_stand"
    ALL_VOID = "all_void"


class BasketStatus(enum.Enum):
    """How a basket stands."""

    OPEN = "open"
    CHECKED_OUT = "checked_out"
    DROPPED = "dropped"
    EXPIRED = "expired"


class WithdrawalStatus(enum.Enum):
    """How a withdrawal stands."""

    REQUESTED = "requested"
    PAID = "paid"
    REFUSED = "refused"


class Rounding(enum.Enum):
    """How a return is rounded to the minor unit."""

    HALF_AWAY_FROM_ZERO = "half_away_from_zero"
    HALF_TO_EVEN = "half_to_even"
    TOWARD_ZERO = "toward_zero"
    AWAY_FROM_ZERO = "away_from_zero"


class BettorAccount(enum.Enum):
    """An account of a bettor in one currency; none goes below zero."""

    CASH = "cash"
    HELD = "held"
    DEBT = "debt"


class HouseAccount(enum.Enum):
    """An account of the house in one currency."""

    OPEN_STAKES = "open_stakes"
    REVENUE = "revenue"
    CASHIER = "cashier"
    ADJUSTMENTS = "adjustments"


class TransferKind(enum.Enum):
    """Why money moved."""

    DEPOSIT = "deposit"
    WITHDRAWAL_REQUESTED = "withdrawal_requested"
    WITHDRAWAL_PAID = "withdrawal_paid"
    WITHDRAWAL_REFUSED = "withdrawal_refused"
    STAKE = "stake"
    WINNINGS = "winnings"
    RETURN = "return"
    LOSS = "loss"
    REFUND = "refund"
    CORRECTION = "correction"
    CLAWBACK = "clawback"
    REOPENING = "reopening"
    DEBT_INCURRED = "debt_incurred"
    DEBT_PAID = "debt_paid"
    DEBT_CLEARED = "debt_cleared"
    DEBT_WRITTEN_OFF = "debt_written_off"
    ADJUSTMENT = "adjustment"

"""The events: the complete list of what can happen in a book.

Written by tools/vocabulary.py from the engine's own list.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from realdeal.choices import BetType, MarketKind, Status
from realdeal.journal import Event
from realdeal.nouns import (
    BetStatus,
    Entrant,
    ExternalId,
    HouseRules,
    LegGrade,
    MarketResult,
    NewPrice,
    NonRunner,
    OpenedSelection,
    ParticipantKind,
    PlacedLeg,
    Placing,
    RaceTerms,
    Role,
    Score,
    SelectionResult,
    Way,
)
from realdeal.numbers import Money


class EventKind(enum.Enum):
    """What kind of event: to choose by."""

    USER_REGISTERED = "user_registered"
    ROLE_CHANGED = "role_changed"
    STATUS_CHANGED = "status_changed"
    PROFILE_EDITED = "profile_edited"
    PERSON_ERASED = "person_erased"
    REOPENING_REQUESTED = "reopening_requested"
    ACCOUNT_REOPENED = "account_reopened"
    HOUSE_RULES_ADOPTED = "house_rules_adopted"
    COMPETITION_CREATED = "competition_created"
    COMPETITION_RENAMED = "competition_renamed"
    COMPETITION_RETIRED = "competition_retired"
    COMPETITION_DELETED = "competition_deleted"
    PARTICIPANT_CREATED = "participant_created"
    PARTICIPANT_RENAMED = "participant_renamed"
    PARTICIPANT_RETIRED = "participant_retired"
    PARTICIPANT_DELETED = "participant_deleted"
    FIXTURE_SCHEDULED = "fixture_scheduled"
    FIXTURE_RESCHEDULED = "fixture_rescheduled"
    POSTPONEMENT_VOIDED = "postponement_voided"
    FIXTURE_DELETED = "fixture_deleted"
    MARKET_OPENED = "market_opened"
    PRICES_CHANGED = "prices_changed"
    MARKET_SUSPENDED = "market_suspended"
    MARKET_RESUMED = "market_resumed"
    MARKET_CLOSED = "market_closed"
    MARKET_DELETED = "market_deleted"
    LIVE_SCORE_RECORDED = "live_score_recorded"
    FIXTURE_FINISHED = "fixture_finished"
    SCORE_CORRECTED = "score_corrected"
    FIXTURE_ABANDONED = "fixture_abandoned"
    FIXTURE_POSTPONED = "fixture_postponed"
    FIXTURE_CANCELLED = "fixture_cancelled"
    MARKET_RESULTED = "market_resulted"
    MARKET_RESULT_WITHDRAWN = "market_result_withdrawn"
    MARKET_LEGS_VOIDED = "market_legs_voided"
    LEG_GRADED = "leg_graded"
    BET_SETTLED = "bet_settled"
    BET_REOPENED = "bet_reopened"
    DEPOSIT_CONFIRMED = "deposit_confirmed"
    WITHDRAWAL_REQUESTED = "withdrawal_requested"
    WITHDRAWAL_PAID = "withdrawal_paid"
    WITHDRAWAL_REFUSED = "withdrawal_refused"
    WALLET_ADJUSTED = "wallet_adjusted"
    DEBT_WRITTEN_OFF = "debt_written_off"
    BET_PLACED = "bet_placed"
    BET_CANCELLED = "bet_cancelled"
    BET_VOIDED = "bet_voided"
    BASKET_CREATED = "basket_created"
    BASKET_CHECKED_OUT = "basket_checked_out"
    BASKET_DROPPED = "basket_dropped"
    BASKET_EXPIRED = "basket_expired"
    POSITIONS_RECORDED = "positions_recorded"
    POSITIONS_CORRECTED = "positions_corrected"
    RUNNER_WITHDRAWN = "runner_withdrawn"
    RUNNER_REINSTATED = "runner_reinstated"


@dataclass(frozen=True)
class UserRegistered(Event, kind=EventKind.USER_REGISTERED):
    """The event `user_registered`."""

    user: UUID
    role: Role


@dataclass(frozen=True)
class RoleChanged(Event, kind=EventKind.ROLE_CHANGED):
    """The event `role_changed`."""

    user: UUID
    role: Role


@dataclass(frozen=True)
class StatusChanged(Event, kind=EventKind.STATUS_CHANGED):
    """The event `status_changed`."""

    user: UUID
    status: Status


@dataclass(frozen=True)
class ProfileEdited(Event, kind=EventKind.PROFILE_EDITED):
    """The event `profile_edited`."""

    user: UUID


@dataclass(frozen=True)
class PersonErased(Event, kind=EventKind.PERSON_ERASED):
    """The event `person_erased`."""

    user: UUID


@dataclass(frozen=True)
class ReopeningRequested(Event, kind=EventKind.REOPENING_REQUESTED):
    """The event `reopening_requested`."""

    user: UUID
    opens_at: datetime


@dataclass(frozen=True)
class AccountReopened(Event, kind=EventKind.ACCOUNT_REOPENED):
    """The event `account_reopened`."""

    user: UUID


@dataclass(frozen=True)
class HouseRulesAdopted(Event, kind=EventKind.HOUSE_RULES_ADOPTED):
    """The event `house_rules_adopted`."""

    version: int
    rules: HouseRules


@dataclass(frozen=True)
class CompetitionCreated(Event, kind=EventKind.COMPETITION_CREATED):
    """The event `competition_created`."""

    competition: UUID
    name: str
    slug: str
    external: ExternalId | None


@dataclass(frozen=True)
class CompetitionRenamed(Event, kind=EventKind.COMPETITION_RENAMED):
    """The event `competition_renamed`."""

    competition: UUID
    name: str


@dataclass(frozen=True)
class CompetitionRetired(Event, kind=EventKind.COMPETITION_RETIRED):
    """The event `competition_retired`."""

    competition: UUID


@dataclass(frozen=True)
class CompetitionDeleted(Event, kind=EventKind.COMPETITION_DELETED):
    """The event `competition_deleted`."""

    competition: UUID


@dataclass(frozen=True)
class ParticipantCreated(Event, kind=EventKind.PARTICIPANT_CREATED):
    """The event `participant_created`."""

    participant: UUID
    name: str
    kind: ParticipantKind
    external: ExternalId | None


@dataclass(frozen=True)
class ParticipantRenamed(Event, kind=EventKind.PARTICIPANT_RENAMED):
    """The event `participant_renamed`."""

    participant: UUID
    name: str


@dataclass(frozen=True)
class ParticipantRetired(Event, kind=EventKind.PARTICIPANT_RETIRED):
    """The event `participant_retired`."""

    participant: UUID


@dataclass(frozen=True)
class ParticipantDeleted(Event, kind=EventKind.PARTICIPANT_DELETED):
    """The event `participant_deleted`."""

    participant: UUID


@dataclass(frozen=True)
class FixtureScheduled(Event, kind=EventKind.FIXTURE_SCHEDULED):
    """The event `fixture_scheduled`."""

    fixture: UUID
    competition: UUID
    entrants: tuple[Entrant, ...]
    start: datetime
    external: ExternalId | None


@dataclass(frozen=True)
class FixtureRescheduled(Event, kind=EventKind.FIXTURE_RESCHEDULED):
    """The event `fixture_rescheduled`."""

    fixture: UUID
    start: datetime


@dataclass(frozen=True)
class PostponementVoided(Event, kind=EventKind.POSTPONEMENT_VOIDED):
    """The event `postponement_voided`."""

    fixture: UUID
    kickoffs: tuple[int, ...]


@dataclass(frozen=True)
class FixtureDeleted(Event, kind=EventKind.FIXTURE_DELETED):
    """The event `fixture_deleted`."""

    fixture: UUID


@dataclass(frozen=True)
class MarketOpened(Event, kind=EventKind.MARKET_OPENED):
    """The event `market_opened`."""

    market: UUID
    fixture: UUID
    kind: MarketKind
    selections: tuple[OpenedSelection, ...]
    in_play: bool
    external: ExternalId | None
    terms: RaceTerms


@dataclass(frozen=True)
class PricesChanged(Event, kind=EventKind.PRICES_CHANGED):
    """The event `prices_changed`."""

    market: UUID
    prices: tuple[NewPrice, ...]


@dataclass(frozen=True)
class MarketSuspended(Event, kind=EventKind.MARKET_SUSPENDED):
    """The event `market_suspended`."""

    market: UUID


@dataclass(frozen=True)
class MarketResumed(Event, kind=EventKind.MARKET_RESUMED):
    """The event `market_resumed`."""

    market: UUID


@dataclass(frozen=True)
class MarketClosed(Event, kind=EventKind.MARKET_CLOSED):
    """The event `market_closed`."""

    market: UUID


@dataclass(frozen=True)
class MarketDeleted(Event, kind=EventKind.MARKET_DELETED):
    """The event `market_deleted`."""

    market: UUID
    selections: tuple[UUID, ...]


@dataclass(frozen=True)
class LiveScoreRecorded(Event, kind=EventKind.LIVE_SCORE_RECORDED):
    """The event `live_score_recorded`."""

    fixture: UUID
    score: Score


@dataclass(frozen=True)
class FixtureFinished(Event, kind=EventKind.FIXTURE_FINISHED):
    """The event `fixture_finished`."""

    fixture: UUID
    score: Score


@dataclass(frozen=True)
class ScoreCorrected(Event, kind=EventKind.SCORE_CORRECTED):
    """The event `score_corrected`."""

    fixture: UUID
    score: Score


@dataclass(frozen=True)
class FixtureAbandoned(Event, kind=EventKind.FIXTURE_ABANDONED):
    """The event `fixture_abandoned`."""

    fixture: UUID
    score: Score | None


@dataclass(frozen=True)
class FixturePostponed(Event, kind=EventKind.FIXTURE_POSTPONED):
    """The event `fixture_postponed`."""

    fixture: UUID


@dataclass(frozen=True)
class FixtureCancelled(Event, kind=EventKind.FIXTURE_CANCELLED):
    """The event `fixture_cancelled`."""

    fixture: UUID


@dataclass(frozen=True)
class MarketResulted(Event, kind=EventKind.MARKET_RESULTED):
    """The event `market_resulted`."""

    market: UUID
    revision: int
    result: MarketResult
    outcomes: tuple[SelectionResult, ...]


@dataclass(frozen=True)
class MarketResultWithdrawn(Event, kind=EventKind.MARKET_RESULT_WITHDRAWN):
    """The event `market_result_withdrawn`."""

    market: UUID
    revision: int


@dataclass(frozen=True)
class MarketLegsVoided(Event, kind=EventKind.MARKET_LEGS_VOIDED):
    """The event `market_legs_voided`."""

    market: UUID
    revision: int


@dataclass(frozen=True)
class LegGraded(Event, kind=EventKind.LEG_GRADED):
    """The event `leg_graded`."""

    bet: UUID
    leg: int
    revision: int
    result: LegGrade | None


@dataclass(frozen=True)
class BetSettled(Event, kind=EventKind.BET_SETTLED):
    """The event `bet_settled`."""

    bet: UUID
    user: UUID
    status: BetStatus
    returned: Money
    exact_return: Fraction


@dataclass(frozen=True)
class BetReopened(Event, kind=EventKind.BET_REOPENED):
    """The event `bet_reopened`."""

    bet: UUID
    user: UUID


@dataclass(frozen=True)
class DepositConfirmed(Event, kind=EventKind.DEPOSIT_CONFIRMED):
    """The event `deposit_confirmed`."""

    user: UUID
    amount: Money
    provider: str
    reference: str


@dataclass(frozen=True)
class WithdrawalRequested(Event, kind=EventKind.WITHDRAWAL_REQUESTED):
    """The event `withdrawal_requested`."""

    withdrawal: UUID
    user: UUID
    amount: Money


@dataclass(frozen=True)
class WithdrawalPaid(Event, kind=EventKind.WITHDRAWAL_PAID):
    """The event `withdrawal_paid`."""

    withdrawal: UUID
    user: UUID


@dataclass(frozen=True)
class WithdrawalRefused(Event, kind=EventKind.WITHDRAWAL_REFUSED):
    """The event `withdrawal_refused`."""

    withdrawal: UUID
    user: UUID


@dataclass(frozen=True)
class WalletAdjusted(Event, kind=EventKind.WALLET_ADJUSTED):
    """The event `wallet_adjusted`."""

    user: UUID
    amount: Money


@dataclass(frozen=True)
class DebtWrittenOff(Event, kind=EventKind.DEBT_WRITTEN_OFF):
    """The event `debt_written_off`."""

    user: UUID
    amount: Money


@dataclass(frozen=True)
class BetPlaced(Event, kind=EventKind.BET_PLACED):
    """The event `bet_placed`."""

    bet: UUID
    user: UUID
    bet_type: BetType
    legs: tuple[PlacedLeg, ...]
    stake: Money
    potential_return: Money
    rules: int
    way: Way


@dataclass(frozen=True)
class BetCancelled(Event, kind=EventKind.BET_CANCELLED):
    """The event `bet_cancelled`."""

    bet: UUID
    user: UUID


@dataclass(frozen=True)
class BetVoided(Event, kind=EventKind.BET_VOIDED):
    """The event `bet_voided`."""

    bet: UUID
    user: UUID


@dataclass(frozen=True)
class BasketCreated(Event, kind=EventKind.BASKET_CREATED):
    """The event `basket_created`."""

    basket: UUID
    user: UUID
    expires_at: datetime


@dataclass(frozen=True)
class BasketCheckedOut(Event, kind=EventKind.BASKET_CHECKED_OUT):
    """The event `basket_checked_out`."""

    basket: UUID
    user: UUID
    bets: tuple[UUID, ...]


@dataclass(frozen=True)
class BasketDropped(Event, kind=EventKind.BASKET_DROPPED):
    """The event `basket_dropped`."""

    basket: UUID
    user: UUID


@dataclass(frozen=True)
class BasketExpired(Event, kind=EventKind.BASKET_EXPIRED):
    """The event `basket_expired`."""

    basket: UUID
    user: UUID


@dataclass(frozen=True)
class PositionsRecorded(Event, kind=EventKind.POSITIONS_RECORDED):
    """The event `positions_recorded`."""

    fixture: UUID
    placings: tuple[Placing, ...]


@dataclass(frozen=True)
class PositionsCorrected(Event, kind=EventKind.POSITIONS_CORRECTED):
    """The event `positions_corrected`."""

    fixture: UUID
    placings: tuple[Placing, ...]


@dataclass(frozen=True)
class RunnerWithdrawn(Event, kind=EventKind.RUNNER_WITHDRAWN):
    """The event `runner_withdrawn`."""

    fixture: UUID
    non_runner: NonRunner


@dataclass(frozen=True)
class RunnerReinstated(Event, kind=EventKind.RUNNER_REINSTATED):
    """The event `runner_reinstated`."""

    fixture: UUID
    participant: UUID

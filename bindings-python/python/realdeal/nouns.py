"""The nouns of a book, as it gives them: frozen, compared by value, with the engine's own field names.

Money is `Money`, prices are `Odds`, ids `uuid.UUID`, times `datetime` with a time zone. Not in here: what they may become; that
is asked of a session.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from fractions import Fraction
from typing import Any, ClassVar, Union
from uuid import UUID

from realdeal import _engine
from realdeal.choices import Actor, BetType, Finish, Made, MarketKind, Outcome, Reference, Status, Tagged
from realdeal.errors import Rejected
from realdeal.html import table
from realdeal.numbers import LegResult, Money, Odds
from realdeal.wire import reader

#: An id, as a UUID or its text.
Id = Union[UUID, str]


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


@dataclass(frozen=True)
class Person:
    """Personal data: kept apart from the books, and in no journal."""

    name: str
    email: str
    phone: str | None = None
    password_hash: str | None = None

    def __repr__(self) -> str:
        return "Person(..)"


@dataclass(frozen=True)
class User:
    """A user of the books."""

    id: UUID
    role: Role
    status: Status
    registered_at: datetime
    excluded_until: datetime | None
    reopens_at: datetime | None
    currencies: tuple[str, ...]


@dataclass(frozen=True)
class ExternalId:
    """What a feed calls something."""

    provider: str
    id: str


@dataclass(frozen=True)
class Competition:
    """A competition."""

    id: UUID
    name: str
    slug: str
    active: bool
    fixtures: int
    external: ExternalId | None


@dataclass(frozen=True)
class Participant:
    """A participant."""

    id: UUID
    name: str
    kind: ParticipantKind
    active: bool
    fixtures: int
    external: ExternalId | None


@dataclass(frozen=True)
class Entrant:
    """A participant of a fixture, in a role."""

    participant: Id
    role: EntrantRole

    @classmethod
    def from_wire(cls, form: Any) -> Entrant:
        """Its id is a UUID."""
        return cls(UUID(form["participant"]), EntrantRole(form["role"]))


@dataclass(frozen=True)
class Goals:
    """The goals of both sides in one period."""

    home: int
    away: int


@dataclass(frozen=True)
class Score:
    """The score of a match.

    >>> Score.of(2, 1).full_time
    Goals(home=2, away=1)
    """

    full_time: Goals
    half_time: Goals | None = None
    extra_time: Goals | None = None
    penalties: Goals | None = None
    #: The sets one by one, where a match is scored in sets.
    sets: tuple[Goals, ...] = ()

    @classmethod
    def of(cls, home: int, away: int, half_time: tuple[int, int] | None = None) -> Score:
        """After 90 minutes with stoppage time, home goals first; at half time, if it is known."""
        return cls(Goals(home, away), None if half_time is None else Goals(*half_time))


@dataclass(frozen=True)
class Placing:
    """What became of a runner of a race."""

    participant: Id
    finish: Finish
    #: The price at which it started: what bets with best odds guaranteed are paid at if it is longer than theirs.
    starting_price: Odds | None = None

    @classmethod
    def from_wire(cls, form: Any) -> Placing:
        """Its id is a UUID."""
        started = form.get("starting_price")
        return cls(UUID(form["participant"]), Finish.from_wire(form["finish"]), None if started is None else Odds(started))


@dataclass(frozen=True)
class NonRunner:
    """A runner that was withdrawn before its race."""

    participant: UUID
    #: Its price to win when it was withdrawn, by which Rule 4 finds its deduction.
    odds: Odds
    withdrawn_at: datetime


@dataclass(frozen=True)
class PlaceTerms:
    """How many places are paid, and at which part of the winnings, such as `Fraction(1, 4)`."""

    places: int
    fraction: Fraction

    @classmethod
    def from_wire(cls, form: Any) -> PlaceTerms:
        """The engine writes the fraction as a pair."""
        return cls(form["places"], Fraction(*form["fraction"]))

    def to_wire(self) -> object:
        """The engine reads the fraction as a pair."""
        return {"places": self.places, "fraction": [self.fraction.numerator, self.fraction.denominator]}


class EachWay(Tagged):
    """How the places of a market are found that it pays each way.

    >>> EachWay.of_places(3, "1/5").fixed
    PlaceTerms(places=3, fraction=Fraction(1, 5))
    """

    __slots__ = ()

    fixed: PlaceTerms
    handicap: bool

    @classmethod
    def of_places(cls, places: int, fraction: Fraction | str) -> EachWay:
        """So many places at this part of the winnings, whoever runs."""
        return cls("fixed", PlaceTerms(places, Fraction(fraction)))

    @classmethod
    def by_runners(cls, *, handicap: bool = False) -> EachWay:
        """The standard terms by the runners that ran; a handicap pays more places in large fields."""
        return cls("by_runners", handicap=handicap)


@dataclass(frozen=True)
class RaceTerms:
    """On which terms a market on a race takes bets."""

    #: The places that it pays each way; None if bets are on the win alone.
    each_way: EachWay | None = None
    #: Whether a leg keeps its places, a runner that does not run loses, and no Rule 4 is applied.
    ante_post: bool = False
    #: Whether a longer starting price replaces the price that was taken.
    guaranteed: bool = False


@dataclass(frozen=True)
class Kickoff:
    """A start that was announced."""

    announced_at: datetime
    start: datetime
    void_at: datetime
    void: bool


@dataclass(frozen=True)
class Fixture:
    """A match or a race."""

    id: UUID
    competition: UUID
    entrants: tuple[Entrant, ...]
    kickoffs: tuple[Kickoff, ...]
    status: FixtureStatus
    score: Score | None
    #: What became of each runner of a race that is over.
    positions: tuple[Placing, ...]
    #: The runners of a race that were withdrawn.
    non_runners: tuple[NonRunner, ...]
    markets: int
    external: ExternalId | None

    @property
    def start(self) -> datetime:
        """The start in force."""
        return self.kickoffs[-1].start

    @staticmethod
    def match_of(home: Id, away: Id) -> list[Entrant]:
        """The entrants of a match."""
        return [Entrant(home, EntrantRole.HOME), Entrant(away, EntrantRole.AWAY)]

    @staticmethod
    def race_of(runners: Iterable[Id]) -> list[Entrant]:
        """The entrants of a race."""
        return [Entrant(runner, EntrantRole.RUNNER) for runner in runners]


class MarketResult(Tagged):
    """The result of a market: by the `score`, by `outcomes` that were stated, or `void`."""

    __slots__ = ()

    score: Score


@dataclass(frozen=True)
class Market:
    """A market of a fixture."""

    id: UUID
    fixture: UUID
    kind: MarketKind
    status: MarketStatus
    in_play: bool
    selections: int
    listed: tuple[Outcome, ...]
    revision: int
    result: MarketResult | None
    external: ExternalId | None
    terms: RaceTerms


@dataclass(frozen=True)
class Selection:
    """What can be backed in a market, at a price."""

    id: UUID
    market: UUID
    outcome: Outcome
    odds: Odds
    result: LegResult | None
    external: ExternalId | None


@dataclass(frozen=True)
class OpenedMarket:
    """A market that was opened, with its selections in the order in which they were given."""

    id: UUID
    selections: tuple[UUID, ...]


@dataclass(frozen=True)
class OpenedSelection:
    """A selection that was opened."""

    id: UUID
    outcome: Outcome
    odds: Odds
    external: ExternalId | None


@dataclass(frozen=True)
class PriceChange:
    """A price that a selection had from a time on."""

    selection: UUID
    at: datetime
    odds: Odds


@dataclass(frozen=True)
class NewPrice:
    """A selection with its new price."""

    selection: UUID
    odds: Odds


@dataclass(frozen=True)
class SelectionResult:
    """What came of a selection."""

    selection: UUID
    result: LegResult


class Correction(Tagged):
    """What the recorded result of a market is changed to.

    >>> Correction.VOID.name
    'void'
    """

    __slots__ = ()

    #: It is graded by the fixture's score as it stands now; it is void; it has no result, and its bets are open again.
    SCORE: ClassVar[Correction]
    VOID: ClassVar[Correction]
    WITHDRAWN: ClassVar[Correction]

    @classmethod
    def outcomes(cls, results: Mapping[UUID, LegResult]) -> Correction:
        """It is graded by these, one a selection."""
        return cls("outcomes", [SelectionResult(*each) for each in results.items()])


Correction.SCORE, Correction.VOID, Correction.WITHDRAWN = map(Correction, ("score", "void", "withdrawn"))


@dataclass(frozen=True)
class SettledPage:
    """How far a page of settlement came."""

    graded: int
    left: int


@dataclass(frozen=True)
class LegTerms:
    """What was agreed of a leg, beside its price."""

    #: Whether it stands in every line.
    banker: bool
    #: Whether a longer starting price replaces the price that was taken.
    guaranteed: bool
    #: The places that it pays, as far as they stood then.
    place: PlaceTerms | None


@dataclass(frozen=True)
class LegGrade:
    """What a leg was graded as."""

    #: Its result on the win.
    win: LegResult
    #: What a race adds, in the engine's form: the place, a deduction, the starting price.
    race: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class PlacedLeg:
    """A leg that was accepted."""

    selection: UUID
    market: UUID
    fixture: UUID
    requested: Odds
    odds: Odds
    revision: int
    kickoff: int
    terms: LegTerms
    #: The goals then, where the bet counts only those after it.
    score_at_acceptance: Goals | None


@dataclass(frozen=True)
class Leg:
    """A leg of a bet, and how it stands."""

    selection: UUID
    market: UUID
    fixture: UUID
    requested: Odds
    odds: Odds
    kickoff: int
    revision: int
    terms: LegTerms
    score_at_acceptance: Goals | None
    result: LegGrade | None


@dataclass(frozen=True)
class Bet:
    """A bet. Its id is the id of the slip that placed it."""

    id: UUID
    user: UUID
    bet_type: BetType
    way: Way
    legs: tuple[Leg, ...]
    stake: Money
    #: What it returns if every leg wins, stake included.
    potential_return: Money
    #: The version of the house rules that it settles by.
    rules: int
    placed_at: datetime
    status: BetStatus
    settled_at: datetime | None
    #: What it has returned, stake included.
    returned: Money
    #: The return before rounding, in minor units; None while open.
    exact_return: Fraction | None
    #: Whether it was voided or cancelled by hand.
    withdrawn: bool
    request_hash: str

    @classmethod
    def kept(cls, kept: _engine.KeptBet) -> Bet:
        """A bet that the engine has, read once somebody looks at it."""
        bet = cls.__new__(cls)
        bet.__dict__["_kept"] = kept
        return bet

    def __getattr__(self, name: str) -> Any:
        kept = self.__dict__.pop("_kept", None)
        if kept is None:
            raise AttributeError(f"a bet has no {name}")
        self.__dict__.update(reader(Bet)(json.loads(kept.form())).__dict__)
        return getattr(self, name)

    def __getstate__(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def _repr_html_(self) -> str:
        legs = [[str(leg.selection), str(leg.odds), "" if leg.result is None else str(leg.result.win)] for leg in self.legs]
        title = f"{self.bet_type}, {self.stake}, {self.status.value}, returned {self.returned}"
        return table(title, ["selection", "odds", "result"], legs)


@dataclass(frozen=True)
class ReceiptLeg:
    """A leg on a receipt."""

    selection: UUID
    requested: Odds
    accepted: Odds
    terms: LegTerms


@dataclass(frozen=True)
class BetReceipt:
    """What was accepted: it stays the same whatever becomes of the bet."""

    #: The number to ask about it by, as it is read out on the telephone.
    ticket: str
    user: UUID
    bet_type: BetType
    way: Way
    #: How many stakes of a line it is; one minor unit more lies on the first `spread` of them.
    lines: int
    stake_per_line: Money
    spread: int
    stake: Money
    legs: tuple[ReceiptLeg, ...]
    potential_return: Money
    rules: int
    placed_at: datetime

    def _repr_html_(self) -> str:
        legs = [[str(leg.selection), str(leg.accepted)] for leg in self.legs]
        return table(f"{self.ticket}: {self.stake} to return {self.potential_return}", ["selection", "odds"], legs)


@dataclass(frozen=True)
class Balances:
    """The balances of a wallet in one currency."""

    #: What can be staked and withdrawn.
    cash: Money
    #: What was asked for and not yet paid.
    held: Money
    #: What is owed.
    debt: Money
    open_bets: int


@dataclass(frozen=True)
class StatementLine:
    """One movement on a bettor's account, with the balance after it."""

    position: int
    at: datetime
    account: BettorAccount
    kind: TransferKind
    amount: Money
    balance: Money
    reference: Reference
    command: UUID


@dataclass(frozen=True)
class Withdrawal:
    """Money that a bettor asked for."""

    id: UUID
    user: UUID
    amount: Money
    requested_at: datetime
    status: WithdrawalStatus


@dataclass(frozen=True)
class HouseBalance:
    """The balance of an account of the house."""

    account: HouseAccount
    balance: Money


@dataclass(frozen=True)
class Liability:
    """What the house stands to lose on a selection."""

    selection: UUID
    outcome: Outcome
    bets: int
    stakes: Money
    potential_return: Money
    liability: Money


@dataclass(frozen=True)
class Progress:
    """How far the settlement of a market has come."""

    placed: int
    legs: int
    behind: int


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

    @property
    def acceptable(self) -> bool:
        """Whether every slip would be placed."""
        return self.refusal is None and all(slip.refused is None for slip in self.slips)


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


#: What is taken as a score.
ScoreLike = Union[Score, tuple[int, int]]

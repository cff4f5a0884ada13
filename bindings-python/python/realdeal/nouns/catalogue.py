"""Competitions, participants, fixtures and their results, markets and selections, and on which terms a race takes bets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any, ClassVar, Union
from uuid import UUID

from realdeal import _engine
from realdeal.choices import Finish, MarketKind, Outcome, Tagged
from realdeal.nouns.kinds import EntrantRole, FixtureStatus, MarketStatus, ParticipantKind
from realdeal.nouns.people import Id
from realdeal.numbers import LegResult, Odds
from realdeal.wire import call, from_wire


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

    @classmethod
    def read(cls, text: str) -> Score:
        """As people write it: `2-1`, `2-1 (1-0)` with the goals at half time, or sets as `6-2,4-6,7-5`.

        >>> Score.read("6-2,4-6,7-5").full_time
        Goals(home=2, away=1)
        """
        return from_wire(cls, call(_engine.tool, "read_score", text))


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
    def standard(cls, runners: int, *, handicap: bool = False) -> PlaceTerms | None:
        """The standard terms of a race with so many runners; None for a field that pays no places.

        >>> PlaceTerms.standard(16, handicap=True)
        PlaceTerms(places=4, fraction=Fraction(1, 4))
        """
        form = call(_engine.tool, "standard_places", runners, handicap)
        return None if form is None else cls.from_wire(form)

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
class Progress:
    """How far the settlement of a market has come."""

    placed: int
    legs: int
    behind: int


#: What is taken as a score.
ScoreLike = Union[Score, tuple[int, int]]

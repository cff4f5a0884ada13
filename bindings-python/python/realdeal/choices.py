"""Choices that carry something: one of several names, some of them with values beside it.

A kind of market has a line, a status an end, an outcome a score. They come as `Tagged` values: compared by what they are, with
what they carry as attributes. A name that is newer than this package still crosses. Not in here: plain names (`nouns`).
"""

from __future__ import annotations

import json
import typing
from datetime import datetime
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from realdeal.wire import dumps, reader

S = TypeVar("S", bound="Tagged")


class Tagged:
    """One of several names, with what it carries."""

    __slots__ = ("name", "value")

    #: Which one, in snake case.
    name: str
    #: What it carries, in the engine's form; None for nothing.
    value: Any

    def __init__(self, name: str, value: object = None, /, **values: object) -> None:
        carried = values or value
        object.__setattr__(self, "name", name)
        # A name or a number is its own form.
        plain = carried is None or type(carried) in (str, int, bool)
        object.__setattr__(self, "value", carried if plain else json.loads(dumps(carried)))

    @classmethod
    def of(cls: type[S], given: S | str) -> S:
        """A name alone stands for itself."""
        return given if isinstance(given, cls) else cls(typing.cast(str, given))

    @classmethod
    def from_wire(cls: type[S], form: Any) -> S:
        """From a name, or from a mapping of the name to what it carries."""
        if isinstance(form, str):
            return cls(form)
        ((name, value),) = form.items()
        return cls(name, value)

    def to_wire(self) -> object:
        """The name, or a mapping of the name to what it carries."""
        return self.name if self.value is None else {self.name: self.value}

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        if isinstance(self.value, dict) and attribute in self.value:
            found = self.value[attribute]
        elif attribute == self.name and self.value is not None:
            found = self.value
        else:
            raise AttributeError(f"{self!r} has no {attribute}")
        hint = typing.get_type_hints(type(self)).get(attribute)
        return found if hint is None else reader(hint)(found)

    def __setattr__(self, attribute: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} can't be changed")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return bool(self.to_wire() == other.to_wire())

    def __hash__(self) -> int:
        return hash((type(self), dumps(self.to_wire())))

    def __repr__(self) -> str:
        carried = "" if self.value is None else f", {self.value!r}"
        return f"{type(self).__name__}({self.name!r}{carried})"

    def __str__(self) -> str:
        name = self.name.replace("_", " ")
        carried = self.value.values() if isinstance(self.value, dict) else [self.value]
        return name if self.value is None else f"{name} {', '.join(str(one) for one in carried)}"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name, self.value)


class Outcome(Tagged):
    """What a selection is on.

    >>> Outcome.of("home") == Outcome.HOME
    True
    >>> str(Outcome.exact(2, 1))
    '2-1'
    """

    __slots__ = ()

    HOME: ClassVar[Outcome]
    DRAW: ClassVar[Outcome]
    AWAY: ClassVar[Outcome]
    OVER: ClassVar[Outcome]
    UNDER: ClassVar[Outcome]
    YES: ClassVar[Outcome]
    NO: ClassVar[Outcome]
    HOME_OR_DRAW: ClassVar[Outcome]
    HOME_OR_AWAY: ClassVar[Outcome]
    DRAW_OR_AWAY: ClassVar[Outcome]
    ANY_OTHER: ClassVar[Outcome]
    ODD: ClassVar[Outcome]
    EVEN: ClassVar[Outcome]
    SCORE_DRAW: ClassVar[Outcome]
    NO_GOALS: ClassVar[Outcome]

    runner: UUID

    @classmethod
    def exact(cls, home: int, away: int) -> Outcome:
        """Exactly this score, home goals first."""
        return cls("exact", home=home, away=away)

    @classmethod
    def named(cls, name: str) -> Outcome:
        """An outcome of a custom market, by its name."""
        return cls("named", name)

    @classmethod
    def of_runner(cls, runner: UUID | str) -> Outcome:
        """A runner of a race."""
        return cls("runner", str(runner))

    @classmethod
    def wins_by(cls, side: str, goals: int, *, or_more: bool = False) -> Outcome:
        """The side, `home` or `away`, wins by so many goals."""
        return cls(f"{side}_by_or_more" if or_more else f"{side}_by", goals=goals)

    @classmethod
    def half_time_full_time(cls, at_half_time: str, at_full_time: str) -> Outcome:
        """Who leads when: `home`, `draw` or `away`."""
        return cls("half_time_full_time", at_half_time=at_half_time, at_full_time=at_full_time)

    @classmethod
    def result_and_total(cls, result: str, total: str) -> Outcome:
        """A result, `home`, `draw` or `away`, with a side of the line, `over` or `under`."""
        return cls("result_and_total", result=result, total=total)

    def __str__(self) -> str:
        if self.name == "exact":
            return f"{self.value['home']}-{self.value['away']}"
        return str(self.value) if self.name == "named" else super().__str__()


class MarketKind(Tagged):
    """What a market asks.

    >>> MarketKind.total_goals("2.5").line
    '2.5'
    """

    __slots__ = ()

    MATCH_RESULT: ClassVar[MarketKind]
    DOUBLE_CHANCE: ClassVar[MarketKind]
    DRAW_NO_BET: ClassVar[MarketKind]
    BOTH_TEAMS_TO_SCORE: ClassVar[MarketKind]
    CORRECT_SCORE: ClassVar[MarketKind]
    ODD_EVEN: ClassVar[MarketKind]
    HALF_TIME_FULL_TIME: ClassVar[MarketKind]
    MATCH_BETTING: ClassVar[MarketKind]
    RACE_WINNER: ClassVar[MarketKind]

    line: str

    @classmethod
    def total_goals(cls, line: str) -> MarketKind:
        """Whether both sides together score more or fewer goals than the line."""
        return cls("total_goals", line=line)

    @classmethod
    def asian_handicap(cls, line: str) -> MarketKind:
        """Which side leads once the line is added to the home side's goals."""
        return cls("asian_handicap", line=line)

    @classmethod
    def european_handicap(cls, line: str) -> MarketKind:
        """The result once a whole line is added to the home side's goals."""
        return cls("european_handicap", line=line)

    @classmethod
    def team_total(cls, side: str, line: str) -> MarketKind:
        """Whether one side, `home` or `away`, scores more or fewer goals than the line."""
        return cls("team_total", side=side, line=line)

    @classmethod
    def winning_margin(cls, top: int) -> MarketKind:
        """By how many goals which side wins, up to `top` or more."""
        return cls("winning_margin", top=top)

    @classmethod
    def result_and_total(cls, line: str) -> MarketKind:
        """The result together with a side of the line."""
        return cls("result_and_total", line=line)

    @classmethod
    def in_period(cls, period: str, kind: MarketKind | str) -> MarketKind:
        """A kind on the `first_half` or the `second_half` alone."""
        return cls("in_period", period=period, kind=cls.of(kind))

    @classmethod
    def set_betting(cls, best_of: int) -> MarketKind:
        """The score in sets of a match that is the best of so many."""
        return cls("set_betting", best_of=best_of)

    @classmethod
    def placed(cls, places: int) -> MarketKind:
        """Which runner comes in on one of so many places."""
        return cls("placed", places=places)

    @classmethod
    def custom(cls, name: str) -> MarketKind:
        """Anything else, graded from outcomes that the bookmaker states."""
        return cls("custom", name=name)


class BetType(Tagged):
    """How the legs of a bet make its lines: a name of the trade, or a system of chosen sizes.

    >>> BetType.system(2, 3).to_wire()
    {'system': {'folds': [2, 3]}}
    """

    __slots__ = ()

    SINGLE: ClassVar[BetType]
    ACCUMULATOR: ClassVar[BetType]
    TRIXIE: ClassVar[BetType]
    PATENT: ClassVar[BetType]
    YANKEE: ClassVar[BetType]
    LUCKY_15: ClassVar[BetType]
    YAP: ClassVar[BetType]
    CANADIAN: ClassVar[BetType]
    LUCKY_31: ClassVar[BetType]
    HEINZ: ClassVar[BetType]
    LUCKY_63: ClassVar[BetType]
    SUPER_HEINZ: ClassVar[BetType]
    LUCKY_127: ClassVar[BetType]
    GOLIATH: ClassVar[BetType]
    LUCKY_255: ClassVar[BetType]
    SINGLE_STAKES_ABOUT: ClassVar[BetType]
    DOUBLE_STAKES_ABOUT: ClassVar[BetType]
    ROUND_ROBIN: ClassVar[BetType]
    ROUNDER: ClassVar[BetType]
    ROUNDABOUT: ClassVar[BetType]
    UNION_JACK: ClassVar[BetType]

    @classmethod
    def system(cls, *folds: int) -> BetType:
        """Every choice of these sizes among the legs."""
        return cls("system", folds=folds)


class Status(Tagged):
    """The status of a user: `active`, `cooling_off` and `self_excluded` (both with `until`), `on_register`, `suspended`,
    `blocked`, `closed`."""

    __slots__ = ()

    ACTIVE: ClassVar[Status]
    ON_REGISTER: ClassVar[Status]
    SUSPENDED: ClassVar[Status]
    BLOCKED: ClassVar[Status]
    CLOSED: ClassVar[Status]

    until: datetime


class Actor(Tagged):
    """Who asks: `system`, `visitor`, `user` with an id, or `on_behalf` with `agent` and `bettor`."""

    __slots__ = ()

    SYSTEM: ClassVar[Actor]
    VISITOR: ClassVar[Actor]

    user: UUID
    agent: UUID
    bettor: UUID


class Reference(Tagged):
    """What a movement of money belongs to: a `bet`, a `deposit`, a `withdrawal` or an `adjustment`, each with an id."""

    __slots__ = ()

    bet: UUID
    deposit: UUID
    withdrawal: UUID
    adjustment: UUID


class Made(Tagged):
    """What a command brought about: the id of what it made, or how far it came."""

    __slots__ = ()

    user: UUID
    house_rules: int
    competition: UUID
    participant: UUID
    fixture: UUID
    market: UUID
    selections: tuple[UUID, ...]
    withdrawal: UUID
    bet: UUID
    basket: UUID
    bets: tuple[UUID, ...]
    graded: int
    left: int
    done: int


class Finish(Tagged):
    """What became of a runner: a `position`, or it did not finish, or did not run.

    >>> Finish.at(1).position
    1
    """

    __slots__ = ()

    DID_NOT_FINISH: ClassVar[Finish]
    DID_NOT_RUN: ClassVar[Finish]

    position: int

    @classmethod
    def at(cls, position: int) -> Finish:
        """It came in at this position, counted from 1; those that share one have the same."""
        return cls("position", position)


class Fault(Tagged):
    """What is wrong with the outcomes of a market."""

    __slots__ = ()

    kind: MarketKind
    outcome: Outcome


def _constants() -> None:
    """Every name that stands alone is a constant of its class."""
    for choice in (Outcome, MarketKind, BetType, Status, Actor, Finish):
        for constant in choice.__annotations__:
            if constant.isupper():
                setattr(choice, constant, choice(constant.lower()))


_constants()

"""Bets, their legs, receipts, and what the house stands to lose. Not in here: slips (`slips`)."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from realdeal import _engine
from realdeal.choices import BetType, Outcome
from realdeal.html import table
from realdeal.nouns.catalogue import Goals, PlaceTerms
from realdeal.nouns.kinds import BetStatus, Way
from realdeal.numbers import LegResult, Money, Odds
from realdeal.wire import call, from_wire, reader


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
class PlaceGrade:
    """The result of a leg on the place."""

    result: LegResult
    #: The part of the winnings that it pays, by the runners that ran or as agreed.
    fraction: Fraction

    @classmethod
    def from_wire(cls, form: Any) -> PlaceGrade:
        """The engine writes the fraction as a pair."""
        return cls(LegResult.from_wire(form["result"]), Fraction(*form["fraction"]))

    def to_wire(self) -> object:
        """The engine reads the fraction as a pair."""
        return {"result": self.result, "fraction": [self.fraction.numerator, self.fraction.denominator]}


@dataclass(frozen=True)
class RaceGrade:
    """What a race adds to the result of a leg."""

    #: The result on the place; None in a field without places.
    place: PlaceGrade | None = None
    #: The Rule 4 deduction, in pence per pound of winnings: 25 leaves three quarters of them.
    deduction: int = 0
    #: The starting price, for legs with best odds guaranteed.
    starting_price: Odds | None = None


@dataclass(frozen=True)
class LegGrade:
    """What a leg was graded as.

    >>> second_of_nine = LegGrade.finished(2, place=PlaceTerms.standard(9))
    >>> second_of_nine.win == LegResult.LOST, second_of_nine.race.place.fraction
    (True, Fraction(1, 5))
    """

    #: Its result on the win.
    win: LegResult
    #: What a race adds; None where it adds nothing.
    race: RaceGrade | None = None

    @classmethod
    def finished(cls, position: int, *, tied: int = 1, place: PlaceTerms | None = None) -> LegGrade:
        """The grade of a runner by its position, counted from 1, which so many share, itself counted.

        Where one wins, and places are paid by these terms. Raises `Rejected` for a position of 0, or one that nobody shares.
        """
        return from_wire(cls, call(_engine.tool, "grade_finish", position, tied, place))


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
class Bet(_engine.KeptBet):
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

    def __getattr__(self, name: str) -> Any:
        # One that was just placed is read once somebody looks at it.
        form = self._form() if name in self.__dataclass_fields__ else None
        if form is None:
            raise AttributeError(f"a bet has no {name}")
        self.__dict__.update(reader(Bet)(json.loads(form)).__dict__)
        return self.__dict__[name]

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
    #: The price that a place pays; None without places, and for one finer than a price can be.
    place_odds: Odds | None = None


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
class Liability:
    """What the house stands to lose on a selection."""

    selection: UUID
    outcome: Outcome
    bets: int
    stakes: Money
    potential_return: Money
    liability: Money

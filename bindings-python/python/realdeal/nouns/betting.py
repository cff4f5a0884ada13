"""Bets, their legs, receipts, and what the house stands to lose. Not in here: slips (`slips`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
from realdeal.wire import reader


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
class Liability:
    """What the house stands to lose on a selection."""

    selection: UUID
    outcome: Outcome
    bets: int
    stakes: Money
    potential_return: Money
    liability: Money

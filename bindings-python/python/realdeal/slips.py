"""Slips: bets to be, made by hand before they are sent.

A slip gets its id when it is made, so that sending it twice places one bet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from realdeal import _engine
from realdeal.choices import BetType
from realdeal.html import table
from realdeal.nouns import Id, OddsChange, StakeMode, Way
from realdeal.numbers import MoneyLike, OddsLike, price, text


@dataclass(frozen=True)
class Slip:
    """One bet to be. It may be pickled, kept, and sent again: it places one bet.

    >>> slip = Slip.single("0190b6f0-0000-7000-8000-000000000000", "2.10", stake="10.00 EUR")
    >>> slip.legs
    (('0190b6f0-0000-7000-8000-000000000000', '2.10'),)
    """

    #: The slip's id, which will be the bet's.
    id: UUID
    #: Selections with the prices that they were seen at.
    legs: tuple[tuple[Id, str], ...] = ()
    #: The stake.
    stake: str | None = None
    #: What may happen if a price has changed.
    odds_change: OddsChange = OddsChange.NONE
    #: How its legs make lines; None for a single or an accumulator.
    bet_type: BetType | None = None
    #: On what each line stands.
    way: Way = Way.WIN
    #: Whether the stake is of the whole bet or of each line.
    stake_mode: StakeMode = StakeMode.TOTAL
    #: The selections that stand in every line of a system.
    bankers: frozenset[Id] = frozenset()

    @classmethod
    def single(
        cls, selection: Id, odds: OddsLike, *, stake: MoneyLike | None = None, odds_change: OddsChange = OddsChange.NONE
    ) -> Slip:
        """A slip with one leg."""
        return cls.accumulator([(selection, odds)], stake=stake, odds_change=odds_change)

    @classmethod
    def accumulator(
        cls,
        legs: Iterable[tuple[Id, OddsLike]],
        *,
        stake: MoneyLike | None = None,
        odds_change: OddsChange = OddsChange.NONE,
    ) -> Slip:
        """A slip all of whose legs must win."""
        written = tuple((selection, price(odds)) for selection, odds in legs)
        slip = cls(UUID(_engine.fresh_id()), written, odds_change=odds_change)
        return slip if stake is None else slip.staking(stake)

    @classmethod
    def system(cls, bet_type: BetType | str, legs: Iterable[tuple[Id, OddsLike]], *, per_line: MoneyLike) -> Slip:
        """A slip of several lines: a name of the trade, as `"yankee"`, or `BetType.system(2, 3)`."""
        slip = replace(cls.accumulator(legs), bet_type=BetType.of(bet_type))
        return slip.staking(per_line, mode=StakeMode.PER_LINE)

    def leg(self, selection: Id, odds: OddsLike, *, banker: bool = False) -> Slip:
        """The slip with one leg more; a banker stands in every line."""
        bankers = self.bankers | {selection} if banker else self.bankers
        return replace(self, legs=(*self.legs, (selection, price(odds))), bankers=bankers)

    def staking(self, stake: MoneyLike, currency: str | None = None, mode: StakeMode = StakeMode.TOTAL) -> Slip:
        """The slip with a stake."""
        return replace(self, stake=text(stake, currency), stake_mode=mode)

    def each_way(self) -> Slip:
        """The slip with each line on the win and on the place."""
        return replace(self, way=Way.EACH_WAY)

    def to_wire(self) -> object:
        """As the engine reads it."""
        legs = [{"selection": each, "odds": odds, "banker": each in self.bankers} for each, odds in self.legs]
        staked = "stake_per_line" if self.stake_mode is StakeMode.PER_LINE else "stake"
        slip = {"id": self.id, "legs": legs, "odds_change": self.odds_change, staked: self.stake}
        return {**slip, "bet_type": self.bet_type, "way": self.way}

    def _repr_html_(self) -> str:
        legs = [[str(selection), odds] for selection, odds in self.legs]
        return table(f"slip, {self.stake or 'no stake yet'}", ["selection", "odds"], legs)

"""Ladders: the prices that a house quotes, and the step below, above or nearest to any other price.

Not in here: what a price should be (`margin`), and fractions that are near without being anybody's step (`Odds.nearest_fraction`).
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import Any

from realdeal import _engine
from realdeal.numbers import Odds, OddsLike, price
from realdeal.wire import call


class Snap(enum.Enum):
    """Which step stands for a price that is on none."""

    #: The next one below, in the house's favour.
    DOWN = "down"
    #: The one whose decimal odds are nearest; of two, the lower.
    NEAREST = "nearest"
    #: The next one above, in the bettor's favour.
    UP = "up"


class Ladder:
    """The prices that a house quotes, from the shortest to the longest.

    >>> ladder = Ladder.traditional()
    >>> ladder.down("2.5"), ladder.up("4.30")
    (Odds('6/4'), Odds('100/30'))
    >>> Ladder(["1/2", "EVS", "2/1"]).nearest("1.8")
    Odds('EVS')

    Raises `Rejected` for a ladder without a step, with more than 10,000, or that does not rise.
    """

    __slots__ = ("_form", "_steps")

    _form: object
    _steps: tuple[Odds, ...]

    def __init__(self, steps: Iterable[OddsLike]) -> None:
        self._read({"of": [price(step) for step in steps]})

    @classmethod
    def traditional(cls) -> Ladder:
        """The fractional steps that British bookmakers quote by custom, from 1/100 to 1000/1: 6/4, and never 3/2."""
        return cls._named("traditional")

    @classmethod
    def exchange(cls) -> Ladder:
        """The decimal steps of betting exchanges, from 1.01 in hundredths to 1000 in tens."""
        return cls._named("exchange")

    @property
    def steps(self) -> tuple[Odds, ...]:
        """The steps, from the shortest price to the longest."""
        return self._steps

    def down(self, odds: OddsLike) -> Odds | None:
        """The longest step that is not above this price; None below the first step."""
        return self.snap(odds, Snap.DOWN)

    def nearest(self, odds: OddsLike) -> Odds | None:
        """The step whose decimal odds are nearest to this price."""
        return self.snap(odds, Snap.NEAREST)

    def up(self, odds: OddsLike) -> Odds | None:
        """The shortest step that is not below this price; None above the last step."""
        return self.snap(odds, Snap.UP)

    def snap(self, odds: OddsLike, snap: Snap | str) -> Odds | None:
        """The step that stands for this price; None where there is none on that side."""
        found = call(_engine.tool, "snap", price(odds), self._form, Snap(snap))
        return None if found is None else Odds.from_wire(found)

    @classmethod
    def _named(cls, name: str) -> Ladder:
        ladder = cls.__new__(cls)
        ladder._read(name)
        return ladder

    def _read(self, form: object) -> None:
        self._form = form
        self._steps = tuple(map(Odds.from_wire, call(_engine.tool, "ladder", form)))

    def to_wire(self) -> object:
        """Its name, or its steps."""
        return self._form

    def __eq__(self, other: object) -> bool:
        return self._steps == other._steps if isinstance(other, Ladder) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._steps)

    def __repr__(self) -> str:
        return f"<Ladder of {len(self._steps)} steps, {self._steps[0]} to {self._steps[-1]}>"

    def __reduce__(self) -> tuple[Any, ...]:
        if isinstance(self._form, str):
            return getattr(Ladder, self._form), ()
        return Ladder, (self._steps,)

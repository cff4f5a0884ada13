"""A calculator without a book: what a bet costs and can return, and what it returns by given results; one bet, or many by the
column."""

from __future__ import annotations

import enum
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from realdeal import _engine, columns
from realdeal.choices import BetType
from realdeal.errors import RealDealError, from_form
from realdeal.nouns import BetStatus, HouseRules, LegGrade, Way
from realdeal.numbers import LegResult, Money, MoneyLike, OddsLike, price, text
from realdeal.wire import call, dumps, from_wire


class BetPart(enum.Enum):
    """The part of an each-way bet that a line belongs to."""

    WIN = "win"
    PLACE = "place"


@dataclass(frozen=True)
class CalculatedLine:
    """One line of a calculation."""

    part: BetPart
    #: Its legs, by their places in the slip, counted from 0.
    legs: tuple[int, ...]
    #: The leg of an any-to-come line that comes first.
    first: int | None
    stake: Money
    #: What it returns, in minor units; None while it is open.
    exact_return: Fraction | None


@dataclass(frozen=True)
class Calculation:
    """What a calculator found."""

    #: How many stakes of a line there are; each way counts a line twice.
    lines: int
    line_stake: Money
    #: On how many of the first lines one minor unit more lies.
    spread: int
    total_stake: Money
    #: The return if every leg without a result wins; None if it is more than money can count.
    maximum_return: Money | None
    status: BetStatus
    #: What is paid; None while open.
    returned: Money | None
    #: The return in minor units before rounding; None while open.
    exact_return: Fraction | None
    #: The part of it that is a bonus of the house.
    bonus: Fraction | None
    #: The first lines, at most 1,000.
    listed: tuple[CalculatedLine, ...]


def calculate(
    legs: Iterable[OddsLike | Mapping[str, Any]],
    stake: MoneyLike,
    *,
    results: Sequence[LegResult | LegGrade | Mapping[str, Any] | None] = (),
    bet_type: BetType | str | None = None,
    way: Way = Way.WIN,
    per_line: bool = False,
    rules: HouseRules | None = None,
    currency: str | None = None,
) -> Calculation:
    """Calculates a bet on legs at these prices, by the code that the engine settles with.

    `stake` is of the whole bet, or of each line with `per_line`. A leg that has no result is open; without any, the maximum is
    what there is to know. A leg or a result with terms of a race is a mapping in the engine's form. Raises `Rejected` for a bet
    that there can't be, such as a yankee of three legs.

    >>> calculate(["2.00", "3.00", "4.00"], "1.00 EUR", bet_type="trixie", per_line=True).maximum_return
    Money('50.00 EUR')
    >>> calculate(["2.00", "3.00"], "10.00 EUR", results=[LegResult.WON, LegResult.HALF_LOST]).returned
    Money('10.00 EUR')
    """
    priced = [leg if isinstance(leg, Mapping) else {"odds": price(leg)} for leg in legs]
    kind = BetType.of(bet_type or ("single" if len(priced) == 1 else "accumulator"))
    amount = {"per_line" if per_line else "total": text(stake, currency)}
    slip = {"terms": {"bet_type": kind, "way": way}, "stake": amount, "legs": priced}
    grades = [LegGrade(one) if isinstance(one, LegResult) else one for one in results] or [None] * len(priced)
    return from_wire(Calculation, call(_engine.tool, "calculate", slip, grades, rules))


class Calculated:
    """What was calculated, row by row: a table for whatever reads the Arrow PyCapsule interface.

    Its columns are `lines`, `total_stake`, `maximum_return`, `status`, `returned`, `exact_return` (in minor units), `currency`, and for a
    row that can't be calculated `code` and `error` (JSON).
    """

    def __init__(self, columns: _engine.Columns) -> None:
        self._columns = columns

    def __len__(self) -> int:
        return len(self._columns)

    def codes(self) -> list[str | None]:
        """Why a row can't be calculated; None where it was."""
        return self._columns.texts("code")

    def errors(self) -> list[RealDealError | None]:
        """The same as exceptions, with their figures; nobody raises them."""
        return [None if each is None else from_form(json.loads(each)) for each in self._columns.texts("error")]

    def to_arrow(self) -> Any:
        """The rows as a `pyarrow.Table`; nothing is copied."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> Any:
        """The rows as a `pandas.DataFrame`, through Arrow."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:
        """The rows as a `polars.DataFrame`; nothing is copied."""
        import polars

        return polars.DataFrame(self)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """The table, to whatever reads the Arrow PyCapsule interface."""
        return self._columns.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        refused = len(self) - self.codes().count(None)
        return f"<Calculated: {len(self) - refused} bets, {refused} refused>"


def calculate_many(
    odds: Any,
    stakes: Any,
    *,
    results: Any = None,
    bet_type: BetType | str | None = None,
    way: Way = Way.WIN,
    per_line: bool = False,
    rules: HouseRules | None = None,
    currency: str | None = None,
) -> Calculated:
    """Calculates a bet for each row of prices, a column for each leg. Raises for none: each row has its answer.

    `odds` is a two-dimensional array of numpy's, a table with the Arrow PyCapsule interface, or a list of rows; a row with fewer legs
    has None (or not a number) in what is left. `results` has the same shape: `won`, `lost`, `void`, `half_won`, `half_lost`, a
    `LegResult`, or None while open. `stakes` is a column of amounts; a float is none.

    >>> found = calculate_many([["2.00", "3.00"], [2.5, None]], ["10.00 EUR", 10], results=[["won", "half_lost"], ["won", None]], currency="EUR")
    >>> found.codes()
    [None, None]
    """
    kind = None if bet_type is None else BetType.of(bet_type)
    terms = {"bet_type": kind, "way": way, "per_line": per_line, "currency": currency, "rules": rules}
    graded = None if results is None else columns.results(results)
    staked = columns.stakes(stakes, currency)
    return Calculated(_engine.calculate_many(columns.legs(odds), staked, graded, dumps(terms)))

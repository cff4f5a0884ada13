"""The margin in a book of prices: how large it is, taken out of whole columns at once, put on them, and prices on a ladder.

Floats go in and out, for the methods need roots; no money is reckoned with them. Not in here: the methods, which are the engine's.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from realdeal import _engine
from realdeal.errors import RealDealError, from_form
from realdeal.ladder import Ladder, Snap
from realdeal.numbers import Odds, OddsLike, price
from realdeal.wire import call


class Method(enum.Enum):
    """How the margin is spread over the selections; the formulas are in the engine's rule book."""

    MULTIPLICATIVE = "multiplicative"
    ADDITIVE = "additive"
    DIFFERENTIAL_MARGIN_WEIGHTING = "differential_margin_weighting"
    POWER = "power"
    SHIN = "shin"
    ODDS_RATIO = "odds_ratio"
    LOGARITHMIC = "logarithmic"
    GOTO = "goto"
    GOTO_OR_MULTIPLICATIVE = "goto_or_multiplicative"

    def remove(self, prices: Iterable[OddsLike], *, winners: int = 1) -> Probabilities:
        """Takes the margin out of the prices of one book, exactly as they are written; `remove_margin` does so by the column.

        Raises `Rejected` where the method has no solution.

        >>> [round(each, 6) for each in Method.SHIN.remove(["2.6", "2.4", "4.3"]).probabilities]
        [0.372994, 0.404779, 0.222227]
        """
        form = call(_engine.tool, "remove_margin", [price(each) for each in prices], self, winners)
        return Probabilities(tuple(form["probabilities"]), form["parameter"])

    def add(self, probabilities: Iterable[float], overround: float, *, winners: int = 1) -> tuple[float, ...]:
        """Puts a margin on the probabilities of one book: what its prices then imply. Raises `Rejected` as `add_margin` tells of a row.

        >>> Method.POWER.add([0.5, 0.5], 0.05)
        (0.525, 0.525)
        """
        found = add_margin([list(probabilities)], self, overround, winners=winners)
        for _, why in found.refused:
            raise why
        return tuple(found.implied[0])

    def prices(
        self,
        probabilities: Iterable[float],
        overround: float,
        ladder: Ladder,
        *,
        snap: Snap | str = Snap.DOWN,
        winners: int = 1,
    ) -> list[Odds]:
        """The prices at which probabilities carry a margin, each a step of the ladder: what a bookmaker quotes.

        Snapping moves the margin, and down raises it: `margin_of` says what it has become. Raises `Rejected` as `add_margin` tells
        of a row, and where the ladder has no step on that side.

        >>> book = Method.MULTIPLICATIVE.prices([0.5, 0.3, 0.2], 0.05, Ladder.exchange())
        >>> [str(each) for each in book]
        ['1.90', '3.15', '4.70']
        >>> round(margin_of(book).overround, 4)
        0.0565
        """
        fair = [float(each) for each in probabilities]
        found = call(_engine.tool, "prices", fair, self, float(overround), ladder, Snap(snap), winners)
        return [Odds.from_wire(each) for each in found]


@dataclass(frozen=True)
class Probabilities:
    """What a method makes of a book: probabilities in the order of the prices."""

    #: They add up to the number of winners.
    probabilities: tuple[float, ...]
    #: The number that the method found, such as Shin's part of those who know.
    parameter: float


@dataclass(frozen=True)
class Margin:
    """By how much what a book's prices imply adds up to more than is fair."""

    #: What they imply, added up and divided by the number of winners, less 1: 0.05 for a book of 105 %.
    overround: float
    #: The part of balanced stakes that stays with the house.
    hold: float


def margin_of(odds: Iterable[OddsLike], *, winners: int = 1) -> Margin:
    """The margin in one book of prices, of which so many win.

    >>> round(margin_of(["2.10", "3.40", "3.60"]).overround, 4)
    0.0481
    """
    return Margin(**call(_engine.tool, "margin_of", [price(each) for each in odds], winners))


@dataclass(frozen=True)
class Fair:
    """Probabilities of the kind and shape that the prices had, and the rows that there are none for."""

    #: An array for an array, a table of Arrow's for a table, lists for lists; a refused row is not a number throughout.
    probabilities: Any
    #: The rows without a solution, counted from 0, each with what was wrong.
    refused: Sequence[tuple[int, RealDealError]]


def remove_margin(odds: Any, method: Method | str = Method.SHIN, *, winners: int = 1) -> Fair:
    """Takes the margin out of each row of decimal odds, a column for each selection.

    `odds` is a two-dimensional float64 array of numpy's, a table with the Arrow PyCapsule interface, or a list of rows. Raises
    `Rejected` where the whole is no book (fewer than two columns, say), and for no single row.

    >>> fair = remove_margin([[2.6, 2.4, 4.3], [1.9, float("nan"), 2.0]])
    >>> [round(each, 6) for each in fair.probabilities[0]]
    [0.372994, 0.404779, 0.222227]
    >>> [(row, why.code) for row, why in fair.refused]
    [(1, 'bad_price')]
    """
    probabilities, refused = _engine.remove_margin(odds, Method(method).value, winners)
    return Fair(probabilities, _told(refused))


@dataclass(frozen=True)
class WithMargin:
    """What prices imply, of the kind and shape that the probabilities had, and the rows that can't carry the margin."""

    #: One over the decimal odds: an array for an array, a table of Arrow's for a table, lists for lists; a refused row is not a
    #: number throughout.
    implied: Any
    #: The rows that were refused, counted from 0, each with what was wrong.
    refused: Sequence[tuple[int, RealDealError]]


def add_margin(
    probabilities: Any, method: Method | str, overround: float, *, winners: int = 1
) -> WithMargin:
    """Puts a margin on each row of probabilities, a column for each selection: what the prices of that book imply.

    `probabilities` are of any kind that `remove_margin` takes; taking the margin out again by the same method gives them back. A row
    is refused that does not add up to the number of winners within a millionth, or that the method can't put so much on.

    >>> add_margin([[0.5, 0.5]], "power", 0.05).implied
    [[0.525, 0.525]]
    >>> [(row, why.code) for row, why in add_margin([[0.5, 0.6]], "shin", 0.05).refused]
    [(0, 'probability_sum')]
    """
    implied, refused = _engine.add_margin(probabilities, Method(method).value, overround, winners)
    return WithMargin(implied, _told(refused))


def _told(refused: list[tuple[int, str]]) -> list[tuple[int, RealDealError]]:
    return [(row, from_form(json.loads(why))) for row, why in refused]

"""The margin out of prices, whole columns at once: probabilities that add up to the number of winners; and on them again."""

from __future__ import annotations

import enum
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from realdeal import _engine
from realdeal.errors import RealDealError, from_form
from realdeal.numbers import OddsLike, price
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
    return Fair(probabilities, [(row, from_form(json.loads(why))) for row, why in refused])


@dataclass(frozen=True)
class Margin:
    """The margin of a book, both ways in which people say it: of 105 % for sure, 0.05 and 1/21."""

    overround: float
    hold: float


def margin_of(odds: Sequence[OddsLike], *, winners: int = 1) -> Margin:
    """The margin in one book of prices, of which so many win.

    >>> round(margin_of(["2.10", "3.40", "3.60"]).overround, 4)
    0.0481
    """
    return Margin(**call(_engine.tool, "margin_of", [price(each) for each in odds], winners))


def add_margin(fair: Sequence[float], method: Method | str, overround: float, *, winners: int = 1) -> list[float]:
    """Puts a margin (an overround: 0.05 for a book of 105 %) on probabilities; gives what the prices of that book imply.

    >>> [round(each, 4) for each in add_margin([0.5, 0.3, 0.2], "multiplicative", 0.05)]
    [0.525, 0.315, 0.21]
    """
    implied = call(_engine.tool, "add_margin", list(fair), Method(method), overround, winners)
    return [float(each) for each in implied]

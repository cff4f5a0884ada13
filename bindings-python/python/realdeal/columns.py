"""Columns of data on their way into the engine and what comes back: numpy arrays, lists, pandas, polars, pyarrow.

None of those libraries is imported here; what has the Arrow PyCapsule interface crosses by it, and all else as texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from realdeal import _engine
from realdeal.errors import RealDealError, from_form
from realdeal.numbers import price, text
from realdeal.wire import dumps


class Placed:
    """What came of a column of slips, row by row: a bet's id, or why there is none.

    A table of the columns `bet`, `code` and `error` (JSON), for whatever reads the Arrow PyCapsule interface.
    """

    def __init__(self, columns: _engine.Columns) -> None:
        self._columns = columns

    def __len__(self) -> int:
        return len(self._columns)

    def __iter__(self) -> Iterator[UUID | RealDealError]:
        for bet, error in zip(self._columns.texts("bet"), self._columns.texts("error")):
            yield UUID(bet) if bet is not None else from_form(json.loads(error or ""))

    def codes(self) -> list[str | None]:
        """The code of each refusal; None where a bet was placed."""
        return self._columns.texts("code")

    def bets(self) -> list[str | None]:
        """The id of each bet, as a text; None where it was refused."""
        return self._columns.texts("bet")

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """The table, to whatever reads the Arrow PyCapsule interface."""
        return self._columns.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        refused = len(self) - self.codes().count(None)
        return f"<Placed: {len(self) - refused} bets, {refused} refused>"


def selections(values: Any) -> Any:
    """A column of ids."""
    return values if _crosses(values) else [None if each is None else str(each) for each in values]


def prices(values: Any) -> Any:
    """A column of prices; a float is read by its shortest decimals."""
    return values if _crosses(values) or _is_floats(values) else [_price(each) for each in _plain(values)]


def legs(values: Any) -> Any:
    """Rows of prices as a column for each leg; not a number is no leg."""
    return values if _is_arrow(values) else [prices([_leg(each) for each in column]) for column in _columns(values)]


def results(values: Any) -> Any:
    """Rows of results as a column for each leg."""
    return values if _is_arrow(values) else [[_result(each) for each in column] for column in _columns(values)]


def stakes(values: Any, currency: str | None) -> Any:
    """A column of amounts; bare numbers are of the currency."""
    return values if _crosses(values) else [text(each, currency) for each in _plain(values)]


def _is_arrow(values: Any) -> bool:
    return hasattr(values, "__arrow_c_stream__") or hasattr(values, "__arrow_c_array__")


def _crosses(values: Any) -> bool:
    """Whether the engine takes it as it is: Arrow's data, or a list of nothing but texts."""
    return _engine.are_texts(values) if type(values) is list else _is_arrow(values)


def _is_floats(values: Any) -> bool:
    """Whether it is an array of numpy's that the engine reads itself."""
    return type(values).__module__ == "numpy" and values.ndim == 1 and values.dtype.str in ("<f8", "=f8")


def _plain(values: Any) -> Any:
    """An array of numpy's as a list of Python's own numbers."""
    return values.tolist() if hasattr(values, "tolist") else values


def _columns(rows: Any) -> list[tuple[Any, ...]]:
    """Rows turned on their side."""
    return list(zip(*_plain(rows), strict=True))


def _price(value: Any) -> str | None:
    if value is None:
        return None
    return repr(value) if isinstance(value, float) else price(value)


def _leg(value: Any) -> Any:
    # Not a number is the only one that is not equal to itself.
    return None if value is None or value != value else value


def _result(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else dumps(value)

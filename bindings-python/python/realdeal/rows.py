"""Lists that a book gives: read a page at a time while somebody goes through them, or as a table of columns at once."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from typing import Any, Generic, TypeVar

from realdeal.html import table
from realdeal.wire import reader

T = TypeVar("T")

#: How many rows are read at once.
PAGE = 500
#: How many rows a notebook shows.
SHOWN = 20


def paged(page: Callable[[Any], Any], key: str = "id") -> Iterator[Any]:
    """The forms of a list, a page at a time: each page comes after the key of the last form of the one before."""
    after = None
    while True:
        forms = page({"after": after, "limit": PAGE})
        yield from forms
        if len(forms) < PAGE:
            return
        after = forms[-1][key]


class Rows(Generic[T]):
    """A list that is read as far as somebody goes through it; each time anew.

    Pages may lie some commands apart, if the book is written meanwhile; nothing is left out or told twice.
    """

    def __init__(self, kind: type[T], forms: Callable[[], Iterable[Any]], native: Callable[[], Any] | None) -> None:
        self._kind, self._forms, self._native = kind, forms, native

    def __iter__(self) -> Iterator[T]:
        read: Callable[[Any], T] = reader(self._kind)
        return map(read, self._forms())

    def first(self, count: int) -> list[T]:
        """The first so many of them."""
        return list(itertools.islice(self, count))

    def table(self) -> Any:
        """All of them as a table of the engine's own: for whatever reads the Arrow PyCapsule interface, and nothing else."""
        if self._native is None:
            raise TypeError(f"rows of {self._kind.__name__} are no table")
        return self._native()

    def to_arrow(self) -> Any:
        """All of them as a `pyarrow.Table`. Money is decimal, times have their zone; nothing is copied."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> Any:
        """All of them as a `pandas.DataFrame`, through Arrow."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:
        """All of them as a `polars.DataFrame`; nothing is copied."""
        import polars

        return polars.DataFrame(self)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """All of them, to whatever reads the Arrow PyCapsule interface."""
        return self.table().__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"<Rows of {self._kind.__name__}>"

    def _repr_html_(self) -> str:
        first: list[Any] = self.first(SHOWN + 1)
        heads = [field.name for field in fields(self._kind)]  # type: ignore[arg-type]
        rows = [[str(getattr(row, head)) for head in heads] for row in first[:SHOWN]]
        more = ", the first of more" if len(first) > SHOWN else ""
        return table(f"{len(rows)} rows{more}", heads, rows)

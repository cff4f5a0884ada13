"""What an operator does with a file of books: look it through, copy it while it is written, write its journal out, make a file anew
from that, and count what is in it.

Each opens the file by itself, only to read it, and holds up none of its writers. A new file gets its name only when it is whole. Where
something takes long, `seen(what, done, total)` hears how far it has come.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from os import PathLike
from typing import Union

from realdeal import _engine
from realdeal.nouns import Audit, Head
from realdeal.wire import from_wire

#: The path of a file.
Path = Union[str, "PathLike[str]"]
#: Hears what is being done, how much of it is done, and how much there is, where that is known.
Seen = Callable[[str, int, Union[int, None]], object]


@dataclass(frozen=True)
class Verification:
    """What looking a file through has found."""

    schema_version: int
    #: What is wrong with the pages, indexes and columns of the file, in SQLite's words; at most 100.
    damage: tuple[str, ...]
    #: Rows that refer to a row that is not there; at most 100.
    dangling: tuple[str, ...]
    #: The journal's seals and the balances; None if the books could not be read through.
    audit: Audit | None
    #: Why the books could not be read through.
    unreadable: str | None
    #: The hash over all rows; None if it could not be computed.
    state_hash: str | None

    @property
    def faults(self) -> tuple[str, ...]:
        """Everything that is wrong, in words."""
        of_books = () if self.audit is None else self.audit.faults
        unreadable = () if self.unreadable is None else (self.unreadable,)
        return self.damage + self.dangling + unreadable + of_books

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


@dataclass(frozen=True)
class Rebuilt:
    """What became of a rebuild: both are the same as of the books that the journal is from."""

    head: Head
    state_hash: str
    #: How many people were read in.
    people: int


@dataclass(frozen=True)
class Stats:
    """How much there is in a file of books; sizes in bytes."""

    schema_version: int
    file_bytes: int
    #: Of them, free for what is to come.
    free_bytes: int
    #: The size of the write-ahead log beside it.
    log_bytes: int
    head: Head
    #: The latest time of an accepted command.
    last_at: datetime
    #: How many bets are open, counted once for each wallet.
    open_bets: int
    #: How many rows there are, by table.
    rows: Mapping[str, int]


def verify(book: Path, *, seen: Seen | None = None) -> Verification:
    """Looks a file of books through: its pages, its references, the seals of its journal, its balances. Reads everything, and changes
    nothing. What is wrong is no exception, but in what it gives; a `StorageError` says that the file can't be looked at.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with Book.open(f"{folder}/book.db") as book:
    ...         alice = book.visitor().register(Person("Alice", "alice@example.org"))
    ...     verify(f"{folder}/book.db").is_whole
    True
    """
    return from_wire(Verification, json.loads(_engine.verify(book, seen)))


def backup(book: Path, target: Path, *, seen: Seen | None = None) -> Head:
    """Copies the books in a file into a new file, as they are at one instant, and gives how far they have come then.

    A `StorageError` if there is a file at `target`, if the books can't be read, or the disk is full; nothing is left there then.
    """
    return from_wire(Head, json.loads(_engine.backup(book, target, seen)))


def export(book: Path, journal: Path, people: Path | None = None, *, seen: Seen | None = None) -> Head:
    """Writes the journal of a file of books to a new file, as lines of JSON, and, if a path is named, who is behind the users to
    another one, which nobody but its owner may read.

    An `ExchangeError` if there is a file already, the disk fails, or the journal is not as it was sealed.
    """
    return from_wire(Head, json.loads(_engine.export(book, journal, people, seen)))


def rebuild(journal: Path, target: Path, *, people: Path | None = None, seen: Seen | None = None) -> Rebuilt:
    """Makes a new file of books from a journal that was exported, and from the people beside it. The state comes out equal, but for
    the slips in baskets.

    An `ExchangeError` if there is a file at `target`, or what is read was cut off or changed; nothing is left there then.
    """
    return from_wire(Rebuilt, json.loads(_engine.rebuild(journal, people, target, seen)))


def stats(book: Path) -> Stats:
    """Counts what is in a file of books. Each table is gone through."""
    return from_wire(Stats, json.loads(_engine.stats(book)))

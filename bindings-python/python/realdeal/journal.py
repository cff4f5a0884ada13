"""The journal: every accepted command, with the events that came of it. The events themselves are in `realdeal.events`."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from realdeal.choices import Actor, Made
from realdeal.errors import Malformed
from realdeal.wire import of_dataclass

_READERS: dict[Any, Callable[[Any], Any]] = {}


@dataclass(frozen=True)
class Event:
    """Something that happened in the book: a class each in `realdeal.events`."""

    #: What kind of event.
    KIND: ClassVar[enum.Enum]
    CLASSES: ClassVar[dict[str, type[Event]]] = {}

    def __init_subclass__(cls, kind: enum.Enum) -> None:
        cls.KIND = kind
        Event.CLASSES[kind.value] = cls

    @classmethod
    def _read(cls) -> Callable[[Any], Any]:
        found = _READERS.get(cls)
        if found is None:
            found = _READERS[cls] = of_dataclass(cls)
        return found

    @classmethod
    def from_wire(cls, form: Any) -> Event:
        """From a mapping of its name to its fields."""
        ((name, values),) = form.items()
        if name not in cls.CLASSES:
            raise Malformed(f"there is no event {name}: this package is older than its engine")
        event: Event = cls.CLASSES[name]._read()(values)
        return event

    def to_wire(self) -> object:
        """A mapping of its name to its fields."""
        return {self.KIND.value: {field.name: getattr(self, field.name) for field in fields(self)}}


@dataclass(frozen=True)
class JournalRecord:
    """What an accepted command left in the journal."""

    command: UUID
    request_hash: str
    actor: Actor
    at: datetime
    reason: str | None
    made: Made
    events: tuple[Event, ...]


@dataclass(frozen=True)
class NumberedRecord:
    """A record with its number, counted from 1."""

    number: int
    record: JournalRecord


@dataclass(frozen=True)
class Happened:
    """Something that happened, with the record that tells of it: what a hook hears."""

    number: int
    record: JournalRecord
    event: Event

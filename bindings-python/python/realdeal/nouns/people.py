"""Users, and who is behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Union
from uuid import UUID

from realdeal.choices import Status
from realdeal.nouns.kinds import Role

#: An id, as a UUID or its text.
Id = Union[UUID, str]


@dataclass(frozen=True)
class Person:
    """Personal data: kept apart from the books, and in no journal."""

    name: str
    email: str
    phone: str | None = None
    password_hash: str | None = None

    def __repr__(self) -> str:
        return "Person(..)"


@dataclass(frozen=True)
class User:
    """A user of the books."""

    id: UUID
    role: Role
    status: Status
    registered_at: datetime
    excluded_until: datetime | None
    reopens_at: datetime | None
    currencies: tuple[str, ...]

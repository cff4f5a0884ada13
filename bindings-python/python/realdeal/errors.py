"""What is raised: refusals of the engine, and books that can't be reached.

Every refusal has a class of its own in `realdeal.rejections`, made from the engine's list. Not in here: any reason.
"""

from __future__ import annotations

import json
import typing
from typing import Any, ClassVar

from realdeal import wire


#: What an error has of its own; a figure of such a name ends with an underscore.
RESERVED = {"args", "code", "figures", "http_status", "kind", "messages", "transient"}


class RealDealError(Exception):
    """Whatever the engine answers in place of a result."""

    #: The stable code.
    code: str


class Malformed(RealDealError, ValueError):
    """What was given can't be read: a field is missing, unknown or of another type."""

    code = "malformed"


class Rejected(RealDealError):
    """The request can't be met as it stands, and nothing has changed.

    A class per code is in `realdeal.rejections`; the figures are its attributes.
    """

    #: The family: invalid, unauthorised, forbidden, not_found, conflict, closed, limit, overloaded.
    kind: str
    #: The status code that a host would answer over HTTP.
    http_status: int
    #: Whether the same request may be met later, without anybody changing it.
    transient: bool
    #: The message, by language: `en`, `fr`.
    messages: dict[str, str]
    #: What the message names, by name.
    figures: dict[str, Any]

    CLASSES: ClassVar[dict[str, type[Rejected]]] = {}

    def __init_subclass__(cls, code: str = "") -> None:
        if code:
            cls.code = code
            Rejected.CLASSES[code] = cls

    def __init__(self, form: dict[str, Any]) -> None:
        super().__init__(form["messages"]["en"])
        self._form = form
        self.code, self.kind, self.messages = form["code"], form["kind"], form["messages"]
        self.http_status, self.transient = form["http_status"], form["retryable"]
        hints = typing.get_type_hints(type(self))
        self.figures = {}
        for name, figure in form["figures"].items():
            attribute = f"{name}_" if name in RESERVED else name
            hint = hints.get(attribute)
            self.figures[name] = figure if hint is None else wire.from_wire(hint, figure)
            setattr(self, attribute, self.figures[name])

    @classmethod
    def from_wire(cls, form: Any) -> Rejected:
        """The exception that a refusal's form stands for."""
        return cls.CLASSES.get(form["code"], Rejected)(form)

    def __reduce__(self) -> tuple[Any, ...]:
        return from_engine, (json.dumps(self._form),)

    def __eq__(self, other: object) -> bool:
        return self._form == other._form if isinstance(other, Rejected) else NotImplemented

    def __hash__(self) -> int:
        return hash(str(self))


class ExchangeError(RealDealError):
    """What was exported can't be read in, or not written."""

    #: The codes that it has.
    CODES = frozenset({"io_failed", "unreadable_line", "newer_version", "cut_off", "changed", "other_books"})

    def __init__(self, why: str, code: str) -> None:
        super().__init__(why)
        self.code = code

    def __reduce__(self) -> tuple[Any, ...]:
        return ExchangeError, (str(self), self.code)


class StorageError(RealDealError):
    """The books could not be reached, or are not whole. Ask again with the same ids: nothing is done twice."""

    #: False where nothing was applied; None where nobody knows.
    applied: bool | None
    #: Whether to try again, with the same ids.
    retryable: bool
    #: What went wrong, by name.
    figures: dict[str, Any]

    def __init__(self, form: dict[str, Any]) -> None:
        super().__init__(form["messages"]["en"])
        self._form = form
        self.code, self.applied, self.retryable = form["code"], form.get("applied"), form["retryable"]
        self.figures = form["figures"]

    def __reduce__(self) -> tuple[Any, ...]:
        return from_engine, (json.dumps(self._form),)


def from_engine(text: str) -> RealDealError:
    """The exception that the engine's form of an error stands for."""
    return from_form(json.loads(text))


def from_form(form: dict[str, Any]) -> RealDealError:
    """The same, of a form that is read already."""
    if form["code"] == Malformed.code:
        return Malformed(form["figures"]["why"])
    if form["code"] in ExchangeError.CODES:
        return ExchangeError(form["messages"]["en"], form["code"])
    return StorageError(form) if form["kind"] == "storage" else Rejected.from_wire(form)

"""How values cross into the engine and out of it: its wire forms are JSON, and types say what is made of them.

Money, odds, ids and times are texts there. What is not in here: any type of the engine's; they bring `to_wire` and
`from_wire` where a text or a mapping is not form enough.
"""

from __future__ import annotations

import dataclasses
import enum
import functools
import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar
from uuid import UUID

T = TypeVar("T")


def dumps(value: object) -> str:
    """The value as JSON, in the engine's forms. No amount and no price is a float there; a probability is."""
    return _ENCODER.encode(value)


def call(function: Callable[[str, str], str], name: str, *arguments: object) -> Any:
    """Calls one of the engine's methods."""
    return json.loads(function(name, dumps(arguments)))


def to_wire(value: object) -> object:
    """One step towards JSON, for a value that JSON does not know."""
    if isinstance(value, (UUID, Fraction)):
        return str(value)
    if isinstance(value, datetime):
        return _time(value)
    if isinstance(value, enum.Enum):
        return value.value
    own = getattr(value, "to_wire", None)
    if own is not None:
        return own()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {outside: getattr(value, name) for outside, name in _names(type(value))}
    if isinstance(value, (Mapping, tuple)):
        return dict(value) if isinstance(value, Mapping) else list(value)
    raise TypeError(f"{type(value).__name__} has no form in the engine")


#: One for all calls: making one costs as much as a call.
_ENCODER = json.JSONEncoder(default=to_wire)


def from_wire(hint: type[T], form: Any) -> T:
    """The value of a type that a form stands for."""
    return typing.cast(T, reader(hint)(form))


def reader(hint: Any) -> Callable[[Any], Any]:
    """What reads the forms of a type: worked out once for each."""
    found = _READERS.get(hint)
    if found is None:
        found = _READERS[hint] = _reader(hint)
    return found


_READERS: dict[Any, Callable[[Any], Any]] = {}


def _reader(hint: Any) -> Callable[[Any], Any]:
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        (kind,) = [one for one in inside if one is not type(None)]
        read = reader(kind)
        return lambda form: None if form is None else read(form)
    if origin is tuple:
        read = reader(inside[0])
        return lambda form: tuple([read(one) for one in form])
    if origin in (dict, Mapping):
        read = reader(inside[1])
        return lambda form: types.MappingProxyType({key: read(one) for key, one in form.items()})
    if hint in (str, int, bool, Any, object):
        return lambda form: form
    if hint is datetime:
        return _datetime
    if hasattr(hint, "from_wire"):
        return typing.cast(Callable[[Any], Any], hint.from_wire)
    if hint in (UUID, Decimal, Fraction) or (isinstance(hint, type) and issubclass(hint, enum.Enum)):
        return typing.cast(Callable[[Any], Any], hint)
    if dataclasses.is_dataclass(hint):
        return of_dataclass(hint)
    raise TypeError(f"{hint} is not read from the engine")


def of_dataclass(kind: Any) -> Callable[[Any], Any]:
    """What reads the forms of a dataclass, field by field."""
    hints = typing.get_type_hints(kind)
    fields = {_outside(field.name): (field.name, reader(hints[field.name])) for field in dataclasses.fields(kind)}

    def read(form: Any) -> Any:
        values = {}
        for key, one in form.items():
            if key not in fields:
                raise TypeError(f"{kind.__name__} has no field {key}: this package is older than its engine")
            name, inner = fields[key]
            values[name] = inner(one)
        return kind(**values)

    return read


@functools.cache
def _names(kind: Any) -> list[tuple[str, str]]:
    return [(_outside(field.name), field.name) for field in dataclasses.fields(kind)]


def _outside(name: str) -> str:
    """A field's name in the engine: Python can't call one `from`, and ends it with an underscore."""
    return name.removesuffix("_")


def _time(value: datetime) -> str:
    if value.tzinfo is None or value.utcoffset() is None:
        raise TypeError(f"the time {value} has no time zone: take datetime(.., tzinfo=timezone.utc)")
    return value.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")


def _datetime(form: str) -> datetime:
    return datetime.fromisoformat(form.replace("Z", "+00:00"))

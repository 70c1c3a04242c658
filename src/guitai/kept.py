"""Keeping a value as JSON that gives back the very same value, of the same type.

Knows dataclasses, enums, exact numbers, text, days and moments, and lists and mappings of these. A float is
refused: nothing that a bank keeps is one.
"""

import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

Json = Any

PLAIN: dict[type, tuple[Callable[[Any], str], Callable[[str], object]]] = {
    datetime: (datetime.isoformat, datetime.fromisoformat),
    date: (date.isoformat, date.fromisoformat),
    Decimal: (str, Decimal),
    UUID: (str, UUID),
    bytes: (lambda data: b64encode(data).decode(), b64decode),
}
NAMED = {kind.__name__: read for kind, (_, read) in PLAIN.items()}


class Forgotten(ValueError):
    """What was kept can't be given back: the code that made it has changed."""


def keep(value: Any) -> Json:
    """The value as JSON. A value of a kind it doesn't know is a mistake of the caller's."""
    if value is None or type(value) in (bool, int, str):
        return value
    if type(value) in PLAIN:
        return {"a": type(value).__name__, "of": PLAIN[type(value)][0](value)}
    match value:
        case Enum():
            return {"a": _shape(value.__class__)[0], "of": keep(value.value)}
        case tuple() if type(value) is tuple:  # a named tuple would come back without its names
            return {"a": "tuple", "of": [keep(item) for item in value]}
        case list():
            return [keep(item) for item in value]
        case Mapping():
            return {"a": "mapping", "of": [[keep(key), keep(item)] for key, item in value.items()]}
    path, names = _shape(value.__class__)
    return {"a": path, "of": {name: keep(getattr(value, name)) for name in names}}


def recall(kept: Json) -> Any:
    """The value that was kept."""
    match kept:
        case list():
            return [recall(item) for item in kept]
        case {"a": "tuple", "of": of}:
            return tuple(recall(item) for item in of)
        case {"a": "mapping", "of": of}:
            return {recall(key): recall(item) for key, item in of}
        case {"a": kind, "of": of} if kind in NAMED:
            return NAMED[kind](of)
        case {"a": path, "of": of}:
            return _build(path, of)
    return kept


def readable(kept: list[Json]) -> Iterator[tuple[Json, Any]]:
    """Of a list that was kept, each item as it was kept, and what it is, or None where it can't be given back."""
    for one in kept:
        try:
            yield one, recall(one)
        except Forgotten:
            yield one, None


@cache  # asked for every value that is kept
def _shape(kind: type) -> tuple[str, tuple[str, ...]]:
    """Where a class is found again, and its fields. One that isn't there later can't be given back, so isn't kept."""
    path = f"{kind.__module__}:{kind.__qualname__}"
    if _kind(path) is not kind:
        raise TypeError(f"a {kind.__name__} can't be kept")
    return path, tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _kind(path: str) -> Any:
    """The dataclass or enum at that place, and nothing else."""
    module, _, name = path.partition(":")
    kind = getattr(sys.modules.get(module), name, None)
    return kind if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, Enum)) else None


def _build(path: str, of: Json) -> object:
    kind = _kind(path)
    if kind is None:
        raise Forgotten(f"{path} is gone")
    try:
        if issubclass(kind, Enum):
            return kind(recall(of))
        return kind(**{field: recall(item) for field, item in of.items()})
    except (TypeError, ValueError, AttributeError) as error:
        raise Forgotten(f"{path} has changed") from error

"""What the annotations say: the kind of a value's part, of one of its items, of what a call gives. None: not known."""

import types
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Kind = Any


@dataclass(frozen=True)
class Gives:
    """A method that is bound: calling it gives this kind."""

    kind: Kind


def part(kind: Kind, name: str) -> Kind:
    """The kind of the attribute of that name."""
    return _of_each(kind, lambda one: _part(one, name))


def item(kind: Kind) -> Kind:
    """The kind of what iterating gives."""
    return _of_each(kind, lambda one: _item(one, 0))


def under(kind: Kind) -> Kind:
    """The kind of what stands under an index or a key."""
    return _of_each(kind, lambda one: _item(one, -1))


def given(kind: Kind) -> Kind:
    """The kind of what calling gives."""
    if isinstance(kind, Gives):
        return kind.kind
    if isinstance(kind, type):
        return kind
    return hints(kind).get("return") if callable(kind) else None


def has(kind: Kind, name: str) -> bool:
    """Whether every value of that kind has an attribute of that name."""
    kinds = each(kind)
    return bool(kinds) and all(isinstance(_class(one), type) and _knows(_class(one), name) for one in kinds)


def hints(of: object) -> dict[str, Kind]:
    """The annotations of a function or a class; none where one of them can't be read here."""
    try:
        return get_type_hints(of)
    except (NameError, TypeError, AttributeError):
        return {}


def each(kind: Kind) -> list[Kind]:
    """The alternatives of a union, but for nothing: nothing is no secret."""
    options = get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)
    return [one for one in options if one not in (None, type(None))]


def _of_each(kind: Kind, find: Callable[[Kind], Kind]) -> Kind:
    found = [find(one) for one in each(kind)]
    return found[0] if found and all(one == found[0] for one in found) else None


def _class(kind: Kind) -> Kind:
    return get_origin(kind) or kind


def _knows(kind: type, name: str) -> bool:
    return hasattr(kind, name) or name in hints(kind)


def _part(kind: Kind, name: str) -> Kind:
    there = getattr(_class(kind), name, None)
    if isinstance(there, property):
        return hints(there.fget).get("return")
    if callable(there) and not isinstance(there, type):
        return Gives(hints(there).get("return"))
    return hints(_class(kind)).get(name) if isinstance(_class(kind), type) else None


def _item(kind: Kind, place: int) -> Kind:
    origin, options = get_origin(kind), [one for one in get_args(kind) if one is not Ellipsis]
    if isinstance(origin, type) and issubclass(origin, Iterable) and options:
        return options[place] if not isinstance(options[place], TypeVar) else None
    return None

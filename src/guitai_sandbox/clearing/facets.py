"""What a schema asks of a value beside its place: length, pattern, digits, how often. From the classes made of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any


def broken(value: Any) -> Iterator[str]:
    """Each rule that the message or a part of it breaks, in words."""
    for field in fields(value):
        held, rules = getattr(value, field.name), field.metadata
        name = rules.get("name", field.name)
        if isinstance(held, list):
            yield from _often(name, len(held), rules)
        for one in held if isinstance(held, list) else [held]:
            if is_dataclass(one):
                yield from broken(one)
            elif one is not None:
                yield from _wrong(name, one, rules)


def _often(name: str, times: int, rules: Mapping[str, Any]) -> Iterator[str]:
    least, most = rules.get("min_occurs", 0), rules.get("max_occurs", times)
    if not least <= times <= most:
        yield f"{name} stands there {times} times"


def _wrong(name: str, value: Any, rules: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(value, str):
        if not rules.get("min_length", 0) <= len(value) <= rules.get("max_length", len(value)):
            yield f"{name} has {len(value)} characters"
        if "pattern" in rules and not re.fullmatch(rules["pattern"], value):
            yield f"{name} is not of the form {rules['pattern']}"
    if isinstance(value, Decimal):
        yield from _out_of_range(name, value, rules)


def _out_of_range(name: str, value: Decimal, rules: Mapping[str, Any]) -> Iterator[str]:
    if not value.is_finite():
        yield f"{name} is no number"
        return
    _, digits, exponent = value.as_tuple()
    places = max(-int(exponent), 0)
    if places > rules.get("fraction_digits", places):
        yield f"{name} has {places} decimals"
    if max(len(digits), places) > rules.get("total_digits", len(digits)):
        yield f"{name} has {len(digits)} digits"
    if value < rules.get("min_inclusive", value):
        yield f"{name} is {value}"

"""Whether a message keeps what its schema asks of values: lengths, patterns, digits, what must be there. Pure.

The dataclasses carry the schema's facets and do not hold to them. pyiso20022's own check takes a pattern for kept where
only the beginning keeps it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any


def broken(message: object) -> str | None:
    """The first element, by its path, that is against its schema; None where none is."""
    return next(_broken(message), None)


def _broken(value: object, path: str = "") -> Iterator[str]:
    if not is_dataclass(value):
        return
    for field in fields(value):
        inner = getattr(value, field.name)
        place = f"{path}/{field.metadata.get('name', '')}"
        several = inner if isinstance(inner, list) else [] if inner is None else [inner]
        if not _count_kept(inner, several, field.metadata):
            yield f"{place}: {len(several)}"
        for one in several:
            if not _kept(one, field.metadata):
                yield place
            yield from _broken(one, place)


def _count_kept(inner: object, several: list[Any], facets: Mapping[str, Any]) -> bool:
    if not isinstance(inner, list):
        return inner is not None or not facets.get("required")
    return bool(facets.get("min_occurs", 0) <= len(several) <= facets.get("max_occurs", len(several)))


def _kept(value: object, facets: Mapping[str, Any]) -> bool:
    match value:
        case str():
            return (
                facets.get("min_length", 0) <= len(value) <= facets.get("max_length", len(value))
                and re.fullmatch(facets.get("pattern", "(?s:.*)"), value, re.ASCII) is not None
            )
        case Decimal():
            return value.is_finite() and _digits_kept(value, facets)
    return True


def _digits_kept(value: Decimal, facets: Mapping[str, Any]) -> bool:
    _, digits, exponent = value.normalize().as_tuple()
    assert isinstance(exponent, int), "finite"
    fraction = max(0, -exponent)
    whole = max(0, len(digits) + exponent)
    return bool(
        fraction <= facets.get("fraction_digits", fraction)
        and whole + fraction <= facets.get("total_digits", whole + fraction)
        and value >= facets.get("min_inclusive", value)
    )

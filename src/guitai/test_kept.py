import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, StrEnum
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.kept import Forgotten, keep, recall
from guitai.money import Currency, Money
from guitai.shield.private import Private, reveal
from guitai.understanding.slots.period import Period


class Colour(Enum):
    RED = 1
    BLUE = (Decimal("0.5"), "blau")


class Size(StrEnum):
    SMALL = "small"


@dataclass(frozen=True)
class Pair:
    """Its fields have the names that the JSON itself uses."""

    a: object
    of: object


@dataclass(frozen=True)
class Derived:
    value: object
    twice: int = 0

    def __post_init__(self):
        if self.twice < 0:
            raise ValueError("never below zero")


class Point(NamedTuple):
    x: int
    y: int


zones = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(minutes=-30))])
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
hashable = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    texts,
    st.binary(),
    st.uuids(),
    st.dates(),
    st.datetimes(timezones=zones),
    st.datetimes(),
    st.decimals(allow_nan=False),
    st.sampled_from([*Colour, *Size, *Currency]),
    st.builds(Money, st.integers()),
    st.dates().map(lambda day: Period(day, day)),
)
kinds = st.recursive(
    hashable,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(hashable, inner, max_size=4),
        st.builds(Pair, inner, inner),
        st.builds(Derived, inner),
    ),
    max_leaves=12,
)


def there_and_back(value):
    return recall(json.loads(json.dumps(keep(value))))


def alike(one, other):
    """Equal and of the same types all the way down: 1 is not True, and a tuple is not a list."""
    if type(one) is not type(other) or one != other:
        return False
    if isinstance(one, list | tuple):
        return all(map(alike, one, other))
    if isinstance(one, dict):
        return all(map(alike, one.items(), other.items()))
    if isinstance(one, Pair | Derived):
        return all(map(alike, vars(one).values(), vars(other).values()))
    return True


@given(kinds)
def test_what_is_kept_comes_back_the_same_and_of_the_same_type(value):
    assert alike(there_and_back(value), value)


def test_a_private_value_stays_private():
    back = there_and_back(Private((Money(1), Colour.BLUE)))

    assert isinstance(back, Private)
    assert reveal(back) == (Money(1), Colour.BLUE)


def test_it_can_be_stored_and_read_in_the_database(db):
    value = {"first": Pair((Money(5), None), [Decimal("1.50")]), 2: datetime(2026, 1, 1, tzinfo=UTC)}
    row = db.execute("SELECT %(kept)s::jsonb", {"kept": json.dumps(keep(value))}).fetchone()

    assert recall(row[0]) == value


@dataclass(frozen=True)
class Outer:
    @dataclass(frozen=True)
    class Inner:
        value: int


@pytest.mark.parametrize(
    "value",
    [0.5, [1, (2, {"deep": 0.1})], Money, object(), {1, 2}, lambda: 1, Point(1, 2), Outer.Inner(1)],
    ids=["float", "deep float", "class", "object", "set", "function", "named tuple", "nested class"],
)
def test_what_would_not_come_back_the_same_is_refused_at_once(value):
    with pytest.raises(TypeError, match="can't be kept"):
        keep(value)


@pytest.mark.parametrize(
    "kept",
    [
        {"a": f"{__name__}:Gone", "of": {}},
        {"a": "guitai.no.such:Thing", "of": {}},
        {"a": f"{__name__}:Derived", "of": {}},
        {"a": f"{__name__}:Derived", "of": {"value": 1, "new": 2}},
        {"a": f"{__name__}:Derived", "of": {"value": 1, "twice": -1}},
        {"a": f"{__name__}:Colour", "of": 3},
        {"a": f"{__name__}:Size", "of": "huge"},
        {"a": f"{__name__}:pytest", "of": {}},
        {"a": f"{__name__}:there_and_back", "of": {"value": 1}},
        {"a": f"{__name__}:Pair", "of": 5},
    ],
)
def test_what_the_code_has_outgrown_is_forgotten_and_nothing_else_is_run(kept):
    with pytest.raises(Forgotten):
        recall([kept])

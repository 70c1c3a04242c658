"""Comparing the books of two banks: what every run draws anew is not seen, and everything else is."""

import re
from uuid import UUID, uuid4

import psycopg
import pytest
from tests.compared import MARK, Books, books, differences

ONE, OTHER = UUID("bffcf0fd-ab2d-46b6-be4b-4b4ee6c382fa"), UUID("90162a4e-162a-4869-a167-46373c78e9bd")
HERE = "http://127.0.0.1:8801"
CREATE = """
CREATE SCHEMA toys;
CREATE TABLE toys.things (thing_id uuid, made_at timestamptz, on_day date, key bytea, amount_fen bigint, said text)
"""


def held(*lines):
    """Books with these rows; `<…>` is an id."""
    return Books([re.sub("[<>]", MARK, line) for line in lines])


@pytest.fixture
def read(database):
    """The books with one row more: with other values where a test says so."""
    with psycopg.connect(database.url) as connection:
        connection.execute(CREATE)

        def read(**other):
            row = {
                "id": uuid4(),
                "at": "2026-12-17 09:00+08",
                "on": "2026-12-17",
                "key": b"k",
                "fen": 500,
                "said": "好",
            }
            with connection.transaction(force_rollback=True):
                connection.execute(
                    "INSERT INTO toys.things VALUES (%(id)s, %(at)s, %(on)s, %(key)s, %(fen)s, %(said)s)",
                    row | other,
                )
                return books(connection)

        yield read


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"at": "2026-12-17 23:59+08"},
        {"at": "2026-12-16 16:00+00"},
        {"key": b"another"},
    ],
)
def test_ids_times_of_day_and_bytes_are_not_seen(read, other):
    assert differences(read(), read(**other)) == []


@pytest.mark.parametrize(
    "other",
    [
        {"id": None},
        {"at": "2026-12-18 00:00+08"},
        {"on": "2026-12-18"},
        {"fen": 501},
        {"said": "不好"},
    ],
)
def test_a_day_an_amount_or_a_word_is_seen(read, other):
    (here, there) = differences(read(), read(**other))

    assert (here[:23], there[:24]) == ("only here: toys.things ", "only there: toys.things ")


@pytest.mark.parametrize(
    "said, again, alike",
    [
        (f"{HERE}/cards/{ONE}", f"http://127.0.0.1:18801/cards/{OTHER}", True),
        (f"{HERE}/cards/{ONE}", f"{HERE}/orders/{OTHER}", False),
        ("bizmsgmenu?msgmenucontent=甲&msgmenuid=a-1", "bizmsgmenu?msgmenucontent=甲&msgmenuid=b_2", True),
        ("bizmsgmenu?msgmenucontent=甲&msgmenuid=a-1", "bizmsgmenu?msgmenucontent=乙&msgmenuid=a-1", False),
        ('{"until": "2026-12-17T09:00:00+08:00"}', '{"until": "2026-12-17T08:59:59.5+08:00"}', True),
        ('{"until": "2026-12-17T09:00:00+08:00"}', '{"until": "2026-12-18T09:00:00+08:00"}', False),
        (f"transfer {ONE}", f"transfer {OTHER}", True),
        (f"transfer {ONE}", f"fee {OTHER}", False),
        (f"paid as {ONE.hex}", f"paid as {OTHER.hex}", True),
    ],
)
def test_a_text_is_compared_without_its_ids_moments_and_nonces(read, said, again, alike):
    assert (differences(read(said=said), read(said=again)) == []) is alike


def test_the_same_under_other_ids_is_the_same():
    one = held("entries <e1> 5", "entries <e2> 7", "postings <e1> D", "postings <e2> D")
    other = held("entries <x9> 7", "entries <x8> 5", "postings <x8> D", "postings <x9> D")

    assert differences(one, other) == []


def test_what_belongs_to_something_else_is_seen_though_every_row_looks_the_same():
    one = held("entries <e1> 5", "entries <e2> 7", "postings <e1> lin", "postings <e2> chen")
    other = held("entries <e1> 5", "entries <e2> 7", "postings <e2> lin", "postings <e1> chen")

    assert one.plain == other.plain
    assert len(differences(one, other)) == 8


def test_an_id_is_traced_over_several_rows():
    chain = ("orders <o{0}> {1}", "transfers <o{0}> <t{0}>", "entries <t{0}> <e{0}>", "postings <e{0}>")
    one = held(*(link.format(number, amount) for number, amount in ((1, 5), (2, 7)) for link in chain))
    other = held(*(link.format(number, amount) for number, amount in ((1, 5), (2, 8)) for link in chain))

    assert any("postings" in text for text in (one.linked - other.linked))


def test_a_row_that_is_missing_is_seen():
    assert differences(held("entries <e1> 5", "entries <e2> 5"), held("entries <e1> 5")) == [
        "only here: entries ID 5"
    ]

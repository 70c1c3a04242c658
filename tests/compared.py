"""The books of two banks side by side: every row, with its days, without ids, times of day, keys and what is sealed.

An id is compared by where it stands: a posting's entry is the same in both where all that is written about it is.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any

import psycopg
from psycopg import sql

from guitai.zone import BANK_ZONE

ROUNDS = 3  # from a posting by its entry to its transfer, and on to the order that was signed
SHOWN = 12  # of the differences
COLUMNS = """
SELECT c.table_schema, c.table_name, c.column_name, c.data_type
  FROM information_schema.columns AS c
  JOIN information_schema.tables AS t USING (table_schema, table_name)
 WHERE t.table_type = 'BASE TABLE' AND c.table_schema !~ '^pg_|^information_schema$'
 ORDER BY c.table_schema, c.table_name, c.ordinal_position
"""
# What two runs can't have in common, or needn't: everything else is compared, that of a new table too.
ASIDE = {
    "clock.moved": "how far ahead of this machine's clock the bank's is",
    "outbox.requests": "how often a thing was tried, and what is sealed; what was sent, the other side's books show",
    "ledger.signings.signed": "made with a key",
    "shield.devices.sign_key": "a key",
    "shield.devices.open_key": "a key",
    "shield.orders.signature": "made with a key",
    "shield.pins.hash": "salted",
    "turns.turns.message_id": "WeChat's",
    "media.received.taken_until": "how long reading may take",
    "wechat.tokens": "WeChat's",
}
ID = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])|(?<!\d)\d{35}(?!\d)"
)
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[+-]\d\d(?::?\d\d)?|Z)?")
SHORTEST = 16  # of the texts with a moment or an id in them
MARK = "\0"  # stands in no text of PostgreSQL's
NONCE = re.compile(r"(?:(?<=msgmenuid=)|(?<=\"option_id\": \"))[\w-]+|(?<=://127\.0\.0\.1:)\d+")


@dataclass(frozen=True)
class Books:
    """All rows of a bank, each a text with its ids between marks."""

    rows: list[str] = field(repr=False)

    @property
    def plain(self) -> Counter[str]:
        """The rows, each id no more than that."""
        return Counter("ID".join(row.split(MARK)[::2]) for row in self.rows)

    @property
    def linked(self) -> Counter[str]:
        """The rows that have ids, each id as all that is written about it."""
        rows = [row.split(MARK) for row in self.rows if MARK in row]
        labels: dict[str, str] = {}
        for _ in range(ROUNDS):
            labels = _labels(rows, labels)
        return Counter(_filled(row, labels) for row in rows)


def books(connection: psycopg.Connection[Any]) -> Books:
    """All that is compared of this database."""
    tables: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for schema, table, column, kind in connection.execute(COLUMNS):
        if kind != "bytea" and not {schema, f"{schema}.{table}", f"{schema}.{table}.{column}"} & ASIDE.keys():
            tables[schema, table].append((column, kind))
    return Books([row for table, columns in tables.items() for row in _rows(connection, table, columns)])


def differences(one: Books, other: Books) -> list[str]:
    """Where they are not the same: rows of one alone, and of the other alone; first what needs no id to be seen."""
    for first, second in ((one.plain, other.plain), (one.linked, other.linked)):
        if first != second:
            only = [f"only here: {text}" for text in sorted((first - second).elements())[:SHOWN]]
            return only + [f"only there: {text}" for text in sorted((second - first).elements())[:SHOWN]]
    return []


def _rows(
    connection: psycopg.Connection[Any], table: tuple[str, str], columns: list[tuple[str, str]]
) -> Iterator[str]:
    wanted = sql.SQL(", ").join(_column(name, kind) for name, kind in columns)
    connection.execute("SET TIME ZONE 'UTC'")
    for row in connection.execute(sql.SQL("SELECT {} FROM {}").format(wanted, sql.Identifier(*table))):
        values = zip(columns, row, strict=True)
        told = [f"{name}={_alike(value)}" for (name, _), value in values if value is not None]
        yield " ".join([".".join(table), *told])


def _column(name: str, kind: str) -> sql.Composable:
    """A moment as its day in the bank's zone, and anything else as PostgreSQL writes it."""
    form = (
        "({} AT TIME ZONE 'Asia/Shanghai')::date::text" if kind == "timestamp with time zone" else "{}::text"
    )
    return sql.SQL(form).format(sql.Identifier(name))


def _alike(value: str) -> str:
    """The value without what every run draws anew, its ids between marks."""
    if len(value) < SHORTEST:
        return value
    value = NONCE.sub("NONCE", MOMENT.sub(_day, value))
    return ID.sub(lambda found: f"{MARK}{found[0].replace('-', '')}{MARK}", value)


def _day(found: re.Match[str]) -> str:
    moment = datetime.fromisoformat(found[0])
    return str((moment.astimezone(BANK_ZONE) if moment.tzinfo else moment).date())


def _labels(rows: list[list[str]], before: dict[str, str]) -> dict[str, str]:
    """For each id the digest of the rows that it stands in, and where."""
    stands: dict[str, list[bytes]] = defaultdict(list)
    for row in rows:
        filled = blake2b(_filled(row, before).encode(), digest_size=8).digest()
        for place, each in enumerate(row[1::2]):
            stands[each].append(b"%d %s" % (place, filled))
    return {
        each: blake2b(b"".join(sorted(found)), digest_size=8).hexdigest() for each, found in stands.items()
    }


def _filled(row: list[str], labels: dict[str, str]) -> str:
    """The row, every second piece of which is an id, with labels in the place of those."""
    filled = row.copy()
    filled[1::2] = [labels.get(each, "ID") for each in row[1::2]]
    return "".join(filled)

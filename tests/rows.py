"""What the database holds, for proofs: all of it as digests, or as rows that can be compared, ids and times aside."""

import re
from functools import lru_cache
from hashlib import sha256
from typing import Any

import psycopg
from psycopg import sql

TABLES = """
SELECT table_schema, table_name
  FROM information_schema.tables
 WHERE table_type = 'BASE TABLE' AND table_schema !~ '^pg_|^information_schema$'
 ORDER BY table_schema, table_name
"""
# What every run draws anew: ids, moments, nonces of options, bytes over any of these.
DRAWN = (
    (re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "ID"),
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d(:?\d\d)?)?"), "MOMENT"),
    (re.compile(r"\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d"), "MOMENT"),
    (re.compile(r"(msgmenuid=|\"option_id\": \")[\w-]+"), r"\1NONCE"),
    (re.compile(r"\"\\\\x[0-9a-f]*\"|(?<=\"sealed\": )\"[\w+/=]+\""), '"BYTES"'),
    (re.compile(r"(?<=\"signed\": )\"eyJ[\w.-]+\""), '"JWS"'),
)

REMEMBERED = 50_000


@lru_cache(REMEMBERED)  # most rows are those of the look before
def alike(text: str) -> str:
    """The text without what every run draws anew."""
    for pattern, name in DRAWN:
        text = pattern.sub(name, text)
    return text


def digests(connection: psycopg.Connection[Any]) -> dict[str, str]:
    """Every table with a digest over all its rows: equal only where not a byte has changed."""
    found = {}
    for schema, table in connection.execute(TABLES).fetchall():
        query = sql.SQL("SELECT t::text FROM {} AS t").format(sql.Identifier(schema, table))
        rows = sorted(row[0] for row in connection.execute(query))
        found[f"{schema}.{table}"] = f"{len(rows)} {sha256(chr(10).join(rows).encode()).hexdigest()}"
    return found


def rows(connection: psycopg.Connection[Any], *, without: frozenset[str] = frozenset()) -> list[str]:
    """Every row of every table but those `without`, ids and times aside."""
    found = []
    for schema, table in connection.execute(TABLES).fetchall():
        if f"{schema}.{table}" not in without:
            query = sql.SQL("SELECT to_jsonb(t)::text FROM {} AS t").format(sql.Identifier(schema, table))
            found += [alike(f"{schema}.{table} {row}") for (row,) in connection.execute(query)]
    return sorted(found)


def rows_by_owner(
    connection: psycopg.Connection[Any], *, without: frozenset[str] = frozenset()
) -> dict[int, list[str]]:
    """What each owner has, in rows that don't say whose they are; no columns and tables `without`."""
    found: dict[int, list[str]] = {}
    for schema, table in connection.execute(TABLES).fetchall():
        if f"{schema}.{table}" in without or not _owned(connection, schema, table):
            continue
        aside = [
            "owner",
            *(name.rpartition(".")[2] for name in without if name.startswith(f"{schema}.{table}.")),
        ]
        query = sql.SQL("SELECT t.owner, (to_jsonb(t) - %s::text[])::text FROM {} AS t")
        for owner, row in connection.execute(query.format(sql.Identifier(schema, table)), (aside,)):
            found.setdefault(owner, []).append(alike(f"{schema}.{table} {row}"))
    return {owner: sorted(lines) for owner, lines in found.items()}


def _owned(connection: psycopg.Connection[Any], schema: str, table: str) -> bool:
    query = """
        SELECT EXISTS (SELECT 1 FROM information_schema.columns
                        WHERE table_schema = %s AND table_name = %s AND column_name = 'owner')
        """
    row = connection.execute(query, (schema, table)).fetchone()
    return bool(row and row[0])

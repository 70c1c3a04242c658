"""Flips a byte of a stored value, behind the ledger's back: as PostgreSQL keeps it, whatever its type."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, LiteralString, cast

from psycopg import sql
from psycopg.pq import ExecStatus

from guitai.database import Transaction
from guitai.ledger.chart import AccountKey
from guitai.ledger.report import Problem

# What tells a row of each table apart in a report, by what its problem names.
NAMED = {"entries": "entry_id", "postings": "entry_id", "holds": "hold_id", "held": "hold_id"}
OF_AN_ACCOUNT = {"postings", "accounts", "held", "stops", "numbers", "heads"}
OF_A_DAY = {"heads", "signings", "closings"}
PLACES = {
    "owner",
    "account_id",
    "seq",
    "over_seq",
    "lifted_seq",
}  # where these are others, the account is named
CUSTOMERS, BANKS = "owner > 64", "owner <= 64"
# Which rows are taken, from where: those of the bank's own accounts are apart, or hardly any would be.
BOOKS = {
    "entries": ("entries", "true"),
    "postings": ("postings", CUSTOMERS),
    "more postings": ("postings", CUSTOMERS),  # most links are of postings
    "accounts": ("accounts", CUSTOMERS),
    "holds": ("holds", "true"),
    "held": ("held", CUSTOMERS),
    "stops": ("stops", "true"),
    "numbers": ("numbers", "true"),
    "the bank's postings": ("postings", BANKS),
    "the bank's accounts": ("accounts", BANKS),
    "the bank's held": ("held", BANKS),
}
DAYS = {
    table: (table, "true") for table in ("heads", "signings", "closings")
}  # made of the others every night
# The accounts that an entry or a hold is on, by the table whose rows those are.
PARTIES = {
    "entries": "SELECT owner, account_id FROM ledger.postings WHERE entry_id = %(id)s",
    "holds": "SELECT owner, account_id FROM ledger.held WHERE hold_id = %(id)s",
}
COLUMNS = """
SELECT attname::text
  FROM pg_attribute
 WHERE attrelid = ('ledger.' || %(table)s)::regclass AND attnum > 0 AND NOT attisdropped
"""
BOUNDS = """
SELECT relname::text, conname::text
  FROM pg_constraint AS c
  JOIN pg_class AS t ON t.oid = c.conrelid
 WHERE c.contype = 'c' AND c.connamespace = 'ledger'::regnamespace
"""


class Refused(Exception):
    """PostgreSQL takes no such value: a text that is none, a day that no calendar has, a number twice."""


@dataclass(frozen=True)
class Flip:
    """One byte of one value that is another now; `names` are what its row is called, before and after."""

    column: str
    what: str
    names: frozenset[object]

    def named_by(self, problem: Problem) -> bool:
        """Whether this problem speaks of the row."""
        called = any(isinstance(name, str) and name in problem.what for name in self.names)
        return called or bool(self.names & {problem.entry_id, problem.hold_id, problem.account} - {None})


class Flipper:
    """Flips bytes in rows that have nothing to do with each other. It takes the schema's own checks away first."""

    def __init__(self, db: Transaction, chance: Random, pools: Mapping[str, tuple[str, str]]) -> None:
        self.db = db
        self.chance = chance
        self.pools = pools
        self.columns = {
            table: [name for (name,) in db.execute(COLUMNS, {"table": table})] for table, _ in pools.values()
        }
        for table, name in db.execute(BOUNDS).fetchall():
            db.connection.execute(
                sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(
                    sql.Identifier("ledger", table), sql.Identifier(name)
                )
            )
        self.rows = {pool: self._rows(table, which) for pool, (table, which) in pools.items()}

    def flip(self, apart_from: set[object]) -> Flip:
        """One byte, of a row that shares no account, entry, hold or night with those before."""
        while True:
            pool = self.chance.choice(list(self.pools))
            table, _ = self.pools[pool]
            row = self.chance.choice(self.rows[pool])
            column = self.chance.choice(self.columns[table])
            apart = self._apart(table, row)
            if apart & apart_from:
                continue
            before = self._names(table, row, whole=column in PLACES)
            try:
                with self.db.savepoint():
                    moved = self._flip(table, column, row)
            except Refused:
                continue
            apart_from |= apart
            self.rows[pool].remove(row)
            after = self._names(table, moved, whole=column in PLACES)
            return Flip(f"{table}.{column}", f"{pool}.{column} of {before}", frozenset(before | after))

    def _flip(self, table: str, column: str, row: str) -> str:
        """Where the row stands when the byte is another."""
        target = f"{sql.Identifier('ledger', table).as_string()}"
        name = sql.Identifier(column).as_string()
        run = self.db.connection.pgconn.exec_params
        read = run(
            f"SELECT {name} FROM {target} WHERE ctid = $1::text::tid".encode(),
            [row.encode()],
            result_format=1,
        )
        value = read.get_value(0, 0)
        if not value:
            raise Refused("there is no byte in it")
        place = self.chance.randrange(len(value))
        flipped = bytearray(value)
        flipped[place] ^= self.chance.randrange(1, 256)
        update = f"UPDATE {target} SET {name} = $2 WHERE ctid = $1::text::tid AND {name} <> $2"
        written = run(
            f"{update} RETURNING ctid::text".encode(),
            [row.encode(), bytes(flipped)],
            param_types=[25, read.ftype(0)],
            param_formats=[0, 1],
        )
        if written.status != ExecStatus.TUPLES_OK or written.ntuples != 1:
            raise Refused(written.error_message.decode())
        return (written.get_value(0, 0) or b"").decode()

    def _rows(self, table: str, which: str) -> list[str]:
        """Where the rows stand."""
        return [place for (place,) in self._read("SELECT ctid::text FROM {} WHERE " + which, table)]

    def _read(self, statement: str, table: str, row: str = "") -> list[tuple[Any, ...]]:
        """What a statement says of a table, or of one of its rows."""
        whole = sql.SQL(cast(LiteralString, statement)).format(sql.Identifier("ledger", table))
        return self.db.connection.execute(whole, {"row": row}).fetchall()

    def _apart(self, table: str, row: str) -> set[object]:
        """Whatever may be wrong because of this row: no other is flipped that has to do with it."""
        found = self._names(table, row, whole=True)
        if table in OF_A_DAY:
            found |= set(self._read("SELECT day_on::text FROM {} WHERE ctid = %(row)s::tid", table, row))
        if table in PARTIES:
            [key] = found
            found |= {AccountKey(*one) for one in self.db.connection.execute(PARTIES[table], {"id": key})}
        return found

    def _names(self, table: str, row: str, *, whole: bool) -> set[object]:
        """What a report may call this row: its entry or hold, its account where that is all it has, or `whole`."""
        names: set[object] = set()
        if table in NAMED:
            names |= set(
                self._read(f"SELECT {NAMED[table]} FROM {{}} WHERE ctid = %(row)s::tid", table, row)[0]
            )
        if table in OF_AN_ACCOUNT and (whole or not names):
            keys = self._read("SELECT owner, account_id FROM {} WHERE ctid = %(row)s::tid", table, row)
            names |= {AccountKey(*key) for key in keys}
        if table == "signings":
            for (day,) in self._read("SELECT day_on::text FROM {} WHERE ctid = %(row)s::tid", table, row):
                names |= {f"of {day} is"}
        if table == "closings":
            said = "SELECT day_on::text, kind, owner FROM {} WHERE ctid = %(row)s::tid"
            for day, kind, stripe in self._read(said, table, row):
                names |= {f"the closing of {day} on {kind} of stripe {stripe} is"}
        return names

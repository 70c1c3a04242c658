"""Flips a byte of a stored value, behind the ledger's back: as PostgreSQL keeps it, whatever its type."""

from dataclasses import dataclass
from random import Random

from psycopg import sql
from psycopg.pq import ExecStatus

from guitai.database import Transaction
from guitai.ledger.chart import AccountKey
from guitai.ledger.report import Problem

# What tells a row of each table apart in a report, by what its problem names.
NAMED = {"entries": "entry_id", "postings": "entry_id", "holds": "hold_id", "held": "hold_id"}
OF_AN_ACCOUNT = {"postings", "accounts", "held", "stops"}
PLACES = {
    "owner",
    "account_id",
    "seq",
    "over_seq",
    "lifted_seq",
}  # where these are others, the account is named
TABLES = (
    "entries",
    "postings",
    "postings",
    "accounts",
    "holds",
    "held",
    "stops",
)  # most links are of postings
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

    what: str
    names: frozenset[object]

    def named_by(self, problem: Problem) -> bool:
        """Whether this problem speaks of the row."""
        return bool(self.names & {problem.entry_id, problem.hold_id, problem.account} - {None})


class Flipper:
    """Flips bytes in rows that have nothing to do with each other. It takes the schema's own checks away first."""

    def __init__(self, db: Transaction, chance: Random) -> None:
        self.db = db
        self.chance = chance
        self.columns = {
            table: [name for (name,) in db.execute(COLUMNS, {"table": table})] for table in TABLES
        }
        for table, name in db.execute(BOUNDS).fetchall():
            db.connection.execute(
                sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(
                    sql.Identifier("ledger", table), sql.Identifier(name)
                )
            )
        self.rows = {table: self._rows(table) for table in TABLES}

    def flip(self, apart_from: set[object]) -> Flip:
        """One byte, of a row that shares no account, entry or hold with those before."""
        while True:
            table = self.chance.choice(TABLES)
            row = self.chance.choice(self.rows[table])
            names = self._names(table, row, whole=True)
            column = self.chance.choice(self.columns[table])
            if names & apart_from:
                continue
            before = self._names(table, row, whole=column in PLACES)
            try:
                with self.db.savepoint():
                    moved = self._flip(table, column, row)
            except Refused:
                continue
            apart_from |= names
            self.rows[table].remove(row)
            after = self._names(table, moved, whole=column in PLACES)
            return Flip(f"{table}.{column} of {names}", frozenset(before | after))

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

    def _rows(self, table: str) -> list[str]:
        """Where the rows stand; those of the bank's own accounts, which many entries share, are left out."""
        owned = sql.SQL("WHERE owner > 64" if table in OF_AN_ACCOUNT else "")
        statement = sql.SQL("SELECT ctid::text FROM {} {}").format(sql.Identifier("ledger", table), owned)
        return [place for (place,) in self.db.connection.execute(statement)]

    def _names(self, table: str, row: str, *, whole: bool) -> set[object]:
        """What a report may call this row: its entry or hold, its account where that is all it has, or `whole`."""
        names: set[object] = set()
        if table in NAMED:
            statement = sql.SQL("SELECT {} FROM {} WHERE ctid = %(row)s::tid").format(
                sql.Identifier(NAMED[table]), sql.Identifier("ledger", table)
            )
            names |= set(self.db.connection.execute(statement, {"row": row}).fetchall()[0])
        if table in OF_AN_ACCOUNT and (whole or not names):
            statement = sql.SQL("SELECT owner, account_id FROM {} WHERE ctid = %(row)s::tid").format(
                sql.Identifier("ledger", table)
            )
            names |= {AccountKey(*key) for key in self.db.connection.execute(statement, {"row": row})}
        return names

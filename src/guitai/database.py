"""PostgreSQL: transactions that carry their turn's id and time, and migrations that only go forward."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, LiteralString, NewType, TypeVar, overload
from uuid import UUID

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.errors import DeadlockDetected, InsufficientPrivilege, SerializationFailure, error_from_result
from psycopg.pq import DiagnosticField, ExecStatus
from psycopg.rows import BaseRowFactory, TupleRow

import guitai
from guitai import clock
from guitai.connections import Connection, Connections
from guitai.errors import Misconfigured
from guitai.keys.keyring import NO_KEYS
from guitai.keys.port import Keys
from guitai.terms.file import SHIPPED
from guitai.terms.terms import BankTerms
from guitai.zone import day_of

Owner = NewType("Owner", int)
"""Whose row it is: a customer, or a house owner (1 to 64) for the stripes of internal accounts."""

Role = Literal["guitai_core", "guitai_worker", "guitai_console"]
"""A part of the bank, as PostgreSQL knows it: what it may do is granted in the migrations."""

Result = TypeVar("Result")
Row = TypeVar("Row")

REACHED_WITHIN_SECONDS = 10
TRIES = 3  # a deadlock or serialisation failure runs the whole work again
NOT_PREPARED = b"26000"  # SQLSTATE invalid_sql_statement_name


@dataclass(frozen=True)
class Prepared:
    """A statement that connections keep prepared under this name. Its parameters are written `%s`, each with a cast."""

    name: LiteralString
    sql: LiteralString

    @cached_property
    def preparation(self) -> bytes:
        """What PostgreSQL is told, which numbers the parameters."""
        first, *rest = self.sql.split("%s")
        numbered = "".join(f"${number}{part}" for number, part in enumerate(rest, 1))
        return f"PREPARE {self.name} AS {first}{numbered}".encode()


@dataclass(frozen=True)
class Transaction:
    """One transaction, which knows its turn's id and took its time once, when it began.

    `keys` open what is sealed; `terms` are the bank's, of every day.
    """

    connection: psycopg.Connection[TupleRow]
    turn_id: UUID
    now: datetime
    keys: Keys
    terms: BankTerms

    @property
    def today(self) -> date:
        """The bank's day at that time."""
        return day_of(self.now)

    def execute(
        self, sql: LiteralString, params: Mapping[str, object] | None = None
    ) -> psycopg.Cursor[TupleRow]:
        """Run one statement with named parameters."""
        return self.connection.execute(sql, params)

    @overload
    def cursor(self) -> psycopg.Cursor[TupleRow]: ...
    @overload
    def cursor(self, *, row_factory: BaseRowFactory[Row]) -> psycopg.Cursor[Row]: ...
    def cursor(self, *, row_factory: BaseRowFactory[Any] | None = None) -> psycopg.Cursor[Any]:
        """A cursor, for rows of another shape than tuples."""
        return self.connection.cursor(row_factory=row_factory) if row_factory else self.connection.cursor()

    def call(self, statement: Prepared, values: Sequence[str]) -> list[tuple[str | None, ...]]:
        """Run it with values as PostgreSQL reads them; its columns are texts.

        For what is called more often than all the rest: where it is the first thing in its transaction, it goes
        straight to libpq, which takes less than half of the time.
        """
        if isinstance(self.connection, Connection) and self.connection.fresh:
            return _called(self.connection, statement, values)
        return self.connection.execute(statement.sql, values).fetchall()

    def savepoint(self) -> AbstractContextManager[object]:
        """A part that can fail and leave the rest of the transaction standing."""
        return self.connection.transaction()


class Database:
    """A pool of connections to the bank's database. `moved` where the sandbox may move the clock.

    `keys` are for what is sealed in it: who has none can work with all the rest. `terms` are what the bank has set;
    without, as shipped. With a `role` every connection acts as
    that part of the bank from its first statement on, also after a reset. Whoever can run any statement can take
    another role of the user in the URL: where a part is a process of its own, its user has that role alone.
    """

    def __init__(
        self,
        url: str,
        *,
        size: int = 16,
        moved: bool = False,
        keys: Keys = NO_KEYS,
        terms: BankTerms = SHIPPED,
        role: Role | None = None,
    ) -> None:
        self.url = url
        self.moved = moved
        self.keys = keys
        self.terms = terms
        self._connections = Connections(_reach(url, role), _acting(url, role), size=size)

    def acting_as(self, role: Role | None, *, size: int = 16) -> "Database":
        """The same database, for another part of the bank; None: whatever the user in the URL may do."""
        return Database(self.url, size=size, moved=self.moved, keys=self.keys, terms=self.terms, role=role)

    def close(self) -> None:
        """Give back every connection."""
        self._connections.close()

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Commit what was done inside, or, if it raises, none of it."""
        connection = self._connections.take()
        try:
            yield begin(connection, moved=self.moved, keys=self.keys, terms=self.terms)
            connection.keep()
        except BaseException:
            connection.undo()
            raise
        finally:
            self._connections.give_back(connection)

    def run(self, work: Callable[[Transaction], Result]) -> Result:
        """Do `work` in a transaction, again from its start if PostgreSQL gave another one the right of way."""
        for _ in range(TRIES - 1):
            try:
                with self.transaction() as db:
                    return work(db)
            except (DeadlockDetected, SerializationFailure):
                continue
        with self.transaction() as db:
            return work(db)


def _called(
    connection: Connection, statement: Prepared, values: Sequence[str]
) -> list[tuple[str | None, ...]]:
    connection.fresh = False
    libpq, name, given = connection.pgconn, statement.name.encode(), [value.encode() for value in values]
    result = libpq.exec_prepared(name, given)
    if result.error_field(DiagnosticField.SQLSTATE) == NOT_PREPARED:
        # A new connection, or psycopg cleared it. Nothing else was done in this transaction.
        connection.undo()
        libpq.exec_(statement.preparation)
        connection.fresh = False
        result = libpq.exec_prepared(name, given)
    if result.status != ExecStatus.TUPLES_OK:
        raise error_from_result(result)
    rows, columns = range(result.ntuples), range(result.nfields)
    return [tuple(_text(result.get_value(row, column)) for column in columns) for row in rows]


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode()


def begin(
    connection: psycopg.Connection[TupleRow],
    *,
    moved: bool,
    keys: Keys = NO_KEYS,
    terms: BankTerms = SHIPPED,
) -> Transaction:
    """A transaction on this connection, at this moment, with an id of its own."""
    now = clock.now(connection, moved=moved)
    return Transaction(connection, clock.uuid7(now), now, keys, terms)


def _acting(url: str, role: Role | None) -> str:
    """Where to connect, as that part of the bank. A role that is set at the start is what the session falls back to."""
    if role is None:
        return url
    given = conninfo_to_dict(url).get("options") or ""
    return make_conninfo(url, options=f"{given} -c role={role}".strip())


def _reach(url: str, role: Role | None = None) -> Connection:
    try:
        return Connection.connect(_acting(url, role), connect_timeout=REACHED_WITHIN_SECONDS)
    except psycopg.OperationalError as error:
        why, acting = " ".join(str(error).split()), f" as {role}" if role else ""
        raise Misconfigured(
            f"the database can't be reached{acting} ({why}); start it, or set GUITAI_DATABASE_URL"
        ) from error
    except psycopg.ProgrammingError as error:  # its words repeat a part of the URL, which holds a password
        raise Misconfigured(
            "GUITAI_DATABASE_URL can't be read; write it as postgresql://user:password@host/database"
        ) from error


def migrate(url: str) -> list[str]:
    """Bring the schema up to date; the names of the migrations that were new. Safe to run twice."""
    with _reach(url) as connection:
        try:
            return _apply(connection, _landed(connection))
        except InsufficientPrivilege as error:
            raise Misconfigured(
                f"this user of PostgreSQL can't migrate ({error.diag.message_primary}): see docs/commands.md"
            ) from error


def _landed(connection: psycopg.Connection[TupleRow]) -> dict[str, bytes]:
    """The migrations that ran, with their digests; nobody else runs one until this transaction ends."""
    connection.execute(
        """
        CREATE SCHEMA IF NOT EXISTS database;
        CREATE TABLE IF NOT EXISTS database.migrations (
            name   text  NOT NULL,
            digest bytea NOT NULL,
            CONSTRAINT migrations_pkey PRIMARY KEY (name)
        );
        LOCK TABLE database.migrations
        """
    )
    rows = connection.execute("SELECT name, digest FROM database.migrations").fetchall()
    return {name: bytes(digest) for name, digest in rows}


def _apply(connection: psycopg.Connection[TupleRow], landed: Mapping[str, bytes]) -> list[str]:
    new = []
    for name, file in migrations():
        text = file.read_bytes()
        digest = sha256(text).digest()
        if name not in landed:
            connection.execute(text)
            connection.execute(
                "INSERT INTO database.migrations (name, digest) VALUES (%s, %s)", (name, digest)
            )
            new.append(name)
        elif landed[name] != digest:
            raise Misconfigured(
                f"migration {name} was changed after it ran here; restore it and add a new one"
            )
    return new


def migrations() -> list[tuple[str, Path]]:
    """Every migration file with its name, `guitai/ledger/migrations/0001_ledger`; a folder's in their order."""
    root = Path(guitai.__path__[0])
    files = sorted(root.rglob("migrations/*.sql"), key=lambda file: (len(file.parts), file))
    return [(str(file.relative_to(root.parent).with_suffix("")), file) for file in files]

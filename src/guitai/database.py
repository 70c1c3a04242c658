"""PostgreSQL: transactions that carry their turn's id and time, and migrations that only go forward."""

import select
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, LiteralString, NewType, TypeVar, overload
from uuid import UUID

import psycopg
from psycopg.errors import DeadlockDetected, SerializationFailure
from psycopg.rows import BaseRowFactory, TupleRow
from psycopg_pool import ConnectionPool

import guitai
from guitai import clock
from guitai.errors import Misconfigured

Owner = NewType("Owner", int)
"""Whose row it is: a customer, or a house owner (1 to 64) for the stripes of internal accounts."""

Result = TypeVar("Result")
Row = TypeVar("Row")

REACHED_WITHIN_SECONDS = 10
TRIES = 3  # a deadlock or serialisation failure runs the whole work again


@dataclass(frozen=True)
class Transaction:
    """One transaction, which knows its turn's id and took its time once, when it began."""

    connection: psycopg.Connection[TupleRow]
    turn_id: UUID
    now: datetime

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

    def savepoint(self) -> AbstractContextManager[object]:
        """A part that can fail and leave the rest of the transaction standing."""
        return self.connection.transaction()


class Database:
    """A pool of connections to the bank's database. `moved` where the sandbox may move the clock."""

    def __init__(self, url: str, *, size: int = 16, moved: bool = False) -> None:
        self.url = url
        self.moved = moved
        _reach(url).close()  # a pool would try for half a minute, and not say why
        self._pool = ConnectionPool(url, min_size=1, max_size=size, open=True, timeout=30, check=_alive)

    def close(self) -> None:
        """Give back every connection."""
        self._pool.close()

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Commit what was done inside, or, if it raises, none of it."""
        with self._pool.connection() as connection:
            yield begin(connection, moved=self.moved)

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


def _alive(connection: psycopg.Connection[TupleRow]) -> None:
    """Raises where PostgreSQL has closed the connection: nobody begins work on one that a restart left behind."""
    # One that lies idle hears nothing but its end, so a round trip is spent on it only then.
    hearing = select.poll()
    hearing.register(connection.fileno(), select.POLLIN)
    if hearing.poll(0):
        ConnectionPool.check_connection(connection)


def begin(connection: psycopg.Connection[TupleRow], *, moved: bool) -> Transaction:
    """A transaction on this connection, at this moment, with an id of its own."""
    now = clock.now(connection, moved=moved)
    return Transaction(connection, clock.uuid7(now), now)


def _reach(url: str) -> psycopg.Connection[TupleRow]:
    try:
        return psycopg.connect(url, connect_timeout=REACHED_WITHIN_SECONDS)
    except psycopg.OperationalError as error:
        why = " ".join(str(error).split())
        raise Misconfigured(
            f"the database can't be reached ({why}); start it, or set GUITAI_DATABASE_URL"
        ) from error
    except psycopg.ProgrammingError as error:  # its words repeat a part of the URL, which holds a password
        raise Misconfigured(
            "GUITAI_DATABASE_URL can't be read; write it as postgresql://user:password@host/database"
        ) from error


def migrate(url: str) -> list[str]:
    """Bring the schema up to date; the names of the migrations that were new. Safe to run twice."""
    with _reach(url) as connection:
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
        return _apply(connection, {name: bytes(digest) for name, digest in rows})


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

"""Connections to PostgreSQL, pooled: each waits inside a transaction that has asked nothing yet.

`COMMIT AND CHAIN` begins the next transaction in the trip that ends the last, so that none costs a trip to begin. One
that has asked nothing holds nothing: no snapshot, no lock, no number. PostgreSQL calls it idle in transaction.
"""

import select
from collections import deque
from queue import Empty, SimpleQueue
from threading import Lock
from time import monotonic, sleep
from typing import Any

import psycopg
from psycopg.errors import ConnectionTimeout, error_from_result
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult
from psycopg.rows import TupleRow

WAIT_SECONDS = 30  # for a connection that somebody else has, or for a PostgreSQL that starts again
TRY_AGAIN_SECONDS = 0.2
LIVES_FOR_SECONDS = 0.005  # after it came back: a look gives the interpreter to another thread
UNDER_WAY = (TransactionStatus.INTRANS, TransactionStatus.INERROR)


class Connection(psycopg.Connection[TupleRow]):
    """One connection. `fresh`: it is in a transaction that has asked nothing yet; `heard_at`: when it came back."""

    fresh = False
    heard_at = 0.0

    def cursor(self, *args: Any, **kwargs: Any) -> Any:
        """As psycopg's, which asks everything through one."""
        self.fresh = False
        return super().cursor(*args, **kwargs)

    def transaction(self, *args: Any, **kwargs: Any) -> Any:
        """As psycopg's: a savepoint, which is asked for too."""
        self.fresh = False
        return super().transaction(*args, **kwargs)

    def begin(self) -> None:
        """Be in a fresh transaction."""
        if not self.fresh:
            self._chain(b"BEGIN")

    def keep(self) -> None:
        """Commit, as psycopg does, which would take three times as long; what has failed PostgreSQL rolls back."""
        if not self.fresh and self.pgconn.transaction_status != TransactionStatus.IDLE:
            result = self._chain(b"COMMIT AND CHAIN")
            if result.status != ExecStatus.COMMAND_OK:
                raise error_from_result(result)

    def undo(self) -> None:
        """Roll back. Where nobody hears it any more, that is done already."""
        if not self.fresh and self.pgconn.transaction_status in UNDER_WAY:
            self._chain(b"ROLLBACK AND CHAIN")

    def _chain(self, command: bytes) -> PGresult:
        result = self.pgconn.exec_(command)
        self.fresh = result.status == ExecStatus.COMMAND_OK
        return result


class Connections:
    """Some connections for many threads. The one used last is given first, and who waits is served in turn."""

    def __init__(self, first: Connection, url: str, *, size: int) -> None:
        self._url = url
        self._lock = Lock()
        self._idle = [first]
        self._unmade = size - 1
        self._waiting: deque[SimpleQueue[Connection | None]] = deque()
        self._closed = False

    def take(self) -> Connection:
        """One that lives, in a fresh transaction; OperationalError where there is none for half a minute."""
        connection = self._next()
        try:
            if connection is None or not _alive(connection):
                connection = self._made(instead_of=connection)
            connection.begin()
        except BaseException:
            self._pass_on(None)
            raise
        return connection

    def give_back(self, connection: Connection) -> None:
        """Let somebody else have it; one that is lost, or still busy, is closed."""
        at_rest = TransactionStatus.INTRANS if connection.fresh else TransactionStatus.IDLE
        if self._closed or connection.pgconn.transaction_status != at_rest:
            connection.close()
            self._pass_on(None)
        else:
            connection.heard_at = monotonic()
            self._pass_on(connection)

    def close(self) -> None:
        """Close all that are here, and each of the others when it is given back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _next(self) -> Connection | None:
        """A connection, or leave to make one."""
        with self._lock:
            if self._idle:
                return self._idle.pop()
            if self._unmade:
                self._unmade -= 1
                return None
            waiting: SimpleQueue[Connection | None] = SimpleQueue()
            self._waiting.append(waiting)
        try:
            return waiting.get(timeout=WAIT_SECONDS)
        except Empty:
            with self._lock:
                if waiting in self._waiting:
                    self._waiting.remove(waiting)
                    raise ConnectionTimeout(f"no connection was free for {WAIT_SECONDS} s") from None
            return waiting.get()

    def _pass_on(self, connection: Connection | None) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().put(connection)
            elif connection is None:
                self._unmade += 1
            else:
                self._idle.append(connection)

    def _made(self, *, instead_of: Connection | None) -> Connection:
        if instead_of:
            instead_of.close()
        until = monotonic() + WAIT_SECONDS
        while not self._closed:
            try:
                return Connection.connect(self._url)
            except psycopg.OperationalError:
                if monotonic() > until:
                    raise
            sleep(TRY_AGAIN_SECONDS)
        raise psycopg.OperationalError("the connections to the database are closed")


def _alive(connection: Connection) -> bool:
    """Whether PostgreSQL still hears it: nobody begins work on one that a restart left behind."""
    if monotonic() - connection.heard_at < LIVES_FOR_SECONDS:
        return True
    # One that lies idle hears nothing but its end, so a round trip is spent on it only then.
    hearing = select.poll()
    hearing.register(connection.fileno(), select.POLLIN)
    return not hearing.poll(0) or connection.pgconn.exec_(b"").status == ExecStatus.EMPTY_QUERY

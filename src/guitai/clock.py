"""The bank's one clock: real time plus an offset that only the sandbox moves, and forward only."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import uuid_utils.compat
from psycopg import Connection

from guitai.zone import BANK_ZONE as BANK_ZONE


def now(connection: Connection[Any], *, moved: bool) -> datetime:
    """This moment, in the bank's zone. The offset counts only where time may be `moved`: in the sandbox."""
    real = datetime.now(UTC)
    if moved:
        row = connection.execute("SELECT ahead FROM clock.moved").fetchone()
        real += row[0] if row else timedelta()
    return real.astimezone(BANK_ZONE)


def move(connection: Connection[Any], to: datetime) -> None:
    """Set the sandbox's time. A moment that has passed already changes nothing: time moves forward only."""
    connection.execute(
        """
        UPDATE clock.moved
           SET ahead = %(ahead)s
         WHERE ahead < %(ahead)s
        """,
        {"ahead": to - datetime.now(UTC)},
    )


def begin(connection: Connection[Any], at: datetime) -> None:
    """Let the sandbox's time begin at a moment of the past or the future, before anything has happened in it."""
    connection.execute("UPDATE clock.moved SET ahead = %(ahead)s", {"ahead": at - datetime.now(UTC)})


def uuid7(at: datetime) -> UUID:
    """A new id that sorts by time in an index (RFC 9562); nothing may read an order from it."""
    return uuid_utils.compat.uuid7(nanoseconds=int(at.timestamp() * 1_000) * 1_000_000)

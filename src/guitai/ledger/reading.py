"""How the check reads: rows by the thousand from one statement, so that memory stays small, and a word now and then."""

from collections.abc import Callable, Iterator
from typing import Any, LiteralString

from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format

from guitai.database import Transaction

AT_ONCE = 10_000  # rows fetched
EVERY = 100_000  # of what is counted, a word is said


class Whole(Loader):
    """A moment or a day as the whole number that it is stored as: there may be one that no calendar has."""

    format = Format.BINARY

    def load(self, data: Buffer) -> int:
        """Microseconds or days since the beginning of 2000."""
        return int.from_bytes(data, "big", signed=True)


def stream(db: Transaction, sql: LiteralString) -> Iterator[tuple[Any, ...]]:
    """The rows of this statement, which sees one moment however long it takes."""
    with db.connection.cursor(name="check_ledger", binary=True) as cursor:
        cursor.itersize = AT_ONCE
        cursor.adapters.register_loader("timestamptz", Whole)
        cursor.adapters.register_loader("date", Whole)
        yield from cursor.execute(sql)


def told(progress: Callable[[str], None], count: int, what: str) -> None:
    """Say how far it is, each time that many have been read."""
    if count % EVERY == 0:
        progress(f"{count} {what} read")

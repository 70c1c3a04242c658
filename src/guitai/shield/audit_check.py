"""Proves the audit trail from what is stored: every chain whole, from its opening to its head."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from psycopg import DataError

from guitai.database import Transaction
from guitai.shield.audit import Entry, link, opening

AT_ONCE = 1_000  # rows fetched: memory stays small however long the trail is


@dataclass(frozen=True)
class Summary:
    """What was read, and is as it was written."""

    entries: int
    chains: int

    def __str__(self) -> str:
        return f"the audit trail is whole: {self.entries} entries, {self.chains} chains"


@dataclass(frozen=True)
class BadEntry:
    """The first entry that is not as it was written, and what is wrong there."""

    owner: int
    seq: int
    problem: str

    def __str__(self) -> str:
        return f"the audit trail is wrong: entry {self.seq} of owner {self.owner}: {self.problem}"


def check(db: Transaction) -> Summary | BadEntry:
    """Read every chain, and stop at the first entry that is wrong.

    It is one statement and so sees one moment: the bank may go on noting. What does not show is a chain that was taken
    away with its head, or written anew from some entry on: the links are hashes, and no key is in them.
    """
    entries, chains, owner = 0, 0, 0
    try:
        for owner, rows in groupby(_stream(db), key=itemgetter(0)):
            walked = _walk(owner, rows)
            if isinstance(walked, BadEntry):
                return walked
            entries, chains = entries + walked, chains + 1
    except (DataError, OverflowError):  # a moment that no calendar has
        return BadEntry(owner, 0, "a row of this owner, or of the next, can't be read")
    return Summary(entries, chains)


def _walk(owner: int, rows: Iterator[tuple[Any, ...]]) -> int | BadEntry:
    """How many entries this chain has, or the first that is wrong."""
    seq, head, end = 0, opening(owner), (0, b"")
    for _, head_seq, head_link, entry_seq, *told, stored in rows:
        end = (head_seq or 0, head_link)
        if entry_seq is None:  # a head of no entries
            break
        seq += 1
        if entry_seq != seq:
            return BadEntry(owner, seq, "it is missing")
        head = link(head, Entry(owner, seq, *told))
        if stored != head:
            return BadEntry(owner, seq, "it is not as it was written, or its chain is broken")
    if end[0] > seq:
        return BadEntry(owner, seq + 1, "it is missing")
    if end != (seq, head):
        return BadEntry(owner, seq, "it is not the end of the chain, or the chain's head was altered")
    return seq


def _stream(db: Transaction) -> Iterator[tuple[Any, ...]]:
    with db.connection.cursor(name="check_audit", binary=True) as cursor:
        cursor.itersize = AT_ONCE
        yield from cursor.execute(
            """
            SELECT coalesce(a.owner, h.owner), h.seq, h.link,
                   a.seq, a.turn_id, a.at, a.what, a.subject, a.by_whom, a.result, a.why, a.link
              FROM shield.audit AS a
              FULL JOIN shield.audit_heads AS h ON (h.owner = a.owner)
             ORDER BY 1, a.seq
            """
        )

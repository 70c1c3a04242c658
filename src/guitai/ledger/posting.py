"""The two doors of the ledger, one entry or many at once. Behind both is one function in PostgreSQL."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Any
from uuid import UUID

from psycopg.errors import SerializationFailure, UniqueViolation

from guitai import clock
from guitai.database import Transaction
from guitai.errors import Refusal
from guitai.ledger.chart import AccountKey
from guitai.ledger.entry import CREDIT, DEBIT, Details, Entry, Posting, digest, lines
from guitai.ledger.refusals import BY_OUTCOME

NO_DETAILS = Details("")
SEPARATOR = "\x1f"  # in no name and no detail: entries refuse control characters


@dataclass(frozen=True)
class Posted:
    """An entry that stands in the books. `repeated`: it already did, and nothing was posted now."""

    entry_id: UUID
    booked_at: datetime
    repeated: bool


def post(db: Transaction, entry: Entry) -> Posted:
    """Post this entry as part of the caller's transaction, or raise the refusal and change nothing.

    A turn that posts several gives them to one `post_all`: accounts are locked in their order within a call only.
    """
    result = _call(db, [entry])[0]
    if isinstance(result, Refusal):
        raise result
    return result


def post_all(db: Transaction, entries: Sequence[Entry]) -> list[Posted | Refusal]:
    """Post many entries: each has the result it would have if they were posted one by one, in this order.

    Meant for some hundreds to a few thousand at once; more than that is better committed in parts.
    """
    results: list[Posted | Refusal] = []
    for batch in _without_twins(entries):
        results += _call(db, batch)
    return results


def _without_twins(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """In batches in which no name comes twice: whether the second is a repeat depends on the first."""
    batch: list[Entry] = []
    names: set[tuple[int, str]] = set()
    for entry in entries:
        name = (entry.owner, entry.name)
        if name in names:
            yield batch
            batch, names = [], set()
        batch.append(entry)
        names.add(name)
    if batch:
        yield batch


def _call(db: Transaction, entries: list[Entry]) -> list[Posted | Refusal]:
    if any(entry.booked_at and entry.booked_at > db.now for entry in entries):
        raise ValueError("an entry is booked in the future: all that came later would be booked there too")
    ids = [clock.uuid7(db.now) for _ in entries]
    postings = [lines(entry) for entry in entries]
    every = [posting for group in postings for posting in group]
    accounts = sorted({posting.account for posting in every})
    places = {account: place for place, account in enumerate(accounts, 1)}
    params = {
        "turn": db.turn_id,
        "now": db.now,
        "account_owners": _array(account.owner for account in accounts),
        "account_ids": _array(account.account_id for account in accounts),
        "ids": _array(entry_id.hex for entry_id in ids),
        "last_lines": _array(accumulate(map(len, postings))),
    }
    try:
        rows = _post(db, params | _entries(entries) | _lines(every, places))
    except UniqueViolation as taken:
        if taken.diag.constraint_name != "entries_name":
            raise
        # The name was committed elsewhere after this call had looked for it: the next try sees it.
        raise SerializationFailure(str(taken)) from taken
    results: list[Posted | Refusal] = [
        Posted(entry_id, entry.booked_at or db.now, repeated=False)
        for entry_id, entry in zip(ids, entries, strict=True)
    ]
    for n, outcome, entry_id, booked_at, line in rows:
        if outcome == "repeated":
            results[n - 1] = Posted(entry_id, booked_at, repeated=True)
        else:
            detail = str(every[line - 1].account) if line else f"entry {entry_id}"
            results[n - 1] = BY_OUTCOME[outcome](detail=detail)
    return results


def _post(db: Transaction, params: dict[str, object]) -> list[tuple[Any, ...]]:
    return db.execute(
        """
        SELECT n, outcome, entry_id, booked_at, line
          FROM ledger.post(
               %(turn)s, %(now)s, %(account_owners)s::bigint[], %(account_ids)s::bigint[],
               %(ids)s::uuid[], %(owners)s::bigint[], %(names)s::text[], %(currencies)s::text[],
               %(effective)s::date[], %(booked)s::timestamptz[], %(digests)s::bytea[], %(last_lines)s::integer[],
               %(places)s::integer[], %(debited)s::bigint[], %(credited)s::bigint[],
               %(summaries)s::text[], %(counterparties)s::text[], %(categories)s::text[],
               %(channels)s::text[], %(memos)s::text[], %(details)s::bytea[])
        """,
        params,
    ).fetchall()


def _entries(entries: list[Entry]) -> dict[str, str]:
    return {
        "owners": _array(entry.owner for entry in entries),
        "names": _texts(entry.name for entry in entries),
        "currencies": _array(entry.currency for entry in entries),
        "effective": _array(entry.effective_on or "NULL" for entry in entries),
        "booked": _array(entry.booked_at.isoformat() if entry.booked_at else "NULL" for entry in entries),
        "digests": _bytes(digest(entry) for entry in entries),
    }


def _lines(postings: list[Posting], places: dict[AccountKey, int]) -> dict[str, str]:
    details = [posting.details or NO_DETAILS for posting in postings]
    return {
        "places": _array(places[posting.account] for posting in postings),
        "debited": _array(posting.amount.fen if posting.side is DEBIT else 0 for posting in postings),
        "credited": _array(posting.amount.fen if posting.side is CREDIT else 0 for posting in postings),
        "summaries": _texts(of.summary for of in details),
        "counterparties": _texts(of.counterparty for of in details),
        "categories": _texts(of.category for of in details),
        "channels": _texts(of.channel for of in details),
        "memos": _texts(of.memo for of in details),
        "details": _bytes(posting.details.digest if posting.details else None for posting in postings),
    }


def _array(values: Iterable[object]) -> str:
    """An array as PostgreSQL reads it, of values that need no quotes.

    psycopg's own lists cost ten times as much a value, which for a batch is more than posting it.
    """
    return f"{{{','.join(map(str, values))}}}"


def _texts(texts: Iterable[str]) -> str:
    quoted = SEPARATOR.join(texts).replace("\\", "\\\\").replace('"', '\\"').replace(SEPARATOR, '","')
    return f'{{"{quoted}"}}'


def _bytes(values: Iterable[bytes | None]) -> str:
    return _array("NULL" if value is None else f'"\\\\x{value.hex()}"' for value in values)

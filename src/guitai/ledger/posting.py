"""The two doors of the ledger, one entry or many at once. Behind both is one function in PostgreSQL."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from json import loads
from typing import Any
from uuid import UUID

from psycopg.errors import SerializationFailure, UniqueViolation

from guitai import clock
from guitai.database import Prepared, Transaction
from guitai.errors import Refusal
from guitai.ledger.arrays import array, byte_strings, of_lines, rare, texts
from guitai.ledger.entry import Entry, Posting, digest, lines
from guitai.ledger.links import moment
from guitai.ledger.refusals import BY_OUTCOME
from guitai.zone import BANK_ZONE

POST = Prepared(
    "ledger_post",
    """
    SELECT ledger.post(
           %s::uuid, %s::timestamptz, %s::bigint[], %s::bigint[],
           %s::uuid[], %s::bigint[], %s::text[], %s::text[], %s::date[],
           %s::timestamptz[], %s::uuid[], %s::bytea[], %s::boolean, %s::integer[],
           %s::integer[], %s::bigint[], %s::bigint[],
           %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bytea[])::text
    """,
)


@dataclass(frozen=True)
class Posted:
    """An entry that stands in the books. `repeated`: it already did, and nothing was posted now."""

    entry_id: UUID
    booked_at: datetime
    repeated: bool


def post(db: Transaction, entry: Entry) -> Posted:
    """Post this entry as part of the caller's transaction, or raise the refusal and change nothing.

    What belongs together goes to one `post_together`, what is many to one `post_all`: accounts are locked in their
    order within a call only. A turn that calls twice may meet another in the wrong order: one of them is run again.
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


def post_together(db: Transaction, entries: Sequence[Entry]) -> list[Posted]:
    """Post linked entries: all of them, or the refusal of the first that is refused and nothing of any.

    Each has a name of its own. One that stands already counts as posted: it is marked repeated.
    """
    if not entries:
        return []
    if len(list(_without_twins(entries))) > 1:
        raise ValueError("linked entries have names of their own, and reverse different entries")
    results = _call(db, list(entries), linked=True)
    for result in results:
        if isinstance(result, Refusal):
            raise result
    return [result for result in results if isinstance(result, Posted)]


def _without_twins(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """In batches in which no name comes twice, and no entry is reversed twice: the second depends on the first."""
    batch: list[Entry] = []
    seen: set[tuple[int, str | UUID]] = set()
    for entry in entries:
        of_its_own = {(entry.owner, entry.name), (entry.owner, entry.reverses or entry.name)}
        if of_its_own & seen:
            yield batch
            batch, seen = [], set()
        batch.append(entry)
        seen |= of_its_own
    if batch:
        yield batch


def _call(db: Transaction, entries: list[Entry], *, linked: bool = False) -> list[Posted | Refusal]:
    if any(entry.booked_at and entry.booked_at > db.now for entry in entries):
        raise ValueError("an entry is booked in the future: all that came later would be booked there too")
    ids = [clock.uuid7(db.now) for _ in entries]
    postings = [lines(entry) for entry in entries]
    every = [posting for group in postings for posting in group]
    accounts = sorted({posting.account for posting in every})
    places = {account: place for place, account in enumerate(accounts, 1)}
    values = [
        db.turn_id.hex,
        db.now.isoformat(),
        array([account.owner for account in accounts]),
        array([account.account_id for account in accounts]),
        array([entry_id.hex for entry_id in ids]),
        array([entry.owner for entry in entries]),
        texts([entry.name for entry in entries]),
        array([entry.currency for entry in entries]),
        rare([entry.effective_on for entry in entries]),
        rare([entry.booked_at for entry in entries]),
        rare([entry.reverses for entry in entries]),
        byte_strings([digest(*each) for each in zip(entries, postings, strict=True)]),
        "true" if linked else "false",
        array(accumulate(map(len, postings))),
        array([places[posting.account] for posting in every]),
        *of_lines(every),
    ]
    try:
        ((told,),) = db.call(POST, values)
    except UniqueViolation as taken:
        if taken.diag.constraint_name not in ("entries_name", "entries_reverses"):
            raise
        # It was committed elsewhere after this call had looked for it: the next try sees it.
        raise SerializationFailure(str(taken)) from taken
    results: list[Posted | Refusal] = [
        Posted(entry_id, entry.booked_at or db.now, repeated=False)
        for entry_id, entry in zip(ids, entries, strict=True)
    ]
    for one in loads(told) if told else ():
        results[one["n"] - 1] = _other(one, every)
    return results


def _other(told: Mapping[str, Any], every: Sequence[Posting]) -> Posted | Refusal:
    """What came of an entry that was not posted, or not now."""
    outcome, line = told["outcome"], told.get("line")
    if outcome == "repeated":
        return Posted(UUID(told["entry"]), moment(told["booked"]).astimezone(BANK_ZONE), repeated=True)
    return BY_OUTCOME[outcome](detail=str(every[line - 1].account) if line else f"entry {told.get('entry')}")

"""Holds: entries that are pending. Their sums count in every bound until they are posted, voided or expired, once."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from psycopg.errors import SerializationFailure, UniqueViolation

from guitai import clock
from guitai.database import Owner, Transaction
from guitai.ledger.arrays import array, of_lines
from guitai.ledger.chart import AccountKey, Side
from guitai.ledger.entry import Details, Entry, Posting, digest, lines
from guitai.ledger.posting import Posted, post
from guitai.ledger.refusals import BY_OUTCOME, HoldOver, NoSuchHold
from guitai.money import Currency, Money

LINES = ("debited", "credited", "summaries", "counterparties", "categories", "channels", "memos", "details")


class HoldState(StrEnum):
    """Pending, or how it ended."""

    PENDING = "pending"
    POSTED = "posted"
    VOIDED = "voided"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Held:
    """A hold as it stands: the entry that it would post, of its owner and with its name."""

    hold_id: UUID
    entry: Entry
    held_at: datetime
    until: datetime | None
    state: HoldState
    repeated: bool = False


def hold(db: Transaction, entry: Entry, *, until: datetime | None = None) -> Held:
    """Keep the money of this entry apart, or raise the refusal that posting it would meet, and change nothing.

    Like an entry, a hold is placed once by its owner and name: a repeat gives what stands, whatever became of it, and
    `until` is that of the first. It ends by itself when `until` has come.
    """
    if entry.booked_at or entry.reverses:
        raise ValueError("what is pending has no moment of booking yet, and takes nothing back")
    hold_id = clock.uuid7(db.now)
    try:
        row = _hold(db, entry, hold_id, until)
    except UniqueViolation as taken:
        if taken.diag.constraint_name != "holds_name":
            raise
        # The name was committed elsewhere after this call had looked for it: the next try sees it.
        raise SerializationFailure(str(taken)) from taken
    if row is None:
        return Held(hold_id, entry, db.now, until, HoldState.PENDING)
    outcome, line = row
    if outcome == "repeated":
        return replace(_found(db, entry.owner, entry.name), repeated=True)
    detail = str(lines(entry)[line - 1].account) if line else f"hold {entry.name} of owner {entry.owner}"
    raise BY_OUTCOME[outcome](detail=detail)


def post_held(db: Transaction, owner: Owner, name: str, *, amount: Money | None = None) -> Posted:
    """Post what is held, once: the whole, or of a hold with two lines an `amount`, the rest of which is let go.

    The entry has the hold's owner and name. Directions are looked at again: where one has been stopped meanwhile this
    is refused, and the money stays held. So it is where the hold was voided or has expired.
    """
    found = _found(db, owner, name)
    entry = found.entry if amount is None else _part(found.entry, amount)
    with db.savepoint():
        state = _end(db, owner, name, HoldState.POSTED)
        if state not in (HoldState.PENDING, HoldState.POSTED):
            raise HoldOver(detail=f"hold {name} of owner {owner} is {state}")
        return post(db, entry)


def release(db: Transaction, owner: Owner, name: str) -> None:
    """Let go of what is held, if it still is. What has been posted is taken back by a reversal only."""
    state = _end(db, owner, name, HoldState.VOIDED)
    if state is None:
        raise NoSuchHold(detail=f"hold {name} of owner {owner}")
    if state is HoldState.POSTED:
        raise HoldOver(detail=f"hold {name} of owner {owner} is {state}")


def expire(db: Transaction, *, most: int) -> int:
    """Let go of at most so many holds whose time has come, the longest due first; how many those were."""
    row = db.execute(
        "SELECT ledger.expire(%(turn)s, %(now)s, %(most)s)", {"turn": db.turn_id, "now": db.now, "most": most}
    ).fetchone()
    return row[0] if row else 0


def next_expiry(db: Transaction) -> datetime | None:
    """When the next hold expires, which may be past."""
    row = db.execute("SELECT min(until_at) FROM ledger.holds WHERE state = 'pending'").fetchone()
    return row[0] if row else None


def held(db: Transaction, owner: Owner, name: str) -> Held | None:
    """The hold with this name, whatever became of it."""
    return next(iter(_holds(db, owner=owner, name=name)), None)


def holds_on(db: Transaction, key: AccountKey) -> list[Held]:
    """What is pending on this account, in either direction, whoever caused it; the first first."""
    rows = db.execute(
        """
        SELECT hold_owner, hold_id
          FROM ledger.held
         WHERE owner = %(owner)s AND account_id = %(account_id)s AND over_seq IS NULL
         GROUP BY hold_owner, hold_id
         ORDER BY min(seq)
        """,
        {"owner": key.owner, "account_id": key.account_id},
    ).fetchall()
    return [one for owner, hold_id in rows for one in _holds(db, owner=owner, hold_id=hold_id)]


def _found(db: Transaction, owner: int, name: str) -> Held:
    found = held(db, Owner(owner), name)
    if found is None:
        raise NoSuchHold(detail=f"hold {name} of owner {owner}")
    return found


def _part(entry: Entry, amount: Money) -> Entry:
    if len(entry.postings) != 2:
        raise ValueError(f"hold {entry.name} has more than two lines: it is posted whole")
    if amount > entry.postings[0].amount:
        raise ValueError(f"{amount} is more than hold {entry.name} holds")
    return replace(entry, postings=tuple(replace(posting, amount=amount) for posting in entry.postings))


def _hold(
    db: Transaction, entry: Entry, hold_id: UUID, until: datetime | None
) -> tuple[str, int | None] | None:
    postings = lines(entry)
    return db.execute(
        """
        SELECT outcome, line
          FROM ledger.hold(
               %(turn)s, %(now)s, %(hold)s, %(owner)s, %(name)s, %(currency)s, %(effective)s, %(until)s, %(digest)s,
               %(account_owners)s::bigint[], %(account_ids)s::bigint[], %(debited)s::bigint[], %(credited)s::bigint[],
               %(summaries)s::text[], %(counterparties)s::text[], %(categories)s::text[],
               %(channels)s::text[], %(memos)s::text[], %(details)s::bytea[])
        """,
        {
            "turn": db.turn_id,
            "now": db.now,
            "hold": hold_id,
            "owner": entry.owner,
            "name": entry.name,
            "currency": entry.currency,
            "effective": entry.effective_on,
            "until": until,
            "digest": digest(entry),
            "account_owners": array(posting.account.owner for posting in postings),
            "account_ids": array(posting.account.account_id for posting in postings),
            **dict(zip(LINES, of_lines(postings), strict=True)),
        },
    ).fetchone()


def _end(db: Transaction, owner: int, name: str, became: HoldState) -> HoldState | None:
    """End it if it is pending; the state in which it was found."""
    row = db.execute(
        """
        SELECT ledger.end_hold(%(turn)s, %(now)s, %(owner)s, %(name)s, %(became)s)
        """,
        {"turn": db.turn_id, "now": db.now, "owner": owner, "name": name, "became": became},
    ).fetchone()
    return HoldState(row[0]) if row and row[0] else None


def _holds(
    db: Transaction, *, owner: int, name: str | None = None, hold_id: UUID | None = None
) -> list[Held]:
    rows = db.execute(
        """
        SELECT h.hold_id, h.owner, h.name, h.currency, h.effective_on, h.held_at, h.until_at, h.state,
               l.owner, l.account_id, l.side, l.amount_fen,
               l.details_digest IS NOT NULL, l.summary, l.counterparty, l.category, l.channel, l.memo
          FROM ledger.holds AS h
          JOIN ledger.held AS l ON (l.hold_owner, l.hold_id) = (h.owner, h.hold_id)
         WHERE h.owner = %(owner)s AND (h.name = %(name)s OR h.hold_id = %(hold)s)
         ORDER BY h.held_at, h.hold_id, l.owner, l.account_id, l.seq
        """,
        {"owner": owner, "name": name, "hold": hold_id},
    ).fetchall()
    return [_held(list(group)) for _, group in groupby(rows, key=itemgetter(0))]


def _held(rows: list[tuple[Any, ...]]) -> Held:
    hold_id, owner, name, currency, effective_on, held_at, until, state = rows[0][:8]
    entry = Entry(owner, name, Currency(currency), tuple(map(_posting, rows)), effective_on)
    return Held(hold_id, entry, held_at, until, HoldState(state))


def _posting(row: tuple[Any, ...]) -> Posting:
    owner, account_id, side, fen, detailed, *details = row[8:]
    return Posting(
        AccountKey(owner, account_id), Side(side), Money(fen), Details(*details) if detailed else None
    )

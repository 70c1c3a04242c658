"""The only way anything leaves the bank: written in the turn's transaction, carried out by the worker later.

Knows no destination. A request is sent at least once: twice only where its answer was lost, or where a process died
between sending and noting it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg.rows import class_row, dict_row
from psycopg.types.json import Jsonb

from guitai import clock
from guitai.database import Owner, Transaction

BUCKETS = 16  # a worker takes some of them; a customer's requests are all in one
LEASE = timedelta(seconds=60)  # longer than any call may take
LASTS = timedelta(days=90)  # what is still of use long after: by then it has been read in a statement


@dataclass(frozen=True)
class Request:
    """Something to be sent to a destination, in its terms.

    `tries` counts this one too; `lost` are those in a row, this one among them, whose end nobody has noted yet.
    """

    owner: Owner
    request_id: UUID
    turn_id: UUID
    destination: str
    body: Any
    put_at: datetime
    tries: int
    lost: int
    lasting: bool = False


def put(
    db: Transaction,
    owner: Owner,
    destination: str,
    body: object,
    *,
    place: int = 0,
    due_at: datetime | None = None,
    lasting: bool = False,
    in_order: bool = True,
) -> UUID:
    """Ask for something to be sent. `place` orders what one turn sends to one destination.

    `lasting`: it can wait for as long as `LASTS`, and is not given up before. Without `in_order` it waits for none of
    the customer's earlier requests there, and holds back no later one.
    """
    request_id = clock.uuid7(db.now)
    db.execute(
        """
        INSERT INTO outbox.requests
               (owner, request_id, turn_id, destination, body, bucket, put_at, place, due_at, tries, lost, late,
                lasting, in_order, state, why)
        VALUES (%(owner)s, %(id)s, %(turn)s, %(destination)s, %(body)s, %(bucket)s, %(now)s, %(place)s, %(due_at)s,
                0, 0, false, %(lasting)s, %(in_order)s, 'waiting', '')
        """,
        {
            "owner": owner,
            "id": request_id,
            "turn": db.turn_id,
            "destination": destination,
            "body": Jsonb(body),
            "bucket": owner % BUCKETS,
            "now": db.now,
            "place": place,
            "due_at": due_at or db.now,
            "lasting": lasting,
            "in_order": in_order,
        },
    )
    return request_id


def claim(db: Transaction, destination: str, *, most: int) -> list[Request]:
    """Take what is due, the oldest first, and lease it. A customer's later requests wait for the earlier ones.

    What lasts waits for all that does not: the few messages that a channel allows are for answers before news.
    """
    return (
        db.cursor(row_factory=class_row(Request))
        .execute(
            """
            WITH due AS (
                SELECT r.owner, r.request_id
                  FROM outbox.requests AS r
                 WHERE r.destination = %(destination)s AND r.state IN ('waiting', 'held') AND r.due_at <= %(now)s
                   AND NOT EXISTS (
                       SELECT 1
                         FROM outbox.requests AS e
                        WHERE e.owner = r.owner AND e.destination = r.destination AND e.state = 'waiting'
                          AND r.in_order AND e.in_order
                          AND (e.lasting, e.late, e.put_at, e.place) < (r.lasting, r.late, r.put_at, r.place))
                 ORDER BY r.due_at
                 LIMIT %(most)s
                   FOR UPDATE SKIP LOCKED)
            UPDATE outbox.requests AS r
               SET state = 'waiting', due_at = %(lease)s, tries = r.tries + 1, lost = r.lost + 1
              FROM due
             WHERE r.owner = due.owner AND r.request_id = due.request_id
         RETURNING r.owner, r.request_id, r.turn_id, r.destination, r.body, r.put_at, r.tries, r.lost,
                   r.lasting
            """,
            {"destination": destination, "now": db.now, "lease": db.now + LEASE, "most": most},
        )
        .fetchall()
    )


def settle(db: Transaction, request: Request, *, failed: str = "") -> None:
    """It was sent, or it never will be: `failed` says why."""
    db.execute(
        """
        UPDATE outbox.requests
           SET state = %(state)s, why = %(why)s
         WHERE owner = %(owner)s AND request_id = %(id)s
        """,
        {
            "state": "failed" if failed else "sent",
            "why": failed,
            "owner": request.owner,
            "id": request.request_id,
        },
    )


def postpone(db: Transaction, request: Request, *, until: datetime, why: str, tried: bool = True) -> None:
    """It can't be sent now: try again at that moment. Where it was not even `tried`, that was no try."""
    db.execute(
        """
        UPDATE outbox.requests
           SET due_at = %(until)s, why = %(why)s, tries = tries - %(untried)s, lost = 0
         WHERE owner = %(owner)s AND request_id = %(id)s AND state = 'waiting'
        """,
        {
            "until": until,
            "why": why,
            "untried": int(not tried),
            "owner": request.owner,
            "id": request.request_id,
        },
    )


def hold(db: Transaction, request: Request, *, until: datetime, why: str) -> None:
    """It can't be sent before the customer acts again: `release` sets it free. `until` then it is due anyway."""
    db.execute(
        """
        UPDATE outbox.requests
           SET state = 'held', due_at = %(until)s, why = %(why)s
         WHERE owner = %(owner)s AND request_id = %(id)s AND state = 'waiting'
        """,
        {"until": until, "why": why, "owner": request.owner, "id": request.request_id},
    )


def release(db: Transaction, owner: Owner, destination: str, *, due_at: datetime) -> None:
    """The customer has acted: what was held back for them is due at that moment, and goes behind what is new."""
    db.execute(
        """
        UPDATE outbox.requests
           SET state = 'waiting', due_at = %(due_at)s, tries = 0, lost = 0, late = true
         WHERE owner = %(owner)s AND destination = %(destination)s AND state = 'held' AND due_at > %(now)s
        """,
        {"due_at": due_at, "now": db.now, "owner": owner, "destination": destination},
    )


def give_up(db: Transaction, owner: Owner, destination: str, *, why: str) -> None:
    """Nothing reaches this customer there any more: what waits or is held will never be sent, but for what lasts."""
    db.execute(
        """
        UPDATE outbox.requests
           SET state = 'failed', why = %(why)s
         WHERE owner = %(owner)s AND destination = %(destination)s AND state IN ('waiting', 'held') AND NOT lasting
        """,
        {"why": why, "owner": owner, "destination": destination},
    )


def any_due(db: Transaction, destinations: Sequence[str]) -> bool:
    """Whether anything could be claimed now. What waits behind another request could not."""
    row = db.execute(
        """
        SELECT EXISTS (
            SELECT 1
              FROM outbox.requests AS r
             WHERE r.destination = ANY(%(destinations)s) AND r.state IN ('waiting', 'held') AND r.due_at <= %(now)s
               AND NOT EXISTS (
                   SELECT 1
                     FROM outbox.requests AS e
                    WHERE e.owner = r.owner AND e.destination = r.destination AND e.state = 'waiting'
                      AND r.in_order AND e.in_order
                      AND (e.lasting, e.late, e.put_at, e.place) < (r.lasting, r.late, r.put_at, r.place)))
        """,
        {"destinations": list(destinations), "now": db.now},
    ).fetchone()
    return bool(row and row[0])


def turn_of(db: Transaction, some_id: str) -> UUID | None:
    """The turn that wrote the request with this id."""
    row = db.execute(
        "SELECT turn_id FROM outbox.requests WHERE request_id::text = %(id)s", {"id": some_id}
    ).fetchone()
    return row[0] if row else None


def trace(db: Transaction, turn_id: UUID) -> list[dict[str, object]]:
    """What this turn asked to be sent, and what came of it."""
    return (
        db.cursor(row_factory=dict_row)
        .execute(
            """
            SELECT request_id, destination, put_at, due_at, tries, state, why
              FROM outbox.requests
             WHERE turn_id = %(turn)s
            """,
            {"turn": turn_id},
        )
        .fetchall()
    )

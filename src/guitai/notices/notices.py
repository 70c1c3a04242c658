"""What customers are told unasked: put down by whoever knows it, in the transaction that made it so; told soon after.

Another customer is told so too, without being waited for: nobody's turn takes a second customer's lock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from guitai import clock
from guitai.database import Owner, Transaction
from guitai.kept import keep, recall
from guitai.language import Words
from guitai.shield import at_rest
from guitai.shield.card import Card, Page
from guitai.zone import BANK_ZONE

WAITING = "notices"
MORNING, EVENING = 8, 21  # hours: what can wait is told between them


@dataclass(frozen=True)
class Notice:
    """Words for the chat, and a card with what only its customer may see. `turn_id` is where it came about."""

    owner: Owner
    turn_id: UUID
    words: Words
    card: Card | Page | None


def put(
    db: Transaction, owner: Owner, words: Words, card: Card | Page | None = None, *, by_day: bool = False
) -> UUID:
    """Let this customer be told, as far as their chat can be written to; what came about `by_day` only, if it may wait.

    What somebody did, and money that comes or goes, is told at any hour.
    """
    notice_id = clock.uuid7(db.now)
    db.execute(
        """
        INSERT INTO notices.waiting (owner, notice_id, turn_id, put_at, due_at, by_day, place, sealed)
        SELECT %(owner)s, %(id)s, %(turn)s, %(now)s, %(now)s, %(by_day)s, count(*), %(sealed)s
          FROM notices.waiting
         WHERE owner = %(owner)s AND turn_id = %(turn)s
        """,
        {
            "owner": owner,
            "id": notice_id,
            "turn": db.turn_id,
            "now": db.now,
            "by_day": by_day,
            "sealed": at_rest.sealed(db, WAITING, owner, [keep(words), keep(card)], row=notice_id),
        },
    )
    return notice_id


def next_notice(db: Transaction, besides: Sequence[str] = ()) -> tuple[Owner, UUID, datetime] | None:
    """The one that is to be told first, of all but these: whose it is, its id, and when."""
    row = db.execute(
        """
        SELECT owner, notice_id, due_at
          FROM notices.waiting
         WHERE notice_id <> ALL(%(besides)s::uuid[])
         ORDER BY due_at, put_at, owner, place
         LIMIT 1
        """,
        {"besides": list(besides)},
    ).fetchone()
    return (Owner(row[0]), row[1], row[2]) if row else None


def wait_for_morning(db: Transaction, morning: int) -> bool:
    """At night, let all that may wait be told from that hour on; whether it is night and there was any."""
    until = morning_after(db.now, morning)
    if until is None:
        return False
    moved = db.execute(
        """
        UPDATE notices.waiting
           SET due_at = %(until)s
         WHERE by_day AND due_at <= %(now)s
        """,
        {"until": until, "now": db.now},
    )
    return moved.rowcount > 0


def morning_after(now: datetime, morning: int) -> datetime | None:
    """When the night ends that it is; None by day.

    >>> morning_after(datetime(2026, 11, 23, 2, 10, tzinfo=BANK_ZONE), 8).isoformat()
    '2026-11-23T08:00:00+08:00'
    """
    local = now.astimezone(BANK_ZONE)
    if morning <= local.hour < EVENING:
        return None
    day = local.date() if local.hour < morning else local.date() + timedelta(days=1)
    return datetime.combine(day, time(morning), BANK_ZONE)


def take(db: Transaction, owner: Owner, notice_id: UUID) -> Notice | None:
    """This one, unless somebody else has told it. With this transaction it is told."""
    row = db.execute(
        """
        DELETE FROM notices.waiting
         WHERE owner = %(owner)s AND notice_id = %(id)s
     RETURNING turn_id, sealed
        """,
        {"owner": owner, "id": notice_id},
    ).fetchone()
    if row is None:
        return None
    turn_id, sealed = row
    words, card = at_rest.opened(db, WAITING, owner, sealed, row=notice_id)
    return Notice(owner, turn_id, recall(words), recall(card))

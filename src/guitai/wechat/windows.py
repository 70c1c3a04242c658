"""How many customer-service messages a customer may still be sent: WeChat has no call that tells."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from guitai.database import Owner, Transaction
from guitai.wechat.message import Kind, Message


class Trigger(StrEnum):
    """What opens a window."""

    MESSAGE = "message"
    EVENT = "event"


# WeChat's table, "发送客服消息": 5 in 48 hours for a message, 3 in a minute for a tap, a follow or a scan.
COUNT = {Trigger.MESSAGE: 5, Trigger.EVENT: 3}
LIFE = {Trigger.MESSAGE: timedelta(hours=48), Trigger.EVENT: timedelta(minutes=1)}
LEFT = "left"  # why a text will never be sent
OPENING = frozenset({"CLICK", "scancode_push", "scancode_waitmsg", "subscribe", "SCAN"})


def trigger(message: Message) -> Trigger | None:
    """What a push opens. Pages, pictures and places from a menu open nothing: what follows them does."""
    if message.kind is not Kind.EVENT:
        return Trigger.MESSAGE
    return Trigger.EVENT if message.event in OPENING else None


def left(message: Message) -> bool:
    """Whether the customer follows the account no more: nothing reaches them."""
    return message.kind is Kind.EVENT and message.event == "unsubscribe"


def heard(db: Transaction, owner: Owner, message: Message, *, at: datetime) -> None:
    """Open what this push opens, or close everything where the customer has left. `at` is when it arrived."""
    if left(message):
        _close(db, owner)
    elif opened_by := trigger(message):
        since = min(at, message.created_at or at)
        db.execute(
            """
            INSERT INTO wechat.windows (owner, opened_by, remaining, closes_at, turn_id)
            VALUES (%(owner)s, %(opened_by)s, %(remaining)s, %(closes_at)s, %(turn_id)s)
            ON CONFLICT (owner, opened_by) DO UPDATE
               SET remaining = excluded.remaining,
                   closes_at = excluded.closes_at,
                   turn_id = excluded.turn_id
             WHERE windows.closes_at <= excluded.closes_at
            """,
            {
                "owner": owner,
                "opened_by": opened_by,
                "remaining": COUNT[opened_by],
                "closes_at": since + LIFE[opened_by],
                "turn_id": db.turn_id,
            },
        )


def take(db: Transaction, owner: Owner, now: datetime) -> list[UUID]:
    """Use one message of what is left: the turns that opened the windows it was taken from, none if there was none.

    Whether two open windows add up is not documented: one message counts in both, so the larger one decides.
    """
    taken = db.execute(
        """
        UPDATE wechat.windows
           SET remaining = remaining - 1
         WHERE owner = %(owner)s AND remaining > 0 AND closes_at > %(now)s
     RETURNING turn_id
        """,
        {"owner": owner, "now": now},
    )
    return [turn_id for (turn_id,) in taken]


def give_back(db: Transaction, owner: Owner, taken: Sequence[UUID]) -> None:
    """The message that was taken has surely not been sent. A window that was opened anew since has it already."""
    db.execute(
        """
        UPDATE wechat.windows
           SET remaining = remaining + 1
         WHERE owner = %(owner)s AND turn_id = ANY(%(taken)s)
        """,
        {"owner": owner, "taken": list(taken)},
    )


def used_up(db: Transaction, owner: Owner, taken: Sequence[UUID]) -> None:
    """WeChat said 45015 or 45047 to a message of these windows: it has counted more than we did, or they are gone.

    A window that the customer opened while the call was out is another one, of which WeChat has said nothing.
    """
    db.execute(
        """
        UPDATE wechat.windows
           SET remaining = 0
         WHERE owner = %(owner)s AND turn_id = ANY(%(taken)s)
        """,
        {"owner": owner, "taken": list(taken)},
    )


def any_open(db: Transaction, owner: Owner, now: datetime) -> bool:
    """Whether a message is left."""
    row = db.execute(
        """
        SELECT EXISTS (
            SELECT 1
              FROM wechat.windows
             WHERE owner = %(owner)s AND remaining > 0 AND closes_at > %(now)s)
        """,
        {"owner": owner, "now": now},
    ).fetchone()
    return bool(row and row[0])


def moved(db: Transaction, before: Owner, owner: Owner) -> None:
    """The chat that was `before`'s is this owner's now, with what may still be sent in it."""
    db.execute("DELETE FROM wechat.windows WHERE owner = %(owner)s", {"owner": owner})
    db.execute(
        """
        UPDATE wechat.windows
           SET owner = %(owner)s
         WHERE owner = %(before)s
        """,
        {"owner": owner, "before": before},
    )


def _close(db: Transaction, owner: Owner) -> None:
    db.execute(
        """
        UPDATE wechat.windows
           SET remaining = 0, turn_id = %(turn_id)s
         WHERE owner = %(owner)s
        """,
        {"owner": owner, "turn_id": db.turn_id},
    )

"""How many customer-service messages a customer may still be sent: WeChat has no call that tells."""

from datetime import datetime, timedelta
from enum import StrEnum

from guitai.database import Owner, Transaction
from guitai.wechat.message import Kind, Message


class Trigger(StrEnum):
    """What opens a window."""

    MESSAGE = "message"
    EVENT = "event"


# WeChat's table, "发送客服消息": 5 in 48 hours for a message, 3 in a minute for a tap, a follow or a scan.
COUNT = {Trigger.MESSAGE: 5, Trigger.EVENT: 3}
LIFE = {Trigger.MESSAGE: timedelta(hours=48), Trigger.EVENT: timedelta(minutes=1)}
OPENING = frozenset({"CLICK", "scancode_push", "scancode_waitmsg", "subscribe", "SCAN"})


def trigger(message: Message) -> Trigger | None:
    """What a push opens. Pages, pictures and places from a menu open nothing: what follows them does."""
    if message.kind is not Kind.EVENT:
        return Trigger.MESSAGE
    return Trigger.EVENT if message.event in OPENING else None


def heard(db: Transaction, owner: Owner, message: Message, *, at: datetime) -> None:
    """Open what this push opens, or close everything where the customer has left. `at` is when it arrived."""
    if message.kind is Kind.EVENT and message.event == "unsubscribe":
        closed(db, owner)
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


def take(db: Transaction, owner: Owner, now: datetime) -> bool:
    """Use one message of what is left, if any is.

    Whether two open windows add up is not documented: one message counts in both, so the larger one decides.
    """
    taken = db.execute(
        """
        UPDATE wechat.windows
           SET remaining = remaining - 1, turn_id = %(turn_id)s
         WHERE owner = %(owner)s AND remaining > 0 AND closes_at > %(now)s
        """,
        {"owner": owner, "now": now, "turn_id": db.turn_id},
    )
    return taken.rowcount > 0


def closed(db: Transaction, owner: Owner) -> None:
    """WeChat said 45015: silent for too long, or gone. Nothing may be sent before their next act."""
    used_up(db, owner)


def used_up(db: Transaction, owner: Owner) -> None:
    """WeChat said 45047: it has counted more than we did. Nothing may be sent before their next act."""
    db.execute(
        """
        UPDATE wechat.windows
           SET remaining = 0, turn_id = %(turn_id)s
         WHERE owner = %(owner)s AND remaining > 0
        """,
        {"owner": owner, "turn_id": db.turn_id},
    )

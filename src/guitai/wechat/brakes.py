"""The brake on all calls of a kind, for all workers: a no to the account is not asked for again at once."""

from datetime import datetime, time, timedelta

from guitai.database import Transaction
from guitai.wechat.codes import QuotaUsedUp, TokenRefused, WeChatError, WrongSetup
from guitai.zone import BANK_ZONE, day_of

TOO_FAST = 45011  # WeChat counts by the minute
A_MINUTE = timedelta(minutes=1)
LONGEST = timedelta(hours=1)  # whoever repairs the setup waits no longer for the next try


def meant_for_all(error: WeChatError) -> bool:
    """Whether the next request would hear the same, whoever it is for."""
    return error.errcode == TOO_FAST or isinstance(error, QuotaUsedUp | WrongSetup | TokenRefused)


def paused_until(db: Transaction, app_id: str, destination: str) -> datetime | None:
    """When WeChat may be called again; None if it may be now."""
    until, _ = _brake(db, app_id, destination)
    return until if until and until > db.now else None


def pause(db: Transaction, app_id: str, destination: str, error: WeChatError) -> tuple[datetime, bool]:
    """Stop all calls of this kind: till when, and whether they were not stopped before."""
    _, pauses = _brake(db, app_id, destination)
    paused = db.execute(
        """
        INSERT INTO wechat.brakes (app_id, destination, paused_until, pauses, why)
        VALUES (%(app_id)s, %(destination)s, %(until)s, 1, %(why)s)
            ON CONFLICT ON CONSTRAINT brakes_pkey DO UPDATE
           SET paused_until = excluded.paused_until, pauses = brakes.pauses + 1, why = excluded.why
         WHERE brakes.paused_until <= %(now)s
        """,
        {
            "app_id": app_id,
            "destination": destination,
            "until": _end(db.now, error, pauses),
            "why": str(error),
            "now": db.now,
        },
    )
    until, _ = _brake(db, app_id, destination)
    assert until is not None, "the row is ours or was committed by another"
    return until, paused.rowcount == 1


def ease(db: Transaction, app_id: str, destination: str) -> None:
    """WeChat has taken a call: the next pause is a short one again."""
    db.execute(
        """
        UPDATE wechat.brakes
           SET pauses = 0
         WHERE app_id = %(app_id)s AND destination = %(destination)s AND pauses > 0
        """,
        {"app_id": app_id, "destination": destination},
    )


def _end(now: datetime, error: WeChatError, pauses: int) -> datetime:
    if isinstance(error, QuotaUsedUp):  # the day's count begins anew at midnight
        tomorrow = day_of(now) + timedelta(days=1)
        return datetime.combine(tomorrow, time(), BANK_ZONE)
    if error.errcode == TOO_FAST:
        return now + A_MINUTE
    return now + min(LONGEST, A_MINUTE * (1 << min(pauses, 10)))


def _brake(db: Transaction, app_id: str, destination: str) -> tuple[datetime | None, int]:
    row = db.execute(
        """
        SELECT paused_until, pauses
          FROM wechat.brakes
         WHERE app_id = %(app_id)s AND destination = %(destination)s
        """,
        {"app_id": app_id, "destination": destination},
    ).fetchone()
    return row or (None, 0)

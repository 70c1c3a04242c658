"""Stopping an account in a direction, for reasons that stack, and closing it for good. Knows no reason but closing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from guitai.database import Transaction
from guitai.ledger.accounts import CLOSED
from guitai.ledger.chart import AccountKey
from guitai.ledger.refusals import NoSuchAccount, NotEmpty


@dataclass(frozen=True)
class Stop:
    """Why nothing leaves an account (`debits`), or nothing comes in (`credits`), and since when."""

    reason: str
    debits: bool
    credits: bool
    stopped_at: datetime
    turn_id: UUID
    lifted_at: datetime | None
    lifted_turn_id: UUID | None


def stop(db: Transaction, key: AccountKey, *, debits: bool, credits: bool, reason: str) -> None:
    """Let nothing leave, or nothing come in, until this reason is lifted. Safe to do twice.

    Several reasons stack: what one of them stops stays stopped. The same reason in other directions takes the place of
    the stop before it. What is pending stays so, and may still be voided; it is posted only where both ways are open.
    """
    if reason == CLOSED or not (debits or credits):
        raise ValueError("an account is stopped in a direction; close_account closes it")
    if _stop(db, key, debits=debits, credits=credits, reason=reason) is None:
        raise NoSuchAccount(detail=str(key))


def lift(db: Transaction, key: AccountKey, *, reason: str) -> bool:
    """End the stop for this reason; whether there was one. Closing is never lifted."""
    row = db.execute(
        """
        SELECT ledger.lift(%(turn)s, %(now)s, %(owner)s, %(account_id)s, %(reason)s)
        """,
        {
            "turn": db.turn_id,
            "now": db.now,
            "owner": key.owner,
            "account_id": key.account_id,
            "reason": reason,
        },
    ).fetchone()
    return bool(row and row[0])


def stops(db: Transaction, key: AccountKey) -> list[Stop]:
    """What is in force, the first first."""
    return [stop for stop in history(db, key) if stop.lifted_at is None]


def history(db: Transaction, key: AccountKey) -> list[Stop]:
    """Every stop that there was, the first first."""
    return (
        db.cursor(row_factory=class_row(Stop))
        .execute(
            """
            SELECT reason, debits, credits, stopped_at, turn_id, lifted_at, lifted_turn_id
              FROM ledger.stops
             WHERE owner = %(owner)s AND account_id = %(account_id)s
             ORDER BY seq
            """,
            {"owner": key.owner, "account_id": key.account_id},
        )
        .fetchall()
    )


def close_account(db: Transaction, key: AccountKey) -> None:
    """Close it for good: nothing may stand on it, nothing be held. Safe to do twice."""
    if _stop(db, key, debits=True, credits=True, reason=CLOSED) is None:
        raise NotEmpty(detail=str(key))


def _stop(db: Transaction, key: AccountKey, *, debits: bool, credits: bool, reason: str) -> bool | None:
    row = db.execute(
        """
        SELECT ledger.stop(%(turn)s, %(now)s, %(owner)s, %(account_id)s, %(reason)s, %(debits)s, %(credits)s)
        """,
        {
            "turn": db.turn_id,
            "now": db.now,
            "owner": key.owner,
            "account_id": key.account_id,
            "reason": reason,
            "debits": debits,
            "credits": credits,
        },
    ).fetchone()
    return row[0] if row else None

"""What is owed to payers: it came back, and their account took no credit. It waits in suspense and is tried again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from psycopg.rows import class_row

from guitai.database import Owner, Transaction
from guitai.money import Money

TRIED_EVERY = timedelta(hours=1)  # a stop is lifted by day, and its customer waits
TRIED_WHEN_CLOSED = timedelta(days=1)  # nothing lifts that: the staff give it elsewhere


@dataclass(frozen=True)
class Owed:
    """What has waited in suspense since that moment for the payer of a payment."""

    owner: Owner
    payment_id: UUID
    since_at: datetime
    amount_fen: int
    try_at: datetime

    @property
    def amount(self) -> Money:
        """The payment, its fee, or both."""
        return Money(self.amount_fen)


def owe(db: Transaction, owner: Owner, payment_id: UUID, amount: Money) -> None:
    """It is in suspense from now on."""
    db.execute(
        """
        INSERT INTO clearing.owed (owner, payment_id, turn_id, since_at, amount_fen, try_at)
        VALUES (%(owner)s, %(id)s, %(turn)s, %(now)s, %(fen)s, %(try_at)s)
        """,
        {
            "owner": owner,
            "id": payment_id,
            "turn": db.turn_id,
            "now": db.now,
            "fen": amount.fen,
            "try_at": db.now + TRIED_EVERY,
        },
    )


def owed(db: Transaction, owner: Owner, payment_id: UUID) -> Owed | None:
    """What is still owed of this payment."""
    return (
        db.cursor(row_factory=class_row(Owed))
        .execute(
            """
            SELECT owner, payment_id, since_at, amount_fen, try_at
              FROM clearing.owed
             WHERE owner = %(owner)s AND payment_id = %(id)s AND try_at IS NOT NULL
            """,
            {"owner": owner, "id": payment_id},
        )
        .fetchone()
    )


def every(db: Transaction) -> list[Owed]:
    """All that is owed, the oldest first."""
    return (
        db.cursor(row_factory=class_row(Owed))
        .execute(
            """
            SELECT owner, payment_id, since_at, amount_fen, try_at
              FROM clearing.owed
             WHERE try_at IS NOT NULL
             ORDER BY since_at, owner, payment_id
            """
        )
        .fetchall()
    )


def next_owed(db: Transaction, besides: Sequence[str] = ()) -> tuple[Owner, UUID, datetime] | None:
    """What is tried again first, of all but these: whose it is, of which payment, and when."""
    row = db.execute(
        """
        SELECT owner, payment_id, try_at
          FROM clearing.owed
         WHERE try_at IS NOT NULL AND payment_id <> ALL(%(besides)s::uuid[])
         ORDER BY try_at, owner, payment_id
         LIMIT 1
        """,
        {"besides": list(besides)},
    ).fetchone()
    return (Owner(row[0]), row[1], row[2]) if row else None


def try_later(db: Transaction, of: Owed, *, closed: bool) -> None:
    """The account takes nothing yet, or, where it was `closed` for good, hardly ever will."""
    after = TRIED_WHEN_CLOSED if closed else TRIED_EVERY
    db.execute(
        """
        UPDATE clearing.owed
           SET try_at = %(try_at)s
         WHERE owner = %(owner)s AND payment_id = %(id)s
        """,
        {"try_at": db.now + after, "owner": of.owner, "id": of.payment_id},
    )


def given(db: Transaction, of: Owed, entry_id: UUID) -> None:
    """The payer has it, by this entry."""
    db.execute(
        """
        UPDATE clearing.owed
           SET try_at = NULL, given_at = %(now)s, given_turn_id = %(turn)s, entry_id = %(entry)s
         WHERE owner = %(owner)s AND payment_id = %(id)s
        """,
        {"now": db.now, "turn": db.turn_id, "entry": entry_id, "owner": of.owner, "id": of.payment_id},
    )

"""What the bank has of a day that the clearing house settles: by what is booked and the id that both know it by."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from guitai.clearing.messages import Booked
from guitai.database import Transaction
from guitai.ledger.chart import AccountKey
from guitai.money import Money
from guitai.zone import BANK_ZONE


@dataclass(frozen=True)
class Known:
    """One of them: how much, and since when the bank knows it."""

    amount: Money
    at: datetime


def of_day(db: Transaction, on: date) -> dict[tuple[Booked, str], Known]:
    """Everything that the house's statement of this day should list."""
    rows = db.execute(
        """
        SELECT 'out', replace(payment_id::text, '-', ''), amount_fen, sent_at
          FROM clearing.payments
         WHERE settles_on = %(on)s AND state IN ('settled', 'returned')
         UNION ALL
        SELECT booked, tx_id, amount_fen, received_at
          FROM clearing.received
         WHERE settles_on = %(on)s
         UNION ALL
        SELECT 'refused', tx_id, amount_fen, received_at
          FROM clearing.received
         WHERE taken_back_on = %(on)s
        """,
        {"on": on},
    ).fetchall()
    return {(Booked(booked), tx_id): Known(Money(fen), at) for booked, tx_id, fen, at in rows}


def open_on(db: Transaction, on: date) -> list[UUID]:
    """The payments of this day of which nobody knows yet whether they were settled."""
    rows = db.execute(
        """
        SELECT payment_id
          FROM clearing.payments
         WHERE settles_on = %(on)s AND state IN ('sent', 'in_doubt')
         ORDER BY owner, sent_at, payment_id
        """,
        {"on": on},
    ).fetchall()
    return [payment_id for (payment_id,) in rows]


def may_come_back(db: Transaction, key: AccountKey) -> bool:
    """Whether money of this account is on its way, not known to have arrived, or came back and is owed to it."""
    row = db.execute(
        """
        SELECT EXISTS (
            SELECT 1
              FROM clearing.payments AS p
              LEFT JOIN clearing.owed AS o ON (o.owner, o.payment_id) = (p.owner, p.payment_id)
             WHERE p.owner = %(owner)s AND p.account_id = %(account)s
               AND (p.state IN ('sent', 'in_doubt') OR o.try_at IS NOT NULL))
        """,
        {"owner": key.owner, "account": key.account_id},
    ).fetchone()
    return bool(row and row[0])


def set_aside_on(db: Transaction, on: date) -> list[tuple[UUID, str]]:
    """What the house said from that day's begin to the end of the next that could not be carried out, and why."""
    begins_at = datetime.combine(on, time(), BANK_ZONE)
    return db.execute(
        """
        SELECT inbox_id, why
          FROM clearing.inbox
         WHERE state = 'set_aside' AND done_at >= %(begins_at)s AND done_at < %(ends_at)s
         ORDER BY done_at
        """,
        {"begins_at": begins_at, "ends_at": begins_at + timedelta(days=2)},
    ).fetchall()

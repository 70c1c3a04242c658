"""From a turn to the transfers that it had to do with, and from those to every other turn of theirs."""

from typing import Any
from uuid import UUID

from psycopg.rows import dict_row

from guitai.capabilities.transfers.tables import PLANS, TRANSFERS
from guitai.database import Transaction
from guitai.shield import at_rest, orders


def turn_of(db: Transaction, some_id: str) -> UUID | None:
    """The turn that accepted the transfer, or made the plan, with this id."""
    row = db.execute(
        """
        SELECT turn_id FROM transfers.transfers WHERE transfer_id::text = %(id)s
         UNION ALL
        SELECT turn_id FROM transfers.plans WHERE plan_id::text = %(id)s
        """,
        {"id": some_id},
    ).fetchone()
    return row[0] if row else None


def trace(db: Transaction, turn_id: UUID) -> list[dict[str, object]]:
    """The transfers that this turn accepted or changed, as they stood after it; and the plans that it made."""
    changed = (
        db.cursor(row_factory=dict_row)
        .execute(
            """
            SELECT e.owner, e.transfer_id, e.seq, e.at, e.state, t.amount_fen, t.fee_fen, t.rail, t.strength,
                   t.device_id, t.plan_id, t.counted_on, t.sealed
              FROM transfers.events AS e
              JOIN transfers.transfers AS t USING (owner, transfer_id)
             WHERE e.turn_id = %(turn)s
             ORDER BY e.owner, e.transfer_id, e.seq
            """,
            {"turn": turn_id},
        )
        .fetchall()
    )
    made = (
        db.cursor(row_factory=dict_row)
        .execute(
            """
            SELECT owner, plan_id, day, next_at, stopped_at, amount_fen, fee_fen, strength, device_id, sealed
              FROM transfers.plans
             WHERE turn_id = %(turn)s
            """,
            {"turn": turn_id},
        )
        .fetchall()
    )
    return [_open(db, TRANSFERS, row, "transfer_id") for row in changed] + [
        _open(db, PLANS, row, "plan_id") for row in made
    ]


def turns(db: Transaction, turn_id: UUID) -> list[UUID]:
    """Every turn of the transfers and plans that this one had to do with, from the order that was drafted on."""
    drafted = [order["order_id"] for order in orders.trace(db, turn_id)]
    rows = db.execute(
        """
        WITH touched AS (
            SELECT DISTINCT owner, transfer_id
              FROM transfers.events
             WHERE turn_id = %(turn)s OR transfer_id = ANY(%(drafted)s))
        SELECT e.transfer_id, e.turn_id
          FROM touched
          JOIN transfers.events AS e USING (owner, transfer_id)
         UNION ALL
        SELECT p.plan_id, p.turn_id
          FROM touched
          JOIN transfers.transfers AS t USING (owner, transfer_id)
          JOIN transfers.plans AS p USING (owner, plan_id)
         UNION ALL
        SELECT plan_id, turn_id
          FROM transfers.plans
         WHERE turn_id = %(turn)s OR plan_id = ANY(%(drafted)s)
        """,
        {"turn": turn_id, "drafted": drafted},
    ).fetchall()
    began = [orders.turn_of(db, str(order_id)) for order_id in {order_id for order_id, _ in rows}]
    return list(dict.fromkeys(turn for turn in [*began, *(turn for _, turn in rows)] if turn))


def _open(db: Transaction, what: str, row: dict[str, Any], number: str) -> dict[str, object]:
    return row | {"sealed": at_rest.opened(db, what, row["owner"], row["sealed"], row=row[number])}

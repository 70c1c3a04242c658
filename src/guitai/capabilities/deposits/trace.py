"""What a turn did to deposits, and the turns of their orders: put up for signing in one, carried out in another."""

from uuid import UUID

from psycopg.rows import dict_row

from guitai.database import Transaction
from guitai.shield import orders


def turn_of(db: Transaction, some_id: str) -> UUID | None:
    """The turn that wrote the deposit with this account number last."""
    row = db.execute(
        "SELECT turn_id FROM deposits.deposits WHERE number = %(id)s LIMIT 1", {"id": some_id}
    ).fetchone()
    return row[0] if row else None


def trace(db: Transaction, turn_id: UUID) -> list[dict[str, object]]:
    """The orders that this turn carried out, and the deposits that they were about."""
    return (
        db.cursor(row_factory=dict_row)
        .execute(
            """
            SELECT o.order_id, o.kind, o.done_at, d.account_id, d.number, d.product, d.starts_on, d.matures_on, d.state
              FROM deposits.orders AS o
              JOIN deposits.deposits AS d USING (owner, account_id)
             WHERE o.turn_id = %(turn)s
            """,
            {"turn": turn_id},
        )
        .fetchall()
    )


def turns(db: Transaction, turn_id: UUID) -> list[UUID]:
    """Where the orders that this turn carried out were drafted, and where those that it drafted were carried out."""
    carried_out = [str(row["order_id"]) for row in trace(db, turn_id)]
    drafted = [str(row["order_id"]) for row in orders.trace(db, turn_id)]
    rows = db.execute(
        "SELECT turn_id FROM deposits.orders WHERE order_id = ANY(%(orders)s::uuid[])", {"orders": drafted}
    )
    found = [orders.turn_of(db, order_id) for order_id in carried_out]
    return [turn for turn in found if turn] + [turn for (turn,) in rows]

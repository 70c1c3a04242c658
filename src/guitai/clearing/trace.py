"""From a turn to the payments it sent, what it heard of them and what came, and back."""

from uuid import UUID

from psycopg.rows import dict_row

from guitai.clearing.received import id_of
from guitai.database import Transaction


def turn_of(db: Transaction, some_id: str) -> UUID | None:
    """The turn that wrote the payment, what came or the message with this id; the house's ids are known too."""
    row = db.execute(
        """
        SELECT turn_id
          FROM clearing.payments
         WHERE payment_id = %(id)s
         UNION ALL
        SELECT turn_id
          FROM clearing.received
         WHERE received_id IN (%(id)s, %(of_tx_id)s)
         UNION ALL
        SELECT coalesce(done_turn_id, turn_id)
          FROM clearing.inbox
         WHERE inbox_id = %(id)s
         LIMIT 1
        """,
        {"id": _uuid(some_id), "of_tx_id": id_of(some_id)},
    ).fetchone()
    return row[0] if row else None


def trace(db: Transaction, turn_id: UUID) -> list[dict[str, object]]:
    """What this turn did to payments: sent them, heard of them, took in what came."""
    return (
        db.cursor(row_factory=dict_row)
        .execute(
            """
            SELECT c.owner, c.payment_id, c.state, c.reason, c.changed_at AS at, c.entry_id, p.rail, p.settles_on,
                   p.amount_fen
              FROM clearing.changes AS c
              JOIN clearing.payments AS p ON (p.owner, p.payment_id) = (c.owner, c.payment_id)
             WHERE c.turn_id = %(turn)s
             UNION ALL
            SELECT owner, received_id, CASE WHEN refused = '' THEN 'received' ELSE 'refused' END, refused, received_at,
                   entry_id, NULL, settles_on, amount_fen
              FROM clearing.received
             WHERE turn_id = %(turn)s
             UNION ALL
            SELECT owner, payment_id, 'owed', '', since_at, NULL, NULL, NULL, amount_fen
              FROM clearing.owed
             WHERE turn_id = %(turn)s
             UNION ALL
            SELECT owner, payment_id, 'given back', '', given_at, entry_id, NULL, NULL, amount_fen
              FROM clearing.owed
             WHERE given_turn_id = %(turn)s
            """,
            {"turn": turn_id},
        )
        .fetchall()
    )


def turns(db: Transaction, turn_id: UUID) -> list[UUID]:
    """Every turn of the payments that this turn had to do with, the one that sent them first."""
    rows = db.execute(
        """
        SELECT c.turn_id
          FROM (SELECT owner, payment_id, turn_id, changed_at
                  FROM clearing.changes
                 UNION ALL
                SELECT owner, payment_id, given_turn_id, given_at
                  FROM clearing.owed
                 WHERE given_turn_id IS NOT NULL) AS c
         WHERE (c.owner, c.payment_id) IN (SELECT x.owner, x.payment_id
                                             FROM clearing.changes AS x
                                            WHERE x.turn_id = %(turn)s
                                            UNION
                                           SELECT o.owner, o.payment_id
                                             FROM clearing.owed AS o
                                            WHERE o.given_turn_id = %(turn)s)
         GROUP BY c.turn_id
         ORDER BY min(c.changed_at)
        """,
        {"turn": turn_id},
    ).fetchall()
    return [turn for (turn,) in rows]


def _uuid(some_id: str) -> UUID | None:
    try:
        return UUID(some_id)
    except ValueError:
        return None

"""From a turn to the accounts that it stopped, or of which it lifted a stop."""

from uuid import UUID

from psycopg.rows import dict_row

from guitai.database import Transaction


def turn_of(db: Transaction, some_id: str) -> UUID | None:
    """None: a stop has no id of its own."""
    return None


def trace(db: Transaction, turn_id: UUID) -> list[dict[str, object]]:
    """What this turn stopped, and what it lifted."""
    return (
        db.cursor(row_factory=dict_row)
        .execute(
            """
            SELECT owner, account_id, reason, debits, credits, stopped_at, lifted_at
              FROM ledger.stops
             WHERE turn_id = %(turn)s OR lifted_turn_id = %(turn)s
             ORDER BY owner, account_id, seq
            """,
            {"turn": turn_id},
        )
        .fetchall()
    )

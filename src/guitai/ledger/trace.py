"""From a turn to the entries it posted, and back. For people who ask how an entry came about."""

from uuid import UUID

from psycopg.rows import dict_row

from guitai.database import Transaction


def turn_of(db: Transaction, some_id: str) -> UUID | None:
    """The turn that wrote the entry with this id."""
    try:
        entry_id = UUID(some_id)
    except ValueError:
        return None
    row = db.execute(
        "SELECT turn_id FROM ledger.postings WHERE entry_id = %(id)s LIMIT 1", {"id": entry_id}
    ).fetchone()
    return row[0] if row else None


def trace(db: Transaction, turn_id: UUID) -> list[dict[str, object]]:
    """The entries that this turn posted."""
    return (
        db.cursor(row_factory=dict_row)
        .execute(
            """
            SELECT owner, entry_id, name, currency, booked_at, effective_on
              FROM ledger.entries
             WHERE turn_id = %(turn)s
            """,
            {"turn": turn_id},
        )
        .fetchall()
    )

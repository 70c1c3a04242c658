"""From the id of a turn, or of the message that it heard, to what was heard and said."""

from uuid import UUID

from psycopg.rows import dict_row

from guitai.database import Transaction


def turn_of(db: Transaction, some_id: str) -> UUID | None:
    """The turn with this id, or the newest that heard a message of this id."""
    row = db.execute(
        """
        SELECT turn_id
          FROM turns.turns
         WHERE turn_id::text = %(id)s OR (message_id = %(id)s AND %(id)s <> '')
         ORDER BY heard_at DESC
         LIMIT 1
        """,
        {"id": some_id},
    ).fetchone()
    return row[0] if row else None


def trace(db: Transaction, turn_id: UUID) -> list[dict[str, object]]:
    """What was heard and said in this turn."""
    return (
        db.cursor(row_factory=dict_row)
        .execute(
            """
            SELECT owner, turn_id, message_id, heard_at, how, heard, said, more, route
              FROM turns.turns
             WHERE turn_id = %(turn)s
            """,
            {"turn": turn_id},
        )
        .fetchall()
    )

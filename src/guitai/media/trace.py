"""What a customer sent in a turn, and the turn in which it was answered. Never what it holds."""

from uuid import UUID

from psycopg.rows import dict_row

from guitai.database import Transaction


def turn_of(db: Transaction, some_id: str) -> UUID | None:
    """A file has no id but its turn's."""
    return None


def turns(db: Transaction, turn_id: UUID) -> list[UUID]:
    """The turn in which it came, and the one in which it was answered."""
    rows = db.execute(
        """
        SELECT turn_id, read_turn_id
          FROM media.received
         WHERE turn_id = %(turn)s OR read_turn_id = %(turn)s
        """,
        {"turn": turn_id},
    ).fetchall()
    return [turn for row in rows for turn in row if turn]


def trace(db: Transaction, turn_id: UUID) -> list[dict[str, object]]:
    """What came in this turn."""
    return (
        db.cursor(row_factory=dict_row)
        .execute(
            """
            SELECT owner, turn_id, kind, said_at, state, fetched_at, content_type, octet_length(sealed) AS bytes,
                   read_at, read_turn_id, expires_at
              FROM media.received
             WHERE turn_id = %(turn)s
            """,
            {"turn": turn_id},
        )
        .fetchall()
    )

"""From a turn to the holds that it placed, posted or let go, and back. For people who ask what became of money held."""

from uuid import UUID

from psycopg.rows import dict_row

from guitai.database import Transaction


def turn_of(db: Transaction, some_id: str) -> UUID | None:
    """The turn that placed the hold with this id."""
    try:
        hold_id = UUID(some_id)
    except ValueError:
        return None
    row = db.execute(
        "SELECT turn_id FROM ledger.held WHERE hold_id = %(id)s LIMIT 1", {"id": hold_id}
    ).fetchone()
    return row[0] if row else None


def trace(db: Transaction, turn_id: UUID) -> list[dict[str, object]]:
    """The holds that this turn placed."""
    return (
        db.cursor(row_factory=dict_row)
        .execute(
            """
            SELECT owner, hold_id, name, currency, held_at, until_at, state::text
              FROM ledger.holds
             WHERE turn_id = %(turn)s
            """,
            {"turn": turn_id},
        )
        .fetchall()
    )


def turns(db: Transaction, turn_id: UUID) -> list[UUID]:
    """Where the holds that this turn placed ended, and where those began that it ended."""
    rows = db.execute(
        """
        SELECT l.over_turn_id
          FROM ledger.holds AS h
          JOIN ledger.held AS l ON (l.hold_owner, l.hold_id) = (h.owner, h.hold_id)
         WHERE h.turn_id = %(turn)s AND l.over_turn_id IS NOT NULL
         UNION
        SELECT l.turn_id
          FROM ledger.held AS l
         WHERE l.over_turn_id = %(turn)s
        """,
        {"turn": turn_id},
    ).fetchall()
    return [turn for (turn,) in rows]

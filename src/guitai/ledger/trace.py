"""From a turn to the entries it posted, and back. For people who ask how an entry came about."""

from uuid import UUID

from psycopg.rows import dict_row

from guitai.database import Transaction
from guitai.serial import entry_of, serial


def turn_of(db: Transaction, some_id: str) -> UUID | None:
    """The turn that wrote the entry with this id, or with this serial number."""
    entry_id = _entry(some_id)
    if entry_id is None:
        return None
    row = db.execute(
        "SELECT turn_id FROM ledger.postings WHERE entry_id = %(id)s LIMIT 1", {"id": entry_id}
    ).fetchone()
    return row[0] if row else None


def trace(db: Transaction, turn_id: UUID) -> list[dict[str, object]]:
    """The entries that this turn posted, each with the serial number that its customer sees."""
    rows = (
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
    return [row | {"serial": serial(row["entry_id"])} for row in rows]


def _entry(some_id: str) -> UUID | None:
    for read in (UUID, entry_of):
        try:
            return read(some_id)
        except ValueError:
            continue
    return None

"""What is kept of what customers sent in, for the staff: which files there are. Never what they hold."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from guitai.database import Owner, Transaction

MOST = 1_000


@dataclass(frozen=True)
class Kept:
    """A file that came in the turn of that id, and how large it is, sealed."""

    owner: Owner
    turn_id: UUID
    kind: str
    said_at: datetime
    content_type: str
    bytes: int
    expires_at: datetime


def kept(db: Transaction, kind: str | None = None) -> list[Kept]:
    """The newest files, of one kind or of all. What was read and may not be kept is none of them."""
    return (
        db.cursor(row_factory=class_row(Kept))
        .execute(
            """
            SELECT owner, turn_id, kind, said_at, content_type, octet_length(sealed) AS bytes, expires_at
              FROM media.received
             WHERE state = 'here' AND content_type <> '' AND (%(kind)s::text IS NULL OR kind = %(kind)s)
             ORDER BY said_at DESC, turn_id DESC
             LIMIT %(most)s
            """,
            {"kind": kind, "most": MOST},
        )
        .fetchall()
    )


def of_turn(db: Transaction, turn_id: UUID) -> tuple[Owner, bool] | None:
    """Whose file is kept that came in this turn, and whether it was read; until then it may be what is never kept."""
    return db.execute(
        """
        SELECT owner, read_at IS NOT NULL OR NOT reads
          FROM media.received
         WHERE turn_id = %(turn)s AND state = 'here' AND content_type <> '' AND expires_at > %(now)s
        """,
        {"turn": turn_id, "now": db.now},
    ).fetchone()

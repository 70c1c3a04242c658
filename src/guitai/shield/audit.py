"""The audit trail: who did what, for whom, and why. Every customer's is a chain that shows what was altered."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from psycopg.rows import dict_row

from guitai.database import Owner, Transaction


@dataclass(frozen=True)
class Entry:
    """One thing that was done, or tried."""

    owner: int
    seq: int
    turn_id: UUID
    at: datetime
    what: str
    subject: str
    by_whom: str
    result: str
    why: str


def note(
    db: Transaction,
    owner: Owner,
    what: str,
    *,
    by: str,
    subject: str = "",
    result: str = "done",
    why: str = "",
) -> None:
    """Add to this customer's trail. It stands if the transaction does: a try is noted in one of its own."""
    seq, head = _head(db, owner)
    entry = Entry(owner, seq + 1, db.turn_id, db.now, what, subject, by, result, why)
    db.execute(
        """
        WITH added AS (
            INSERT INTO shield.audit (owner, seq, turn_id, at, what, subject, by_whom, result, why, link)
            VALUES (%(owner)s, %(seq)s, %(turn_id)s, %(at)s,
                    %(what)s, %(subject)s, %(by_whom)s, %(result)s, %(why)s, %(link)s)
        )
        UPDATE shield.audit_heads
           SET seq = %(seq)s, link = %(link)s
         WHERE owner = %(owner)s
        """,
        vars(entry) | {"link": link(head, entry)},
    )


def _head(db: Transaction, owner: Owner) -> tuple[int, bytes]:
    """The end of this customer's chain, locked."""
    query = "SELECT seq, link FROM shield.audit_heads WHERE owner = %(owner)s FOR UPDATE"
    row = db.execute(query, {"owner": owner}).fetchone()
    if row is None:
        db.execute(
            """
            INSERT INTO shield.audit_heads (owner, seq, link)
            VALUES (%(owner)s, 0, %(link)s)
                ON CONFLICT ON CONSTRAINT audit_heads_pkey DO NOTHING
            """,
            {"owner": owner, "link": opening(owner)},
        )
        row = db.execute(query, {"owner": owner}).fetchone()
    assert row is not None, "the row is ours or was committed by another"
    return row[0], row[1]


def opening(owner: int) -> bytes:
    """What the chain of this customer begins with."""
    return sha256(f"shield.audit {owner}".encode()).digest()


def link(head: bytes, entry: Entry) -> bytes:
    """SHA-256 over the link before and the entry, as a JSON list in which nothing runs into what follows."""
    told = vars(entry) | {"turn_id": str(entry.turn_id), "at": entry.at.astimezone(UTC).isoformat()}
    return sha256(head + json.dumps(list(told.values()), ensure_ascii=False).encode()).digest()


def turn_of(db: Transaction, some_id: str) -> UUID | None:
    """The turn that first noted something of the card, order or device with this id."""
    row = db.execute(
        "SELECT turn_id FROM shield.audit WHERE subject = %(id)s ORDER BY at, seq LIMIT 1", {"id": some_id}
    ).fetchone()
    return row[0] if row else None


def turns_about(db: Transaction, subject: str) -> list[UUID]:
    """Every turn that noted something of this."""
    rows = db.execute("SELECT DISTINCT turn_id FROM shield.audit WHERE subject = %(id)s", {"id": subject})
    return [turn_id for (turn_id,) in rows]


def trace(db: Transaction, turn_id: UUID) -> list[dict[str, object]]:
    """What was noted in this turn."""
    return (
        db.cursor(row_factory=dict_row)
        .execute(
            """
            SELECT owner, seq, at, what, subject, by_whom, result, why
              FROM shield.audit
             WHERE turn_id = %(turn)s
             ORDER BY owner, seq
            """,
            {"turn": turn_id},
        )
        .fetchall()
    )

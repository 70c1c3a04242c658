"""What customers are told unasked: put down by whoever knows it, in the transaction that made it so; told soon after.

Another customer is told so too, without being waited for: nobody's turn takes a second customer's lock.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from guitai import clock
from guitai.database import Owner, Transaction
from guitai.kept import keep, recall
from guitai.language import Words
from guitai.shield import at_rest
from guitai.shield.card import Card, Page

WAITING = "notices"


@dataclass(frozen=True)
class Notice:
    """Words for the chat, and a card with what only its customer may see. `turn_id` is where it came about."""

    owner: Owner
    turn_id: UUID
    words: Words
    card: Card | Page | None


def put(db: Transaction, owner: Owner, words: Words, card: Card | Page | None = None) -> UUID:
    """Let this customer be told, as far as their chat can be written to."""
    notice_id = clock.uuid7(db.now)
    db.execute(
        """
        INSERT INTO notices.waiting (owner, notice_id, turn_id, put_at, place, sealed)
        SELECT %(owner)s, %(id)s, %(turn)s, %(now)s, count(*), %(sealed)s
          FROM notices.waiting
         WHERE owner = %(owner)s AND turn_id = %(turn)s
        """,
        {
            "owner": owner,
            "id": notice_id,
            "turn": db.turn_id,
            "now": db.now,
            "sealed": at_rest.sealed(db, WAITING, owner, [keep(words), keep(card)], row=notice_id),
        },
    )
    return notice_id


def since(db: Transaction) -> datetime | None:
    """Since when the oldest of them has waited; None where none does."""
    row = db.execute("SELECT min(put_at) FROM notices.waiting").fetchone()
    return row[0] if row else None


def take(db: Transaction) -> Notice | None:
    """The oldest that nobody else is telling. With this transaction it is told."""
    # Materialised: as a subquery, a plan made while the table was empty runs it again for each row, and takes them all.
    row = db.execute(
        """
        WITH oldest AS MATERIALIZED (
            SELECT owner, notice_id
              FROM notices.waiting
             ORDER BY put_at, owner, place
             LIMIT 1
               FOR UPDATE SKIP LOCKED
        )
        DELETE FROM notices.waiting AS w
         USING oldest
         WHERE w.owner = oldest.owner AND w.notice_id = oldest.notice_id
     RETURNING w.owner, w.notice_id, w.turn_id, w.sealed
        """
    ).fetchone()
    if row is None:
        return None
    owner, notice_id, turn_id, sealed = row
    words, card = at_rest.opened(db, WAITING, owner, sealed, row=notice_id)
    return Notice(Owner(owner), turn_id, recall(words), recall(card))

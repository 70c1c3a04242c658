"""What waits to be read: one customer's files in the order in which they were sent, each by one reader at a time."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

import structlog

from guitai.database import Owner, Transaction
from guitai.keys.port import Unsealable
from guitai.media.files import File, opened

LEASE = timedelta(seconds=60)  # longer than any reading may take
MOST_TRIES = 3  # what broke a reader so often is not read again
LATELY = timedelta(seconds=10)  # for so long a customer's next message may be held back for it

log = structlog.get_logger(__name__)


def any_lately(db: Transaction, owner: Owner) -> bool:
    """Whether something that this customer sent just now is being fetched or read."""
    row = db.execute(
        """
        SELECT EXISTS (
            SELECT 1
              FROM media.received
             WHERE owner = %(owner)s AND reads AND read_at IS NULL AND said_at > %(since)s)
        """,
        {"owner": owner, "since": db.now - LATELY},
    ).fetchone()
    return bool(row and row[0])


def any_due(db: Transaction, kinds: Collection[str]) -> bool:
    """Whether anything could be read now, or what came of it be told."""
    row = db.execute(
        """
        SELECT EXISTS (
            SELECT 1
              FROM media.received
             WHERE reads AND read_at IS NULL AND state <> 'wanted' AND taken_until <= %(now)s
               AND kind = ANY(%(kinds)s))
        """,
        {"now": db.now, "kinds": [*kinds]},
    ).fetchone()
    return bool(row and row[0])


def take(db: Transaction, kinds: Collection[str]) -> File | None:
    """The one that has waited longest, for this reader alone; without its content where it can't be read any more.

    What a customer sent later waits for what they sent before.
    """
    row = db.execute(
        """
        WITH next AS (
            SELECT w.owner, w.turn_id
              FROM media.received AS w
             WHERE w.reads AND w.read_at IS NULL AND w.state <> 'wanted' AND w.taken_until <= %(now)s
               AND w.kind = ANY(%(kinds)s)
               AND NOT EXISTS (
                   SELECT 1
                     FROM media.received AS e
                    WHERE e.owner = w.owner AND e.reads AND e.read_at IS NULL AND e.kind = ANY(%(kinds)s)
                      AND (e.said_at, e.turn_id) < (w.said_at, w.turn_id))
             ORDER BY w.said_at
             LIMIT 1
               FOR UPDATE SKIP LOCKED)
        UPDATE media.received AS r
           SET taken_until = %(lease)s, tries = r.tries + 1
          FROM next
         WHERE r.owner = next.owner AND r.turn_id = next.turn_id
     RETURNING r.owner, r.turn_id, r.kind, r.said_at, r.content_type, r.sealed, r.tries
        """,
        {"now": db.now, "lease": db.now + LEASE, "kinds": [*kinds]},
    ).fetchone()
    if row is None:
        return None
    owner, turn_id, kind, said_at, content_type, sealed, tries = row
    content = None if sealed is None or tries > MOST_TRIES else _opened(db, owner, turn_id, sealed)
    return File(owner, turn_id, kind, said_at, content_type, content)


def read(db: Transaction, file: File) -> bool:
    """Note that it was read, in the turn that answers; False where it was before."""
    noted = db.execute(
        """
        UPDATE media.received
           SET read_at = %(now)s, read_turn_id = %(turn)s
         WHERE owner = %(owner)s AND turn_id = %(of)s AND read_at IS NULL
        """,
        {"now": db.now, "turn": db.turn_id, "owner": file.owner, "of": file.turn_id},
    )
    return noted.rowcount == 1


def _opened(db: Transaction, owner: Owner, turn_id: UUID, sealed: bytes) -> bytes | None:
    try:
        return opened(db, owner, turn_id, sealed)
    except Unsealable:
        log.error("what a customer sent can't be opened", turn_id=str(turn_id))
        return None

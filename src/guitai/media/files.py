"""What customers send in: pictures, recordings and films, sealed, until their time is over. Knows no channel."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from guitai.database import Owner, Transaction
from guitai.keys.port import Use

AT_ONCE = 100  # files in one transaction: they are large


@dataclass(frozen=True)
class File:
    """A file of a customer's, which came in the turn of that id. `content` is None where it could not be fetched."""

    owner: Owner
    turn_id: UUID
    kind: str
    said_at: datetime
    content_type: str
    content: bytes | None = field(repr=False)


def expect(db: Transaction, owner: Owner, kind: str, *, keep: timedelta, reads: bool) -> None:
    """This turn's message brings a file, which is fetched later. `reads`: the customer waits for what it says."""
    db.execute(
        """
        INSERT INTO media.received (owner, turn_id, kind, reads, said_at, expires_at, state, content_type, taken_until,
                                    tries)
        VALUES (%(owner)s, %(turn)s, %(kind)s, %(reads)s, %(now)s, %(expires_at)s, 'wanted', '', %(now)s, 0)
        """,
        {
            "owner": owner,
            "turn": db.turn_id,
            "kind": kind,
            "reads": reads,
            "now": db.now,
            "expires_at": db.now + keep,
        },
    )


def keep(db: Transaction, owner: Owner, turn_id: UUID, content_type: str, content: bytes) -> None:
    """Store what was fetched; fetching it twice stores it once."""
    sealed = db.keys.seal(Use.POST, content, context=_context(owner, turn_id))
    db.execute(
        """
        UPDATE media.received
           SET state = 'here', fetched_at = %(now)s, content_type = %(content_type)s, sealed = %(sealed)s
         WHERE owner = %(owner)s AND turn_id = %(turn)s AND state = 'wanted'
        """,
        {
            "now": db.now,
            "content_type": content_type,
            "sealed": sealed,
            "owner": owner,
            "turn": turn_id,
        },
    )


def replace(db: Transaction, file: File, content_type: str, content: bytes) -> None:
    """Keep this in the place of what was fetched; nothing, where it may not be kept at all."""
    db.execute(
        """
        UPDATE media.received
           SET content_type = %(content_type)s, sealed = %(sealed)s
         WHERE owner = %(owner)s AND turn_id = %(turn)s AND state = 'here'
        """,
        {
            "content_type": content_type,
            "sealed": db.keys.seal(Use.POST, content, context=_context(file.owner, file.turn_id)),
            "owner": file.owner,
            "turn": file.turn_id,
        },
    )


def lose(db: Transaction, owner: Owner, turn_id: UUID) -> None:
    """It can't be fetched, and never will be."""
    db.execute(
        """
        UPDATE media.received
           SET state = 'lost'
         WHERE owner = %(owner)s AND turn_id = %(turn)s AND state = 'wanted'
        """,
        {"owner": owner, "turn": turn_id},
    )


def file(db: Transaction, owner: Owner, turn_id: UUID) -> File | None:
    """What came in that turn, if anything did and it is still kept. `Unsealable` where it was altered."""
    row = db.execute(
        """
        SELECT kind, said_at, content_type, sealed
          FROM media.received
         WHERE owner = %(owner)s AND turn_id = %(turn)s
        """,
        {"owner": owner, "turn": turn_id},
    ).fetchone()
    if row is None:
        return None
    kind, said_at, content_type, sealed = row
    content = None if sealed is None else opened(db, owner, turn_id, sealed)
    return File(owner, turn_id, kind, said_at, content_type, content)


def opened(db: Transaction, owner: Owner, turn_id: UUID, sealed: bytes) -> bytes:
    """What stands sealed in this turn's row."""
    return db.keys.unseal(Use.POST, bytes(sealed), context=_context(owner, turn_id))


def sweep(db: Transaction) -> bool:
    """Take away some of what has been kept for its time; whether there may be more."""
    gone = db.execute(
        """
        DELETE FROM media.received
         WHERE ctid = ANY(ARRAY(SELECT ctid FROM media.received WHERE expires_at <= %(now)s LIMIT %(most)s))
        """,
        {"now": db.now, "most": AT_ONCE},
    )
    return gone.rowcount == AT_ONCE


def _context(owner: Owner, turn_id: UUID) -> bytes:
    return f"media.received {owner} {turn_id}".encode()

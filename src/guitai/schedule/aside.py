"""What fell due and fails for an error of ours: set aside with its error, tried again later and later, never lost.

One thing that can't be done holds up nothing that is behind it. `guitai set-aside` lists what waits so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from psycopg import OperationalError
from psycopg.rows import class_row

from guitai.database import Owner, Transaction

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
GROWTH = 3

log = structlog.get_logger(__name__)

Found = tuple[Owner, Any, datetime]
"""Something that falls due: whose it is, what it is called (its text tells it from the others), and when."""


@dataclass(frozen=True)
class Aside:
    """Something that was set aside, and when it is tried again."""

    owner: int
    door: str
    item: str
    first_at: datetime
    tries: int
    again_at: datetime
    why: str


def every(db: Transaction) -> list[Aside]:
    """All that is set aside, what is tried again first first."""
    return (
        db.cursor(row_factory=class_row(Aside))
        .execute(
            """
            SELECT owner, door, item, first_at, tries, again_at, why
              FROM schedule.aside
             ORDER BY again_at, owner, door, item
            """
        )
        .fetchall()
    )


def do_one(
    db: Transaction,
    door: str,
    first: Callable[[Sequence[str]], Found | None],
    work: Callable[[Owner, Any], object],
) -> bool:
    """Do the work of what is first to be done, `first` of all but these; False where there is nothing.

    Where it fails nothing of it stays, and it is set aside. That the database fails, or gives another the right of
    way, is no fault of its: the whole is done again.
    """
    known = {(one.owner, one.item): one for one in every(db) if one.door == door}
    found = first([one.item for one in known.values() if one.again_at > db.now])
    if found is None or found[2] > db.now:
        for gone in known.values():
            if gone.again_at <= db.now:
                _forget(db, gone.owner, door, gone.item)
        return False
    owner, item, _ = found
    before = known.get((owner, str(item)))
    try:
        with db.savepoint():
            work(owner, item)
    except OperationalError:
        raise
    except Exception as error:  # the others go on, and this one is tried again
        tries = before.tries + 1 if before else 1
        log.exception("set aside, and tried again later", door=door, item=str(item), tries=tries)
        _put(db, owner, door, str(item), tries, type(error).__name__)
    else:
        if before:
            _forget(db, owner, door, str(item))
    return True


def try_again(db: Transaction) -> int:
    """Let all of it be tried again now, as after a mend; how many there were."""
    found = db.execute("UPDATE schedule.aside SET again_at = %(now)s", {"now": db.now})
    return found.rowcount


def _put(db: Transaction, owner: Owner, door: str, item: str, tries: int, why: str) -> None:
    wait = min(FIRST_WAIT * GROWTH ** min(tries - 1, 10), LONGEST_WAIT)
    db.execute(
        """
        INSERT INTO schedule.aside (owner, door, item, turn_id, first_at, failed_at, tries, again_at, why)
        VALUES (%(owner)s, %(door)s, %(item)s, %(turn)s, %(now)s, %(now)s, %(tries)s, %(again)s, %(why)s)
            ON CONFLICT ON CONSTRAINT aside_pkey DO UPDATE
           SET turn_id = EXCLUDED.turn_id, failed_at = EXCLUDED.failed_at, tries = EXCLUDED.tries,
               again_at = EXCLUDED.again_at, why = EXCLUDED.why
        """,
        {
            "owner": owner,
            "door": door,
            "item": item,
            "turn": db.turn_id,
            "now": db.now,
            "tries": tries,
            "again": db.now + wait,
            "why": why,
        },
    )


def _forget(db: Transaction, owner: int, door: str, item: str) -> None:
    """It is done, or it is there no more."""
    db.execute(
        "DELETE FROM schedule.aside WHERE owner = %(owner)s AND door = %(door)s AND item = %(item)s",
        {"owner": owner, "door": door, "item": item},
    )

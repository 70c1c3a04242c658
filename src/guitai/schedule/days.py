"""Which business days each daily door has done. A door that is new has nothing to do for the days before it."""

from collections.abc import Sequence
from datetime import date, timedelta

from guitai.database import Transaction

HOUSE = 1  # the bank's own rows are the first stripe's


def enrol(db: Transaction, names: Sequence[str], today: date) -> None:
    """Let doors that were never here before begin with today."""
    db.execute(
        """
        INSERT INTO schedule.days (owner, door, turn_id, done_on)
        SELECT %(house)s, name, %(turn)s, %(yesterday)s
          FROM unnest(%(names)s::text[]) AS name
            ON CONFLICT ON CONSTRAINT days_pkey DO NOTHING
        """,
        {
            "house": HOUSE,
            "names": list(names),
            "turn": db.turn_id,
            "yesterday": today - timedelta(days=1),
        },
    )


def done_on(db: Transaction) -> dict[str, date]:
    """The last day that each door has done."""
    rows = db.execute("SELECT door, done_on FROM schedule.days WHERE owner = %(house)s", {"house": HOUSE})
    return dict(rows.fetchall())


def take(db: Transaction, name: str, after: date) -> bool:
    """Whether this transaction has the day after that one to itself: no other process does it, or has done it."""
    row = db.execute(
        """
        SELECT 1
          FROM schedule.days
         WHERE owner = %(house)s AND door = %(door)s AND done_on = %(after)s
           FOR UPDATE SKIP LOCKED
        """,
        {"house": HOUSE, "door": name, "after": after},
    ).fetchone()
    return row is not None


def finish(db: Transaction, name: str, on: date) -> None:
    """That day is done."""
    db.execute(
        """
        UPDATE schedule.days
           SET done_on = %(on)s, turn_id = %(turn)s
         WHERE owner = %(house)s AND door = %(door)s
        """,
        {"on": on, "turn": db.turn_id, "house": HOUSE, "door": name},
    )

"""How often something may be tried: counted and committed before it is tried, so that nothing undoes it."""

from guitai.database import Transaction
from guitai.keys.port import Use
from guitai.shield.refusals import TooManyTries

A_DAY = 5


def subject(db: Transaction, kind: str, value: str) -> bytes:
    """What tries are counted by: a MAC, for the value itself has no business in a table of tries."""
    return db.keys.mac(Use.INDEX, f"tries {kind} {value}".encode())


def count(db: Transaction, *about: bytes) -> None:
    """Count one try more of today about each. `check` refuses afterwards: what is counted is committed first."""
    for one in about:
        db.execute(
            """
            INSERT INTO shield.tries (about, tried_on, count)
            VALUES (%(about)s, %(today)s, 1)
                ON CONFLICT ON CONSTRAINT tries_pkey DO UPDATE
               SET count = tries.count + 1
            """,
            {"about": one, "today": db.now.date()},
        )


def check(db: Transaction, *about: bytes, most: int = A_DAY) -> None:
    """Refuse where today's tries about any of these are used up."""
    if used_up(db, *about, most=most):
        raise TooManyTries


def used_up(db: Transaction, *about: bytes, most: int) -> bool:
    """Whether there were more of today about any of these."""
    row = db.execute(
        """
        SELECT max(count)
          FROM shield.tries
         WHERE about = ANY(%(about)s) AND tried_on = %(today)s
        """,
        {"about": list(about), "today": db.now.date()},
    ).fetchone()
    return bool(row and row[0] and row[0] > most)


def forget(db: Transaction, about: bytes) -> None:
    """It went well in the end: what was tried before about this counts no more."""
    db.execute(
        "UPDATE shield.tries SET count = 0 WHERE about = %(about)s AND tried_on = %(today)s",
        {"about": about, "today": db.now.date()},
    )


def give_back(db: Transaction, about: bytes) -> None:
    """This try went well: it counts no more, while those before it do."""
    db.execute(
        """
        UPDATE shield.tries
           SET count = count - 1
         WHERE about = %(about)s AND tried_on = %(today)s AND count > 0
        """,
        {"about": about, "today": db.now.date()},
    )

"""Takes away what has expired: cards, codes, bindings that were begun, counts of tries. Devices and orders stay."""

from datetime import timedelta
from typing import LiteralString

from guitai.database import Transaction

AT_ONCE = 5_000  # rows of a kind in one transaction: who is served meanwhile waits no longer than for these
# A binding that was done is told apart from one that never was, in case the phone asks once more: for a day.
BINDING_KEPT = timedelta(days=1)

EXPIRED: tuple[LiteralString, ...] = (
    """
    DELETE FROM shield.cards
     WHERE ctid = ANY(ARRAY(SELECT ctid FROM shield.cards WHERE expires_at <= %(now)s LIMIT %(most)s))
    """,
    """
    DELETE FROM shield.codes
     WHERE ctid = ANY(ARRAY(SELECT ctid FROM shield.codes WHERE expires_at <= %(now)s LIMIT %(most)s))
    """,
    """
    DELETE FROM shield.bindings
     WHERE ctid = ANY(ARRAY(SELECT ctid FROM shield.bindings WHERE expires_at <= %(past)s LIMIT %(most)s))
    """,
    """
    DELETE FROM shield.tries
     WHERE ctid = ANY(ARRAY(SELECT ctid FROM shield.tries WHERE tried_on < %(today)s LIMIT %(most)s))
    """,
)


def sweep(db: Transaction) -> bool:
    """Take away some of what has expired; whether there may be more."""
    params = {
        "now": db.now,
        "past": db.now - BINDING_KEPT,
        "today": db.today,
        "most": AT_ONCE,
    }
    return AT_ONCE in [db.execute(statement, params).rowcount for statement in EXPIRED]

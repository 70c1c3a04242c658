"""Brings customers of earlier versions up to date: sealed, found by their mobile. Gone in a later release."""

from collections.abc import Callable

from guitai.customers.person import Person, index, mobile_index, seal, unseal
from guitai.database import Database, Owner, Transaction

BATCH = 500  # customers in one transaction: who is served meanwhile waits no longer than for these


def seal_clear(database: Database) -> int:
    """Seal every customer who stands in clear; how many. Safe to run twice, and goes on where it was cut short."""
    return _everybody(database, _seal_some)


def index_mobiles(database: Database) -> int:
    """Let every customer be found by their mobile number; how many could not be. Safe to run twice too."""
    return _everybody(database, _index_some)


def _everybody(database: Database, some: Callable[[Transaction, Owner], list[Owner]]) -> int:
    count, last = 0, Owner(0)
    while True:
        done = database.run(lambda db, last=last: some(db, last))  # type: ignore[misc] # no such lambda
        if not done:
            return count
        count, last = count + len(done), done[-1]


def _index_some(db: Transaction, after: Owner) -> list[Owner]:
    rows = db.execute(
        """
        SELECT owner, person
          FROM customers.customers
         WHERE owner > %(after)s AND person IS NOT NULL AND mobile_index IS NULL
         ORDER BY owner
         LIMIT %(batch)s
           FOR UPDATE
        """,
        {"after": after, "batch": BATCH},
    ).fetchall()
    for owner, person in rows:
        db.execute(
            """
            UPDATE customers.customers
               SET mobile_index = %(index)s
             WHERE owner = %(owner)s
            """,
            {"owner": owner, "index": mobile_index(db, unseal(db, owner, person).mobile)},
        )
    return [Owner(row[0]) for row in rows]


def _seal_some(db: Transaction, after: Owner) -> list[Owner]:
    rows = db.execute(
        """
        SELECT owner, name, id_number, mobile
          FROM customers.customers
         WHERE owner > %(after)s AND kind = 'customer' AND person IS NULL
         ORDER BY owner
         LIMIT %(batch)s
           FOR UPDATE
        """,
        {"after": after, "batch": BATCH},
    ).fetchall()
    for owner, name, id_number, mobile in rows:
        db.execute(
            """
            UPDATE customers.customers
               SET person = %(person)s, id_index = %(index)s, name = NULL, id_number = NULL, mobile = NULL
             WHERE owner = %(owner)s
            """,
            {
                "owner": owner,
                "person": seal(db, owner, Person(name, id_number, mobile or "")),
                "index": index(db, id_number),
            },
        )
    return [Owner(row[0]) for row in rows]

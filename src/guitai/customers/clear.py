"""Seals what earlier versions kept in clear. Gone when the columns are, in a later release."""

from guitai.customers.person import Person, index, seal
from guitai.database import Database, Owner, Transaction

BATCH = 500  # customers in one transaction: who is served meanwhile waits no longer than for these


def seal_clear(database: Database) -> int:
    """Seal every customer who stands in clear; how many. Safe to run twice, and goes on where it was cut short."""
    sealed, last = 0, Owner(0)
    while True:
        done = database.run(lambda db, last=last: _seal_some(db, after=last))  # type: ignore[misc] # no such lambda
        if not done:
            return sealed
        sealed, last = sealed + len(done), done[-1]


def _seal_some(db: Transaction, *, after: Owner) -> list[Owner]:
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

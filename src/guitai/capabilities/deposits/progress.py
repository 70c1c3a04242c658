"""How far a day's work has come that is done in parts: where the next part goes on."""

from datetime import date

from guitai.database import Transaction
from guitai.ledger.chart import AccountKey

HOUSE = 1  # the bank's own rows are the first stripe's
FIRST = AccountKey(0, 0)


def reached(db: Transaction, work: str, on: date) -> AccountKey:
    """The account after which the next part of that day's work begins."""
    row = db.execute(
        """
        SELECT after_owner, after_account
          FROM deposits.progress
         WHERE owner = %(house)s AND work = %(work)s AND for_on = %(on)s
        """,
        {"house": HOUSE, "work": work, "on": on},
    ).fetchone()
    return AccountKey(*row) if row else FIRST


def reach(db: Transaction, work: str, on: date, last: AccountKey) -> None:
    """This account was the last of a part."""
    db.execute(
        """
        INSERT INTO deposits.progress (owner, work, turn_id, for_on, after_owner, after_account)
        VALUES (%(house)s, %(work)s, %(turn)s, %(on)s, %(last)s, %(account)s)
            ON CONFLICT ON CONSTRAINT progress_pkey DO UPDATE
           SET turn_id = EXCLUDED.turn_id, for_on = EXCLUDED.for_on,
               after_owner = EXCLUDED.after_owner, after_account = EXCLUDED.after_account
        """,
        {
            "house": HOUSE,
            "work": work,
            "turn": db.turn_id,
            "on": on,
            "last": last.owner,
            "account": last.account_id,
        },
    )

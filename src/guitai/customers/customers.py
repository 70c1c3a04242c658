"""Who a customer is, and which WeChat identity is theirs. Knows no account and no chat."""

from dataclasses import dataclass
from datetime import date

from psycopg.rows import class_row

from guitai.clock import BANK_ZONE
from guitai.database import Owner, Transaction


@dataclass(frozen=True)
class Customer:
    """A person with whom the bank has business."""

    owner: Owner
    name: str
    id_number: str
    mobile: str
    opened_on: date


def open_customer(db: Transaction, *, name: str, id_number: str, mobile: str, opened_on: date) -> Owner:
    """Take in a person as a customer; whose accounts come later."""
    row = db.execute(
        """
        INSERT INTO customers.customers (turn_id, kind, name, id_number, mobile, opened_on)
        VALUES (%(turn)s, 'customer', %(name)s, %(id_number)s, %(mobile)s, %(opened_on)s)
     RETURNING owner
        """,
        {
            "turn": db.turn_id,
            "name": name,
            "id_number": id_number,
            "mobile": mobile,
            "opened_on": opened_on,
        },
    ).fetchone()
    assert row is not None, "an insert returns its row"
    return Owner(row[0])


def owner_of(db: Transaction, openid: str) -> Owner:
    """Whose openid it is. A stranger becomes a visitor: somebody with a chat and no account."""
    known = _find(db, openid)
    if known is not None:
        return known
    # The openid comes first: of several messages that arrive at once, one makes the visitor, the others wait for it.
    db.execute(
        """
        WITH newcomer AS (
            INSERT INTO customers.openids (openid, owner)
            VALUES (%(openid)s, nextval(pg_get_serial_sequence('customers.customers', 'owner')))
                ON CONFLICT ON CONSTRAINT openids_pkey DO NOTHING
         RETURNING owner
        )
        INSERT INTO customers.customers (owner, turn_id, kind, opened_on)
        SELECT owner, %(turn)s, 'visitor', %(today)s
          FROM newcomer
        """,
        {"openid": openid, "turn": db.turn_id, "today": db.now.astimezone(BANK_ZONE).date()},
    )
    owner = _find(db, openid)
    assert owner is not None, "the row is ours or was committed by another"
    return owner


def served(db: Transaction, openid: str) -> Owner:
    """Whose openid it is, locked: nobody's messages are served while the openid passes to somebody else."""
    while True:
        owner = owner_of(db, openid)
        lock(db, owner)
        if _find(db, openid) == owner:
            return owner


def bind_openid(db: Transaction, openid: str, owner: Owner) -> None:
    """This WeChat identity is that customer's from now on, and their only one."""
    for one in sorted({owner, _find(db, openid) or owner}):
        lock(db, one)
    db.execute(
        "DELETE FROM customers.openids WHERE owner = %(owner)s AND openid <> %(openid)s",
        {"owner": owner, "openid": openid},
    )
    db.execute(
        """
        INSERT INTO customers.openids (openid, owner)
        VALUES (%(openid)s, %(owner)s)
            ON CONFLICT ON CONSTRAINT openids_pkey DO UPDATE
           SET owner = EXCLUDED.owner
        """,
        {"openid": openid, "owner": owner},
    )


def openid_of(db: Transaction, owner: Owner) -> str | None:
    """Where this customer can be written to."""
    row = db.execute(
        "SELECT openid FROM customers.openids WHERE owner = %(owner)s", {"owner": owner}
    ).fetchone()
    return str(row[0]) if row else None


def lock(db: Transaction, owner: Owner) -> None:
    """Serve this customer's messages one after the other: the next waits here until this transaction ends."""
    db.execute("SELECT 1 FROM customers.customers WHERE owner = %(owner)s FOR UPDATE", {"owner": owner})


def customer(db: Transaction, owner: Owner) -> Customer | None:
    """The person, or None for a visitor."""
    return (
        db.cursor(row_factory=class_row(Customer))
        .execute(
            """
            SELECT owner, name, id_number, mobile, opened_on
              FROM customers.customers
             WHERE owner = %(owner)s AND kind = 'customer'
            """,
            {"owner": owner},
        )
        .fetchone()
    )


def _find(db: Transaction, openid: str) -> Owner | None:
    row = db.execute(
        "SELECT owner FROM customers.openids WHERE openid = %(openid)s", {"openid": openid}
    ).fetchone()
    return Owner(row[0]) if row else None

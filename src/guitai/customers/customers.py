"""Who a customer is, and which WeChat identity is theirs. Knows no account and no chat."""

from dataclasses import dataclass
from datetime import date

from guitai.customers.person import Person, index, indexes, mobile_index, mobile_indexes, seal, unseal
from guitai.database import Owner, Transaction
from guitai.errors import Misconfigured


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
    row = db.execute("SELECT nextval(pg_get_serial_sequence('customers.customers', 'owner'))").fetchone()
    assert row is not None, "a sequence has a next value"
    owner = Owner(row[0])
    db.execute(
        """
        INSERT INTO customers.customers (owner, turn_id, kind, person, id_index, mobile_index, opened_on)
        VALUES (%(owner)s, %(turn)s, 'customer', %(person)s, %(index)s, %(mobile_index)s, %(opened_on)s)
        """,
        {
            "owner": owner,
            "turn": db.turn_id,
            "person": seal(db, owner, Person(name, id_number, mobile)),
            "index": index(db, id_number),
            "mobile_index": mobile_index(db, mobile),
            "opened_on": opened_on,
        },
    )
    return owner


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
        {"openid": openid, "turn": db.turn_id, "today": db.today},
    )
    owner = _find(db, openid)
    assert owner is not None, "the row is ours or was committed by another"
    return owner


def served(db: Transaction, openid: str) -> tuple[Owner, Owner | None]:
    """Whose openid it is, locked: nobody's messages are served while it passes to somebody else. And whose it was."""
    while True:
        owner = owner_of(db, openid)
        lock(db, owner)
        row = db.execute(
            "SELECT before FROM customers.openids WHERE openid = %(openid)s AND owner = %(owner)s",
            {"openid": openid, "owner": owner},
        ).fetchone()
        if row is not None:
            return owner, row[0]


def bind_openid(db: Transaction, openid: str, owner: Owner) -> None:
    """This WeChat identity is that customer's from now on, and their only one."""
    lock_for_binding(db, openid, owner)
    former = openid_of(db, owner)
    if former not in (None, openid):
        unbind(db, owner)
    db.execute(
        """
        INSERT INTO customers.openids (openid, owner)
        VALUES (%(openid)s, %(owner)s)
            ON CONFLICT ON CONSTRAINT openids_pkey DO UPDATE
           SET owner = EXCLUDED.owner, before = openids.owner
         WHERE openids.owner <> EXCLUDED.owner
        """,
        {"openid": openid, "owner": owner},
    )


def lock_for_binding(db: Transaction, openid: str, owner: Owner) -> Owner | None:
    """Lock this customer and whoever has the openid now, in one order for all; who that is."""
    while True:
        holder = _find(db, openid)
        for one in sorted({owner, holder or owner}):
            lock(db, one)
        if _find(db, openid) == holder:
            return holder


def unbind(db: Transaction, owner: Owner) -> None:
    """No WeChat identity is this customer's any more: whoever writes with theirs is a visitor from now on."""
    db.execute(
        """
        WITH visitor AS (
            INSERT INTO customers.customers (turn_id, kind, opened_on)
            SELECT %(turn)s, 'visitor', %(today)s
              FROM customers.openids
             WHERE owner = %(owner)s
         RETURNING owner
        )
        UPDATE customers.openids
           SET owner = visitor.owner, before = openids.owner
          FROM visitor
         WHERE openids.owner = %(owner)s
        """,
        {"turn": db.turn_id, "today": db.today, "owner": owner},
    )


def openid_of(db: Transaction, owner: Owner) -> str | None:
    """Where this customer can be written to."""
    row = db.execute(
        "SELECT openid FROM customers.openids WHERE owner = %(owner)s", {"owner": owner}
    ).fetchone()
    return str(row[0]) if row else None


def lock(db: Transaction, owner: Owner) -> None:
    """Serve this customer's messages one after the other: the next waits here until this transaction ends."""
    db.execute("SELECT customers.lock(%(owner)s)", {"owner": owner})


def customer(db: Transaction, owner: Owner) -> Customer | None:
    """The person, or None for a visitor."""
    row = db.execute(
        """
        SELECT person, opened_on
          FROM customers.customers
         WHERE owner = %(owner)s AND kind = 'customer'
        """,
        {"owner": owner},
    ).fetchone()
    if row is None:
        return None
    sealed, opened_on = row
    if sealed is None:
        raise Misconfigured("customers of an earlier version stand in clear: run `guitai migrate`")
    person = unseal(db, owner, sealed)
    return Customer(owner, person.name, person.id_number, person.mobile, opened_on)


def by_id_number(db: Transaction, id_number: str) -> Owner | None:
    """Whose identity number it is, in whatever way it is typed; of several customers the first."""
    row = db.execute(
        """
        SELECT owner
          FROM customers.customers
         WHERE id_index = ANY(%(indexes)s)
         ORDER BY owner
         LIMIT 1
        """,
        {"indexes": indexes(db, id_number)},
    ).fetchone()
    return Owner(row[0]) if row else None


def by_mobile(db: Transaction, mobile: str) -> list[Owner]:
    """Who has left this mobile number with the bank: one, or a parent and the children they act for."""
    rows = db.execute(
        """
        SELECT owner
          FROM customers.customers
         WHERE mobile_index = ANY(%(indexes)s)
         ORDER BY owner
        """,
        {"indexes": mobile_indexes(db, mobile)},
    )
    return [Owner(owner) for (owner,) in rows]


def _find(db: Transaction, openid: str) -> Owner | None:
    row = db.execute(
        "SELECT owner FROM customers.openids WHERE openid = %(openid)s", {"openid": openid}
    ).fetchone()
    return Owner(row[0]) if row else None

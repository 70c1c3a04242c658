"""The payee book: whom a customer has paid, kept sealed, found again by name or by account."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from guitai import clock
from guitai.acquaintances import People
from guitai.capabilities.transfers.whom import Payee
from guitai.database import Owner, Transaction
from guitai.keys.port import Use
from guitai.shield import at_rest

PAYEES = "transfers.payees"
MOST = 200  # of those that were used last: all of them are opened to find one by name


@dataclass(frozen=True)
class Entry:
    """One payee in the book."""

    payee_id: UUID
    payee: Payee

    @property
    def private_name(self) -> Any:
        """What stands on a card beside its number in a list."""
        return self.payee.private_name

    @property
    def known_as(self) -> tuple[str, ...]:
        """What the customer may call them."""
        return tuple(name for name in (self.payee.name, self.payee.called) if name)


def entries(db: Transaction, owner: Owner) -> list[Entry]:
    """The book, the one that was used last first."""
    rows = db.execute(
        """
        SELECT payee_id, sealed
          FROM transfers.payees
         WHERE owner = %(owner)s
         ORDER BY used_at DESC, payee_id
         LIMIT %(most)s
        """,
        {"owner": owner, "most": MOST},
    ).fetchall()
    return [_entry(db, owner, *row) for row in rows]


def names(db: Transaction, owner: Owner) -> list[str]:
    """What those in the book go by."""
    return [name for entry in entries(db, owner) for name in entry.known_as]


def meant(db: Transaction, owner: Owner, said: str) -> list[str]:
    """The names of those in the book whom the customer calls so, where they gave those names."""
    every = (entry.payee for entry in entries(db, owner))
    return [payee.name for payee in every if payee.name_given and payee.goes_by(said)]


PAID = People(names, meant)


def known(db: Transaction, owner: Owner, payee: Payee) -> Entry | None:
    """This very account in the book, if a payment has arrived there."""
    row = db.execute(
        """
        SELECT payee_id, sealed
          FROM transfers.payees
         WHERE owner = %(owner)s AND payee_index = ANY(%(indexes)s)
        """,
        {"owner": owner, "indexes": db.keys.macs(Use.INDEX, _indexed(payee))},
    ).fetchone()
    return _entry(db, owner, *row) if row else None


def arrived(db: Transaction, owner: Owner, payee: Payee) -> None:
    """A payment has arrived there: from now on the payee is known. What the customer calls them stays.

    So does the name that they gave, where this time a mobile number was enough.
    """
    found = known(db, owner, payee)
    if found:
        payee = payee if payee.name_given else replace(payee, name_given=found.payee.name_given)
        _write(db, owner, found.payee_id, _kept(payee, called=found.payee.called or payee.called))
        return
    payee_id = clock.uuid7(db.now)
    db.execute(
        """
        INSERT INTO transfers.payees (owner, payee_id, turn_id, payee_index, sealed, proved_at, used_at)
        VALUES (%(owner)s, %(id)s, %(turn)s, %(index)s, %(sealed)s, %(now)s, %(now)s)
        """,
        {
            "owner": owner,
            "id": payee_id,
            "turn": db.turn_id,
            "index": index(db, payee),
            "sealed": at_rest.sealed(db, PAYEES, owner, _kept(payee, called=payee.called), row=payee_id),
            "now": db.now,
        },
    )


def rename(db: Transaction, owner: Owner, entry: Entry, called: str) -> None:
    """The customer calls them so from now on."""
    _write(db, owner, entry.payee_id, _kept(entry.payee, called=called))


def remove(db: Transaction, owner: Owner, payee_id: UUID) -> None:
    """They stand in the book no more: the next payment to them is a first one again."""
    db.execute(
        "DELETE FROM transfers.payees WHERE owner = %(owner)s AND payee_id = %(id)s",
        {"owner": owner, "id": payee_id},
    )


def index(db: Transaction, payee: Payee) -> bytes:
    """What an account that is paid is found by, in whatever table."""
    return db.keys.mac(Use.INDEX, _indexed(payee))


def indexes(db: Transaction, payee: Payee) -> list[bytes]:
    """What it may be found by: rows from before a rotation have an older key's."""
    return db.keys.macs(Use.INDEX, _indexed(payee))


def _indexed(payee: Payee) -> bytes:
    return f"payee {payee.bank} {payee.number}".encode()


def _write(db: Transaction, owner: Owner, payee_id: UUID, kept: dict[str, object]) -> None:
    db.execute(
        """
        UPDATE transfers.payees
           SET turn_id = %(turn)s, sealed = %(sealed)s, used_at = %(now)s
         WHERE owner = %(owner)s AND payee_id = %(id)s
        """,
        {
            "turn": db.turn_id,
            "sealed": at_rest.sealed(db, PAYEES, owner, kept, row=payee_id),
            "now": db.now,
            "owner": owner,
            "id": payee_id,
        },
    )


def _kept(payee: Payee, *, called: str) -> dict[str, object]:
    return {
        "name": payee.name,
        "number": payee.number,
        "bank": payee.bank,
        "called": called,
        "name_given": payee.name_given,
    }


def _entry(db: Transaction, owner: Owner, payee_id: UUID, sealed: bytes) -> Entry:
    kept = at_rest.opened(db, PAYEES, owner, sealed, row=payee_id)
    return Entry(payee_id, Payee(**kept, number_given=False, proved=True))

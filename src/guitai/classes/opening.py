"""Opening an account of a class: what it may hold is its bound in the books too, whatever brings money in."""

from datetime import date

from guitai.classes.rules import caps_of
from guitai.database import Owner, Transaction
from guitai.ledger import accounts
from guitai.ledger.accounts import Account


def open_account(
    db: Transaction, owner: Owner, kind: str, number: str, *, opened_on: date | None = None
) -> Account:
    """A new account of this kind, which holds at most what the bank's terms of today let its class hold.

    Interest, and money that comes back, are no payments: it is the books that keep these within it.
    """
    caps = caps_of(kind, db.terms.account_classes.on(db.today))
    most = caps.balance if caps else None
    return accounts.open_account(db, owner, kind, number, opened_on=opened_on, most=most)

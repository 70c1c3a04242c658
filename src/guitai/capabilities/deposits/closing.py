"""Closing a current account (销户) at the counter: its interest and its balance are handed out, then it is closed."""

from dataclasses import dataclass

from guitai.capabilities.deposits import holdings, settlement
from guitai.clearing import ours
from guitai.customers import customers
from guitai.database import Owner, Transaction
from guitai.errors import Misconfigured, Refusal
from guitai.ledger.accounts import account, account_numbered
from guitai.ledger.chart import Internal
from guitai.ledger.entry import Details, transfer
from guitai.ledger.posting import post
from guitai.ledger.stops import close_account
from guitai.money import Money
from guitai.naming import EVERYDAY
from guitai.shield import audit


@dataclass(frozen=True)
class Closed:
    """What was paid: the interest that was owed and since it was settled last, and all in cash, that interest in it."""

    interest: Money
    cash: Money


def close(db: Transaction, number: str, *, by: str) -> Closed:
    """Close the account of that number; where that can't be, one line on why. Whose it is was seen at the counter."""
    try:
        return _closed(db, number, by)
    except Refusal as no:
        raise Misconfigured(f"it can't be closed: {no.code}; {no.says}") from no


def _closed(db: Transaction, number: str, by: str) -> Closed:
    key = account_numbered(db, number)
    owner = Owner(key.owner)
    customers.lock(db, owner)
    of = account(db, key)
    if of.kind not in EVERYDAY or of.closed:
        raise Misconfigured("it is no current account that is open; check the number")
    if any(deposit.pays_to == key.account_id for deposit in holdings.deposits_of(db, owner)):
        raise Misconfigured("deposits pay to this account; have them withdrawn first")
    if ours.may_come_back(db, key):
        raise Misconfigured(
            "money of this account is on its way or owed to it; close it when that has arrived or come back"
        )
    earned = settlement.settle_for_closing(db, key)
    left = account(db, key).balance
    if left:
        details = Details("销户", channel="网点")
        name = f"closed {key.account_id}"
        post(
            db,
            transfer(left, owner=owner, name=name, source=key, target=Internal.CASH, details=details),
        )
    close_account(db, key)
    audit.note(db, owner, "accounts.close", by=f"staff {by}", subject=str(key.account_id))
    return Closed(earned, left)

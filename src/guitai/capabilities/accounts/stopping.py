"""Stopping an account on somebody's order, at the bank: nothing leaves it (止付), nothing comes in, or neither (冻结).

Each order is lifted by itself, as it was put: what another one stops stays stopped. The customer is not written to, and
what is refused says so without the reason, since the police may not want it told.
"""

from enum import StrEnum

from guitai.customers import customers
from guitai.database import Owner, Transaction
from guitai.errors import Misconfigured, Refusal
from guitai.ledger import stops
from guitai.ledger.accounts import account, account_numbered
from guitai.ledger.chart import AccountKey
from guitai.naming import LOST
from guitai.shield import audit


class By(StrEnum):
    """Who has ordered it. A court's order and the police's have a number; a lost card is its owner's word."""

    COURT = "court"
    POLICE = "police"
    BANK = "bank"
    LOST = LOST


class Ways(StrEnum):
    """What is stopped: what leaves, what comes in, or both."""

    DEBITS = "debits"
    CREDITS = "credits"
    BOTH = "both"


def stop(db: Transaction, number: str, ordered: By, order: str, ways: Ways, *, by: str, why: str) -> bool:
    """Stop it on this order; whether it was not so before. Where that can't be, one line on why. Safe to do twice."""
    if ordered is By.LOST and ways is not Ways.DEBITS:
        raise Misconfigured("a lost card stops what leaves the account, and nothing else: --stop debits")
    reason, key = _reason(ordered, order), _found(db, number)
    if account(db, key).closed:
        raise Misconfigured("the account is closed: nothing moves on it")
    before = {(one.reason, one.debits, one.credits) for one in stops.stops(db, key)}
    debits, credits = ways is not Ways.CREDITS, ways is not Ways.DEBITS
    if (reason, debits, credits) in before:
        return False
    stops.stop(db, key, debits=debits, credits=credits, reason=reason)
    _note(db, key, "accounts.stop", by=by, why=f"{reason}, {ways}: {why}")
    return True


def lift(db: Transaction, number: str, ordered: By, order: str, *, by: str, why: str) -> str:
    """End the stop of this order, and no other; how the account stands now. Where that can't be, one line on why."""
    reason, key = _reason(ordered, order), _found(db, number)
    if not stops.lift(db, key, reason=reason):
        there = ", ".join(one.reason for one in stops.stops(db, key)) or "nothing"
        raise Misconfigured(f"{reason} does not stop this account; what does: {there}")
    _note(db, key, "accounts.lift", by=by, why=f"{reason}: {why}")
    return account(db, key).state


def _reason(ordered: By, order: str) -> str:
    """As the ledger keeps it: two orders of one court's are two reasons."""
    if ordered is By.LOST and order:
        raise Misconfigured("a lost card has no order's number: leave --order out")
    if ordered in (By.COURT, By.POLICE) and not order:
        raise Misconfigured(f"the {ordered}'s order has a number; give it with --order")
    return f"{ordered} {order}".rstrip()


def _found(db: Transaction, number: str) -> AccountKey:
    """Whose account it is, its customer locked."""
    try:
        key = account_numbered(db, number)
    except Refusal as no:
        raise Misconfigured(f"no account has this number ({no.code}); check its digits") from no
    customers.lock(db, Owner(key.owner))
    return key


def _note(db: Transaction, key: AccountKey, what: str, *, by: str, why: str) -> None:
    subject = f"account {key.account_id}"
    audit.note(db, Owner(key.owner), what, by=f"staff {by}", subject=subject, why=why)

"""At the bank: what has become of a payment is decided, where the clearing house will never know it, and what came back
is given to the payer, where their account can't take it any more. The payer is told as if the house had said it.
"""

from uuid import UUID

from guitai.clearing import settlement
from guitai.clearing.owed import owed
from guitai.clearing.payments import Stored, locked
from guitai.clearing.reasons import DAY_CLOSED
from guitai.clearing.statements import closed
from guitai.database import Transaction
from guitai.errors import Misconfigured, Refusal
from guitai.ledger.accounts import account, account_numbered
from guitai.money import Money
from guitai.naming import EVERYDAY
from guitai.shield import audit


def decide(db: Transaction, some_id: str, *, settled: bool, by: str, why: str) -> None:
    """The payment of this id has arrived, or else it is the payer's again; where that can't be, one line on why."""
    stored = _undecided(db, some_id)
    if settled:
        settlement.settle(db, stored)
    else:
        settlement.reject(db, stored, DAY_CLOSED)
    sent = stored.payment
    audit.note(
        db,
        sent.owner,
        "transfers.decide",
        by=f"staff {by}",
        subject=str(sent.payment_id),
        result="settled" if settled else "rejected",
        why=why,
    )


def give_back(db: Transaction, some_id: str, number: str, *, by: str, why: str) -> Money:
    """Give what is owed of this payment to another account of the payer's; where that can't be, one line on why."""
    stored = _known(db, some_id)
    sent = stored.payment
    waiting = owed(db, sent.owner, sent.payment_id)
    if waiting is None:
        raise Misconfigured("nothing of this payment waits to be given back")
    payer = account(db, sent.payer)
    if not payer.closed and not payer.credits_open:
        raise Misconfigured("the payer's account is stopped: the money waits until it is not")
    try:
        to = account(db, account_numbered(db, number))
        if to.key.owner != sent.owner or to.kind not in EVERYDAY:
            raise Misconfigured("it is no current account of the payer's; check the number")
        settlement.give_back(db, stored, waiting, to.key)
    except Refusal as no:
        raise Misconfigured(f"it can't be given back: {no.code}; {no.says}") from no
    subject = str(sent.payment_id)
    audit.note(db, sent.owner, "transfers.give_back", by=f"staff {by}", subject=subject, why=why)
    return waiting.amount


def _undecided(db: Transaction, some_id: str) -> Stored:
    stored = _known(db, some_id)
    if not stored.state.open:
        raise Misconfigured(f"it is {stored.state} already; there is nothing to decide")
    if not closed(db, stored.settles_on):
        raise Misconfigured(
            f"the house has not closed {stored.settles_on}: it may still say what became of it; wait for its statement"
        )
    return stored


def _known(db: Transaction, some_id: str) -> Stored:
    payment_id = _uuid(some_id)
    stored = locked(db, payment_id) if payment_id else None
    if stored is None:
        raise Misconfigured("no payment has this id; `guitai reconcile` lists those that are for the staff")
    return stored


def _uuid(some_id: str) -> UUID | None:
    try:
        return UUID(some_id)
    except ValueError:
        return None

"""What the bank does by itself about other banks: carries out what the worker brought, asks after what is in doubt."""

from guitai.classes import counts
from guitai.classes.bound import bound_to
from guitai.classes.rules import Way
from guitai.clearing import inbox, inquiries
from guitai.database import Transaction
from guitai.ledger.accounts import Account
from guitai.money import Money
from guitai.schedule.doors import Shift, due


@due("clearing.inbox", when=inbox.next_inbox)
def carry_out(shift: Shift) -> bool:
    """Carry out the next of what came of calls, or of the house's messages."""
    return inbox.work_inbox(shift.db, _admit)


@due("clearing.inquiries", when=inquiries.next_inquiry)
def ask(shift: Shift) -> bool:
    """Ask what has become of a payment."""
    return inquiries.work_inquiries(shift.db)


def _admit(db: Transaction, payee: Account, amount: Money, payer: str) -> None:
    """Count what comes into an account whose class has caps, or refuse it. Its bound account is not counted."""
    if bound_to(db, payee.key) != payer:
        counts.count(db, payee, Way.IN, amount)

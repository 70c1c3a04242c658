"""What the bank does by itself about other banks: carries out what was brought, asks, gives back what is owed."""

from uuid import UUID

from guitai.classes import counts
from guitai.clearing import inbox, inquiries, owed, settlement
from guitai.database import Owner
from guitai.schedule.doors import Shift, each


@each("clearing.inbox", first=inbox.next_inbox)
def carry_out(shift: Shift, owner: Owner, inbox_id: UUID) -> None:
    """Carry out the next of what came of calls, or of the house's messages."""
    inbox.carry_out(shift.db, owner, inbox_id, counts.count_in)


@each("clearing.inquiries", first=inquiries.next_inquiry)
def ask(shift: Shift, owner: Owner, payment_id: UUID) -> None:
    """Ask what has become of a payment."""
    inquiries.inquire(shift.db, payment_id)


@each("clearing.owed", first=owed.next_owed)
def give_back(shift: Shift, owner: Owner, payment_id: UUID) -> None:
    """Try again to give a payer what came back, and their account did not take."""
    settlement.try_again(shift.db, owner, payment_id)

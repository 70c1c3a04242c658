"""At the bank: what has become of a payment is decided, where the clearing house will never know it.

The staff have asked the payee's bank. The payer is told as if the house had said it.
"""

from uuid import UUID

from guitai.clearing.payments import Stored, locked
from guitai.clearing.reasons import DAY_CLOSED
from guitai.clearing.settlement import reject, settle
from guitai.clearing.statements import closed
from guitai.database import Transaction
from guitai.errors import Misconfigured
from guitai.shield import audit


def decide(db: Transaction, some_id: str, *, settled: bool, by: str, why: str) -> None:
    """The payment of this id has arrived, or else it is the payer's again; where that can't be, one line on why."""
    stored = _undecided(db, some_id)
    if settled:
        settle(db, stored)
    else:
        reject(db, stored, DAY_CLOSED)
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


def _undecided(db: Transaction, some_id: str) -> Stored:
    payment_id = _uuid(some_id)
    stored = locked(db, payment_id) if payment_id else None
    if stored is None:
        raise Misconfigured("no payment has this id; `guitai reconcile` lists those that are open")
    if not stored.state.open:
        raise Misconfigured(f"it is {stored.state} already; there is nothing to decide")
    if not closed(db, stored.settles_on):
        raise Misconfigured(
            f"the house has not closed {stored.settles_on}: it may still say what became of it; wait for its statement"
        )
    return stored


def _uuid(some_id: str) -> UUID | None:
    try:
        return UUID(some_id)
    except ValueError:
        return None

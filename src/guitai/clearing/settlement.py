"""What a payment's end posts: what was in transit has left the bank, or is the payer's again. Each once."""

from dataclasses import replace
from uuid import UUID

from guitai.clearing.payments import State, Stored, change
from guitai.database import Transaction
from guitai.ledger.chart import AccountKey, Internal
from guitai.ledger.entry import Details, Entry, transfer
from guitai.ledger.posting import post
from guitai.ledger.refusals import AccountClosed, BalanceTooHigh
from guitai.ledger.reversal import reversal

CATEGORY, CHANNEL = "转账", "跨行"
GIVEN_BACK, CAME_BACK = "退回", "退汇"


def settle(db: Transaction, stored: Stored) -> None:
    """The payee's bank has it: what was in transit leaves what the bank has at the central bank."""
    sent = stored.payment
    entry = transfer(
        sent.amount,
        owner=sent.owner,
        name=f"settled {sent.payment_id}",
        source=Internal.CLEARING_OUT,
        target=Internal.RESERVES,
    )
    change(db, stored, State.SETTLED, entry_id=post(db, entry).entry_id)


def reject(db: Transaction, stored: Stored, reason: str) -> None:
    """It did not arrive and never will: the payer has the money again, and the fee."""
    sent = stored.payment
    details = Details(GIVEN_BACK, sent.payee_name, CATEGORY, CHANNEL, sent.memo)
    back = reversal(db, sent.owner, sent.entry_id, name=f"rejected {sent.payment_id}", details=details)
    if sent.fee_entry_id:
        name = f"fee of rejected {sent.payment_id}"
        fee = reversal(db, sent.owner, sent.fee_entry_id, name=name, details=details)
        credit(db, fee, sent.payer)
    change(db, stored, State.REJECTED, reason=reason, entry_id=credit(db, back, sent.payer)[0])


def credit(db: Transaction, entry: Entry, account: AccountKey) -> tuple[UUID, bool]:
    """Post what credits this account. Where it takes nothing, the money waits in suspense; whether it took it."""
    try:
        return post(db, entry).entry_id, True
    except (AccountClosed, BalanceTooHigh):
        return post(db, _in_suspense(entry, account)).entry_id, False


def _in_suspense(entry: Entry, account: AccountKey) -> Entry:
    postings = tuple(
        replace(posting, account=Internal.SUSPENSE.stripe(entry.owner), details=None)
        if posting.account == account
        else posting
        for posting in entry.postings
    )
    return replace(entry, name=f"{entry.name}, in suspense", postings=postings, reverses=None)

"""What a payment's end posts: what was in transit has left the bank, or is the payer's again. Each once.

Where the payer's account takes no credit the money waits in suspense, and is owed to them until it does.
"""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from guitai.clearing.owed import Owed, given, owe, owed, try_later
from guitai.clearing.payments import Payment, State, Stored, change, locked, tell_again
from guitai.database import Owner, Transaction
from guitai.errors import Refusal
from guitai.ledger.accounts import account
from guitai.ledger.chart import AccountKey, Internal
from guitai.ledger.entry import Details, Entry, transfer
from guitai.ledger.posting import post, post_all
from guitai.ledger.refusals import AccountClosed, BalanceTooHigh
from guitai.ledger.reversal import reversal
from guitai.money import Money

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
    details = details_of(sent, GIVEN_BACK)
    back = [reversal(db, sent.owner, sent.entry_id, name=f"rejected {sent.payment_id}", details=details)]
    if sent.fee_entry_id:
        name = f"fee of rejected {sent.payment_id}"
        back.append(reversal(db, sent.owner, sent.fee_entry_id, name=name, details=details))
    entry_id, _ = credit(db, sent, back)
    change(db, stored, State.REJECTED, reason=reason, entry_id=entry_id)


def credit(db: Transaction, sent: Payment, entries: Sequence[Entry]) -> tuple[UUID, bool]:
    """Post what gives a payer their money back: the first entry's id, and whether the account took all of it.

    What it does not take waits in suspense, and is owed to them.
    """
    posted, refused = [], []
    for entry, result in zip(entries, post_all(db, entries), strict=True):
        if isinstance(result, AccountClosed | BalanceTooHigh):
            refused.append(entry)
            posted.append(post(db, _in_suspense(entry, sent.payer)))
        elif isinstance(result, Refusal):
            raise result
        else:
            posted.append(result)
    if refused:
        owe(db, sent.owner, sent.payment_id, sum((_to(sent.payer, entry) for entry in refused), Money(0)))
    return posted[0].entry_id, not refused


def try_again(db: Transaction, owner: Owner, payment_id: UUID) -> None:
    """What is owed of this payment goes to its payer, if their account takes it now; if not, it is tried again."""
    stored, waiting = locked(db, payment_id), owed(db, owner, payment_id)
    if stored is None or waiting is None or waiting.try_at > db.now:
        return  # somebody else was here first
    try:
        give_back(db, stored, waiting, stored.payment.payer)
    except (AccountClosed, BalanceTooHigh):
        try_later(db, waiting, closed=account(db, stored.payment.payer).closed)


def give_back(db: Transaction, stored: Stored, waiting: Owed, to: AccountKey) -> None:
    """What is owed leaves suspense for this account of the payer's. Raises a Refusal where that takes no credit."""
    entry = transfer(
        waiting.amount,
        owner=waiting.owner,
        name=f"given back {waiting.payment_id}",
        source=Internal.SUSPENSE,
        target=to,
        details=details_of(stored.payment, GIVEN_BACK if stored.state is State.REJECTED else CAME_BACK),
    )
    given(db, waiting, post(db, entry).entry_id)
    tell_again(db, stored)


def details_of(sent: Payment, summary: str) -> Details:
    """What the payer's statement says of money that comes back."""
    return Details(summary, sent.payee_name, CATEGORY, CHANNEL, sent.memo)


def _to(account: AccountKey, entry: Entry) -> Money:
    return sum((posting.amount for posting in entry.postings if posting.account == account), Money(0))


def _in_suspense(entry: Entry, account: AccountKey) -> Entry:
    postings = tuple(
        replace(posting, account=Internal.SUSPENSE.stripe(entry.owner), details=None)
        if posting.account == account
        else posting
        for posting in entry.postings
    )
    return replace(entry, name=f"{entry.name}, in suspense", postings=postings, reverses=None)

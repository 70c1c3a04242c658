"""What other banks pay to our customers: credited or refused, exactly once, and answered for."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias
from uuid import UUID

from guitai import clock
from guitai.clearing import banks, calls, writing
from guitai.clearing.calls import Call, Kind
from guitai.clearing.messages import Booked, CreditTransfer
from guitai.clearing.names import same_name
from guitai.clearing.received import Received, found, house_owner, id_of, keep
from guitai.clearing.settlement import CATEGORY, CHANNEL
from guitai.customers import customers
from guitai.database import Owner, Transaction
from guitai.errors import Refusal
from guitai.ledger.accounts import Account, account, account_numbered
from guitai.ledger.chart import AccountKey, Internal
from guitai.ledger.entry import Details, transfer
from guitai.ledger.posting import post
from guitai.ledger.refusals import AccountClosed, NoSuchAccount
from guitai.money import Money

ANSWERED_FOR = timedelta(days=30)  # as long as the house keeps what it sent
SUMMARY = "转账"
# A deposit account is paid into from the customer's own: other banks' payments go to these.
TAKES_PAYMENTS = ("current", "current_2", "current_3")

Admit: TypeAlias = Callable[[Transaction, Account, Money, str], object]
"""Raises a Refusal where the account may not take so much from an account of that number."""


class Unfit(Exception):
    """A payment can't be credited. Its reason is a code of docs/clearing.md."""


def take(db: Transaction, message: CreditTransfer, admit: Admit) -> None:
    """Credit a payment, or refuse it, and answer. One that came before is only answered again, as it was then."""
    received_id = id_of(message.ids.tx_id)
    before = found(db, received_id)
    if before is None:
        before = _credited_or_refused(db, message, received_id, admit)
        keep(db, before)
    _answer(db, before, message)


def _credited_or_refused(
    db: Transaction, message: CreditTransfer, received_id: UUID, admit: Admit
) -> Received:
    try:
        key = _payee(db, message)
        owner, refused = Owner(key.owner), ""
        entry_id = _credit(db, message, received_id, key, admit)
    except Unfit as unfit:
        key, owner, refused = None, house_owner(received_id), str(unfit)
        entry_id = _set_aside(db, message, received_id, owner)
    return Received(
        owner=owner,
        received_id=received_id,
        booked=Booked.IN,
        tx_id=message.ids.tx_id,
        settles_on=message.settles_on,
        amount=message.amount,
        account=key,
        entry_id=entry_id,
        other=message.payer,
        memo=message.memo,
        refused=refused,
    )


def _payee(db: Transaction, message: CreditTransfer) -> AccountKey:
    """The account that is meant, if it can take the payment, and is the one's who is named."""
    payee = message.payee
    if payee.bank != banks.OWN_CODE:
        raise Unfit("AC01")
    try:
        key = account_numbered(db, payee.account)
    except NoSuchAccount as error:
        raise Unfit("AC01") from error
    customers.lock(db, Owner(key.owner))
    meant = account(db, key)
    customer = customers.customer(db, Owner(key.owner))
    if meant.kind not in TAKES_PAYMENTS or customer is None:
        raise Unfit("AC01")
    if not same_name(customer.name, payee.name):
        raise Unfit("BE01")
    if not meant.credits_open:
        raise Unfit("AC04" if meant.closed else "AC06")
    return key


def _credit(
    db: Transaction, message: CreditTransfer, received_id: UUID, key: AccountKey, admit: Admit
) -> UUID:
    details = Details(SUMMARY, message.payer.name, CATEGORY, CHANNEL, message.memo)
    entry = transfer(
        message.amount,
        owner=key.owner,
        name=f"received {received_id}",
        source=Internal.RESERVES,
        target=key,
        details=details,
    )
    try:
        with db.savepoint():  # what was counted for a payment that is refused after all is taken back
            admit(db, account(db, key), message.amount, message.payer.account)
            return post(db, entry).entry_id
    except AccountClosed as refusal:
        raise Unfit("AC06") from refusal
    except Refusal as refusal:
        raise Unfit("AM02") from refusal


def _set_aside(db: Transaction, message: CreditTransfer, received_id: UUID, owner: Owner) -> UUID:
    """A payment is settled when it comes: what is refused stays in suspense until the house takes it back."""
    entry = transfer(
        message.amount,
        owner=owner,
        name=f"refused {received_id}",
        source=Internal.RESERVES,
        target=Internal.SUSPENSE,
    )
    return post(db, entry).entry_id


def _answer(db: Transaction, came: Received, message: CreditTransfer) -> None:
    message_id = clock.uuid7(db.now).hex
    xml = writing.status_report(message_id, message, refused=came.refused, at=db.now)
    call = Call(Kind.TELL, came.received_id, db.now + ANSWERED_FOR, xml.decode())
    calls.put(db, came.owner, call)

"""Payments of ours that come back after they were settled: the payer has the money again, once."""

from guitai.clearing.messages import Booked, Party, Return, payment_of
from guitai.clearing.payments import State, Stored, change, locked
from guitai.clearing.received import Received, found, house_owner, id_of, keep
from guitai.clearing.settlement import CAME_BACK, credit, details_of, settle
from guitai.database import Transaction
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post

NOBODY = Party("", "", "")


def come_back(db: Transaction, message: Return) -> str:
    """The payer has the money again. Why they don't, where it is nobody's and waits for the staff; empty otherwise."""
    if found(db, id_of(message.return_id)):
        return ""
    payment_id = payment_of(message.tx_id)
    stored = locked(db, payment_id) if payment_id else None
    if stored is None:
        _unknown(db, message)
        return "a return of a payment that is not ours"
    wrong = _wrong(stored, message)
    if wrong:
        _unknown(db, message, stored)
        return wrong
    _credited(db, message, _settled(db, stored))
    return ""


def _wrong(stored: Stored, message: Return) -> str:
    if stored.state in (State.REJECTED, State.RETURNED):
        return f"a return of a payment that was {stored.state} before"
    if stored.payment.amount != message.amount:
        return "a return of another amount than the payment's"
    return ""


def _settled(db: Transaction, stored: Stored) -> Stored:
    """What comes back has arrived before: nobody may have said so yet."""
    if stored.state.open:
        settle(db, stored)
    again = locked(db, stored.payment.payment_id)
    assert again is not None, "it is locked"
    return again


def _credited(db: Transaction, message: Return, stored: Stored) -> None:
    sent = stored.payment
    entry = transfer(
        message.amount,
        owner=sent.owner,
        name=f"returned {sent.payment_id}",
        source=Internal.RESERVES,
        target=sent.payer,
        details=details_of(sent, CAME_BACK),
    )
    entry_id, took_it = credit(db, sent, [entry])
    payee = Party(sent.payee_name, sent.payee_account, sent.payee_bank)
    keep(
        db,
        Received(
            owner=sent.owner,
            received_id=id_of(message.return_id),
            booked=Booked.BACK,
            tx_id=message.return_id,
            settles_on=message.settles_on,
            amount=message.amount,
            account=sent.payer if took_it else None,
            entry_id=entry_id,
            other=payee,
            memo=sent.memo,
            payment_id=sent.payment_id,
        ),
    )
    change(db, stored, State.RETURNED, reason=message.reason, entry_id=entry_id)


def _unknown(db: Transaction, message: Return, stored: Stored | None = None) -> None:
    received_id = id_of(message.return_id)
    owner = stored.payment.owner if stored else house_owner(received_id)
    entry = transfer(
        message.amount,
        owner=owner,
        name=f"returned by mistake {received_id}",
        source=Internal.RESERVES,
        target=Internal.SUSPENSE,
    )
    keep(
        db,
        Received(
            owner=owner,
            received_id=received_id,
            booked=Booked.BACK,
            tx_id=message.return_id,
            settles_on=message.settles_on,
            amount=message.amount,
            account=None,
            entry_id=post(db, entry).entry_id,
            other=NOBODY,
            memo="",
            payment_id=stored.payment.payment_id if stored else None,
        ),
    )

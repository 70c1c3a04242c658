"""Carrying a transfer out: accepted after everything was looked at again, sent at once or later, taken back, or failed.

What is done here holds the customer's lock. Entry and hold are named by the transfer, so that nothing is paid twice.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from guitai.capabilities.transfers import book, counting, judging, plans_kept, store, telling
from guitai.capabilities.transfers.arrival import When
from guitai.capabilities.transfers.finding import check_name, taking
from guitai.capabilities.transfers.judging import CHANNEL, SUMMARY, TO_MYSELF
from guitai.capabilities.transfers.order import Instruction, Terms
from guitai.capabilities.transfers.refusals import (
    AccountGone,
    DeviceRemoved,
    LargeMeanwhile,
    NoMoreByRule,
    PayerLost,
    SentMeanwhile,
    TooWeak,
)
from guitai.capabilities.transfers.states import State
from guitai.capabilities.transfers.store import Authority, Transfer
from guitai.clearing import payments
from guitai.clearing.payments import Payment
from guitai.clearing.rails import Rail
from guitai.customers import customers
from guitai.database import Owner, Transaction
from guitai.language import Words
from guitai.ledger.accounts import accounts_of
from guitai.ledger.chart import Internal
from guitai.ledger.entry import Details, Entry, transfer
from guitai.ledger.holds import hold, post_held, release
from guitai.ledger.posting import post_together
from guitai.naming import LOST
from guitai.shield import audit, devices, freezes, small
from guitai.shield.devices import Device
from guitai.shield.strength import Limits

WAIVED = "the customer gave up the wait of a first payment"
FEE = "手续费"


def accept(
    db: Transaction,
    owner: Owner,
    transfer_id: UUID,
    terms: Terms,
    limits: Limits,
    authority: Authority,
    device: Device | None,
) -> Transfer:
    """Accept it as it was agreed, or refuse: everything is looked at again, as it stands now."""
    of = check(db, owner, terms.instruction)
    now = judging.terms(db, owner, of, terms.arrival, limits, device=device)
    if now.again and not terms.again:
        raise SentMeanwhile
    if now.large and not terms.large:
        raise LargeMeanwhile
    if device is None and not now.by_rule:
        raise NoMoreByRule(detail="; ".join(reason.staff for reason in now.reasons))
    if device is None:
        small.by_rule(db, owner, of.amount, limits, payee_known=of.payee.proved)
    elif now.strength > authority.strength:
        raise TooWeak(detail=f"{now.strength.name} is needed, {authority.strength.name} was given")
    due_at = _as_signed(terms, now, db.now)
    held = due_at is not None and (now.held or terms.held)
    accepted = Transfer(
        owner,
        transfer_id,
        of,
        terms.fee,
        now.rail,
        authority,
        _state(held=held, unusual=now.unusual or terms.unusual),
        placed_at=db.now,
        due_at=due_at,
        held=held,
    )
    by = f"device {authority.device_id}" if device else "the small-amount rule"
    why = "; ".join([*(reason.staff for reason in now.reasons), *([WAIVED] if now.waived else [])])
    audit.note(db, owner, "transfers.accept", by=by, subject=str(transfer_id), why=why)
    if now.monthly:
        plans_kept.put(db, accepted, terms.arrival.day)
        return accepted
    if due_at is None:
        return send(db, counting.counted(db, accepted), new=True)
    if accepted.held:
        accepted = counting.counted(db, accepted)
        _set_apart(db, accepted)
    store.put(db, accepted)
    return accepted


def check(db: Transaction, owner: Owner, of: Instruction) -> Instruction:
    """Refuse what can't be paid as things stand: frozen, another name, no account. What the books know of it now."""
    freezes.check(db, owner)
    own = {account.key: account for account in accounts_of(db, owner)}
    payer = own.get(of.payer.key)
    if payer is not None and LOST in payer.stops:
        raise PayerLost
    if payer is None or not payer.debits_open:
        raise AccountGone
    mine = of.payee.here and any(account.number == of.payee.number for account in own.values())
    if of.payee.here:
        taking(db, of.payee.number)
    if not mine:
        check_name(db, of.payee)
    proved = book.known(db, owner, of.payee) is not None
    return replace(of, payee=replace(of.payee, mine=mine, proved=proved))


def send_due(db: Transaction, waiting: Transfer, limits: Limits) -> Transfer:
    """What has waited leaves now, or is refused: everything is looked at again, with what the day's limits leave."""
    of = check(db, waiting.owner, waiting.instruction)
    _check_device(db, waiting)
    way = judging.route(db, of, db.now)
    if way.sends_at > db.now:
        later = replace(waiting, due_at=way.sends_at, rail=way.rail)
        store.change(db, later)
        return later
    waiting = replace(waiting, instruction=of, rail=way.rail)
    if waiting.counted_on is None:
        counting.check_limits(db, waiting, limits)
        waiting = counting.counted(db, waiting)
    return send(db, waiting)


def send(db: Transaction, leaving: Transfer, *, new: bool = False) -> Transfer:
    """The money leaves: for an account of this bank it is there at once, for another bank it is on its way."""
    payee = leaving.instruction.payee
    if payee.here:
        counting.count_in(db, leaving)
    entry_id, fee_entry_id = _moved(db, leaving)
    if payee.here:
        sent = replace(leaving, state=State.SUCCESS, due_at=None, held=False, why=None, ended_at=db.now)
        arrived(db, sent)
        telling.payee_is_paid(db, sent)
    else:
        sent = replace(leaving, state=State.SENT, due_at=None, held=False, why=None)
        payments.send(db, _payment(db, sent, entry_id, fee_entry_id))
    (store.put if new else store.change)(db, sent)
    return sent


def arrived(db: Transaction, there: Transfer) -> None:
    """The money is with the payee, who is known from now on."""
    if not there.instruction.payee.mine:
        book.arrived(db, there.owner, there.instruction.payee)


def take_back(db: Transaction, waiting: Transfer, state: State, why: Words | None = None) -> Transfer:
    """It will not be sent, for this reason: what is set apart is free again, and counts for nothing."""
    if waiting.held:
        release(db, waiting.owner, waiting.name)
        if waiting.fee:
            release(db, waiting.owner, waiting.fee_name)
    counting.give_back(db, waiting)
    ended = replace(waiting, state=state, due_at=None, held=False, counted_on=None, why=why, ended_at=db.now)
    store.change(db, ended)
    return ended


def _as_signed(terms: Terms, now: Terms, moment: datetime) -> datetime | None:
    """When it is sent: at the moment that was signed, where one was; a signature takes up to five minutes."""
    if terms.due_at is None or terms.arrival.when is When.TWO_HOURS:
        return now.due_at
    return max(terms.due_at, moment)


def _state(*, held: bool, unusual: bool) -> State:
    if not held:
        return State.SCHEDULED
    return State.RISK_HOLD if unusual else State.DELAYED


def _check_device(db: Transaction, waiting: Transfer) -> None:
    """Refuse what was signed on a new device that was taken away since."""
    signed_on = waiting.authority.device_id
    if waiting.authority.on_trial and signed_on and devices.device(db, waiting.owner, signed_on) is None:
        raise DeviceRemoved(detail=f"device {signed_on}")


def _entry(db: Transaction, leaving: Transfer) -> Entry:
    """From the payer to the payee, or to what is on its way to other banks."""
    of, payer = leaving.instruction, customers.customer(db, leaving.owner)
    assert payer is not None, "whoever pays is a customer"
    category = TO_MYSELF if of.payee.mine else SUMMARY
    return transfer(
        of.amount,
        owner=leaving.owner,
        name=leaving.name,
        source=of.payer.key,
        target=taking(db, of.payee.number).key if of.payee.here else Internal.CLEARING_OUT,
        details=Details(SUMMARY, of.payee.shown_name, category, CHANNEL, of.memo),
        target_details=Details(SUMMARY, payer.name, category, CHANNEL, of.memo),
    )


def _set_apart(db: Transaction, waiting: Transfer) -> None:
    """The amount, and the fee with it: by when it is sent nothing else may have been paid with either."""
    hold(db, _entry(db, waiting))
    if waiting.fee:
        hold(db, _fee_entry(waiting))


def _moved(db: Transaction, leaving: Transfer) -> tuple[UUID, UUID | None]:
    """Post the amount, and the fee with it: both, or neither. The ids of their entries."""
    entries = [_entry(db, leaving), *([_fee_entry(leaving)] if leaving.fee else [])]
    if leaving.held:
        posted = [post_held(db, leaving.owner, entry.name) for entry in entries]
    else:
        posted = post_together(db, entries)
    return posted[0].entry_id, posted[1].entry_id if leaving.fee else None


def _fee_entry(leaving: Transfer) -> Entry:
    return transfer(
        leaving.fee,
        owner=leaving.owner,
        name=leaving.fee_name,
        source=leaving.instruction.payer.key,
        target=Internal.FEES_INCOME,
        details=Details(FEE, category=FEE, channel=CHANNEL),
    )


def _payment(db: Transaction, leaving: Transfer, entry_id: UUID, fee_entry_id: UUID | None) -> Payment:
    of, payer = leaving.instruction, customers.customer(db, leaving.owner)
    assert payer is not None, "whoever pays is a customer"
    assert leaving.rail is not Rail.INTERNAL, "it leaves for another bank"
    return Payment(
        owner=leaving.owner,
        payment_id=leaving.transfer_id,
        amount=of.amount,
        payer=of.payer.key,
        payer_name=payer.name,
        payer_account=of.payer.number,
        payee_name=of.payee.name,
        payee_account=of.payee.number,
        payee_bank=of.payee.bank,
        memo=of.memo,
        rail=leaving.rail,
        entry_id=entry_id,
        fee_entry_id=fee_entry_id,
    )

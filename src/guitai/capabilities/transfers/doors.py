"""Doors for the clock: what falls due is sent, plans run, and what other banks have said is told."""

from dataclasses import replace
from hashlib import sha256
from uuid import UUID

from guitai import refusals
from guitai.capabilities.transfers import book, counting, plans_kept, sending, store, telling
from guitai.capabilities.transfers.arrival import again_at, next_on, run_at
from guitai.capabilities.transfers.judging import cost, route
from guitai.capabilities.transfers.plans_kept import Plan
from guitai.capabilities.transfers.refusals import (
    AccountGone,
    DeviceRemoved,
    NameMismatch,
    NoSuchNumber,
    PayeeClosed,
    TakesNothing,
)
from guitai.capabilities.transfers.states import State
from guitai.capabilities.transfers.store import Transfer
from guitai.clearing import news as clearing
from guitai.clearing import payments
from guitai.clearing.news import News
from guitai.clearing.reasons import because
from guitai.customers import customers
from guitai.database import Owner, Transaction
from guitai.errors import Refusal
from guitai.language import Words
from guitai.ledger.refusals import InsufficientFunds
from guitai.schedule.doors import Shift, each
from guitai.shield import audit
from guitai.zone import BANK_ZONE, day_of

CLOCK = "the clock"
# Under which wish its noes are kept: the transfer itself tells its own, and by the next try it may have left.
PLANS = "transfers.plans"
BECAME = {
    payments.State.SETTLED: State.SUCCESS,
    payments.State.IN_DOUBT: State.IN_DOUBT,
    payments.State.REJECTED: State.REJECTED,
    payments.State.RETURNED: State.RETURNED,
}
# What will be no better next month.
FOR_GOOD = (AccountGone, DeviceRemoved, NameMismatch, NoSuchNumber, PayeeClosed, TakesNothing)


@each("transfers.due", first=store.next_due)
def send_what_is_due(shift: Shift, owner: Owner, transfer_id: UUID) -> None:
    """Send one transfer that has waited; where there is not enough, it is tried again today, then it has failed."""
    db = shift.db
    customers.lock(db, owner)
    waiting = store.transfer(db, owner, transfer_id)
    if waiting is None or waiting.due_at is None or waiting.due_at > db.now:
        return  # somebody else was here first
    try:
        with db.savepoint():
            sent = sending.send_due(db, waiting, shift.limits)
    except Refusal as no:
        _not_sent(db, waiting, no)
    else:
        if sent.state is not waiting.state:
            telling.payer(db, sent)


@each("transfers.plans", first=plans_kept.next_run)
def run_plan(shift: Shift, owner: Owner, plan_id: UUID) -> None:
    """Make one plan's transfer of this month, which is then due, and go on to the next month."""
    db = shift.db
    customers.lock(db, owner)
    plan = plans_kept.plan(db, owner, plan_id)
    if plan is not None and plan.next_at <= db.now:
        store.put(db, _of_this_month(db, plan))
        plans_kept.goes_on(db, plan, run_at(next_on(plan.day, day_of(plan.next_at))))


@each("transfers.news", first=clearing.next_news)
def tell_news(shift: Shift, owner: Owner, payment_id: UUID) -> None:
    """Tell one payer what another bank has made of a transfer, or a payee that they were paid from there."""
    db = shift.db
    customers.lock(db, owner)
    news = clearing.news(db, owner, payment_id)
    if news is None:
        return  # somebody else was here first
    if news.state is payments.State.RECEIVED:
        telling.came_from_another_bank(db, news)
    else:
        _changed(db, news)
    clearing.told(db, owner, payment_id)


def _not_sent(db: Transaction, waiting: Transfer, no: Refusal) -> None:
    """It could not be sent: it is tried again later today, or it has failed; either way its customer is told why."""
    why = Words(no.says, no.values)
    again = again_at(db.now) if isinstance(no, InsufficientFunds) and not waiting.held else None
    refusals.record(db, waiting.owner, no, flow=PLANS, said=why)
    audit.note(
        db, waiting.owner, "transfers.send", by=CLOCK, subject=str(waiting.transfer_id), result=no.code
    )
    if again:
        waits = replace(waiting, due_at=again, why=why)
        store.change(db, waits)
        if waiting.why is None:  # once a day is enough
            telling.payer(db, waits)
        return
    telling.payer(db, sending.take_back(db, waiting, State.FAILED, why))
    plan = plans_kept.plan(db, waiting.owner, waiting.plan_id) if waiting.plan_id else None
    if plan and isinstance(no, FOR_GOOD):
        plans_kept.stop(db, plan)
        telling.plan_is_stopped(db, plan.owner)


def _of_this_month(db: Transaction, plan: Plan) -> Transfer:
    """The transfer that a plan makes; its id is that of the plan and the month, so that there is one a month.

    It costs what was signed; or less, where it costs less by now.
    """
    run_at_ = plan.next_at.astimezone(BANK_ZONE).isoformat()
    number = sha256(f"{plan.plan_id} {run_at_}".encode()).digest()[:16]
    of = plan.instruction
    return Transfer(
        plan.owner,
        UUID(bytes=number, version=4),
        of,
        min(plan.fee, cost(db, of)),
        route(db, of, db.now).rail,
        plan.authority,
        State.SCHEDULED,
        placed_at=db.now,
        due_at=db.now,
        plan_id=plan.plan_id,
    )


def _changed(db: Transaction, news: News) -> None:
    sent = store.transfer(db, news.owner, news.payment_id)
    if sent is None or news.state not in BECAME:
        return  # it is no transfer of a customer's, or it was only handed over
    state = BECAME[news.state]
    if sent.owed and not news.owed:
        given = replace(sent, owed=False)
        store.change(db, given)
        telling.given_back(db, given)
        return
    why = because(news.reason) if state in (State.REJECTED, State.RETURNED) else None
    over = None if state is State.IN_DOUBT else news.at
    now = replace(sent, state=state, why=why, ended_at=over, owed=news.owed)
    if state is State.REJECTED:
        counting.give_back(db, sent)
        now = replace(now, counted_on=None)
    if state is State.SUCCESS:
        sending.arrived(db, now)
    store.change(db, now)
    known = book.known(db, now.owner, now.instruction.payee) if state is State.RETURNED else None
    if known and not store.has_arrived(db, now.owner, now.instruction.payee):
        book.remove(db, now.owner, known.payee_id)  # what came back proves nobody
    telling.payer(db, now)

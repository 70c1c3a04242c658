"""Taking a payment of the bank's, and what becomes of it: the house's own rules first, then the payee's bank."""

from collections.abc import Callable
from datetime import datetime

from guitai_sandbox.clearing.conducts import ORDINARY, Act, Answer, Conduct, Step
from guitai_sandbox.clearing.directory import OURS, account_by_no, bank_by_code, same_name
from guitai_sandbox.clearing.hours import days_taken, most_fen, settles
from guitai_sandbox.clearing.telling import HOUSE, coming_back, rejection, standing
from guitai_sandbox.state.books import Kind
from guitai_sandbox.state.payments import Order, Payment, State
from guitai_sandbox.world import World


def conduct_towards(order: Order) -> Conduct:
    """What the payee's bank and the line do with it."""
    known = account_by_no(order.payee.account_no)
    return known.conduct if known else ORDINARY


def take(world: World, order: Order, *, msg_id: str) -> Payment:
    """Write it down, and begin with what becomes of it."""
    now = world.clock.now()
    payment = world.house.payments[order.tx_id] = Payment(order, msg_id, now)
    reason = _against_the_rules(world, order, now) or _against_the_directory(order)
    if reason:
        payment.state, payment.reason = State.REJECTED, reason
        return payment
    conduct = conduct_towards(order)
    arrives = settles(order.rail, now)
    for step in conduct.steps:
        moment = arrives + step.after
        if moment > now:
            world.agenda.at(moment, _later(world, payment, step, told=conduct.answer is Answer.WORD))
        else:
            carry_out(world, payment, step)
    return payment


def carry_out(world: World, payment: Payment, step: Step) -> None:
    """One thing that becomes of a payment; nothing, where the day was closed before or it did not happen."""
    if step.act is Act.SETTLE and payment.state is State.PENDING:
        payment.state = State.SETTLED
        world.house.book(payment, Kind.PAYMENT)
    elif step.act is Act.REJECT and payment.state is State.PENDING:
        payment.state, payment.reason = State.REJECTED, step.reason
    elif step.act is Act.RETURN and payment.state is State.SETTLED:
        payment.state, payment.reason = State.RETURNED, step.reason
        line = world.house.book(payment, Kind.RETURN, return_id=world.house.new_id(HOUSE))
        world.house.mailbox.put(coming_back(world, payment, line))
    elif step.act is Act.TELL:
        world.house.mailbox.put(standing(world, payment))
    elif step.act is Act.CONTRADICT and step.reason:
        world.house.mailbox.put(rejection(world, payment, step.reason))


def _later(world: World, payment: Payment, step: Step, *, told: bool) -> Callable[[], None]:
    """The step at its moment; the end of what was on its way is told, where the answer promised so."""

    def work() -> None:
        before = payment.state
        carry_out(world, payment, step)
        if told and before is State.PENDING and payment.state is not before:
            world.house.mailbox.put(standing(world, payment))

    return work


def _against_the_rules(world: World, order: Order, now: datetime) -> str | None:
    most, days = most_fen(order.rail), days_taken(order.rail, now)
    if order.payee.bank_code == OURS:
        return "AG01"
    if bank_by_code(order.payee.bank_code) is None:
        return "RC04"
    if most is not None and order.amount_fen > most:
        return "AM02"
    if not days:
        return "TM01"
    if order.day not in days or order.day < world.house.books.first_open:
        return "DT01"
    return "AM04" if order.amount_fen > world.house.books.balance_fen else None


def _against_the_directory(order: Order) -> str | None:
    account = account_by_no(order.payee.account_no)
    if account is None:
        return None
    if account.bank is not bank_by_code(order.payee.bank_code):
        return "AC01"
    return None if same_name(order.payee.name, account.name) else "BE01"

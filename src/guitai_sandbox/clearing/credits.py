"""Payments from other banks to the bank's customers, and the bank's word on each of them."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from guitai_sandbox.clearing.directory import OURS, Bank
from guitai_sandbox.clearing.hours import days_taken, most_fen, opens
from guitai_sandbox.clearing.iso import Invalid, Message
from guitai_sandbox.clearing.orders import transfer
from guitai_sandbox.clearing.telling import HOUSE
from guitai_sandbox.state.books import Kind
from guitai_sandbox.state.payments import Order, Party, Payment, Rail, State
from guitai_sandbox.world import World

CREDITED, REJECTED = "ACCC", "RJCT"


@dataclass(frozen=True)
class Wish:
    """What somebody at another bank wants to send."""

    payer: Party
    account_no: str
    name: str
    amount_fen: int
    memo: str


def promise(world: World, bank: Bank, wish: Wish) -> tuple[Order, datetime]:
    """Send it: now, or, if it is too much for now, when HVPS opens. The order, and when it is settled."""
    now = world.clock.now()
    most = most_fen(Rail.IBPS)
    rail = Rail.IBPS if most is None or wish.amount_fen <= most else Rail.HVPS
    moment = opens(rail, now)
    order = Order(
        tx_id=world.house.new_id(bank.code),
        end_to_end_id=world.house.new_id(bank.code),
        uetr=str(uuid.uuid4()),
        amount_fen=wish.amount_fen,
        rail=rail,
        day=days_taken(rail, moment)[-1],
        payer=wish.payer,
        payee=Party(wish.name, wish.account_no, OURS),
        memo=wish.memo,
    )
    if moment > now:
        world.agenda.at(moment, lambda: _bring(world, order))
    else:
        _bring(world, order)
    return order, moment


def heard(world: World, message: Message) -> None:
    """The bank's `pacs.002`: it has credited the account, or refuses and the money goes back. The first word counts."""
    tx_id, said = message.text("TxInfAndSts", "OrgnlTxId"), message.text("TxInfAndSts", "TxSts")
    payment = world.house.payments.get(tx_id or "")
    if payment is None or not payment.incoming:
        raise Invalid(f"no payment {tx_id} went to the bank")
    if message.count("TxInfAndSts") != 1 or said not in (CREDITED, REJECTED):
        raise Invalid(f"TxSts can not be {said}")
    reason = message.text("TxInfAndSts", "StsRsnInf", "Rsn", "Cd")
    if said == REJECTED and reason is None:
        raise Invalid("StsRsnInf/Rsn/Cd is missing")
    if payment.state is not State.SETTLED:
        return
    if said == CREDITED:
        payment.state = State.CREDITED
    else:
        payment.state, payment.reason = State.REFUSED, reason
        world.house.book(payment, Kind.REFUSED)


def _bring(world: World, order: Order) -> None:
    """Settle it, and put it among the messages."""
    msg_id = world.house.new_id(HOUSE)
    payment = Payment(order, msg_id, world.clock.now(), incoming=True, state=State.SETTLED)
    world.house.payments[order.tx_id] = payment
    world.house.book(payment, Kind.CREDIT)
    world.house.mailbox.put(transfer(order, msg_id=msg_id, at=world.clock.now()))

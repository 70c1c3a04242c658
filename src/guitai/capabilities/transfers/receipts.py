"""What a card says of transfers: the receipt of one, the list of many, what somebody has received. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from guitai.capabilities.transfers.arrival import of_each_month
from guitai.capabilities.transfers.capitals import in_words
from guitai.capabilities.transfers.order import IN_CAPITALS_FROM, Instruction
from guitai.capabilities.transfers.plans_kept import Plan
from guitai.capabilities.transfers.states import FRUITLESS, LEFT, NAMES, NAMES_OWED, WAITING, State
from guitai.capabilities.transfers.store import Transfer
from guitai.capabilities.transfers.whom import bank_name
from guitai.language import Words
from guitai.money import Money
from guitai.shield.card import Card, Row, Slip


@dataclass(frozen=True)
class Outcome:
    """What became of it, in a sentence that anybody may hear."""

    public_name: Words


@dataclass(frozen=True)
class Booked:
    """What the books have of a transfer: in whose name it was paid, and its serial number; none before it has left."""

    payer: str
    number: str


@dataclass(frozen=True)
class Receipt:
    """What a customer is told when a transfer was accepted: a sentence, and the card."""

    outcome: Outcome
    card: Card


OUTCOMES = {
    State.SUCCESS: Words("转账成功，回单在卡片上。"),
    State.SENT: Words("已经提交给对方银行，处理中，请勿重复转账。到账或退回都会告诉您。"),
    State.DELAYED: Words("已经受理，到时自动转出，转出以前可以撤销。"),
    State.RISK_HOLD: Words("已经受理，为了您的资金安全，过一段时间再转出，转出以前可以撤销。"),
    State.SCHEDULED: Words("已经约好，到时自动转出，请在那之前备足余额。转出以前可以撤销。"),
}
TITLES = {
    State.SCHEDULED: Words("转账受理"),
    State.DELAYED: Words("转账受理"),
    State.RISK_HOLD: Words("转账受理"),
    State.SENT: Words("转账回单"),
    State.IN_DOUBT: Words("转账回单"),
    State.SUCCESS: Words("转账回单"),
    State.REJECTED: Words("转账未成功"),
    State.RETURNED: Words("转账退汇"),
    State.CANCELLED: Words("转账撤销"),
    State.FAILED: Words("转账未成功"),
}
PLANNED = Words("每月转账已经约好，每次转出都会告诉您。请在当天备足余额；要停，可以说“停掉每月转账”。")


def receipt(of: Transfer, booked: Booked) -> Receipt:
    """What is told of a transfer that was just accepted."""
    return Receipt(Outcome(OUTCOMES[of.state]), card(of, booked))


def plan_receipt(of: Transfer, day: int) -> Receipt:
    """The receipt of one that is sent every month."""
    assert of.due_at is not None, "it has a first time"
    rows = [*_instruction(of.instruction), Row("转出时间", of_each_month(day)), Row("第一次", of.due_at)]
    if of.fee:
        rows.append(Row("每次手续费", of.fee))
    return Receipt(Outcome(PLANNED), Card("每月转账", tuple(rows)))


def card(of: Transfer, booked: Booked) -> Card:
    """One transfer and how it stands; who has paid is named on the picture only, which may be sent on.

    What moved nothing, or came back, is no receipt: it says why, and has neither a picture nor the sum in capitals.
    """
    rows = [Row("状态", _stands(of))]
    if of.why:
        rows.append(Row("原因", of.why))
    rows += _instruction(of.instruction, in_full=of.state not in FRUITLESS)
    if of.fee or of.state not in FRUITLESS:
        rows.append(Row("手续费", of.fee))
    rows += _moments(of)
    if booked.number:
        rows.append(Row("流水号", booked.number))
    return Card(TITLES[of.state], tuple(rows), charts=(_slip(of, booked),) if of.state in LEFT else ())


def listing(transfers: Sequence[Transfer], refused: Sequence[tuple[datetime, Words]] = ()) -> Card:
    """Several transfers with their states, and what was refused meanwhile, the newest first."""
    lines = [(of.placed_at, row) for of in transfers for row in _listed(of)]
    lines += [(at, Row(Words("{at} 没有办理", {"at": at}), said)) for at, said in refused]
    rows = [row for _, row in sorted(lines, key=lambda line: line[0], reverse=True)]
    return Card("转账进度", tuple(rows))


def planned(plans: Sequence[Plan], waiting: Sequence[Transfer]) -> Card:
    """What will be sent by itself."""
    return Card("预约和每月转账", tuple(_planned(plans, waiting)))


def received(payer: str, amount: Money, account: Words, memo: str, at: datetime, number: str) -> Card:
    """What somebody who was paid is shown."""
    rows = [Row("金额", amount), Row("付款人", payer), Row("收款账户", account), Row("到账时间", at)]
    if memo:
        rows.append(Row("附言", memo))
    rows.append(Row("流水号", number))
    return Card("收到转账", tuple(rows))


def in_a_line(of: Transfer) -> Words:
    """A transfer among several, on a card."""
    payee = of.instruction.payee
    values = {
        "at": of.due_at or of.placed_at,
        "name": payee.shown_name,
        "tail": payee.tail,
        "amount": of.instruction.amount,
    }
    return Words("{at} {name} 尾号{tail} {amount}", values)


def plan_in_a_line(of: Plan) -> Words:
    """A plan among several, on a card."""
    payee = of.instruction.payee
    values = {
        "each": of.each,
        "name": payee.shown_name,
        "tail": payee.tail,
        "amount": of.instruction.amount,
    }
    return Words("{each} {name} 尾号{tail} {amount}", values)


def _stands(of: Transfer) -> Words:
    return (NAMES_OWED if of.owed else NAMES)[of.state]


def _instruction(of: Instruction, *, in_full: bool = True) -> Iterator[Row]:
    yield Row("金额", of.amount)
    if in_full and of.amount >= IN_CAPITALS_FROM:
        yield Row("大写金额", Words("{words}", {"words": in_words(of.amount)}))
    yield Row("收款人", of.payee.shown_name)
    yield Row("收款账号", of.payee.shown_number)
    yield Row("收款银行", bank_name(of.payee.bank))
    yield Row("付款账户", of.payer.public_name)
    if of.memo:
        yield Row("附言", of.memo)


def _slip(of: Transfer, booked: Booked) -> Slip:
    """The receipt as a picture, to keep or to send to the payee: accounts by their ends only."""
    payee = of.instruction.payee
    rows = [
        Row("收款人", payee.shown_name),
        Row("收款账号", replace(payee, number_given=False).shown_number),
        Row("收款银行", bank_name(payee.bank)),
        Row("付款人", booked.payer),
        Row("付款账户", of.instruction.payer.public_name),
        Row("状态", _stands(of)),
        Row("受理时间", of.placed_at),
        Row("流水号", booked.number),
    ]
    if of.instruction.memo:
        rows.append(Row("附言", of.instruction.memo))
    foot = Words("电子回单，是否到账以收款账户实际入账为准")
    return Slip("转账回单", of.instruction.amount, tuple(rows), foot)


def _moments(of: Transfer) -> Iterator[Row]:
    yield Row("受理时间", of.placed_at)
    if of.state in WAITING and of.due_at:
        yield Row("转出时间", of.due_at)
    if of.ended_at and of.state is not State.SUCCESS:
        yield Row("结束时间", of.ended_at)
    elif of.ended_at:
        yield Row("到账时间", of.ended_at)


def _listed(of: Transfer) -> Iterator[Row]:
    payee = of.instruction.payee
    values = {"at": of.placed_at, "name": payee.shown_name, "tail": payee.tail}
    label = Words("{at} {name} 尾号{tail}", values)
    stands = {"amount": of.instruction.amount, "state": _stands(of)}
    if of.state in WAITING and of.due_at:
        yield Row(label, Words("{amount} {state}，{due}转出", stands | {"due": of.due_at}))
    elif of.why:
        yield Row(label, Words("{amount} {state}。{why}", stands | {"why": of.why}))
    else:
        yield Row(label, Words("{amount} {state}", stands))


def _planned(plans: Sequence[Plan], waiting: Sequence[Transfer]) -> Iterator[Row]:
    for plan in plans:
        label = Words("{name} 尾号{tail}", _named(plan.instruction))
        values = {"each": plan.each, "amount": plan.instruction.amount, "next": plan.next_at}
        yield Row(label, Words("{each} {amount}，下一次{next}", values))
    for one in waiting:
        label = Words("{name} 尾号{tail}", _named(one.instruction))
        yield Row(label, Words("{at} {amount}", {"at": one.due_at, "amount": one.instruction.amount}))


def _named(of: Instruction) -> dict[str, object]:
    return {"name": of.payee.shown_name, "tail": of.payee.tail}

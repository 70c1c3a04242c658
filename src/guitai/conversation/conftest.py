"""A toy bank with flows of its own, on which the words of a flow are tried."""

from dataclasses import dataclass

import pytest

from guitai.conversation.flow import (
    ask,
    choose,
    confirm,
    do,
    draft,
    flow,
    given,
    look,
    public,
    say,
    show,
    suggest,
    until,
)
from guitai.errors import Refusal
from guitai.money import Money
from guitai.shield.card import Card, Row
from guitai.understanding.answer import Answer, Unclear

LEAST = Money.parse("100")


@dataclass(frozen=True)
class Product:
    name: str
    least: Money

    @property
    def public_name(self):
        return self.name


@dataclass(frozen=True)
class Payee:
    name: str

    @property
    def private_name(self):
        return self.name


class SoldOut(Refusal, code="toy.sold_out", says="{product}已经售完，没有扣款。"):
    """Nothing is left of it."""


@public
def on_sale(turn):
    return [
        Product("稳稳", LEAST),
        Product("天天", Money(1)),
        *(Product(f"产品{n}", LEAST) for n in range(3, 8)),
    ]


def balance_of(turn):
    return Money.parse("88.88")


def payees(turn):
    return [Payee("张三"), Payee("李四")]


def draft_order(turn, product, amount):
    note(turn, f"draft {product} {amount}")
    return f"order of {product}"


def void_order(turn, order):
    note(turn, "void")


draft_order = draft(void=void_order)(draft_order)


def place_order(turn, order):
    note(turn, "placed")
    return Card("回单", (Row("金额", balance_of(turn)),))


def sell_out(turn, product):
    note(turn, "must be rolled back")
    raise SoldOut(product=product)


def void(turn, name):
    note(turn, f"void {name}")


@draft(void=void)
def drafted(turn, name):
    note(turn, f"draft {name}")
    return name


def placed(turn, name):
    note(turn, f"placed {name}")


def note(turn, text):
    turn.db.execute(
        "INSERT INTO toy.notes (key, text) VALUES (%(key)s, %(text)s)", {"key": turn.key, "text": text}
    )


def amount_of(answer: Answer) -> Money:
    value = answer.slots.get("amount")
    if not isinstance(value, Money):
        raise Unclear("没有看懂金额。")
    if value < LEAST:
        raise Unclear("最少{least}。", least=LEAST)
    return value


@flow("toy.buy", title="买产品", moves=True)
async def buy() -> None:
    product = await choose("product", "买哪一款？", await look(on_sale))
    amount = await ask("amount", "买多少？最少{least}。", amount_of, least=LEAST)
    await say("{product}，{amount}。", product=product.name, amount=amount)
    sure = await confirm("sure", "确定吗？")
    if not sure:
        await say("好的，不买了。")
        return
    order = await do(draft_order, product.name, str(amount))
    await until("signed", "请签名。", order)
    receipt = await do(place_order, order)
    await show("买好了。", receipt)


@flow("toy.balance", title="看余额", menu="账户")
async def balance() -> None:
    amount = await look(balance_of)
    if amount > Money(0):
        await show("您的余额：", await look(balance_card, amount))
    await suggest("买一个", "toy.buy")


def balance_card(turn, amount):
    return Card("余额", (Row("余额", amount),))


@flow("toy.gossip", title="泄密")
async def gossip() -> None:
    amount = await look(balance_of)
    await say("您有{amount}。", amount=amount)


@flow("toy.pay", title="付款", moves=True)
async def pay() -> None:
    payee = await choose("payee", "付给谁？", await look(payees))
    await do(sell_out, "给" + "他")
    await show("付好了。", payee)


@flow("toy.details", title="看明细")
async def details() -> None:
    period = await given("period", "看哪段时间？", lambda answer: str(answer.slots["period"]), "最近")
    await say("这是{period}的明细。", period=period)


@flow("service.agent", title="给工作人员留言")
async def agent() -> None:
    await say("请留言。")


@flow("talk.other", title="其他")
async def other() -> None:
    await say("这个不懂。")


@flow("talk.help", title="帮助")
async def help_() -> None:
    await say("能买产品。")


FLOWS = (buy, balance, gossip, pay, details, agent, other, help_)
PHRASES = {
    "toy.buy": ["买产品", "我要买产品", "买点产品"],
    "toy.balance": ["看余额", "我的余额", "余额多少"],
    "toy.gossip": ["泄密"],
    "toy.pay": ["付款", "我要付款"],
    "toy.details": ["看明细", "我的明细", "上个月的明细"],
    "talk.other": ["今天天气怎么样", "讲个笑话"],
    "transfers.send": ["转账", "给张三转五百块"],
}


@pytest.fixture
def toys(as_owner):
    """Where steps note down what they do."""
    as_owner(
        """
        CREATE SCHEMA toy;
        CREATE TABLE toy.notes (key text, text text);
        GRANT USAGE ON SCHEMA toy TO guitai_core;
        GRANT SELECT, INSERT ON toy.notes TO guitai_core
        """
    )


@pytest.fixture
def lin(phone, toys):
    return phone(FLOWS, PHRASES)


@pytest.fixture
def notes(db):
    return lambda: [text for (text,) in db.execute("SELECT text FROM toy.notes").fetchall()]

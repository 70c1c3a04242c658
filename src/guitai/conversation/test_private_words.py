"""What was read from the books stays out of the chat, whichever way a flow or a step hands it on."""

from dataclasses import dataclass

import pytest

from guitai.conversation.flow import ask, choose, do, flow, look, public, say, suggest, until
from guitai.errors import Refusal
from guitai.language import Words
from guitai.money import Money
from guitai.shield.private import Leak
from guitai.understanding.answer import Unclear


class Few(Refusal, code="toy.few", says="最多还有{left}份。"):
    """There is less than was asked for."""


@dataclass(frozen=True)
class Holding:
    left: int

    def some(self, answer):
        raise Unclear("最多还有{left}份。", left=self.left)

    def check(self):
        raise Few(left=self.left)


def holding(turn):
    return Holding(77)


def balance(turn):
    return Money.parse("77")


def few(turn, left):
    raise Few(left=left)


@public
def echo(turn, value):
    return value


def at_least_100(answer):
    value = answer.slots["amount"]
    if value < Money.parse("100"):
        raise Unclear("{it}太少。", it=value)
    return value


async def says_what_happened() -> None:
    left = await until("read", "请稍等。")
    await say("您有{left}。", left=left)


async def suggests_an_amount() -> None:
    amount = await look(balance)
    await suggest("全部", "toy.take", amount=amount)


async def takes_an_amount() -> None:
    await ask("amount", "多少？", at_least_100)


async def asks_the_holding() -> None:
    held = await look(holding)
    await ask("units", "多少份？", lambda answer: held.some(answer))


async def checks_the_holding() -> None:
    held = await look(holding)
    held.check()


async def is_refused_a_part_of_it() -> None:
    held = await look(holding)
    await do(few, held.left)


async def makes_it_public() -> None:
    held = await look(holding)
    left = await look(echo, held.left)
    await say("{left}", left=left)


@flow("talk.other", title="其他")
async def other() -> None:
    await say("这个不懂。")


PHRASES = {"toy.flow": ["玩一玩"], "toy.take": ["拿出来"], "talk.other": ["今天天气怎么样"]}


@pytest.fixture
def lin(phone):
    take = flow("toy.take", title="拿")(takes_an_amount)
    return lambda script: phone([flow("toy.flow", title="玩")(script), take, other], PHRASES)


@pytest.mark.parametrize(
    ("script", "act"),
    [
        (says_what_happened, lambda lin: lin.happens("read", value=77)),
        (suggests_an_amount, lambda lin: lin.taps("全部")),
        (asks_the_holding, lambda lin: lin.says("一百份")),
    ],
)
def test_no_way_leads_from_the_books_into_the_chat(lin, script, act):
    customer = lin(script)
    customer.says("玩一玩")

    with pytest.raises(Leak):
        act(customer)


@pytest.mark.parametrize("script", [checks_the_holding, is_refused_a_part_of_it, makes_it_public])
def test_no_refusal_and_no_public_step_names_what_the_books_hold(lin, script):
    with pytest.raises(Leak):
        lin(script).says("玩一玩")


def limit(turn):
    raise Few(left=Words("五"))


async def is_refused_in_words() -> None:
    await look(limit)


def test_a_refusal_may_name_what_is_said_in_words(lin):
    assert lin(is_refused_in_words).says("玩一玩") == "最多还有五份。"


def kinds(turn, found):
    turn.db.execute(
        "CREATE TEMP TABLE kinds AS SELECT %(kinds)s AS kinds", {"kinds": str([*map(type, found)])}
    )


def holdings(turn):
    return [Holding(1), Holding(77)]


async def hands_on_a_part() -> None:
    found = await look(holdings)
    large = [one for one in found if one.left > 5]
    await do(kinds, large)


def test_a_step_gets_plain_values_however_a_flow_has_put_them_together(lin, db):
    lin(hands_on_a_part).says("玩一玩")

    assert db.execute("SELECT kinds FROM kinds").fetchone() == (str([Holding]),)


def names(turn):
    return ["张三", "李四"]


async def chooses_a_name() -> None:
    await choose("name", "谁？", await look(names))


def test_names_of_the_banks_stand_on_the_card_and_not_in_the_chat(lin):
    customer = lin(chooses_a_name)

    assert "张三" not in customer.says("玩一玩")
    assert customer.card == {"1": "张三", "2": "李四"}


async def chooses_the_nameless() -> None:
    await choose("holding", "哪个？", await look(holdings))


def test_what_has_no_name_can_not_be_chosen_by_it(lin):
    with pytest.raises(AssertionError, match="has no name to choose it by"):
        lin(chooses_the_nameless).says("玩一玩")

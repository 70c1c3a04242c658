"""What customers ask of an order before they sign it is answered by the order, which stays."""

import pytest

from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.whom import Payee


@pytest.fixture(autouse=True)
def known(lin, chen):
    """Lin has 张三 among her payees."""
    book.arrived(lin.db, lin.owner, Payee("张三", "6214830000000108", "308584000013"))


@pytest.mark.parametrize(
    "words, answer",
    [
        ("要手续费吗", "这一笔不收手续费。"),
        ("这个要收手续费不", "这一笔不收手续费。"),
        ("到底扣多少手续费", "这一笔不收手续费。"),
        ("手续费总共多少来着", "这一笔不收手续费。"),
        ("多久到账", "转出时间：签名后马上转出，不能撤销。"),
        ("急急急多久到", "转出时间：签名后马上转出，不能撤销。"),
        ("还能撤回吗", "现在还没有签名，您的钱没有动，随时可以取消。转出时间：签名后马上转出，不能撤销。"),
        ("从哪张卡扣的", "付款账户：活期 尾号2816。"),
        ("几耐先到㗎？", "转出时间：签名后马上转出，不能撤销。"),
        ("使唔使手续费呀", "这一笔不收手续费。"),
        ("is there a fee?", "There is no fee for this one."),
    ],
)
def test_the_order_answers_and_stays(lin, order, words, answer):
    lin.says("给张三转500")
    before = order(lin)

    said = lin.says(words).splitlines()

    assert said[0] == answer
    assert order(lin) == before


def test_what_leaves_later_can_be_taken_back(lin):
    lin.says("给张三转500，明天到")

    assert lin.says("转出以后能撤回吗").startswith(
        "现在还没有签名，您的钱没有动，随时可以取消。撤销：转出以前可以撤销。"
    )


@pytest.mark.parametrize("words", ["那明天大概几点扣我钱？", "周二几点转？"])
def test_the_time_of_its_day_is_told_and_nothing_is_looked_up(lin, order, words):
    lin.says("给张三转500，明天到")
    before = order(lin)

    said = lin.says(words)

    assert said.startswith("转出时间：2026年11月24日 00:30")
    assert order(lin) == before


@pytest.mark.parametrize("words", ["明天到行吗", "给李四转要手续费吗", "房贷利率多少", "为什么要手续费"])
def test_what_is_asked_of_something_else_is_none_of_it(lin, words):
    lin.says("给张三转500")

    assert "手续费：" not in lin.says(words)
    assert "不收手续费" not in lin.says(words)


def test_what_is_asked_of_one_that_is_only_supposed_is_none_of_it(lin):
    said = lin.says("要是给张三转500，要手续费吗")
    lin.says("给张三转800")
    again = lin.says("要是给张三转500，要手续费吗")

    assert said.startswith("要办的都说清楚以后，订单上会写明")
    assert again.startswith(said.splitlines()[0])


def test_where_nothing_waits_the_question_is_any_question(lin):
    assert lin.says("要手续费吗").startswith("这个问题现在还答不了。")


@pytest.mark.parametrize("words", ["要手续费吗", "几点能到", "多久到账"])
def test_what_is_asked_is_no_answer_to_an_open_question(lin, words):
    lin.says("转账")
    before = lin.reply.parts[-1]

    assert lin.says(words).startswith("要办的都说清楚以后，订单上会写明，签名以前您可以先看。")
    assert lin.reply.parts[-1] == before

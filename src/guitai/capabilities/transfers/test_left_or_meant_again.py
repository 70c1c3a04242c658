"""An order is left in whatever words, and what was told of it first is meant again."""

import pytest

from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.whom import Payee

LEAVES = "转出时间"


@pytest.fixture(autouse=True)
def known(lin, chen):
    """Lin has 张三 and 李四 among her payees."""
    for name, number in (("张三", "6214830000000108"), ("李四", "6214830000000207")):
        book.arrived(lin.db, lin.owner, Payee(name, number, "308584000013"))


@pytest.mark.parametrize(
    "words",
    [
        "现在先不转",
        "嗯今天先不转了吧",
        "哦转过了 那这次不转了",
        "现在不转 等我问问他",
        "今日唔過住",
        "啊 发错窗口了 不好意思",
        "发错群了抱歉",
        "oops wrong chat",
        "哎算了都不转了 我给现金",
        "算了不转了 我给他现金",
        "唉干脆不转了吧",
    ],
)
def test_it_is_left(lin, words):
    lin.says("给张三转500")

    assert lin.says(words) in ("好的，已经取消。", "好的，已經取消。", "All right, cancelled.")


def test_who_tells_of_a_fraud_leaves_it_and_is_warned(lin):
    lin.says("给张三转500")

    said = lin.says("对方说他是公安局的，说我的账户涉案")

    assert said.startswith("好的，已经取消。\n您说的很像诈骗，请先不要转账")
    assert lin.says("取消").startswith("好的。现在没有正在办理的业务。")


def test_a_question_is_nobodys_name(lin):
    lin.says("转5000到6222024400288615758")

    assert "拿不准是不是诈骗的时候，请先不要转账" in lin.says("这是真的假的啊")


def test_a_day_that_has_passed_is_asked_about(lin):
    lin.says("给李四转1000")

    assert lin.says("上周五转").startswith("这个时间已经过去了，请换一个时间。")


def test_a_remark_that_was_told_first_is_meant_again(lin, order):
    for words in ("给张三转1500 备注货款", "备注改成 十一月货款", "还是改回 货款"):
        lin.says(words)

    assert order(lin)["附言"] == "货款"


@pytest.mark.parametrize("words", ["我想让它2月30号转", "日期弄成4月31号"])
def test_a_day_that_no_year_has_is_asked_about(lin, words):
    lin.says("给李四转1000")

    assert "请说什么时候到账" in lin.says(words)
    assert "2026年12月1日 00:30转出" in lin.says("哦没有这一天，那就12月1号")


@pytest.mark.parametrize(
    "words",
    [
        ("转张三2000 下周一", "改成今天晚上八点", "不对 今晚要停电 还是下周一"),
        ("给张三转2000 11月30号转", "make it tomorrow 3pm", "no go back to next monday"),
    ],
)
def test_of_a_day_that_was_told_without_an_hour_no_hour_stays(lin, order, words):
    for said in words:
        lin.says(said)

    assert "11月30日 00:30" in str(order(lin)) or "30 Nov 2026 00:30" in str(order(lin))


def test_of_another_day_the_hour_stays(lin, order):
    for words in ("给张三转500 明天上午十点", "改后天"):
        lin.says(words)

    assert order(lin)[LEAVES] == "2026年11月25日 10:00"


@pytest.mark.parametrize("words", ["算了周四就周四", "哎还是周四吧 定了"])
def test_a_day_of_this_week_is_none_of_the_last(lin, order, words):
    for said in ("李四那边转1800 周四转", "改周五", words):
        lin.says(said)

    assert order(lin)[LEAVES] == "2026年11月26日 00:30"


def test_the_day_of_every_month_is_no_day_on_which_money_comes_in(lin):
    lin.says("我想每个月给李四打800")
    said = lin.says("每个月5号吧，4号我退休金就到了")

    assert "每月5日转出" in said

    lin.says("取消")
    lin.says("每个月给李四转600")
    assert "每月20日转出" in lin.says("20号好了 19号我收房租")


def test_what_stays_as_it_is_is_understood(lin):
    lin.says("pay 李四 500 for lunch")
    lin.says("omg i meant 张三")

    said = lin.says("same amount")

    assert said.startswith("¥500.00 (five hundred yuan) to 张三")


def test_what_is_asked_of_somebody_else_is_not_ordered(lin):
    assert lin.says("我老公刚发微信说 给张三转2000").startswith("您是想办这一项吗？")
    assert lin.says("张三你把那500赶紧转我啊").startswith("抱歉，这件事柜台帮不上忙。")


@pytest.mark.parametrize(
    "words",
    [
        "算了还是转吧",
        "算了 还是转了吧",
        "还是转吧",
        "算了，还是给他转吧",
        "算了转吧",
        "never mind, send it anyway",
    ],
)
def test_who_means_it_after_all_finds_the_order_as_it_was(lin, order, words):
    lin.says("给张三转100，备注买菜")
    before = order(lin)
    lin.says(words)

    assert order(lin) == before


@pytest.mark.parametrize("words", ["算了还是不转吧", "算了还是取消吧", "算了", "还是不转了"])
def test_who_does_not_mean_it_leaves_it(lin, words):
    lin.says("给张三转100")

    assert lin.says(words) == "好的，已经取消。"

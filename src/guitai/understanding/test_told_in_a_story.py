"""What is told otherwise of an open order beside a story of why: what it ends with counts, and nothing else of it."""

from datetime import datetime
from functools import partial

import pytest

from guitai.money import Money
from guitai.understanding.acquaintance import Acquaintance, told_by
from guitai.understanding.load import understanding
from guitai.understanding.orders.open_order import Order
from guitai.understanding.orders.retelling import perhaps, retold
from guitai.understanding.slots.durations import Term
from guitai.understanding.slots.transfer_words import Monthly
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
KNOWN = Acquaintance(lambda: {"张三", "李四"}, lambda: {"2816", "5207"})
SENT = {"payee": "张三", "amount": Money.parse("3000")}


def order(intent="transfers.send", **before):
    read = partial(told_by, KNOWN, understanding(), intent, now=NOW)
    return Order(intent, read, before or SENT, {"2816", "5207"}, term=before.get("term"), knows=KNOWN.knows)


@pytest.mark.parametrize(
    "said, yuan",
    [
        ("金额要改 刚跟他对了下账 扣掉他垫的水电那些乱七八糟的 最后是2715.6", "2715.60"),
        ("扣掉他垫的200 最后是2750", "2750"),
        ("改一下 他又加了点东西 结果是3120", "3120"),
        ("打完折最终是2800", "2800"),
        ("减了他的油钱 一共是2715", "2715"),
        ("he took the deposit off, so it comes to 2,715.60", "2715.60"),
        ("less the water bill, it works out at 2750", "2750"),
    ],
)
def test_a_sum_that_is_told_as_the_end_result_is_the_sum(said, yuan):
    new = retold(said, order()) or perhaps(said, order())
    sum_ = new.told["amount"]

    assert getattr(sum_, "better", sum_) == Money.parse(yuan)


@pytest.mark.parametrize("said", ["我卡里最后是5000", "最后他收到了吗", "结果他没要"])
def test_what_ends_otherwise_tells_no_sum(said):
    assert retold(said, order()) is None


@pytest.mark.parametrize(
    "said, told",
    [
        ("张三李四我老是打混 收款的是李四", {"payee": "李四"}),
        ("不是不是 350是我欠另一个同事的，张三这边是305", {"payee": "张三", "amount": Money.parse("305")}),
        ("唔系唔系，305", {"amount": Money.parse("305")}),
        ("我想设成每个月自动转的 每月20号，这笔就别单独转了", {"arrival": Monthly(20)}),
    ],
)
def test_what_it_is_is_told_behind_what_it_is_not(said, told):
    assert retold(said, order()).told == told


def test_a_day_is_better_than_another():
    said = "and the 12th works better for me than the 10th"

    assert retold(said, order(**SENT, arrival=Monthly(10))).told == {"arrival": Monthly(12)}
    assert retold("5207 is better than 2816", order()) is None


@pytest.mark.parametrize(
    "said, term",
    [
        ("五年也太久了点……一年", Term(years=1)),
        ("5年太长了 3年吧", Term(years=3)),
        ("一年太短，还是两年", Term(years=2)),
    ],
)
def test_what_is_too_long_is_not_how_long_it_is_kept(said, term):
    new = retold(said, order("deposits.open", amount=Money.parse("4000"), term=Term(years=5)))

    assert (new.told, new.whole) == ({"term": term}, True)


@pytest.mark.parametrize(
    "said, same",
    [
        ("名字写错了，是刘扬，提手旁那个扬，卡号没错", True),
        ("名字打错了 是刘扬 账号不用改", True),
        ("名字和卡号都写错了，是刘扬", False),
    ],
)
def test_who_mends_the_name_alone_keeps_the_number(said, same):
    new = retold(said, order(payee="刘洋", account_no="6228480456712039159", amount=SENT["amount"]))

    assert (new.told, "account_no" not in new.drops) == ({"payee": "刘扬"}, same)


def test_who_only_says_that_it_is_not_so_asks_nothing():
    new = retold("噢噢 卡里哪有那么多 多按了个零，2000", order(payee="李四", amount=Money.parse("20000")))

    assert (new.told, new.rest) == ({"amount": Money.parse("2000")}, "")
    assert retold("卡里哪有2000", order()) is None


@pytest.mark.parametrize(
    "said, memo",
    [
        ("备注别写了吧 写了怪怪的 空着就行", ""),
        ("备注不要了，空着", ""),
        ("别写备注，怪怪的", ""),
        ("备注不要了，写房租", "房租"),
        ("备注不写，备注写饭钱", "饭钱"),
    ],
)
def test_why_no_remark_is_wanted_is_none(said, memo):
    assert retold(said, order(**SENT, memo="份子钱")).told == {"memo": memo}


@pytest.mark.parametrize(
    "said",
    [
        "等会儿 我问下我老婆",
        "等等",
        "我跟他确认一下",
        "wait, let me ask my wife",
        "hold on",
        "等一下 我打电话问下我妈",
    ],
)
def test_who_asks_somebody_else_first_leaves_all_as_it_is(said):
    new = retold(said, order())

    assert (new.stays, new.leaves, new.told) == (True, False, {})


@pytest.mark.parametrize(
    "said", ["等会儿再转", "我问下手续费", "等等 张三说他那份不要了", "我问下他转了吗？"]
)
def test_who_says_more_than_to_wait_does_not(said):
    assert retold(said, order()) is None


def test_who_is_paid_is_changed_where_that_is_said_and_the_same_is_said_of_another():
    new = retold("不是张三结婚 是李四结婚哈哈哈哈 收款人换一下 其他不动", order(**SENT, memo="新婚快乐"))

    assert (new.told, new.whole) == ({"payee": "李四"}, True)
    assert {"account_no", "mobile"} <= new.drops


@pytest.mark.parametrize("said", ["收款人换一下 其他不动", "不是张三结婚 是王五结婚 收款人改一下"])
def test_who_is_paid_instead_is_asked_where_nobody_is_named_whom_they_know(said):
    new = retold(said, order())

    assert (new.told, "payee" in new.drops) == ({}, True)


@pytest.mark.parametrize(
    "intent, said, rest",
    [
        ("transfers.send", "算了还是存吧", "还是存吧"),
        ("transfers.send", "不转了还是存定期吧", "还是存定期吧"),
        ("transfers.send", "cancel掉这个transfer，改成存2500定期吧", "改成存2500定期吧"),
        ("deposits.open", "算了还是转给李四吧", "还是转给李四吧"),
    ],
)
def test_who_leaves_it_for_another_order_says_which(intent, said, rest):
    new = retold(said, order(intent, **SENT))

    assert (new.leaves, new.rest) == (True, rest)


@pytest.mark.parametrize(
    "intent, said", [("transfers.send", "算了还是转吧"), ("deposits.open", "算了还是存吧")]
)
def test_who_means_it_after_all_does_not(intent, said):
    assert retold(said, order(intent, **SENT)).stays


@pytest.mark.parametrize(
    "day", ["on Friday", "on Dec 3", "on friday morning", "tomorrow", "by Friday, please", ""]
)
def test_the_one_sum_behind_who_is_paid_is_paid(day):
    slots = understanding().told_of("transfers.send", f"send 张三 600 {day}", NOW)[1]

    assert (slots["payee"], slots["amount"]) == ("张三", Money.parse("600"))


def test_a_sum_that_stands_elsewhere_is_not():
    assert "amount" not in understanding().told_of("transfers.send", "send 张三 the 600 he paid", NOW)[1]

"""What is told anew of an open order, in words that no pattern was made for."""

from datetime import date, datetime
from functools import partial

import pytest

from guitai.money import Money
from guitai.understanding.answer import Answer, NotTaken
from guitai.understanding.load import understanding
from guitai.understanding.retelling import Order, To, retold, said_to
from guitai.understanding.slots.durations import Term
from guitai.understanding.slots.transfer_words import Monthly
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
TOMORROW = date(2026, 11, 24)
BEFORE = {"payee": "张三", "amount": Money.parse("500"), "memo": "饭钱"}


def order(intent="transfers.send", **before):
    read = partial(understanding().told_of, intent, now=NOW)
    return Order(intent, read, {**BEFORE, **before}, {"2816", "5207"})


def yuan(sum_):
    return {"amount": Money.parse(sum_)}


def at(hour, minute=0, day=TOMORROW):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BANK_ZONE)


TOLD = {
    "800": yuan("800"),
    "那就800吧": yuan("800"),
    "啊不对 是三千": yuan("3000"),
    "唔係,過兩千八": yuan("2800"),
    "嗯 那这次转2000": yuan("2000"),
    "算了 转400吧": yuan("400"),
    "多打了一个0": yuan("50"),
    "再加200": yuan("700"),
    "太多了 少转两百": yuan("300"),
    "李四": {"payee": "李四"},
    "等一下,是给李四,其他的都不变": {"payee": "李四"},
    "账号找不到了 先转给李四吧": {"payee": "李四"},
    "唔好過去5207喇,俾李四啦": {"payee": "李四"},
    "从5207出 明天到就行": {"account": "5207", "arrival": TOMORROW},
    "还是用2816吧 5207的留着还花呗": {"account": "2816"},
    "不要从5207 从2816": {"account": "2816"},
    "后天吧,明天我怕钱不够": {"arrival": date(2026, 11, 25)},
    "改每月8号": {"arrival": Monthly(8)},
    "不用每月,就这一次,现在转": {"arrival": "now"},
    "延迟两个小时再到账吧 怕被骗": {"arrival": "2h"},
    "金额没错,日子错了,是12月3号": {"arrival": date(2026, 12, 3)},
    "备注改成 装修第二期": {"memo": "装修第二期"},
    "金额改1150 备注不动": yuan("1150"),
    "不要备注了": {"memo": ""},
    "2816到5207": {"account": "2816", "own": "5207"},
    "不对不对,重新说:今天,2816,给李四,转1615": {
        **yuan("1615"),
        **{"payee": "李四", "account": "2816", "arrival": date(2026, 11, 23)},
    },
    "Actually next Monday is better": {"arrival": date(2026, 11, 30)},
    "change the amount to 950, keep the note": yuan("950"),
    "make it 600 and from 5207": {**yuan("600"), "account": "5207"},
    "ok 1500 then": yuan("1500"),
}


@pytest.mark.parametrize("said, told", TOLD.items())
def test_what_is_told_anew_is_read_and_nothing_else(said, told):
    assert retold(said, order()).told == told


@pytest.mark.parametrize(
    "said",
    [
        *(
            "手续费多少",
            "明天能到吗",
            "能撤回吗",
            "等我问下我老公",
            "后天再说",
            "好的",
            "我的余额",
            "258036",
            "5207",
            "1",
        ),
        *(
            "再转500",
            "还要给李四转320",
            "转30592元",
            "给李四转账",
            "转账给李四",
            "给李四转320",
            "存一万定期一年",
            "改成800行不行",
            "I will pay 李四 later",
        ),
    ],
)
def test_what_asks_or_wishes_for_something_else_tells_nothing(said):
    assert retold(said, order()) is None


@pytest.mark.parametrize(
    "before, said, when",
    [
        (at(20), "改成九点", at(21)),
        (at(9), "下午三点", at(15)),
        (TOMORROW, "上午十点半转", at(10, 30)),
        (at(15), "改成后天", at(15, day=date(2026, 11, 25))),
        (at(9), "今天吧", date(2026, 11, 23)),
        (Monthly(5), "9号", Monthly(9)),
        (Monthly(5), "下个月9号", date(2026, 12, 9)),
    ],
)
def test_of_a_day_alone_the_hour_stays_and_of_an_hour_the_day(before, said, when):
    assert retold(said, order(arrival=before)).told == {"arrival": when}


def test_who_mixes_up_two_accounts_swaps_them():
    accounts = {"account": "2816", "own": "5207"}
    assert retold("反了", order(**accounts)).told == {"account": "5207", "own": "2816"}


@pytest.mark.parametrize(
    "said, rest",
    [
        ("取消转账", ""),
        ("算了不转了", ""),
        ("他没在里面啊 算了不转了", "他没在里面啊"),
        ("不转了，给我看看余额", "给我看看余额"),
    ],
)
def test_what_leaves_it_leaves_it_whatever_is_said_besides(said, rest):
    left = retold(said, order())
    assert (left.leaves, left.rest) == (True, rest)


def test_who_wants_somebody_else_is_asked_whom():
    new = retold("换个人", order())
    assert (new.told, "payee" in new.drops) == ({}, True)


@pytest.mark.parametrize(
    "intent, said, told",
    [
        ("deposits.open", "改成半年吧", {"term": Term(months=6)}),
        ("deposits.open", "等下,存5000就好", yuan("5000")),
        ("deposits.open", "金额8千,期限两年", {**yuan("8000"), "term": Term(years=2)}),
        ("deposits.open", "那就1.5万吧,2816的", {**yuan("15000"), "account": "2816"}),
        ("deposits.withdraw", "再多点,取两万吧", yuan("20000")),
        ("deposits.notice", "不,只要6万", yuan("60000")),
    ],
)
def test_so_are_deposits(intent, said, told):
    assert retold(said, order(intent)).told == told


@pytest.mark.parametrize(
    "intent, said",
    [
        ("deposits.open", "定期提前支取三万五千三百四十五"),
        ("deposits.open", "取两万"),
        ("deposits.withdraw", "存五万定期一年"),
        ("transfers.send", "存五万"),
        ("transfers.send", "支取五万"),
        ("deposits.open", "存一笔半年的定期"),
        ("deposits.open", "定期存半年"),
        ("deposits.open", "存两万八千三百六十三块钱定期"),
        ("deposits.withdraw", "定期提前支取三万"),
    ],
)
def test_another_order_is_another_wish(intent, said):
    assert retold(said, order(intent)) is None


@pytest.mark.parametrize("intent", ["deposits.open", "deposits.withdraw", "deposits.notice"])
def test_a_transfer_is_no_part_of_a_deposit(intent):
    assert retold("给李四转600", order(intent)) is None
    assert retold("给张三转1万吧 不存了", order(intent)).rest == "给张三转1万吧"


class Question:
    """One that takes what has this slot."""

    def __init__(self, name):
        self.name = name

    def reads(self, answer):
        try:
            return (answer.slots[self.name],)
        except (KeyError, NotTaken):
            return None


@pytest.mark.parametrize(
    "name, said, to",
    [
        ("amount", "八百", To.ANSWERS),
        ("amount", "从5207出，八百", None),
        ("payee", "李四", To.READS),
        ("payee", "那李四 九百九", None),
        ("payee", "尾号5207", To.READS),
        ("account", "从5207出", To.ANSWERS),
        ("term", "八百", None),
    ],
)
def test_the_open_question_takes_its_own_answer_alone(name, said, to):
    asked = order()
    asked.before.clear()
    new = retold(said, asked)

    assert said_to(Question(name), new, Answer(said, NOW), asked) is to

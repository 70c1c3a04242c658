from datetime import date, datetime

import pytest

from guitai.money import Money
from guitai.understanding.fold import said
from guitai.understanding.slots.durations import Term
from guitai.understanding.slots.period import Period
from guitai.understanding.slots.reading import ALL, read
from guitai.understanding.slots.words import read_as
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=BANK_ZONE)


def slots(intent, text):
    return read_as(intent, read(said(text), NOW))


def afternoon(hour):
    return datetime(2026, 11, 24, hour, tzinfo=BANK_ZONE)


@pytest.mark.parametrize(
    "intent, text, slot, value",
    [
        ("transfers.send", "转700，哦不，转900", "amount", Money(900_00)),
        ("topup.mobile", "充20，不，充70吧", "amount", Money(70_00)),
        ("deposits.open", "put 12k, actually make it 15k, for one year", "amount", Money(15_000_00)),
        ("wealth.redeem", "赎一半……算了，赎六千", "amount", Money(6_000_00)),
        ("wealth.redeem", "赎六千，算了全部赎回", "amount", ALL),
        ("wealth.buy", "随心盈来一万……等下，一万三", "amount", Money(13_000_00)),
        ("withdrawals.create", "无卡取款三百，不够，六百吧", "amount", Money(600_00)),
        ("transfers.send", "给房东转2600，不对，这个月涨了，2900", "amount", Money(2_900_00)),
        ("wealth.redeem", "取七千，哦不取五千够了", "amount", Money(5_000_00)),
        ("topup.mobile", "充四十就好，别给我充四百", "amount", Money(40_00)),
        ("transfers.send", "不对不对，是六百不是五百，给小美转", "amount", Money(600_00)),
        ("topup.mobile", "不充50，充20", "amount", Money(20_00)),
        ("transfers.send", "给张三转700，他不要700要900", "amount", Money(900_00)),
        ("transfers.send", "是六百，不是六千，转小何的", "amount", Money(600_00)),
        ("circles.lend", "我出两千……一千五吧", "amount", Money(1_500_00)),
        ("credit.instalment", "先分12期…算了还是24期吧", "instalments", 24),
        ("credit.instalment", "本来想分6期，老公说分9期，就9吧", "instalments", 9),
        ("deposits.open", "存半年，哦不，存一年好了，两万", "term", Term(years=1)),
        ("life.buy", "买两张……算了小李不去，买一张话剧票", "quantity", 1),
        ("life.buy", "两份……三份，烤鸭套餐", "quantity", 3),
        ("branches.book", "约明天下午三点，哦不，四点，去支行", "when", afternoon(16)),
        ("transfers.send", "明天转300给张三，不对，后天转", "when", date(2026, 11, 25)),
        (
            "accounts.statement",
            "要流水，上半年的不行，要第三季度的",
            "period",
            Period(date(2026, 7, 1), date(2026, 9, 30)),
        ),
        ("cards.freeze", "卡丢了，尾号5512，嗯？5521，对，5521，挂失", "account", "5521"),
        ("accounts.balance", "尾号0318……哦不对是0381，里面多少钱", "account", "0381"),
        ("credit.repay", "还信用卡，不是尾号6021，是6012，3.1k", "account", "6012"),
        ("credit.repay", "还信用卡，不是尾号6021，是6012，3.1k", "amount", Money(3_100_00)),
        ("topup.mobile", "给我妈的139……不对是13800138000充30", "amount", Money(30_00)),
    ],
)
def test_of_any_kind_the_value_that_is_said_in_the_place_of_another_stands(intent, text, slot, value):
    assert slots(intent, text)[slot] == value


@pytest.mark.parametrize(
    "text",
    [
        "转700给张三，等下转300给李四",
        "转700，不够再转300",
        "转700给张三，不行就转300",
        "转700给小王，等下，还有小李的300",
        "转给张三700，李四300，算了，都转给王五",
        "转五百……六百",
        "我想转700，老婆说转300，你看转多少",
        "房租3000，押金6000，转给房东",
        "欠他3000，利息500，转给他",
    ],
)
def test_what_comes_on_top_takes_nothing_back(text):
    assert not isinstance(slots("transfers.send", text).get("amount"), Money | str)


def test_a_sum_behind_a_tail_is_no_other_tail():
    assert slots("credit.repay", "还尾号6021，不对，还4500")["account"] == "6021"
    assert slots("credit.repay", "还尾号6021，是4096元")["amount"] == Money(4096_00)


def test_a_first_value_that_was_said_once_more_is_not_known():
    assert "amount" not in slots("transfers.send", "转700，不对，900，不对，还是700")

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
        ("credit.repay", "信用卡先还一万，算啦，干脆全还", "amount", ALL),
        ("deposits.open", "存2万定期，还是3万吧，一年期", "amount", Money(3_0000_00)),
        ("topup.mobile", "充个一百的话费，不充五十的", "amount", Money(100_00)),
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
        ("topup.mobile", "top up 13912340987, no sorry, 13912340978 with 200", "mobile", "13912340978"),
        ("deposits.open", "2k for half a year. Sorry, not half a year, for 3 months", "term", Term(months=3)),
        ("deposits.open", "存半年，不对，不存半年，存三个月，两千", "term", Term(months=3)),
        ("credit.instalment", "put the bill in twelve installments, no, eighteen", "instalments", 18),
        ("credit.instalment", "上月账单分24期，不对，18", "instalments", 18),
        ("life.buy", "get me 3 aquarium tickets, no, 4, my niece comes too", "quantity", 4),
        ("life.buy", "买3张水族馆门票，不对，4", "quantity", 4),
        ("branches.book", "book the branch for 23 Nov, sorry, 24 Nov, at 15:00", "when", afternoon(15)),
    ],
)
def test_of_any_kind_the_value_that_is_said_in_the_place_of_another_stands(intent, text, slot, value):
    assert slots(intent, text)[slot] == value


@pytest.mark.parametrize(
    "intent, text, slot, value",
    [
        ("credit.instalment", "账单分期，7200，十期，不要十二期", "instalments", 10),
        ("insurance.buy", "来份意外险，一百五一年那种，三百的不要", "amount", Money(150_00)),
        ("loans.apply", "贷款要30万，不是之前说的50万，五年", "amount", Money(300_000_00)),
        ("transfers.send", "三块五转给阿强，别转成三百五", "amount", Money(3_50)),
        (
            "transfers.status",
            "昨天汇给白大夫的两千六到了吗，那天还有一笔六百的不用查",
            "amount",
            Money(2_600_00),
        ),
        ("topup.mobile", "先充五十话费，八十八的套餐不要", "amount", Money(50_00)),
        ("bills.pay", "pay the water bill, 88.40, the 210 for electricity can wait", "amount", Money(88_40)),
        ("cards.freeze", "把借记卡冻结了，信用卡留着还要刷", "account", "debit"),
        ("cards.freeze", "金融卡在身上，是信用卡被偷，麻烦挂失", "account", "credit"),
        ("cards.unfreeze", "给信用卡解挂，借记卡没冻过", "account", "credit"),
        ("cards.unfreeze", "信用卡别动，把储蓄卡的挂失解了", "account", "debit"),
        ("cards.freeze", "尾号3395那张找不着了，1195那张还在，把丢的挂失", "account", "3395"),
        ("cards.freeze", "0162那张没事，丢的是8162那张，快挂失", "account", "8162"),
        ("accounts.balance", "工资卡尾号7720上面有多少，不是0772那张", "account", "7720"),
        ("accounts.balance", "how much is on the card ending 3081, not the 3018 one", "account", "3081"),
        (
            "accounts.statement",
            "对账单，近半年的，近三个月的不要",
            "period",
            Period(date(2026, 5, 23), date(2026, 11, 23)),
        ),
    ],
)
def test_what_is_said_not_to_be_meant_leaves_the_other(intent, text, slot, value):
    assert slots(intent, text)[slot] == value


@pytest.mark.parametrize("text", ["500不要转", "别给张三转500", "不是转300吗", "卡尾号7720那张没事"])
def test_what_is_said_not_to_be_meant_is_told_where_nothing_else_is(text):
    assert slots("transfers.send", text).keys() & {"amount", "account"}


@pytest.mark.parametrize(
    "intent, text",
    [
        ("credit.instalment", "上月账单分24期，不对，18"),
        ("life.buy", "get me 3 aquarium tickets, no, 4, my niece comes too"),
    ],
)
def test_a_number_said_in_the_place_of_a_count_is_no_sum(intent, text):
    assert "amount" not in slots(intent, text)


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

"""Whom somebody has paid and which accounts are theirs tell what they mean; nothing becomes an order by it alone."""

from datetime import date, datetime

import pytest

from guitai.understanding.acquaintance import Acquaintance, understand_from
from guitai.understanding.answer import Answer
from guitai.understanding.load import understanding
from guitai.understanding.orders.monthly_words import DAYS, MonthlyBut
from guitai.understanding.own_tails import plain
from guitai.understanding.slots.transfer_words import Monthly
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
TAILS = {"2816", "5207"}
KNOWN = Acquaintance(lambda: ("张三", "李四", "王小明"), lambda: TAILS)


def means(text):
    return understand_from(KNOWN, understanding(), Answer(text, NOW), text)


@pytest.mark.parametrize(
    "text, payee, fen",
    [
        ("李四2000急", "李四", 2000_00),
        ("快 张三 5000 马上", "张三", 5000_00),
        ("工人工资要发了 张三6500", "张三", 6500_00),
        ("我要给供应商李四结款18000", "李四", 18000_00),
        ("麻烦给王小明师傅转三百", "王小明", 300_00),
        ("昨晚聚餐张三垫的，我转他120就行", "张三", 120_00),
        ("琴日食饭李四埋嘅单，畀返三百八十蚊佢", "李四", 380_00),
        ("我妈住院张三垫了钱，剩下3000我转给他", "张三", 3000_00),
        ("不是给李四啊，是给张三，转450", "张三", 450_00),
        ("owe 张三 for last night, pay him back 86.4 pls", "张三", 86_40),
        ("li si 120", "李四", 120_00),
        ("昨天跟张三李四吃火锅 张三先付的 我们仨平摊 我那份204 帮我转给张三", "张三", 204_00),
        ("Li Si 95 for lunch", "Li Si", 95_00),
        ("I'd like Zhang San to get 450 every month on the 12th at 8 in the morning", "Zhang San", 450_00),
        ("monthly 700 to 李四 on the 20th until next June", "李四", 700_00),
        ("给张三RMB760", "张三", 760_00),
        ("我要还张三 RMB 760", "张三", 760_00),
        ("给张三 CNY 1,760 周四转", "张三", 1760_00),
        ("应该是张三 870, 现在转", "张三", 870_00),
    ],
)
def test_who_was_paid_before_is_known_by_the_name(text, payee, fen):
    understood = means(text)

    assert understood.intent == "transfers.send"
    assert understood.sure
    assert (understood.slots["payee"], understood.slots["amount"].fen) == (payee, fen)


@pytest.mark.parametrize(
    "text",
    [
        "张三还我2000了",
        "应该是张三870那笔吗",
        "李四欠我500",
        "李四为什么要2000",
        "张三和李四一人2000",
        "李四今年30了",
        "别给张三转2000",
        "Li Si owes me 120",
        "li si sent me 500",
        "not li si 500",
    ],
)
def test_nothing_is_ordered_by_a_name_and_a_number_alone(text):
    understood = means(text)

    assert understood.intent != "transfers.send" or not understood.sure


@pytest.mark.parametrize(
    "text, payee", [("给张三丰转500", "张三丰"), ("给王李四转500", "王李四"), ("给赵敏转500", "赵敏")]
)
def test_somebody_else_stays_somebody_else(text, payee):
    assert means(text).slots["payee"] == payee


@pytest.mark.parametrize("text", ["从2816转500给李四，不是5207", "给王五转500，从2816，5207的钱别动"])
def test_who_is_paid_stays_though_both_accounts_are_named(text):
    told = means(text).slots

    assert (told["payee"] in text, told.get("own")) == (True, None)


@pytest.mark.parametrize(
    "before, text, payee",
    [
        ("send Li Si 500", "ok send the same person 450 then, tomorrow", "李四"),
        ("转500给李四", "再转给同一个人300", "李四"),
        ("Show me payments from Li Si in September", "lovely. Send her 1000 at 6pm today", "李四"),
        ("Li Si and Zhang San came", "send her 500", None),
    ],
)
def test_who_was_named_in_letters_or_just_now_is_paid(before, text, payee):
    heard = [Answer(before, NOW), Answer(text, NOW)]
    known = Acquaintance(KNOWN.people, KNOWN.own, heard)

    assert understand_from(known, understanding(), heard[-1], text).slots.get("payee") == payee


@pytest.mark.parametrize(
    "text, when",
    [
        (
            "I have to pay my teacher Li Si 1600. She say must arrive tomorrow noon, 12 o'clock",
            datetime(2026, 11, 24, 12, tzinfo=BANK_ZONE),
        ),
        ("pay Li Si 1600, it has to be there by Friday", date(2026, 11, 27)),
        ("每個月3號同18號過500俾李四得唔得", MonthlyBut((DAYS,), (3, 18))),
    ],
)
def test_no_day_of_it_is_lost(text, when):
    assert means(text).slots["arrival"] == when


def test_who_is_named_shall_get_it_though_no_sum_is_told():
    understood = means("张三垫的饭钱我给他结一下")

    assert (understood.intent, understood.slots["payee"]) == ("transfers.send", "张三")


@pytest.mark.parametrize("text, name", [("查下十月过咗畀張三嘅數", "张三"), ("李四那边十月的账", "李四")])
def test_who_was_paid_is_whom_lines_are_looked_for(text, name):
    assert means(text).slots["counterparty"] == name


@pytest.mark.parametrize(
    "text, said",
    [
        ("5207里头的四千挪到2816里", "尾号5207里头的四千挪到尾号2816里"),
        ("五二零七里头的四千挪到二八一六里", "尾号5207里头的四千挪到尾号2816里"),
        ("查下5207这个月出去的账", "查下尾号5207这个月出去的账"),
        ("how much do i have in 5207", "how much do i have in account 5207"),
        ("睇吓5207尾嗰個戶口", "睇吓尾号5207嗰個戶口"),
        ("5207有一笔我没买过的", "尾号5207有一笔我没买过的"),
        ("5207有几笔支出", "尾号5207有几笔支出"),
        ("5207拿500给张三", "尾号5207拿500给张三"),
        ("拿5207给张三", "拿5207给张三"),
        ("5207有问题", "5207有问题"),
        ("转5207有一笔手续费", "转5207有一笔手续费"),
        ("从尾号5207转", "从尾号5207转"),
        ("给李四5207", "给李四5207"),
        ("转5207给李四", "转5207给李四"),
        ("用5207元买", "用5207元买"),
        ("到5207.50了", "到5207.50了"),
        ("2816", "2816"),
        ("从6688转", "从6688转"),
    ],
)
def test_a_tail_of_theirs_is_called_one_where_an_account_is_talked_of(text, said):
    assert plain(text, TAILS) == said


@pytest.mark.parametrize(
    "text, pays, paid, fen",
    [
        ("老伴让我把五二零七里头的四千块钱挪到二八一六里", "5207", "2816", 4000_00),
        ("5207那个户头的货款转六千到主账户2816", "5207", "2816", 6000_00),
        ("5207嗰度攞3500过去2816", "5207", "2816", 3500_00),
        ("2816里给5207转三百", "2816", "5207", 300_00),
        ("move 4000 from 2816 to 5207", "2816", "5207", 4000_00),
        ("把5207里的1500块挪回主卡2816，明天弄", "5207", "2816", 1500_00),
    ],
)
def test_of_two_accounts_of_theirs_one_pays_and_one_is_paid(text, pays, paid, fen):
    understood = means(text)

    assert understood.intent == "transfers.send"
    assert understood.sure
    told = understood.slots
    assert (told["account"], told["own"], told["amount"].fen, told.get("payee")) == (pays, paid, fen, None)


@pytest.mark.parametrize(
    "text, payee",
    [
        ("李四的卡号是多少", "李四"),
        ("帮我查一下张三的账号", "张三"),
        ("王小明的银行卡号发我一下", "王小明"),
        ("what's 张三's account number", "张三"),
        ("睇下李四嘅户口号码", "李四"),
    ],
)
def test_the_number_of_whom_they_have_paid_stands_in_their_payee_book(text, payee):
    understood = means(text)

    assert (understood.intent, understood.sure) == ("transfers.payees", True)
    assert understood.slots["payee"] == payee


@pytest.mark.parametrize(
    "text", ["我的卡号是多少", "李雷的卡号是多少", "把我的账号发给张三", "我的卡号给李四", "张三的余额是多少"]
)
def test_other_numbers_stand_elsewhere(text):
    understood = means(text)

    assert not (understood.sure and understood.intent == "transfers.payees" and "payee" in understood.slots)


@pytest.mark.parametrize(
    "text, called",
    [
        ("10月15到10月20号 5207 收入", "10月15到10月20号 尾号5207 收入"),
        ("开一份5207九月到十月的对账单", "开一份尾号5207的九月到十月的对账单"),
        ("快把5207停掉", "快把尾号5207停掉"),
        ("12月5号5207转给张三", "12月5号5207转给张三"),
    ],
)
def test_a_tail_beside_days_that_are_looked_at_is_called_one(text, called):
    assert plain(text, TAILS) == called


@pytest.mark.parametrize(
    "text, payee, fen",
    [
        ("1500 Zhang San", "Zhang San", 1500_00),
        ("schedule 700 to Li Si for December 20", "Li Si", 700_00),
        ("Li Si, 800 monthly on the 3rd, for six months", "Li Si", 800_00),
    ],
)
def test_a_name_in_letters_is_known_too_and_stays_as_it_was_said(text, payee, fen):
    slots = means(text).slots

    assert means(text).intent == "transfers.send"
    assert (slots["payee"], slots["amount"].fen) == (payee, fen)


def test_who_is_to_be_paid_is_an_order_without_a_sum():
    assert (means("transfer to Li Si").intent, means("transfer to Li Si").slots["payee"]) == (
        "transfers.send",
        "Li Si",
    )
    assert means("don't transfer to Li Si").intent != "transfers.send"


@pytest.mark.parametrize(
    "text, name",
    [
        ("How much did I send Zhang San in September? show me", "张三"),
        ("did Li Si pay me anything last month?", "李四"),
        ("what have I paid li si this year", "李四"),
        ("how much did I send John Smith in September", "John Smith"),
    ],
)
def test_with_whom_is_looked_up_by_the_name_in_the_book(text, name):
    understood = means(text)

    assert (understood.intent, understood.slots["counterparty"]) == ("accounts.transactions", name)


@pytest.mark.parametrize(
    "text", ["What did Li Si send me in October?", "Any money from Zhang San in October?"]
)
def test_what_they_gave_came_in(text):
    assert means(text).slots["direction"] == "in"


def test_an_hour_before_a_please_is_no_sum():
    slots = means("send 500 to Li Si tomorrow at 9 please").slots

    assert (slots["amount"].fen, slots["arrival"].hour) == (500_00, 9)


@pytest.mark.parametrize(
    "text, day",
    [
        ("monthly transfer of 500 to Li Si on the 28th", 28),
        ("每月给李四转500，28号", 28),
        ("two grand to zhang san, first of every month", 1),
        ("every 1st of the month pay Li Si 1000", 1),
        ("600 to Zhang San on the fifth of every month", 5),
    ],
)
def test_the_day_of_every_month_is_read_in_words_and_behind_every(text, day):
    assert means(text).slots["arrival"] == Monthly(day)


@pytest.mark.parametrize(
    "text, sends",
    [
        ("张三上次帮我垫的体检费 今天得还他了", True),
        ("李四垫咗张飞 听日要还佢喇", True),
        ("张三的钱已经还他了", False),
        ("张三说我得还他了吗", False),
    ],
)
def test_who_is_to_be_paid_back_now_is_paid(text, sends):
    assert (means(text).intent == "transfers.send") is sends


@pytest.mark.parametrize(
    "text, what",
    [
        ("10月交了多少电费", "电费"),
        ("上个月电费花了多少", "电费"),
        ("how much did I spend on electricity last month", "electricity"),
        ("2026年10月交了多少燃气费", "燃气费"),
        ("10月话费多少钱", "话费"),
        ("今年房贷还了多少", "房贷"),
        ("how much did I spend on petrol in October?", "petrol"),
        ("这个月电费交了多少", "电费"),
        ("10月电费交了没有", "电费"),
        ("did I pay the water bill last month", "water bill"),
    ],
)
def test_what_was_paid_is_looked_for_where_no_bills_are_served(text, what):
    understood = means(text)

    assert (understood.intent, understood.slots["counterparty"]) == ("accounts.transactions", what)


@pytest.mark.parametrize(
    "text",
    [
        "这个月电费多少",
        "电费多少钱",
        "房贷还剩多少",
        "这个月房贷要还多少",
        "帮我交10月的电费",
        "交一下上个月的电费",
        "上个月的电费多少，交了吧",
    ],
)
def test_what_is_to_be_paid_stays_a_bill(text):
    assert means(text).intent != "accounts.transactions"


def test_a_bank_that_serves_bills_answers_with_them():
    text = "上个月电费花了多少"
    understood = understand_from(KNOWN, understanding(), Answer(text, NOW), text, served={"bills.list"})

    assert understood.intent == "bills.list"

from dataclasses import dataclass, field
from datetime import datetime

import pytest

from guitai.money import Money
from guitai.understanding.answer import Answer
from guitai.understanding.choices import listed, yes_or_no
from guitai.understanding.interrupting import NOT_SIGNED, TO_SIGN, anew, interrupts, retold, unsigned
from guitai.understanding.understood import Understood
from guitai.zone import BANK_ZONE

AT = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
SEND, STATUS, OPEN = "transfers.send", "transfers.status", "deposits.open"
SERVED = {SEND, STATUS, OPEN, "accounts.balance"}
CARD = "6239990000000001668"
FIVE, SIX = Money(500_00), Money(600_00)


@dataclass
class Line:
    name: str
    answer: Answer | None = None


@dataclass
class Telling:
    opening: Answer
    journal: list[Line] = field(default_factory=list)


def understood(text, intent, sure=0.9, **slots):
    return Understood(text, intent, sure, slots, ())


def told(**slots):
    return Answer("", AT, slots=slots)


@pytest.mark.parametrize(
    "heard",
    [
        understood("转给冯玉梅的2217块钱到账了吗", STATUS, payee="冯玉梅", amount=Money(2217_00)),
        understood("存23000元定期", OPEN, amount=Money(23_000_00), account="fixed"),
        understood("从尾号1196给马春梅转500", SEND, account="1196", payee="马春梅", amount=FIVE),
        understood("我的余额", "accounts.balance", sure=1),
        understood("取消吧", "talk.cancel", sure=1),
        understood("我的戶口結餘", "accounts.balance", sure=0.86),
        understood("附近嘅分行", "branches.nearby", sure=0.99),
        understood("能换外币的网点", "branches.nearby", sure=0.99, service="换外币", place="附近"),
        understood("交电费", "bills.pay", sure=1, biller="电费", counterparty="电费"),
    ],
    ids=lambda heard: heard.text,
)
def test_a_whole_wish_is_no_answer_where_money_is_being_moved(heard):
    assert interrupts(heard, None, SEND, SERVED)


@pytest.mark.parametrize(
    "heard",
    [
        understood("就47052块", "talk.okay", amount=Money(47_052_00)),
        understood("5207", "talk.other", account="5207", amount=Money(5207_00)),
        understood("给张三", SEND, payee="张三", counterparty="张三"),
        understood(f"收款人张三，账号：{CARD}", "transfers.payees", payee="张三", account_no=CARD),
        understood("转账到账了吗", STATUS, sure=0.4, payee="张三", amount=FIVE),
        understood("于娥", "accounts.balance", sure=0.95),
        understood("欧阳明细", "accounts.balance", sure=0.95, counterparty="欧阳明细"),
        understood("江海余额中心", "accounts.balance", sure=0.6),
        understood("江海便利店", "life.buy"),
        understood("东门团购", "life.browse", sure=0.964),
        understood("话费", "topup.mobile", sure=0.98, counterparty="话费"),
        understood("取500", "withdrawals.create", sure=1, amount=FIVE),
        understood("12月5日", "accounts.balance", sure=0.6, period=AT, when=AT, arrival=AT),
        understood("转给我妈妈", SEND),
    ],
    ids=lambda heard: heard.text,
)
def test_values_are_answers_whatever_they_are_like(heard):
    assert not interrupts(heard, None, SEND, SERVED)


def test_where_no_money_moves_a_text_may_hold_anything():
    heard = understood("上个月给张三转的500没到账", STATUS, payee="张三", amount=FIVE)

    assert not interrupts(heard, None, "", SERVED)
    assert interrupts(heard, listed(["一", "二"]), "", SERVED)
    assert not interrupts(heard, yes_or_no(), SEND, SERVED)


def test_a_wish_said_anew_keeps_what_was_told_only_where_it_is_the_same_one():
    telling = Telling(told(payee="张三", memo="饭钱"))

    assert anew(telling, {"payee": "张三", "amount": FIVE}) == {
        "payee": "张三",
        "memo": "饭钱",
        "amount": FIVE,
    }
    assert anew(telling, {"payee": "李四", "amount": FIVE}) == {"payee": "李四", "amount": FIVE}
    assert anew(telling, {"amount": FIVE}) == {"amount": FIVE}
    assert anew(telling, {}) == {"payee": "张三", "memo": "饭钱"}  # only that it is wanted, once more
    telling.journal.append(Line("to", told(amount=SIX)))
    assert anew(telling, {"payee": "张三", "amount": FIVE}) == {"payee": "张三", "amount": FIVE}


def test_what_was_told_in_the_opening_and_not_asked_for_yet_is_told_otherwise():
    telling = Telling(told(amount=FIVE, memo="饭钱"))

    assert retold(telling, told(amount=FIVE), told(amount=SIX))
    assert telling.opening.slots == {"amount": SIX, "memo": "饭钱"}
    assert not retold(telling, told(amount=FIVE), told(amount=FIVE))  # it is not five any more
    assert not retold(telling, None, told(payee="张三"))
    telling.journal.append(Line("amount"))
    assert not retold(telling, None, told(amount=FIVE))


@pytest.mark.parametrize(
    "said", ["同意", "我同意。", "好的", "确认", "签名", "签好了", "OK", "对的", "没问题"]
)
def test_a_yes_is_no_signature(said):
    assert unsigned(said) == TO_SIGN


@pytest.mark.parametrize("said", ["不同意", "我不同意", "不签了", "先不签"])
def test_whoever_does_not_agree_need_not_sign(said):
    assert unsigned(said) == NOT_SIGNED


@pytest.mark.parametrize("said", ["不对", "取消", "改成500", "我的余额", "同意书在哪", "好的改成500"])
def test_what_is_more_than_a_yes_or_a_no_is_heard_as_what_it_is(said):
    assert unsigned(said) == ""


@pytest.mark.parametrize(
    "heard",
    [
        understood("等下 我5207还有多少", "accounts.balance", sure=0.55, account="5207"),
        understood("先看下余额", "accounts.balance", sure=0.98),
        understood("how much do I have in 5207?", "accounts.balance", sure=0.74, account="5207"),
    ],
    ids=lambda heard: heard.text,
)
def test_a_question_is_served_where_one_of_a_list_is_asked_for(heard):
    assert interrupts(heard, listed(["一", "二"]), OPEN, SERVED)


@pytest.mark.parametrize(
    "heard",
    [
        understood("用5207吧", "accounts.balance", sure=0.6, account="5207"),
        understood("钱多的那张", "accounts.balance", sure=0.8),
        understood("我的余额", "accounts.balance", sure=0.4),
        understood("张三的那张卡怎么样", "accounts.balance", sure=0.8, payee="张三"),
    ],
    ids=lambda heard: heard.text,
)
def test_who_chooses_from_a_list_asks_nothing(heard):
    assert not interrupts(heard, listed(["一", "二"]), OPEN, SERVED)

"""Who is paid after all, when, and how much of what is told, where a sentence says it in a way of its own."""

from datetime import date, datetime

import pytest

from guitai.money import Money
from guitai.understanding.load import understanding
from guitai.understanding.slots.found import Unsure
from guitai.understanding.slots.transfer_words import OTHERWISE, SOME_TIME, Monthly
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 26, 14, 30, tzinfo=BANK_ZONE)


def understood(text):
    return understanding().understand(text, NOW)


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("给我女儿转六百，不对，是给我孙女林晓雯转六百", "林晓雯"),
        ("给林晓雯转60，哦不对，应该是给女儿", "女儿"),
        ("给女儿转六百。哎呀弄错了，应该转给林晓雯才对", "林晓雯"),
        ("给林晓雯60，算了还是给女儿吧", "女儿"),
        ("给林晓雯转60块，不对，给女儿", "女儿"),
        ("给张三转500，不对，600", "张三"),
        ("给张三转500，不对，给他转600", "张三"),
    ],
)
def test_who_is_named_after_all_is_paid(words, whom):
    assert understood(words).slots.get("payee") == whom


@pytest.mark.parametrize(
    ("words", "arrival"),
    [
        ("女儿的生日是12月8号，那天给她转888", date(2026, 12, 8)),
        ("12月8号是我妈生日，当天转她888", date(2026, 12, 8)),
        ("每个月15号发养老金，发了以后第二天给女儿转500", Monthly(16)),
        ("15号发工资，发完第二天给林晓雯转300", SOME_TIME),
        ("等我养老金到了再给女儿转1000", SOME_TIME),
        ("发工资那天给房东转1234", SOME_TIME),
        ("除夕给房东转1234", SOME_TIME),
        ("年前给房东转1234", SOME_TIME),
        ("等下给房东转1234", SOME_TIME),
        ("明天中午给房东转1234", SOME_TIME),
        ("下周三上午给房东转1234", SOME_TIME),
        ("明天上午9点给房东转1234", datetime(2026, 11, 27, 9, tzinfo=BANK_ZONE)),
        ("月月30号给房东转1234", Monthly(30)),
        ("每30号给房东转1234", Monthly(30)),
        ("每5天给李四转50", OTHERWISE),
        ("早上好，给李四转500", None),
        ("等一下，给李四转500", None),
    ],
)
def test_a_day_or_an_hour_that_is_told_is_never_left_out(words, arrival):
    assert understood(words).slots.get("arrival") == arrival


@pytest.mark.parametrize(
    "words", ["我有4300的退休金，一半给女儿", "一半给李四，我有4300", "一半的退休金，退休金是4386.5"]
)
def test_half_of_a_sum_is_not_the_sum(words):
    assert not isinstance(understood(words).slots.get("amount"), Money)


@pytest.mark.parametrize(
    ("words", "orders"),
    [
        ("给国强转500和给房东转600", [("国强", "500"), ("房东", "600")]),
        ("给佳宁转500和给房东转600", [("佳宁", "500"), ("房东", "600")]),
        ("转500给徐佳宁，600给房东", [("徐佳宁", "500"), ("房东", "600")]),
        ("给女儿500儿子300", [("女儿", "500"), ("儿子", "300")]),
    ],
)
def test_of_two_who_are_paid_neither_is_lost(words, orders):
    told = [(one.slots.get("payee"), one.slots.get("amount")) for one in understood(words).every]

    assert told == [(whom, Money.parse(sum_)) for whom, sum_ in orders]


@pytest.mark.parametrize(
    "words", ["不要转给王建国了", "我儿子说这人是骗子，别转给他了", "他是骗子，别转给他了"]
)
def test_who_says_that_it_shall_not_be_sent_takes_it_back(words):
    one = understood(words)

    assert one.intent == "transfers.cancel"
    assert one.slots.get("payee") in (None, "王建国")


@pytest.mark.parametrize(
    ("words", "whom"),
    [("卓立群说钱没见着，我前天就转了呀", "卓立群"), ("房东阿姨说不用了，那2600的转账撤了吧", "房东阿姨")],
)
def test_who_says_that_it_has_not_come_is_who_was_paid(words, whom):
    assert understood(words).slots.get("payee") == whom


def test_what_a_card_is_called_by_is_no_memo():
    _, slots = understanding().told_of("transfers.send", "算了还是工资卡", NOW)

    assert "memo" not in slots


def test_a_part_of_what_is_not_told_is_asked_for():
    amount = understood("我有4300的退休金，一半给女儿").slots["amount"]

    assert isinstance(amount, Unsure)
    assert amount.said == "一半"

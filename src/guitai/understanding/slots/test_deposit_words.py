"""What is said of a deposit beside how much and for how long: from where, what becomes of it, a notice undone."""

from datetime import datetime

import pytest

from guitai.money import Money
from guitai.understanding.fold import said
from guitai.understanding.slots.durations import Term
from guitai.understanding.slots.reading import read
from guitai.understanding.slots.transfer_words import Monthly
from guitai.understanding.slots.words import read_as
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
YEAR = Term(years=1, months=0, weeks=0, days=0)


def slots(intent, text):
    return read_as(intent, read(said(text), NOW))


@pytest.mark.parametrize(
    "text, told",
    [
        ("存3万定期一年从2816", {"account": "2816", "amount": Money(30_000_00), "term": YEAR}),
        ("从2816存3万定期一年", {"account": "2816", "amount": Money(30_000_00), "term": YEAR}),
        ("存3万定期一年，用5207", {"account": "5207", "amount": Money(30_000_00), "term": YEAR}),
        ("存七天通知存款10万，从2816", {"account": "2816", "amount": Money(100_000_00)}),
        ("定存10000一年，下个月1号存，从2816", {"account": "2816", "amount": Money(10_000_00)}),
        ("fix 10000 from 5207 for a year", {"account": "5207", "amount": Money(10_000_00)}),
        ("拿8888存半年", {"amount": Money(8888_00)}),
        ("从2000里拿500存一年", {}),
    ],
)
def test_bare_digits_beside_the_sum_are_the_account_that_pays(text, told):
    found = slots("deposits.open", text)

    assert {name: found.get(name) for name in told} == told
    assert "account" in told or found.get("account") in (None, "fixed")


@pytest.mark.parametrize(
    "text, becomes",
    [
        ("从尾号5207存3000块定期半年，到期不续存", "不续存"),
        ("存一万一年，不用自动转存", "不续存"),
        ("存一万一年，到期转活期", "不续存"),
        ("deposit 10000 for a year, don't renew", "不续存"),
        ("存一万一年，本金续存", "本金续存"),
        ("存一万一年，到期自动转存", "续存"),
        ("存一万一年，到期自动续存", "续存"),
        ("转存定期", None),
        ("把工资自动转存定期", None),
        ("活期转定期，一万", None),
        ("存一万一年", None),
    ],
)
def test_what_becomes_of_it_is_read(text, becomes):
    assert slots("deposits.open", text).get("renewal") == becomes


@pytest.mark.parametrize(
    "text, every", [("开个零存整取", Monthly(0)), ("零存整取每月500", Monthly(0)), ("整存整取三年", None)]
)
def test_what_is_paid_in_every_month_is_told_apart(text, every):
    assert slots("deposits.open", text).get("arrival") == every


@pytest.mark.parametrize(
    "text, undone",
    [
        ("取消通知支取", True),
        ("我不想通知支取了", True),
        ("撤销支取通知", True),
        ("支取通知不要了", True),
        ("cancel my notice of withdrawal", True),
        ("通知支取6万", None),
        ("七天通知存款登记取款通知", None),
        ("give notice on my notice deposit", None),
        ("register a withdrawal notice for my notice deposit", None),
    ],
)
def test_a_notice_that_is_taken_back_is_told_from_one_that_is_given(text, undone):
    assert slots("deposits.notice", text).get("undo") is undone


@pytest.mark.parametrize(
    "intent, text, tail",
    [
        ("accounts.statement", "开2816去年的流水", "2816"),
        ("accounts.statement", "把5207的流水给我", "5207"),
        ("talk.other", "那从2816", "2816"),
        ("talk.other", "从5207转", "5207"),
        ("talk.other", "那从2000", None),
    ],
)
def test_a_bare_tail_is_read_where_it_stands_for_the_account(intent, text, tail):
    assert slots(intent, text).get("account") == tail


def test_of_two_tails_that_are_named_none_is_left_out():
    found = slots("accounts.statement", "把2816和5207的流水给我，今年的")

    assert found.keys() & {"account", "amount"} == set()

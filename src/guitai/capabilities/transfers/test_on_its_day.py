"""What is for a moment that was named is judged by its day: what was paid on it already, what is planned for it."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from guitai.capabilities.transfers import plans_kept
from guitai.ledger.accounts import open_account
from guitai.money import Money
from guitai.shield import usage
from guitai.shield.strength import OverDay, OverYear, Strength
from guitai.zone import BANK_ZONE

LIN, CHEN, THERE = "6239990000000002816", "6239990000000001668", "6214830000000009"
TODAY, LATER = "今天下午6点", "12月4号"


def yuan(whole):
    return Money(100 * whole)


@pytest.fixture
def asks(lin, chen, known, order):
    """How strongly Lin has to sign what comes of a sentence about Chen, whom she has paid before."""
    known(lin, "陈国强", CHEN)

    def needs(sentence):
        lin.says(sentence)
        found = order(lin)["needs"]
        lin.says("取消")
        return found

    return needs


@pytest.fixture
def refused(lin, chen, known):
    """By which code what comes of a sentence about Chen is refused; none where it is not."""
    known(lin, "陈国强", CHEN)

    def code(sentence):
        before = codes(lin)
        lin.says(sentence)
        lin.says("取消")
        return codes(lin)[len(before) :]

    return code


@pytest.fixture
def plans(lin, pay):
    """Plans a payment, and lets a day pass: several on a day are unusual."""

    def planned(sentence):
        pay(sentence)
        lin.waits(timedelta(days=1))

    return planned


@pytest.fixture
def own_account(lin):
    """Another account of Lin's."""
    return open_account(lin.db, lin.owner, "current", "6239990000000005207").number


@pytest.fixture
def count_on(lin):
    """Counts a payment of another day."""

    def count(day, amount):
        moment = datetime.combine(day, time(12), BANK_ZONE)
        usage.spend(replace(lin.db, now=moment), lin.owner, amount, Strength.CERTIFICATE)

    return count


@pytest.fixture
def waits_until(lin):
    """Lets time pass until that moment."""
    return lambda text: lin.waits(datetime.fromisoformat(f"{text}+08:00") - lin.now)


def codes(phone):
    rows = phone.db.execute("SELECT code FROM refusals.refusals ORDER BY refused_at").fetchall()
    return [code for (code,) in rows]


def test_what_is_for_later_today_counts_with_what_was_paid_today(lin, asks, sign, order, holds, waits_until):
    usage.spend(lin.db, lin.owner, yuan(20_000), Strength.PIN)
    assert (asks(f"{LATER}给陈国强转3000"), asks(f"{TODAY}给陈国强转3000")) == ("PIN", "CODE")
    lin.says(f"{TODAY}给陈国强转3000")
    assert order(lin)["notes"] == ["当天付款较多，这一笔要加短信验证码。"]
    sign(lin)
    waits_until("2026-11-23T18:00:00")

    assert (holds(CHEN)[0], codes(lin)) == ("3000.00", [])


def test_what_is_for_later_today_is_refused_where_today_leaves_no_room(lin, refused):
    usage.spend(lin.db, lin.owner, yuan(198_000), Strength.CERTIFICATE)

    assert refused(f"{TODAY}给陈国强转3000") == [OverDay.code]
    assert refused(f"{LATER}给陈国强转3000") == []


@pytest.mark.parametrize(
    "when, refusals", [(TODAY, [OverYear.code]), (LATER, [OverYear.code]), ("1月4号", [])]
)
def test_a_year_leaves_no_more_room_for_what_is_on_a_later_day_of_it(lin, refused, count_on, when, refusals):
    count_on(date(2026, 3, 1), yuan(4_998_000))

    assert refused(f"{when}给陈国强转3000") == refusals


def test_what_is_large_for_its_day_is_asked_after(lin, chen, known, pay, posts):
    posts(
        '[[transfer_checks]]\nfrom = 2026-11-01\nagain_minutes = 5\nlarge_day = "800"\nfirst_payment = "5000"'
    )
    known(lin, "陈国强", CHEN)
    large = "当天转出的钱加起来会超过¥800.00，金额较大。收款人和账号都核对过了吗？"
    pay(f"{LATER}给陈国强转300")
    assert lin.says(f"{LATER}给陈国强转500.01").startswith(large)
    lin.says("取消")
    assert not lin.says("12月5号给陈国强转500.01").startswith(large)
    lin.says("取消")

    usage.spend(lin.db, lin.owner, yuan(300), Strength.PIN)
    assert lin.says(f"{TODAY}给陈国强转500.01").startswith(large)


def test_what_is_planned_for_a_day_counts_on_it(lin, asks, plans):
    for amount in (4990, 4991, 4992, 4993):
        plans(f"{LATER}给陈国强转{amount}")

    assert (asks(f"{LATER}给陈国强转34"), asks(f"{LATER}给陈国强转35")) == ("PIN", "CODE")
    assert (asks("每月4号给陈国强转35"), asks("12月5号给陈国强转35")) == ("CODE", "PIN")


def test_what_is_planned_for_later_today_counts_with_what_is_for_later_today(lin, asks, plans):
    for amount in (4990, 4991, 4992, 4993):
        plans(f"11月27日下午6点给陈国强转{amount}")

    assert (asks("今天下午6点给陈国强转34"), asks("今天下午6点给陈国强转35")) == ("PIN", "CODE")


@pytest.mark.parametrize(
    "day, counts, other",
    [
        ("每月4号", ("12月4号", "1月4号"), ("12月5号", "1月3号")),
        ("每月最后一天", ("11月30号", "2月28号"), ("11月29号", "3月28号")),
    ],
)
def test_what_is_paid_every_month_counts_on_each_of_its_days(lin, asks, plans, day, counts, other):
    for amount in (4990, 4991, 4992, 4993):
        plans(f"{day}给陈国强转{amount}")

    assert [asks(f"{on}给陈国强转35") for on in counts] == ["CODE", "CODE"]
    assert [asks(f"{on}给陈国强转35") for on in other] == ["PIN", "PIN"]


def test_what_was_stopped_or_taken_back_or_stays_ones_own_counts_on_no_day(lin, asks, plans, own_account):
    plans(f"{LATER}给陈国强转4990")
    for amount in (4991, 4992, 4993):
        plans(f"每月4号给陈国强转{amount}")
    assert asks(f"{LATER}给陈国强转35") == "CODE"
    lin.says("撤销给陈国强的4990元转账")
    lin.says("撤销")
    assert asks(f"{LATER}给陈国强转35") == "PIN"

    plans(f"{LATER}给陈国强转4994")
    assert asks(f"{LATER}给陈国强转35") == "CODE"
    plans_kept.stop(lin.db, plans_kept.running(lin.db, lin.owner)[0])
    plans(f"{LATER}转4990到{own_account}")
    assert asks(f"{LATER}给陈国强转35") == "PIN"

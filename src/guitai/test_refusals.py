from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from guitai import refusals
from guitai.database import Owner
from guitai.errors import Refusal
from guitai.language import Words
from guitai.money import Money

LIN, CHEN = Owner(1001), Owner(1002)
AT = datetime.fromisoformat("2026-11-23T10:00:00+08:00")
DAY = timedelta(days=1)


class Full(Refusal, code="past.full", says="{what}卖完了。", offers=("我的账户", "accounts.list")):
    """There is no more of it."""


class Closed(Refusal, code="past.closed", says="今天不办。"):
    """Not today."""


@pytest.fixture
def record(db):
    def put(refusal=Closed, *, at=AT, owner=LIN, flow="toy.buy", said="今天不办。"):
        refusals.record(replace(db, now=at), owner, refusal(what="它", detail="77"), flow=flow, said=said)

    return put


def test_what_was_refused_is_told_as_it_was_said_the_newest_first(db, record):
    record(at=AT)
    record(Full, at=AT + timedelta(hours=1), said="它卖完了。")

    found = refusals.of(db, LIN, since=AT)
    assert [(one.said, one.code, one.refused_at) for one in found] == [
        (Words("它卖完了。"), "past.full", AT + timedelta(hours=1)),
        (Words("今天不办。"), "past.closed", AT),
    ]
    assert [one.offers for one in found] == [("我的账户", "accounts.list"), None]


def test_what_nobody_heard_is_kept_with_its_values_and_in_chinese_for_the_staff(db, record):
    words = Words("{what}卖完了，每份{most}。", {"what": Words("它"), "most": Money(5_00)})
    record(Full, said=words)

    assert [one.said for one in refusals.of(db, LIN, since=AT)] == [words]
    assert refusals.trace(db, db.turn_id)[0]["said"] == "它卖完了，每份¥5.00。"


def test_it_is_of_a_time_a_flow_and_an_owner(db, record):
    record(at=AT - DAY)
    record(at=AT)
    record(at=AT + DAY)
    record(at=AT, flow="toy.sell")
    record(at=AT, owner=CHEN)

    assert len(refusals.of(db, LIN, since=AT - DAY)) == 4
    assert len(refusals.of(db, LIN, since=AT)) == 3
    assert len(refusals.of(db, LIN, since=AT, until=AT + DAY)) == 2
    assert [one.flow for one in refusals.of(db, LIN, since=AT, flow="toy.sell")] == ["toy.sell"]
    assert len(refusals.of(db, LIN, since=AT - DAY, most=2)) == 2


def test_what_only_the_bank_may_see_is_not_told(db, record):
    record()

    (one,) = refusals.of(db, LIN, since=AT)
    assert "77" not in repr(one)


def test_a_reason_that_is_gone_offers_nothing(db, record, as_owner):
    record(Full)
    as_owner("UPDATE refusals.refusals SET code = 'past.gone'")

    (one,) = refusals.of(db, LIN, since=AT)
    assert one.offers is None

"""By how much sooner or later an order is to be sent, and a bare number that may be its hour."""

from datetime import date, datetime, timedelta
from functools import partial

import pytest

from guitai.money import Money
from guitai.understanding.load import understanding
from guitai.understanding.orders.open_order import Order
from guitai.understanding.orders.retelling import retold
from guitai.understanding.orders.told_when import of_that_day
from guitai.understanding.slots.found import EitherDay, Unsure
from guitai.understanding.slots.transfer_words import Monthly
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
TOMORROW = date(2026, 11, 24)
AT_THREE = datetime(2026, 11, 24, 15, tzinfo=BANK_ZONE)


def told_of(said, arrival):
    read = partial(understanding().told_of, "transfers.send", now=NOW)
    before = {"payee": "张三", "amount": Money.parse("500"), "arrival": arrival}
    new = retold(said, Order("transfers.send", read, before, {"2816", "5207"}))
    return new.told if new else {}


@pytest.mark.parametrize(
    "before, said",
    [
        (TOMORROW, "提前三天"),  # that day is over
        (Monthly(2), "three days earlier"),
        (AT_THREE, "提前一天再说吧"),
        (AT_THREE, "半天后"),
        (TOMORROW, "two days after the 5th"),
        (TOMORROW, "two days earlier I paid him"),
        (TOMORROW, "5号推迟两天"),
    ],
)
def test_sooner_than_can_be_tells_nothing(before, said):
    assert told_of(said, before) == {}


@pytest.mark.parametrize("said", ["make it 4", "改成4吧"])
def test_a_bare_number_behind_an_hour_may_be_the_hour(said):
    assert told_of(said, AT_THREE) == {"amount": Unsure("", (Money.parse("500"), Money(400)))}


def test_a_weekday_alone_may_be_of_the_week_that_was_told_in_two_languages_too():
    told = told_of("Monday不行，改Tuesday", date(2026, 11, 30))

    assert told == {"arrival": EitherDay("tuesday", (date(2026, 12, 1), TOMORROW))}


@pytest.mark.parametrize("said", ["make it 4 yuan", "改成4块", "金额改成4"])
def test_what_is_called_money_is_no_hour(said):
    assert told_of(said, AT_THREE) == {"amount": Money.parse("4")}


@pytest.mark.parametrize(
    "before, said, when",
    [
        (AT_THREE + timedelta(days=3), "改成前一天晚上8点吧", AT_THREE + timedelta(days=2, hours=5)),
        (AT_THREE + timedelta(days=3), "还是前一天吧", AT_THREE + timedelta(days=2)),
        (date(2026, 11, 27), "第二天吧", date(2026, 11, 28)),
        (date(2026, 11, 27), "make it the day before", date(2026, 11, 26)),
        (AT_THREE - timedelta(days=1), "推到明天同一时间吧", AT_THREE),
    ],
)
def test_the_day_beside_the_one_that_was_told_keeps_its_hour_unless_another_is_said(before, said, when):
    assert told_of(said, before) == {"arrival": when}


@pytest.mark.parametrize("said", ["12月5号前一天", "前一天我忘了"])
def test_the_day_beside_another_one_is_none_of_it(said):
    assert told_of(said, date(2026, 11, 27)) == {}


@pytest.mark.parametrize(
    "said, when",
    [
        ("10:30am and be quick", datetime(2026, 11, 24, 10, 30, tzinfo=BANK_ZONE)),
        ("tomorrow at 10:30 and be quick", datetime(2026, 11, 23, 10, 30, tzinfo=BANK_ZONE)),
    ],
)
def test_an_hour_alone_is_of_the_day_that_was_told_whatever_is_said_behind_it(said, when):
    read_as = datetime(2026, 11, 23, 10, 30, tzinfo=BANK_ZONE)
    assert of_that_day(said, read_as, date(2026, 11, 24), NOW) == when

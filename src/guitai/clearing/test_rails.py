"""By which way a payment goes, when, and for which day it counts."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.clearing.rails import Rail, closes_at, hvps_opens, route, sent_until, settlement_day
from guitai.money import Money
from guitai.terms.file import SHIPPED
from guitai.workdays import works
from guitai.zone import BANK_ZONE

MILLION = Money(1_000_000_00)
MOMENTS = st.integers(0, 4 * 365 * 86_400 - 1).map(
    lambda seconds: datetime(2023, 1, 1, tzinfo=BANK_ZONE) + timedelta(seconds=seconds)
)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BANK_ZONE)


@pytest.mark.parametrize(
    ("money", "real_time", "rail"),
    [
        (Money(1), True, Rail.IBPS),
        (MILLION, True, Rail.IBPS),
        (MILLION, False, Rail.BEPS),
        (MILLION + Money(1), True, Rail.HVPS),
        (MILLION + Money(1), False, Rail.HVPS),
    ],
)
def test_the_amount_and_the_hurry_choose_the_rail(money, real_time, rail):
    chosen = route(money, at("2026-11-23 10:00"), SHIPPED, real_time=real_time)

    assert chosen.rail is rail
    assert chosen.sends_at == at("2026-11-23 10:00")


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-23 17:14:59", "2026-11-23 17:14:59"),  # Monday, the last second
        ("2026-11-23 17:15", "2026-11-23 20:30"),
        ("2026-11-23 20:30", "2026-11-23 20:30"),
        ("2026-11-24 00:00", "2026-11-24 00:00"),
        ("2026-11-27 17:15", "2026-11-29 20:30"),  # Friday evening: Sunday evening
        ("2026-11-28 10:00", "2026-11-29 20:30"),  # Saturday
        ("2026-11-29 20:30", "2026-11-29 20:30"),
        ("2026-02-13 18:00", "2026-02-13 20:30"),  # before a Saturday that is worked
        ("2026-02-14 18:00", "2026-02-23 20:30"),  # Spring Festival
        ("2026-09-30 17:14", "2026-09-30 17:14"),
        ("2026-09-30 20:30", "2026-10-07 20:30"),  # National Day
        ("2026-10-01 09:00", "2026-10-07 20:30"),
        ("2026-12-31 20:30", "2027-01-03 20:30"),  # New Year, whether announced or not
    ],
)
def test_the_high_value_system_opens_on_the_eve_of_a_working_day(moment, opens):
    assert hvps_opens(at(moment), SHIPPED) == at(opens)
    assert route(MILLION * 2, at(moment), SHIPPED).sends_at == at(opens)


@given(MOMENTS)
def test_it_counts_for_a_working_day_and_is_open_when_it_opens(moment):
    opens = hvps_opens(moment, SHIPPED)
    day = settlement_day(Rail.HVPS, opens, SHIPPED)

    assert works(day, SHIPPED.calendar)
    assert hvps_opens(opens, SHIPPED) == opens
    assert moment <= opens < closes_at(Rail.HVPS, day) <= opens + timedelta(days=2)
    assert settlement_day(Rail.HVPS, moment, SHIPPED) == day


@given(MOMENTS)
def test_the_others_count_for_the_day_itself_and_are_never_closed(moment):
    for rail in (Rail.IBPS, Rail.BEPS):
        day = settlement_day(rail, moment, SHIPPED)

        assert day == moment.date()
        assert moment < sent_until(rail, day) < closes_at(rail, day)


def test_a_day_is_closed_five_minutes_after_its_end_and_nothing_is_sent_in_the_last_of_them():
    day = date(2026, 11, 23)

    assert closes_at(Rail.IBPS, day) == at("2026-11-24 00:05")
    assert sent_until(Rail.IBPS, day) == at("2026-11-24 00:04")
    assert closes_at(Rail.HVPS, day) == at("2026-11-23 17:15")

"""By which way a payment goes, when, and for which day it counts."""

import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.clearing.rails import Rail, closes_at, hvps_opens, route, sent_until, settlement_day
from guitai.money import Money
from guitai.terms.file import SHIPPED, terms
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
    assert moment <= opens < closes_at(Rail.HVPS, day, SHIPPED) <= opens + timedelta(days=2)
    assert settlement_day(Rail.HVPS, moment, SHIPPED) == day


@given(MOMENTS)
def test_the_others_count_for_the_day_itself_and_are_never_closed(moment):
    for rail in (Rail.IBPS, Rail.BEPS):
        day = settlement_day(rail, moment, SHIPPED)

        assert day == moment.date()
        assert moment < sent_until(rail, day, SHIPPED) < closes_at(rail, day, SHIPPED)


def test_a_day_is_closed_five_minutes_after_its_end_and_nothing_is_sent_in_the_last_of_them():
    day = date(2026, 11, 23)

    assert closes_at(Rail.IBPS, day, SHIPPED) == at("2026-11-24 00:05")
    assert sent_until(Rail.IBPS, day, SHIPPED) == at("2026-11-24 00:04")
    assert closes_at(Rail.HVPS, day, SHIPPED) == at("2026-11-23 17:15")


OURS = """
[[rails]]
from = 2018-05-02
ibps_most = "50000"
beps_most = "1000000"
hvps_opens = 23:30:00
hvps_closes = 17:15:00

[[rails]]
from = 2026-11-24
ibps_most = "5000000"
beps_most = "1000000"
hvps_opens = 20:00:00
hvps_closes = 18:00:00
"""


def test_what_rails_take_and_their_hours_are_those_of_the_banks_terms_on_the_day():
    ours = terms(tomllib.loads(OURS), Path("terms.toml"))
    monday, tuesday = at("2026-11-23 10:00"), at("2026-11-24 10:00")
    chosen = [
        route(money, day, ours).rail for day in (monday, tuesday) for money in (Money(50_000_01), MILLION * 5)
    ]

    assert chosen == [Rail.BEPS, Rail.HVPS, Rail.IBPS, Rail.IBPS]
    assert hvps_opens(at("2026-11-20 17:30"), ours) == at("2026-11-22 23:30")
    assert hvps_opens(at("2026-11-23 17:30"), ours) == at("2026-11-23 20:00")
    assert hvps_opens(at("2026-11-24 17:59"), ours) == at("2026-11-24 17:59")
    assert closes_at(Rail.HVPS, tuesday.date(), ours) == at("2026-11-24 18:00")

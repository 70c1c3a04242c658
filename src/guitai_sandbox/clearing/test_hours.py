"""When each rail takes what, to the second."""

from datetime import date, datetime, time, timedelta

import pytest

from guitai_sandbox.clearing.hours import days_taken, opens, settles
from guitai_sandbox.state.clock import ZONE
from guitai_sandbox.state.payments import Rail

THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)
A_BREATH = timedelta(microseconds=1)


def at(day, clock):
    return datetime.combine(day, time.fromisoformat(clock), ZONE)


@pytest.mark.parametrize(
    "rail, clock, before, from_then_on",
    [
        (Rail.IBPS, "00:05", [THURSDAY, FRIDAY], [FRIDAY]),
        (Rail.BEPS, "00:05", [THURSDAY, FRIDAY], [FRIDAY]),
        (Rail.IBPS, "17:15", [FRIDAY], [FRIDAY]),
        (Rail.HVPS, "00:05", [FRIDAY], [FRIDAY]),
        (Rail.HVPS, "17:15", [FRIDAY], []),
        (Rail.HVPS, "20:30", [], []),
    ],
)
def test_a_friday(rail, clock, before, from_then_on):
    assert list(days_taken(rail, at(FRIDAY, clock) - A_BREATH)) == before
    assert list(days_taken(rail, at(FRIDAY, clock))) == from_then_on


def test_on_the_eve_of_a_working_day_hvps_opens_at_half_past_eight():
    assert days_taken(Rail.HVPS, at(THURSDAY, "20:30") - A_BREATH) == ()
    assert days_taken(Rail.HVPS, at(THURSDAY, "20:30")) == (FRIDAY,)


@pytest.mark.parametrize(
    "now, opening",
    [
        (at(FRIDAY, "10:00"), at(FRIDAY, "10:00")),
        (at(THURSDAY, "18:00"), at(THURSDAY, "20:30")),
        (at(FRIDAY, "18:00"), at(date(2026, 11, 29), "20:30")),
        (at(date(2026, 2, 15), "09:00"), at(date(2026, 2, 23), "20:30")),  # the Spring Festival
        (at(date(2026, 12, 31), "20:30"), at(date(2027, 1, 3), "20:30")),  # New Year, not announced
        (at(date(2026, 10, 9), "18:00"), at(date(2026, 10, 9), "20:30")),  # Saturday is worked
    ],
)
def test_hvps_opens_on_the_eve_of_the_next_working_day(now, opening):
    assert opens(Rail.HVPS, now) == opening


def test_beps_goes_on_the_hour_and_the_others_at_once():
    assert settles(Rail.BEPS, at(FRIDAY, "23:30")) == at(date(2026, 11, 28), "00:00")
    assert settles(Rail.BEPS, at(FRIDAY, "10:00")) == at(FRIDAY, "11:00")
    assert settles(Rail.IBPS, at(FRIDAY, "10:20")) == at(FRIDAY, "10:20")

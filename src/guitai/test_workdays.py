from datetime import date, timedelta

import pytest

from guitai.terms.file import SHIPPED
from guitai.workdays import next_workday, paid_on, works

CALENDAR = SHIPPED.calendar


@pytest.mark.parametrize(("year", "working"), [(2023, 249), (2024, 251), (2025, 248), (2026, 248)])
def test_each_announced_year_has_its_number_of_working_days(year, working):
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]

    assert sum(works(day, CALENDAR) for day in days if day.year == year) == working


def test_a_sunday_worked_in_exchange_is_a_working_day():
    assert works(date(2025, 9, 28), CALENDAR)


@pytest.mark.parametrize(
    "day", ["2027-01-01", "2029-05-01", "2028-05-02", "2029-10-01", "2029-10-02", "2029-10-03"]
)
def test_a_holiday_by_law_is_none_in_a_year_that_is_not_announced_either(day):
    assert date.fromisoformat(day).weekday() < 5
    assert not works(date.fromisoformat(day), CALENDAR)


def test_the_spring_festival_and_mid_autumn_are_none_as_far_as_their_dates_are_known():
    eve, third, autumn = date(2027, 2, 5), date(2027, 2, 8), date(2027, 9, 15)

    assert [works(day, CALENDAR) for day in (eve, third, autumn)] == [False] * 3
    assert [works(day + timedelta(days=1), CALENDAR) for day in (third, autumn)] == [True] * 2


def test_the_first_working_day_after_a_holiday_is_the_day_itself_where_that_is_worked():
    assert next_workday(date(2026, 2, 15), CALENDAR) == date(2026, 2, 24)
    assert next_workday(date(2026, 2, 14), CALENDAR) == date(2026, 2, 14)


def test_a_salary_due_in_a_holiday_is_paid_before_it():
    assert paid_on(date(2026, 2, 20), CALENDAR) == date(2026, 2, 14)
    assert paid_on(date(2026, 11, 10), CALENDAR) == date(2026, 11, 10)

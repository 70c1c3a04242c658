from datetime import date, timedelta

import pytest

from guitai.workdays import paid_on, works


@pytest.mark.parametrize(("year", "working"), [(2023, 249), (2024, 251), (2025, 248), (2026, 248)])
def test_each_announced_year_has_its_number_of_working_days(year, working):
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]

    assert sum(works(day) for day in days if day.year == year) == working


def test_a_sunday_worked_in_exchange_is_a_working_day():
    assert works(date(2025, 9, 28))


def test_a_salary_due_in_a_holiday_is_paid_before_it():
    assert paid_on(date(2026, 2, 20)) == date(2026, 2, 14)
    assert paid_on(date(2026, 11, 10)) == date(2026, 11, 10)

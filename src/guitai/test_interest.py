from datetime import date, timedelta
from fractions import Fraction
from math import floor

from hypothesis import given
from hypothesis import strategies as st

from guitai.interest import Accrual, credited, demand_interest, fixed_interest
from guitai.money import Money

OPENED = date(2025, 12, 21)
CHANGES = st.lists(st.tuples(st.integers(0, 89), st.integers(0, 5_000_000)), min_size=1, max_size=20)


@given(CHANGES)
def test_a_quarters_interest_is_the_sum_over_its_days(changes):
    changes = sorted(changes)
    accrual = Accrual(OPENED)
    for day, fen in changes:
        accrual.change(Money(fen), OPENED + timedelta(days=day))

    interest = accrual.settle(date(2026, 3, 21), rate_bps=5)

    exact = sum(
        Fraction(sum(fen for on, fen in changes if on <= day) // 100) * Fraction(5, 10_000) / 360
        for day in range(90)
    )
    assert interest == Money(floor(exact * 100 + Fraction(1, 2)))


def test_the_next_quarter_begins_with_nothing_earned():
    accrual = Accrual(OPENED)
    accrual.change(Money.parse("10000"), OPENED)
    accrual.settle(date(2026, 3, 21), rate_bps=5)

    assert accrual.settle(date(2026, 6, 21), rate_bps=5) == Money.parse("1.28")


def test_jiao_and_fen_earn_nothing():
    assert demand_interest(20_000 * 92, rate_bps=5) == Money(256)


def test_interest_settled_on_the_20th_is_credited_on_the_21st_of_four_months():
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]

    assert [(day.month, day.day) for day in days if credited(day)] == [(3, 21), (6, 21), (9, 21), (12, 21)]


def test_a_fixed_deposit_earns_on_whole_yuan_by_months():
    assert fixed_interest(Money.parse("100000.50"), rate_bps=150, months=36) == Money.parse("4500")

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise
from math import floor

import pytest

from guitai.demo.history import beginning, customers, history
from guitai.demo.plan import INTEREST, Outside
from guitai.demo.players import LIN, SIX, ZHOU
from guitai.money import Money
from guitai.terms.file import SHIPPED
from guitai.workdays import works
from guitai.zone import BANK_ZONE

START = datetime(2026, 11, 23, 9, tzinfo=BANK_ZONE)
SMALL = 24  # customers in what is planned more than once


def plan(*, seed, start=START, count=SMALL):
    return list(history(customers(seed=seed, start=start.date(), count=count), seed=seed, start=start))


def digest(days):
    return sha256(repr(days).encode()).hexdigest()


@pytest.fixture(scope="module")
def days():
    return plan(seed=7, count=300)


@pytest.fixture(scope="module")
def movements(days):
    return [movement for day in days for movement in day.movements]


def paid_to(movements, account, summary):
    return [m for m in movements if m.target.account == account and m.about.summary == summary]


def test_the_same_seed_gives_the_same_history():
    assert digest(plan(seed=7)) == digest(plan(seed=7))


def test_another_seed_gives_another_history():
    assert digest(plan(seed=7)) != digest(plan(seed=8))


def test_every_day_of_two_years_is_there_in_order(days):
    assert days[0].on == beginning(START.date()) == date(2024, 11, 1)
    assert days[-1].on == START.date()
    assert all(after.on - before.on == timedelta(days=1) for before, after in pairwise(days))


def test_movements_come_in_the_order_of_time_and_end_before_the_start(days, movements):
    assert all(before.at <= after.at for before, after in pairwise(movements))
    assert movements[-1].at < START
    assert all(movement.at.date() == day.on for day in days for movement in day.movements)


def test_no_balance_is_ever_below_zero(movements):
    balances = Counter()
    for movement in movements:
        assert movement.amount > Money(0)
        balances[movement.source.account] -= movement.amount.fen
        balances[movement.target.account] += movement.amount.fen
        assert movement.source.account in list(Outside) or balances[movement.source.account] >= 0


def test_money_moves_on_open_accounts_only(movements):
    opened = {
        account.number: account.opened_on
        for someone in customers(seed=7, start=START.date())
        for account in someone.accounts
    }

    for movement in movements:
        for account in (movement.source.account, movement.target.account):
            assert account in list(Outside) or opened[account] <= movement.at.date()


def test_salaries_are_paid_on_working_days(movements):
    salaries = [m for m in movements if m.about.summary in ("工资", "年终奖")]

    assert len(salaries) > 4000
    assert all(works(salary.at.date(), SHIPPED.calendar) for salary in salaries)


def test_the_programmer_is_paid_18500_by_the_tenth_of_every_month(movements):
    salaries = paid_to(movements, LIN.card_number, "工资")

    assert len(salaries) == 25
    assert {salary.amount for salary in salaries} == {Money.parse("18500")}
    assert all(salary.at.day <= 10 for salary in salaries)


def test_the_pension_comes_on_the_fifteenth(movements):
    assert {pension.at.day for pension in paid_to(movements, ZHOU.card_number, "养老金")} == {15}


def test_every_quarters_interest_is_the_exact_sum_over_its_days(movements):
    """Worked out again from the movements alone, with fractions, for each of the six."""
    accounts = {person.card_number for person in SIX}
    ends = defaultdict(dict)  # what each day with a movement ended with
    balances = Counter()
    for movement in movements:
        for account, sign in ((movement.source.account, -1), (movement.target.account, 1)):
            balances[account] += sign * movement.amount.fen
            ends[account][movement.at.date()] = balances[account]
    credits = [m for m in movements if m.source == INTEREST and m.about.summary == "结息"]

    checked = 0
    for credit in credits:
        if credit.target.account in accounts:
            on = credit.at.date()
            since = max(date(on.year - (on.month == 3), (on.month - 4) % 12 + 1, 21), date(2024, 11, 1))
            earned = Fraction(0)
            day = since
            while day < on:
                last = max((d for d in ends[credit.target.account] if d <= day), default=None)
                yuan = ends[credit.target.account][last] // 100 if last else 0
                earned += Fraction(yuan * SHIPPED.rates.on(on - timedelta(days=1)).demand_bps, 10_000 * 360)
                day += timedelta(days=1)
            assert credit.amount == Money(floor(earned * 100 + Fraction(1, 2)))
            assert (on.day, on.month % 3) == (21, 0)
            checked += 1
    assert checked == 6 * 8


def test_what_is_refunded_was_bought_there_before(movements):
    bought = defaultdict(list)
    for movement in movements:
        if movement.about.summary == "消费":
            bought[movement.source.account, movement.target.account].append(movement)
        if movement.about.summary == "退款":
            before = bought[movement.target.account, movement.source.account]
            assert any(
                purchase.at < movement.at and purchase.amount >= movement.amount for purchase in before
            )


def test_a_fixed_deposit_is_untouched_and_its_interest_goes_to_the_card(movements):
    deposits = {
        deposit.number for someone in customers(seed=7, start=START.date()) for deposit in someone.deposits
    }

    touched = [m for m in movements if {m.source.account, m.target.account} & deposits]
    assert {m.about.summary for m in touched} == {"转存定期"}
    assert len(touched) == len(deposits)
    assert [m for m in movements if m.about.summary == "定期利息"]


def test_on_the_day_of_the_start_only_people_with_a_phone_were_up(days):
    bound = {person.card_number for person in SIX if person.openid}

    assert days[-1].movements
    for movement in days[-1].movements:
        assert {movement.source.account, movement.target.account} & bound


@pytest.mark.parametrize(
    "start",
    [
        datetime(2024, 2, 29, 0, 0, tzinfo=BANK_ZONE),
        datetime(2026, 3, 21, 3, 0, tzinfo=BANK_ZONE),
        datetime(2026, 10, 1, 9, 0, tzinfo=BANK_ZONE),
        datetime(2028, 1, 31, 23, 59, tzinfo=BANK_ZONE),
    ],
)
def test_a_history_ends_on_any_day(start):
    days = plan(seed=7, start=start, count=8)

    assert days[-1].on == start.date()
    assert all(movement.at < start for day in days for movement in day.movements)

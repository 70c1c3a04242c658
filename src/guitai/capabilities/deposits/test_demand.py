from datetime import date

import pytest

from guitai.capabilities.deposits import demand, settlement
from guitai.ledger.accounts import account
from guitai.ledger.stops import lift, stop
from guitai.money import Money

NUMBER = "6239990000000010013"


@pytest.fixture
def lin(bank):
    return bank.current(1001, NUMBER)


def test_a_quarters_interest_is_credited_on_the_21st(bank, lin):
    bank.moves(lin, "10000")
    bank.closes(date(2026, 12, 20))
    before = bank.holds(lin)

    bank.closes(date(2026, 12, 21))

    assert before == Money.parse("10000")
    assert bank.holds(lin) == Money.parse("10001.26")  # 91 days of 10,000 yuan at 0.05 %


def test_interest_runs_on_the_balance_at_the_end_of_each_day(bank, lin):
    bank.moves(lin, "90000.99")
    bank.jumps(date(2026, 10, 1))
    bank.moves(lin, "-80000.50")
    bank.jumps(date(2026, 12, 20))
    bank.closes(date(2026, 12, 21))

    yuan_days = 10 * 90_000 + 81 * 10_000
    assert bank.holds(lin) - Money.parse("10000.49") == Money(round(yuan_days * 5 / 36_000))


def test_what_is_set_aside_is_what_settling_would_give_and_all_of_it_is_paid(bank, lin):
    bank.moves(lin, "123456.78")
    bank.jumps(date(2026, 11, 30))
    bank.closes(date(2026, 12, 1))
    assert bank.payable() == bank.accrued() == Money(round(71 * 123_456 * 5 / 36_000))

    bank.jumps(date(2026, 12, 20))
    bank.closes(date(2026, 12, 21))

    assert bank.payable() == bank.accrued() == Money(0)
    assert bank.expense() == bank.holds(lin) - Money.parse("123456.78")


def test_a_rate_that_is_cut_takes_back_what_was_set_aside_at_the_old_one(bank_on):
    bank = bank_on(date(2025, 5, 1))  # the rate is cut to one half on the 20th
    bank.moves(bank.current(1001, NUMBER), "36000")
    bank.closes(date(2025, 5, 20))
    assert bank.payable() == bank.accrued() == Money(19 * 10)

    bank.closes(date(2025, 5, 21))

    assert bank.payable() == bank.accrued() == Money(20 * 5)


def test_what_is_booked_late_for_an_earlier_day_counts_from_that_day(bank, lin):
    bank.jumps(date(2026, 12, 18))
    bank.closes(date(2026, 12, 19))
    bank.moves(lin, "36000", effective_on=date(2026, 9, 21))
    bank.closes(date(2026, 12, 21))

    assert bank.holds(lin) == Money.parse("36004.55")
    assert bank.payable() == Money(0)


def test_an_account_that_takes_no_money_is_owed_its_interest_and_gets_it_later(bank, lin):
    bank.moves(lin, "36000")
    stop(bank.db, lin, debits=False, credits=True, reason="a court's order")
    bank.jumps(date(2026, 12, 20))
    bank.closes(date(2026, 12, 25))
    assert (bank.holds(lin), bank.payable()) == (Money.parse("36000"), bank.accrued())

    lift(bank.db, lin, reason="a court's order")
    bank.closes(date(2026, 12, 26))

    assert bank.holds(lin) == Money.parse("36004.55")
    assert bank.payable() == bank.accrued()


def test_an_account_that_is_opened_in_a_quarter_earns_from_that_day(bank):
    bank.jumps(date(2026, 12, 11))
    late = bank.current(1003, "6239990000000010039")
    bank.moves(late, "72000")
    bank.closes(date(2026, 12, 21))

    assert bank.holds(late) == Money.parse("72001")


def test_closing_an_account_pays_until_the_day_before(bank, lin):
    bank.moves(lin, "36000")
    bank.closes(date(2026, 10, 1))

    paid = settlement.settle_for_closing(bank.db, lin)

    assert paid == Money(50)
    assert account(bank.db, lin).balance == Money.parse("36000.50")
    assert bank.payable() == bank.accrued() == Money(0)


def test_an_account_is_counted_once_however_often_the_day_is_closed(bank, lin):
    bank.moves(lin, "36000")

    for _ in range(3):
        demand.accrue(bank.db, date(2026, 9, 21))

    assert demand.accruals(bank.db, [lin])[lin].yuan_days == 36_000


def test_some_accounts_at_a_time_come_to_the_same(bank, lin):
    keys = [bank.current(owner, f"62399900000000{owner}8") for owner in range(1002, 1009)]
    for key in keys:
        bank.moves(key, "36000")

    parts = 0
    while demand.accrue(bank.db, date(2026, 9, 21), most=3):
        parts += 1

    assert parts == 3
    assert {one.yuan_days for one in demand.accruals(bank.db, keys).values()} == {36_000}
    assert bank.payable() == bank.accrued() == Money(7 * 5)


def test_closing_an_account_on_the_day_after_settling_pays_nothing_more(bank, lin):
    bank.moves(lin, "36000")
    bank.jumps(date(2026, 12, 20))
    bank.closes(date(2026, 12, 21))

    assert settlement.settle_for_closing(bank.db, lin) == Money(0)


def test_days_before_an_accounts_first_one_are_not_counted(bank, lin):
    bank.moves(lin, "36000")
    taken_over = demand.begun(lin, date(2026, 9, 25))
    demand.save(bank.db, [taken_over])
    bank.closes(date(2026, 9, 25))
    assert demand.accruals(bank.db, [lin])[lin] == taken_over

    bank.closes(date(2026, 9, 27))

    assert demand.accruals(bank.db, [lin])[lin].yuan_days == 2 * 36_000

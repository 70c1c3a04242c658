from dataclasses import replace
from datetime import date

import pytest

from guitai.capabilities.deposits import earnings, holdings
from guitai.capabilities.deposits.rules import Call, Renewal
from guitai.ledger.accounts import account
from guitai.ledger.stops import lift, stop
from guitai.money import Money
from guitai.notices import notices


@pytest.fixture
def lin(bank):
    return bank.current(1001, "6239990000000010013")


def test_what_matures_is_paid_on_the_day_and_its_account_closed(bank, lin):
    key = bank.deposit(lin, "3M", "36000")
    bank.jumps(date(2026, 12, 18))
    bank.closes(date(2026, 12, 20))
    assert (bank.holds(lin), bank.kept(key).state) == (Money(0), "open")

    bank.closes(date(2026, 12, 21))

    assert bank.holds(lin) == Money.parse("36058.50")  # 三个月 at 0.65 %
    assert account(bank.db, key).closed
    assert bank.kept(key) is None
    assert bank.told() == 1


def test_what_is_set_aside_for_a_term_is_to_the_fen_what_it_gives(bank, lin):
    bank.deposit(lin, "3M", "36000.37")
    bank.deposit(lin, "3M", "1234.56", Renewal.ALL)
    bank.jumps(date(2026, 12, 18))
    bank.closes(date(2026, 12, 20))
    assert bank.payable() == bank.accrued() == Money.parse("57.86") + Money.parse("1.98")  # 90 of 91 days

    bank.closes(date(2026, 12, 21))

    assert bank.payable() == bank.accrued() == Money(0)
    assert bank.expense() == Money.parse("58.50") + Money.parse("2.01")


def test_a_principal_is_renewed_at_the_rate_of_the_day_and_its_interest_paid(bank_on):
    bank = bank_on(date(2025, 3, 1))
    lin = bank.current(1001, "6239990000000010013")
    key = bank.deposit(lin, "3M", "36000", Renewal.PRINCIPAL)
    bank.jumps(date(2025, 5, 30))
    bank.closes(date(2025, 6, 1))

    now = bank.kept(key)
    assert bank.holds(lin) == Money.parse("72")  # at 0.80 %, before the cut
    assert (now.starts_on, now.matures_on, now.rate_bps) == (date(2025, 6, 1), date(2025, 9, 1), 65)
    assert now.principal == bank.holds(key) == Money.parse("36000")


def test_principal_and_interest_are_renewed_together(bank, lin):
    key = bank.deposit(lin, "3M", "36000", Renewal.ALL)
    bank.jumps(date(2027, 3, 20))
    bank.closes(date(2027, 3, 21))

    assert bank.kept(key).principal == bank.holds(key) == Money.parse("36117.09")  # 58.50, then 58.59
    assert bank.holds(lin) == Money(0)


def test_what_can_not_be_paid_stays_and_is_overdue(bank, lin):
    key = bank.deposit(lin, "3M", "36000")
    stop(bank.db, lin, debits=False, credits=True, reason="a court's order")
    bank.jumps(date(2026, 12, 19))
    bank.closes(date(2026, 12, 22))
    bank.jumps(date(2027, 1, 19))
    bank.closes(date(2027, 1, 20))

    assert bank.kept(key).state == "overdue"
    assert bank.holds(key) == Money.parse("36000")
    assert bank.told() == 1
    assert bank.payable() == bank.accrued() == Money.parse("58.50") + Money(30 * 5)


def test_a_renewal_whose_interest_could_not_be_paid_is_made_up_for_from_its_day(bank, lin):
    key = bank.deposit(lin, "3M", "36000", Renewal.PRINCIPAL)
    stop(bank.db, lin, debits=False, credits=True, reason="a court's order")
    bank.jumps(date(2026, 12, 19))
    bank.closes(date(2026, 12, 23))
    assert (bank.kept(key).state, bank.holds(lin), bank.told()) == ("overdue", Money(0), 1)
    assert bank.payable() == bank.accrued()

    lift(bank.db, lin, reason="a court's order")
    bank.closes(date(2026, 12, 24))

    now = bank.kept(key)
    assert (now.state, now.starts_on, now.matures_on) == ("open", date(2026, 12, 21), date(2027, 3, 21))
    assert (bank.holds(lin), bank.told()) == (Money.parse("58.50"), 2)
    bank.closes(date(2026, 12, 25))
    assert bank.payable() == bank.accrued() == Money.parse("2.60")  # 4 of 90 days of the next 58.50


def test_terms_that_ended_while_their_interest_could_not_be_paid_are_all_made_up_for(bank, lin):
    key = bank.deposit(lin, "3M", "36000", Renewal.PRINCIPAL)
    stop(bank.db, lin, debits=False, credits=True, reason="a court's order")
    bank.jumps(date(2026, 12, 19))
    bank.closes(date(2026, 12, 22))
    bank.jumps(date(2027, 4, 1))
    bank.closes(date(2027, 4, 2))
    assert bank.told() == 1
    lift(bank.db, lin, reason="a court's order")

    bank.closes(date(2027, 4, 3))

    assert bank.kept(key).starts_on == date(2027, 3, 21)
    assert (bank.holds(lin), bank.told()) == (Money.parse("117"), 3)


def test_what_could_not_be_renewed_and_was_withdrawn_meanwhile_is_not(bank, lin):
    key = bank.deposit(lin, "3M", "36000", Renewal.PRINCIPAL)
    stop(bank.db, lin, debits=False, credits=True, reason="a court's order")
    bank.jumps(date(2026, 12, 19))
    bank.closes(date(2026, 12, 22))
    bank.moves(key, "-36000")
    holdings.save(bank.db, earnings.emptied(bank.kept(key)), closed_on=bank.today)
    lift(bank.db, lin, reason="a court's order")

    bank.closes(date(2026, 12, 23))

    assert (bank.kept(key), bank.told()) == (None, 1)


WHY_NOT = {
    "it was to be paid, and the current account takes nothing": (
        Renewal.NONE,
        "current",
        "转入账户现在不能收款，钱还在这笔存款里。请您支取到其他活期账户；没有其他账户的，请到本行网点办理。",
    ),
    "it was to be paid, and is stopped itself": (
        Renewal.NONE,
        "deposit",
        "这笔存款现在有限制，转不出来，钱还在这笔存款里。限制解除以后，请您支取；想了解原因，请到本行网点询问。",
    ),
    "its principal was to be renewed, and the current account takes no interest": (
        Renewal.PRINCIPAL,
        "current",
        "转入账户现在不能收款，利息转不进去，所以还没有续存。转入账户恢复收款以后，会自动从到期那天起续存。",
    ),
    "all of it was to be renewed, and it takes no interest itself": (
        Renewal.ALL,
        "deposit",
        "这笔存款现在有限制，所以还没有续存。限制解除以后，会自动从到期那天起续存；想了解原因，请到本行网点询问。",
    ),
}


@pytest.mark.parametrize("renewal, stopped, why", WHY_NOT.values(), ids=WHY_NOT)
def test_why_what_matured_is_not_paid_or_renewed_is_told_as_it_is(bank, lin, renewal, stopped, why):
    key = bank.deposit(lin, "3M", "36000", renewal)
    at = lin if stopped == "current" else key
    stop(bank.db, at, debits=True, credits=True, reason="a court's order")
    bank.jumps(date(2026, 12, 19))
    bank.closes(date(2026, 12, 23))

    owner, notice_id, _ = notices.next_notice(bank.db)
    assert notices.take(bank.db, owner, notice_id).words.text == f"您的{{deposit}}到期了。{why}"
    assert bank.told() == 0


def test_notice_that_nobody_used_lapses_and_is_told(bank, lin):
    key = bank.deposit(lin, "7D", "80000")
    call = Call(date(2026, 9, 24), date(2026, 10, 1), Money.parse("80000"))
    holdings.save(bank.db, replace(bank.kept(key), call=call))
    bank.closes(date(2026, 10, 1))
    assert (bank.kept(key).call, bank.told()) == (call, 1)  # reminded in the morning

    bank.closes(date(2026, 10, 2))

    assert bank.kept(key).call is None
    assert bank.kept(key).idle_yuan_days == 7 * 80_000
    assert bank.told() == 2


def test_what_stands_at_notice_accrues_at_its_rate(bank, lin):
    bank.deposit(lin, "7D", "360000")
    bank.closes(date(2026, 10, 1))

    assert bank.payable() == bank.accrued() == Money.parse("30")


def test_terms_that_ended_while_nobody_looked_are_made_up_for_one_after_the_other(bank, lin):
    key = bank.deposit(lin, "3M", "36000", Renewal.PRINCIPAL)
    bank.jumps(date(2027, 4, 1))
    bank.closes(date(2027, 4, 2))

    assert bank.kept(key).starts_on == date(2027, 3, 21)
    assert bank.holds(lin) == Money.parse("117")
    assert bank.payable() == bank.accrued()

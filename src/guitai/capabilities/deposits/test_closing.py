"""A current account is closed at the counter: interest until yesterday, all in cash, and nothing moves any more."""

from datetime import date

import pytest

from guitai import clock
from guitai.capabilities.deposits import closing
from guitai.capabilities.deposits.closing import Closed
from guitai.clearing import banks, payments
from guitai.clearing.rails import Rail
from guitai.database import Owner
from guitai.errors import Misconfigured
from guitai.ledger import stops
from guitai.ledger.accounts import account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.shield import audit_check

NUMBER = "6239990000000010019"


@pytest.fixture
def lin(bank):
    key = bank.current(1001, NUMBER)
    bank.moves(key, "36000")
    bank.closes(date(2026, 10, 1))
    return key


def test_interest_and_balance_are_paid_in_cash_and_the_account_is_closed(bank, lin):
    assert closing.close(bank.db, NUMBER, by="王柜员") == Closed(Money(50), Money.parse("36000.50"))

    assert (account(bank.db, lin).state, bank.holds(lin)) == ("closed", Money(0))
    assert bank.payable() == bank.accrued() == Money(0)
    assert isinstance(audit_check.check(bank.db), audit_check.Summary)


def test_interest_that_is_still_owed_from_before_is_paid_too(bank, lin):
    stops.stop(bank.db, lin, debits=False, credits=True, reason="a court's order")
    bank.jumps(date(2026, 12, 20))
    bank.closes(date(2026, 12, 26))
    stops.lift(bank.db, lin, reason="a court's order")

    closed = closing.close(bank.db, NUMBER, by="王柜员")

    assert closed == Closed(
        Money.parse("4.80"), Money.parse("36004.80")
    )  # 91 days, and 5 of the next quarter
    assert bank.payable() == bank.accrued() == Money(0)


def test_interest_that_is_owed_is_paid_on_the_day_after_settling_too(bank, lin):
    stops.stop(bank.db, lin, debits=False, credits=True, reason="a court's order")
    bank.jumps(date(2026, 12, 20))
    bank.closes(date(2026, 12, 21))
    stops.lift(bank.db, lin, reason="a court's order")

    assert closing.close(bank.db, NUMBER, by="王柜员").interest == Money.parse("4.55")
    assert bank.payable() == bank.accrued() == Money(0)


def test_what_is_closed_earns_nothing_more_and_is_not_closed_again(bank, lin):
    closing.close(bank.db, NUMBER, by="王柜员")
    bank.closes(date(2026, 10, 4))
    assert bank.payable() == Money(0)

    with pytest.raises(Misconfigured, match="no current account that is open"):
        closing.close(bank.db, NUMBER, by="王柜员")


def test_an_account_that_deposits_pay_to_stays_open(bank, lin):
    bank.deposit(lin, "3M", "10000")

    with pytest.raises(Misconfigured, match="deposits pay to this account"):
        closing.close(bank.db, NUMBER, by="王柜员")
    assert account(bank.db, lin).state == "open"


def test_an_account_whose_money_is_on_its_way_stays_open(bank, lin):
    payment_id = clock.uuid7(bank.db.now)
    amount, way = Money.parse("500"), Internal.CLEARING_OUT
    out = transfer(amount, owner=lin.owner, name=f"transfer {payment_id}", source=lin, target=way)
    there = banks.bank_named("招行").code
    payments.send(
        bank.db,
        payments.Payment(
            Owner(lin.owner),
            payment_id,
            amount,
            lin,
            "林晓雯",
            NUMBER,
            "张三",
            "6214830000000009",
            there,
            "",
            Rail.IBPS,
            post(bank.db, out).entry_id,
        ),
    )

    with pytest.raises(Misconfigured, match="on its way"):
        closing.close(bank.db, NUMBER, by="王柜员")
    assert account(bank.db, lin).state == "open"


def test_a_stopped_account_pays_nothing_out(bank, lin):
    stops.stop(bank.db, lin, debits=True, credits=False, reason="police")

    with pytest.raises(Misconfigured, match=r"ledger\.account_closed"):
        closing.close(bank.db, NUMBER, by="王柜员")


def test_a_number_that_is_none_is_told_in_one_line(bank):
    with pytest.raises(Misconfigured, match=r"ledger\.no_such_account"):
        closing.close(bank.db, "6239990000000000000", by="王柜员")

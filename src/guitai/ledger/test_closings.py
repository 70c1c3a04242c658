"""A day's closing is what stood on the accounts then; it adds up to nothing, and to what the check of the books has."""

from dataclasses import replace
from datetime import date, timedelta

import psycopg
import pytest

from guitai.ledger import closings
from guitai.ledger.accounts import accounts_of
from guitai.ledger.chart import STRIPES, Internal
from guitai.ledger.check import check
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money

DAY = date(2026, 11, 23)


def by_kind(lines):
    return {line.kind: (line.accounts, line.debits_fen, line.credits_fen) for line in lines}


def test_it_is_what_stands_on_all_accounts_of_a_kind(db, lin, wang, paid):
    assert by_kind(closings.trial_balance(db, None)) == {
        internal.kind: (STRIPES, 1_000_00 * (internal is Internal.OPENING_BALANCES), 0)
        for internal in Internal
    } | {"current": (2, 600_00, 1_600_00)}


def test_what_was_closed_stays_as_it_was(db, lin, wang, paid):
    closings.close_day(db, DAY)
    then = closings.trial_balance(db, None)
    post(db, transfer(Money(1_00), owner=1001, name="later", source=lin, target=wang))
    closings.close_day(replace(db, now=db.now + timedelta(days=1)), DAY + timedelta(days=1))

    assert closings.trial_balance(db, DAY) == then
    assert closings.trial_balance(db, DAY + timedelta(days=1)) == closings.trial_balance(db, None) != then
    assert closings.trial_balance(db, DAY - timedelta(days=1)) == []


def test_debits_and_credits_are_those_of_the_check_of_the_books(db, lin, wang, paid):
    closings.close_day(db, DAY)
    lines = closings.trial_balance(db, DAY)
    report = check(db)

    assert sum(line.accounts for line in lines) == report.accounts
    assert {"CNY": sum(line.balance_fen for line in lines)} == dict(report.sums_fen) == {"CNY": 0}


def test_a_customers_part_stands_in_the_stripe_that_their_entries_meet(db, lin, wang, paid, as_owner):
    closings.close_day(db, DAY)
    rows = as_owner("SELECT owner, credits_fen FROM ledger.closings WHERE kind = 'current'").fetchall()

    assert sorted(rows) == [
        (Internal.CASH.stripe(one.key.owner).owner, one.credits_posted.fen)
        for owner in (1001, 1002)
        for one in accounts_of(db, owner)
    ]


def test_a_day_is_closed_once(db, lin):
    closings.close_day(db, DAY)

    with pytest.raises(psycopg.errors.UniqueViolation), db.savepoint():
        closings.close_day(db, DAY)

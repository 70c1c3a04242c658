"""A day's closing is what stood when the day ended, however late it is taken down; the check of the books proves it."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import psycopg
import pytest

from guitai.ledger import closings
from guitai.ledger.accounts import accounts_of, open_account
from guitai.ledger.balances import balance_at
from guitai.ledger.chart import STRIPES, Internal
from guitai.ledger.check import check, problems
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.ledger.report import Report
from guitai.money import Money
from guitai.zone import BANK_ZONE

MINUTE = timedelta(minutes=1)
NIGHT = timedelta(days=1)


def by_kind(lines):
    return {line.kind: (line.accounts, line.debits_fen, line.credits_fen) for line in lines}


def pay(db, source, target, yuan, name):
    return post(db, transfer(Money(100 * yuan), owner=1001, name=name, source=source, target=target))


@pytest.fixture
def midnight(db):
    """The one after today, and after all that was paid."""
    return datetime.combine((db.now + 3 * MINUTE).date() + NIGHT, time(0), BANK_ZONE)


@pytest.fixture
def day(midnight):
    """The day before it."""
    return (midnight - NIGHT).date()


@pytest.fixture
def later(db, midnight):
    """The same transaction, so long after midnight."""
    return lambda ahead: replace(db, now=midnight + ahead)


def test_what_stands_is_added_up_over_all_accounts_of_a_kind(db, lin, wang, paid):
    assert by_kind(closings.trial_balance(db, None)) == {
        internal.kind: (STRIPES, 1_000_00 * (internal is Internal.OPENING_BALANCES), 0)
        for internal in Internal
    } | {"current": (2, 600_00, 1_600_00)}


def test_what_was_closed_is_what_stood_when_the_day_ended_however_late_that_is(
    db, lin, wang, paid, day, later, midnight
):
    then = closings.trial_balance(db, None)
    pay(later(MINUTE), lin, wang, 50, "at night")
    open_account(later(MINUTE), 1003, "notice", "80213")
    pay(later(9 * NIGHT), wang, lin, 7, "long after")
    closings.close_day(later(9 * NIGHT), day)
    closings.close_day(later(9 * NIGHT), day + NIGHT)

    assert closings.trial_balance(db, day) == then
    assert by_kind(closings.trial_balance(db, day + NIGHT))["current"] == (2, 650_00, 1_650_00)
    assert by_kind(closings.trial_balance(db, day + NIGHT))["notice"] == (1, 0, 0)
    assert closings.trial_balance(db, day - NIGHT) == []
    assert check(db).problem is None


def test_a_closing_is_the_sum_of_the_balances_at_the_end_of_the_day(
    db, lin, wang, paid, day, later, midnight
):
    pay(later(MINUTE), lin, Internal.CASH, 50, "at night")
    closings.close_day(later(2 * MINUTE), day)
    end = midnight - timedelta(microseconds=1)
    current = next(line for line in closings.trial_balance(db, day) if line.kind == "current")

    assert -current.balance_fen == sum(balance_at(db, key, end).fen for key in (lin, wang))


def test_what_was_begun_before_midnight_counts_for_the_day_on_both_sides(db, lin, wang, day, later):
    pay(later(MINUTE), Internal.CASH, lin, 50, "at night")
    # The customer's side of this one is booked after the other.
    pay(later(-MINUTE), Internal.CASH, lin, 20, "begun before")
    closings.close_day(later(2 * MINUTE), day)
    lines = closings.trial_balance(db, day)

    assert by_kind(lines)["cash"][1] == 20_00
    assert sum(line.balance_fen for line in lines) == 0
    assert check(db).problem is None


def test_debits_and_credits_are_those_of_the_check_of_the_books(db, lin, wang, paid, day, later):
    closings.close_day(later(MINUTE), day)
    lines = closings.trial_balance(db, day)
    report = check(db)

    assert report.closings == 1
    assert sum(line.accounts for line in lines) == report.accounts
    assert {"CNY": sum(line.balance_fen for line in lines)} == dict(report.sums_fen) == {"CNY": 0}


def test_a_customers_part_stands_in_the_stripe_that_their_entries_meet(
    db, lin, wang, paid, day, later, as_owner
):
    closings.close_day(later(MINUTE), day)
    rows = as_owner("SELECT owner, credits_fen FROM ledger.closings WHERE kind = 'current'").fetchall()

    assert sorted(rows) == [
        (Internal.CASH.stripe(one.key.owner).owner, one.credits_posted.fen)
        for owner in (1001, 1002)
        for one in accounts_of(db, owner)
    ]


def test_closing_a_day_again_changes_nothing(db, lin, wang, paid, day, later, as_owner):
    every = "SELECT * FROM ledger.closings ORDER BY owner, day_on, kind"
    closings.close_day(later(MINUTE), day)
    rows = as_owner(every).fetchall()
    closings.close_day(replace(later(NIGHT), turn_id=paid[0]), day)

    assert as_owner(every).fetchall() == rows


def test_a_day_that_has_not_ended_is_not_closed(db, day, later):
    with pytest.raises(psycopg.errors.RaiseException, match="has not ended"), db.savepoint():
        closings.close_day(later(-MINUTE), day)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger.closings SET accounts = accounts + 1 WHERE kind = 'current' AND owner = 42",
        "UPDATE ledger.closings SET debits_fen = debits_fen + 1 WHERE kind = 'current' AND owner = 42",
        "UPDATE ledger.closings SET credits_fen = credits_fen + 1 WHERE kind = 'current' AND owner = 42",
        "UPDATE ledger.closings SET currency = 'USD' WHERE kind = 'current' AND owner = 42",
        "UPDATE ledger.closings SET owner = 1 WHERE kind = 'current' AND owner = 42",
        "UPDATE ledger.closings SET kind = 'fixed' WHERE kind = 'current' AND owner = 42",
        "UPDATE ledger.closings SET day_on = day_on + 1 WHERE kind = 'current' AND owner = 42",
        "DELETE FROM ledger.closings WHERE kind = 'current' AND owner = 42",
    ],
)
def test_a_closing_that_was_changed_is_found_and_named(db, lin, wang, paid, day, later, as_owner, change):
    closings.close_day(later(MINUTE), day)
    as_owner(change)
    said = {problem.what for problem in problems(db, Report())}

    assert f"the closing of {day} on current of stripe 42 is not what stood there" in said


@pytest.mark.parametrize(
    "change", ["closed_at = closed_at + interval '1 second'", "turn_id = gen_random_uuid()"]
)
def test_a_day_that_was_not_closed_at_once_is_found(db, day, later, as_owner, change):
    closings.close_day(later(MINUTE), day)
    as_owner(f"UPDATE ledger.closings SET {change} WHERE kind = 'cash' AND owner = 42")

    assert check(db).problem.what.startswith(f"the closing of {day} on cash of stripe 42 is of another turn")

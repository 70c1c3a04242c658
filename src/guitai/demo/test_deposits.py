from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import partial
from math import floor

import pytest

from guitai.capabilities.deposits import doors
from guitai.capabilities.deposits.holdings import deposits_of
from guitai.database import Owner
from guitai.demo.begun import Begun
from guitai.demo.deposits import keep_deposits
from guitai.demo.history import customers, history
from guitai.demo.players import LIN, ZHOU
from guitai.demo.seed import seed
from guitai.ledger.accounts import account, account_numbered
from guitai.money import Money
from guitai.schedule.doors import Shift
from guitai.shield.strength import DEFAULTS
from guitai.zone import BANK_ZONE

pytestmark = pytest.mark.slow  # it writes two years of history

START = datetime(2026, 11, 23, 9, tzinfo=BANK_ZONE)
COUNT = 10
DEMO = Begun(7, START.date())
DAY = timedelta(days=1)


@pytest.fixture
def kept(database):
    """A small demo, and what the bank keeps of its deposits."""
    seed(database, seed=DEMO.seed, start=START, count=COUNT)
    keep_deposits(database, DEMO)
    return database


def part(door, on, db):
    """One part of the door's work for that day."""
    at = datetime.combine(on + DAY, door.at, BANK_ZONE)
    return door.work(Shift(replace(db, now=at), on, DEFAULTS))


def closes(database, today, until):
    """Close the days, one after the other."""
    while today < until:
        for door in (doors.accrue_demand, doors.accrue_terms, doors.settle, doors.mature):
            while database.run(partial(part, door, today)):
                pass
        today += DAY


def interest_due(number):
    """The interest of an account for the quarter that ends on 20 December 2026, from the plan of the history."""
    balance, since, points = 0, date(2026, 9, 21), 0
    everybody = customers(seed=DEMO.seed, start=DEMO.start_on, count=COUNT)
    for day in history(everybody, seed=DEMO.seed, start=START):
        for movement in day.movements:
            balance += movement.amount.fen * (movement.target.account == number)
            balance -= movement.amount.fen * (movement.source.account == number)
        points += balance // 100 * (day.on >= since)
    points += balance // 100 * (date(2026, 12, 20) - DEMO.start_on).days
    return Money(floor(Fraction(points * 5 * 100, 10_000 * 360) + Fraction(1, 2)))


def test_the_first_settlement_counts_from_the_day_after_the_last_one_of_the_history(kept):
    with kept.transaction() as db:
        key = account_numbered(db, LIN.card_number)
        before = account(db, key).balance

    closes(kept, DEMO.start_on, date(2026, 12, 21))

    with kept.transaction() as db:
        assert account(db, key).balance - before == interest_due(LIN.card_number) > Money(0)


def test_a_deposit_goes_on_with_the_term_that_it_is_in(kept):
    with kept.transaction() as db:
        owner = Owner(account_numbered(db, ZHOU.card_number).owner)
        soon, late = deposits_of(db, owner)

    assert (soon.starts_on, soon.matures_on, soon.rate_bps) == (date(2025, 12, 5), date(2026, 12, 5), 95)
    assert (late.starts_on, late.matures_on, late.rate_bps) == (date(2024, 11, 11), date(2027, 11, 11), 150)
    assert late.principal == Money.parse("100000")


def test_it_is_renewed_on_the_day_it_matures(kept):
    closes(kept, DEMO.start_on, date(2026, 12, 5))

    with kept.transaction() as db:
        owner = Owner(account_numbered(db, ZHOU.card_number).owner)
        assert deposits_of(db, owner)[0].matures_on == date(2027, 11, 11)
        assert deposits_of(db, owner)[1].starts_on == date(2026, 12, 5)


def test_what_is_kept_already_stays_as_it_is(kept):
    closes(kept, DEMO.start_on, date(2026, 12, 6))
    with kept.transaction() as db:
        before = rows(db)

    keep_deposits(kept, DEMO)

    with kept.transaction() as db:
        assert rows(db) == before


def rows(db):
    deposits = db.execute("SELECT * FROM deposits.deposits ORDER BY owner, account_id").fetchall()
    return deposits, db.execute("SELECT * FROM deposits.accruals ORDER BY owner, account_id").fetchall()

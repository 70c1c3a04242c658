from collections import Counter
from datetime import datetime

import pytest

from guitai.customers.customers import customer, owner_of
from guitai.database import Owner
from guitai.demo.history import customers, history
from guitai.demo.players import LIN, SIX
from guitai.demo.seed import seed, seeded
from guitai.errors import Misconfigured
from guitai.ledger.accounts import account_numbered, accounts_of
from guitai.ledger.check import check
from guitai.ledger.statement import Wanted, page
from guitai.zone import BANK_ZONE

pytestmark = pytest.mark.slow  # it starts servers, or writes two years of history

START = datetime(2026, 11, 23, 9, tzinfo=BANK_ZONE)
COUNT = 10


class PowerCutError(Exception):
    """What happens in the middle of a seeding."""


def cut(done, of):
    if done:
        raise PowerCutError


@pytest.fixture
def plant(database):
    """Seeds this test's database with a small demo."""

    def _plant(*, number=7, start=START, progress=lambda done, of: None):
        seed(database, seed=number, start=start, count=COUNT, progress=progress)

    return _plant


@pytest.fixture
def planned():
    """What each account holds at the end of the plan, in fen."""
    balances = Counter()
    for day in history(customers(seed=7, start=START.date(), count=COUNT), seed=7, start=START):
        for movement in day.movements:
            balances[movement.source.account] -= movement.amount.fen
            balances[movement.target.account] += movement.amount.fen
    return balances


def test_the_books_hold_the_plan_and_are_sound(plant, database, planned):
    plant()

    with database.transaction() as db:
        assert check(db).sound
        for someone in customers(seed=7, start=START.date(), count=COUNT):
            owner = Owner(account_numbered(db, someone.person.card_number).owner)
            held = {account.number: account.balance.fen for account in accounts_of(db, owner)}
            assert held == {account.number: planned[account.number] for account in someone.accounts}
            assert customer(db, owner).id_number == someone.person.id_number


def test_phones_are_bound_and_a_line_stands_at_its_own_moment(plant, database):
    plant()

    with database.transaction() as db:
        for person in SIX:
            owner = account_numbered(db, person.card_number).owner
            assert person.openid is None or owner_of(db, person.openid) == owner
        newest = page(db, owner_of(db, LIN.openid), Wanted(), size=1).lines[0]
    assert (newest.booked_at, newest.details.counterparty) == (
        datetime(2026, 11, 23, 7, 48, 22, tzinfo=BANK_ZONE),
        "蒸汽早餐铺",
    )


def test_a_seeding_that_was_cut_short_goes_on_and_a_whole_one_changes_nothing(plant, database, planned):
    with pytest.raises(PowerCutError):
        plant(progress=cut)
    with database.transaction() as db:
        assert not seeded(db)

    steps = []
    plant()
    plant(progress=lambda done, of: steps.append((done, of)))

    assert steps[0][0] == 0
    assert steps[-1][0] == steps[-1][1]
    with database.transaction() as db:
        assert seeded(db)
        assert check(db).entries == steps[-1][1]
        lin = accounts_of(db, owner_of(db, LIN.openid))
        assert lin[0].balance.fen == planned[LIN.card_number]


@pytest.mark.parametrize("other", [{"number": 8}, {"start": datetime(2026, 6, 1, 9, tzinfo=BANK_ZONE)}])
def test_another_demo_is_not_written_over_one(plant, database, other):
    with pytest.raises(PowerCutError):
        plant(progress=cut)
    with database.transaction() as db:
        before = check(db)

    with pytest.raises(Misconfigured, match="--reset"):
        plant(**other)

    with database.transaction() as db:
        assert check(db) == before

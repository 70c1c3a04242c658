"""The doors of a night as the clockwork goes through them: one that is held up doesn't let the next pass it."""

from datetime import date, datetime, time

import pytest

from guitai import clock
from guitai.capabilities.deposits import doors
from guitai.customers import customers
from guitai.ledger.accounts import account, open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.schedule import clockwork
from guitai.schedule.clockwork import Clockwork
from guitai.shield.strength import DEFAULTS
from guitai.zone import BANK_ZONE

QUARTERS_END = date(2026, 12, 20)
NIGHT = (doors.accrue_demand, doors.accrue_terms, doors.settle, doors.mature)


@pytest.fixture
def saver(worker_database, database):
    """A current account with ten thousand yuan, on the day on which interest is settled."""
    with worker_database.transaction() as db:
        clock.begin(db.connection, datetime.combine(QUARTERS_END, time(9), BANK_ZONE))
    with database.transaction() as db:
        owner = customers.open_customer(
            db, name="林晓雯", id_number="1", mobile="1", opened_on=date(2026, 9, 21)
        )
        key = open_account(db, owner, "current", "6239990000000010013", opened_on=date(2026, 9, 21)).key
        entry = transfer(
            Money(10_000_00),
            owner=owner,
            name="in",
            source=Internal.RESERVES,
            target=key,
            effective_on=date(2026, 9, 21),
        )
        post(db, entry)
    return key


def test_a_quarter_is_not_settled_before_its_last_day_is_counted(
    saver, worker_database, database, monkeypatch
):
    night = Clockwork(database, NIGHT, DEFAULTS, lambda _: None)
    night.enrol()
    with worker_database.transaction() as db:
        clock.move(db.connection, datetime(2026, 12, 21, 9, tzinfo=BANK_ZONE))
    with database.transaction() as another:
        another.execute("SELECT 1 FROM schedule.days WHERE door = 'deposits.demand' FOR UPDATE")
        while night.round():
            pass
    monkeypatch.setattr(clockwork, "monotonic", lambda: float("inf"))
    while night.round():
        pass

    with database.transaction() as db:
        assert account(db, saver).balance == Money.parse("10001.26")

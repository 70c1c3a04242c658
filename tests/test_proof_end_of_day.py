"""Proof: an end of day that is broken off at any statement and begun again leaves the rows of an undisturbed one."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from tests.rehearsal import Broken, Fragile, OneTransaction
from tests.reporting import report
from tests.rows import rows
from tests.savings import save_up

from guitai import app, clock
from guitai.bench.clientele import settle_in
from guitai.capabilities.deposits import demand, doors, holdings, settlement, terms
from guitai.capabilities.deposits.rules import Call, Renewal
from guitai.customers.customers import owner_of
from guitai.ledger import holds
from guitai.ledger.accounts import accounts_of
from guitai.ledger.chart import Internal
from guitai.ledger.check import check
from guitai.ledger.entry import transfer
from guitai.ledger.stops import stop
from guitai.money import Money
from guitai.schedule import aside, housekeeping
from guitai.schedule.clockwork import Clockwork
from guitai.schedule.doors import Daily, Due
from guitai.shield.strength import DEFAULTS
from guitai.zone import BANK_ZONE

pytestmark = pytest.mark.proof

DAY = timedelta(days=1)
TODAY = date(2027, 3, 20)  # interest is settled
EVENING = datetime.combine(
    TODAY + DAY, time(18), BANK_ZONE
)  # the next day's, when all of the night's work has fallen due
CUSTOMERS, PART = 3, 2
COUNT = Daily(
    doors.accrue_demand.name, time(0, 30), lambda shift: demand.accrue(shift.db, shift.on, most=PART)
)
NIGHT = (
    COUNT,
    Daily(doors.accrue_terms.name, time(0, 40), lambda shift: terms.accrue(shift.db, shift.on, most=PART)),
    Daily(
        doors.settle.name,
        time(2, 10),
        lambda shift: settlement.settle(shift.db, shift.on, most=PART),
        after=COUNT,
    ),
    doors.mature,
    doors.lapse,
    doors.remind,
    Due(
        housekeeping.end_holds.name,
        housekeeping.end_holds.when,
        lambda shift: holds.expire(shift.db, most=PART) > 0,
    ),
    housekeeping.close,
    housekeeping.look_ahead,
    housekeeping.sweep,
    housekeeping.sweep_media,
    housekeeping.sign_heads,
)


class Night:
    """A bank whose day has ended, and a connection that may break."""

    def __init__(self, connection):
        self.connection = connection
        self.database = OneTransaction(connection)
        self._at(datetime.combine(TODAY, time(9), BANK_ZONE))
        openids = settle_in(self.database, CUSTOMERS)
        with self.database.transaction() as db:
            for number, openid in enumerate(openids):
                self._saves(db, owner_of(db, openid), number)
        self._clockwork().enrol()
        self._at(datetime.combine(TODAY + DAY, time(12), BANK_ZONE))

    def passes(self, breaks_at=None):
        """Close the day, broken off there and begun again; the rows afterwards, and how many statements it took."""
        self.connection.steps, self.connection.breaks_at = 0, breaks_at
        with self.connection.transaction(force_rollback=True):
            try:
                self._close()
            except Broken:
                self.connection.breaks_at = None
                self._close(housekeeping.close)  # what broke off is passed by: the others go on
            statements = self.connection.steps
            self.connection.breaks_at = None
            # No two runs sign alike, so that what is signed is right is for the books to say.
            assert self.database.run(check).problem is None
            self.connection.execute("RESET ROLE")
            return rows(self.connection), statements

    def _close(self, *last):
        """A bank that has just started closes the day, at noon of the next; these doors after all others.

        Heads are of the chains as they stand: what was set aside is done before they are signed, or they are others.
        """
        for later in ({*last, housekeeping.sign_heads}, {housekeeping.sign_heads}, set()):
            doors_now = [door for door in NIGHT if door not in later]
            clockwork = self._clockwork(doors_now)
            while (waiting := clockwork.next()) and (waiting.again or waiting.at < EVENING):
                if waiting.again:  # nobody waits here until its time comes
                    self.database.run(aside.try_again)
                clockwork.go_through(waiting)

    def _clockwork(self, doors_now=NIGHT):
        return Clockwork(self.database, doors_now, DEFAULTS, lambda _: None)

    def _at(self, moment):
        self.connection.execute("RESET ROLE")
        clock.begin(self.connection, moment)
        self.connection.execute("SET ROLE guitai_core")

    def _saves(self, db, owner, number):
        """A term that ends tonight, in each way there is; notice for tomorrow, for today, and none; what is held."""
        save_up(db, owner)
        paying = accounts_of(db, owner)[0].key
        for name, hours in (("expires", 14), ("is kept", 100)):
            entry = transfer(Money(7), owner=owner, name=name, source=paying, target=Internal.CLEARING_OUT)
            holds.hold(db, entry, until=db.now + timedelta(hours=hours))
        fixed, notice = holdings.deposits_of(db, owner)
        renewal = list(Renewal)[number]
        holdings.save(db, replace(fixed, matures_on=TODAY + DAY, renewal=renewal))
        called = Call(TODAY - 7 * DAY + number * DAY, TODAY + number * DAY, Money.parse("60000"))
        if number < 2:
            holdings.save(db, replace(notice, call=called))
        if number == 1:  # its interest stays owed, and its deposit is overdue
            stop(db, accounts_of(db, owner)[0].key, debits=False, credits=True, reason="order")


@pytest.fixture
def night(shared_url):
    with Fragile.connect(shared_url) as connection:
        yield Night(connection)
        connection.rollback()


def test_an_end_of_day_that_is_broken_off_anywhere_is_finished_as_if_it_had_not_been(night, full_size):
    undisturbed, statements = night.passes()
    places = range(1, statements + 1) if full_size else range(1, statements + 1, 17)

    for place in places:
        disturbed, _ = night.passes(breaks_at=place)
        assert (place, disturbed) == (place, undisturbed)

    if full_size:
        report(
            "An end of day, broken off",
            "An end of day with holds that expire, the day's closing, interest set aside and settled, deposits that "
            "mature, notice that lapses, and heads that are signed when all of that is done. It is broken off at each "
            "of its statements, commits included, and begun again, the closing after the rest: the rows are an "
            "undisturbed one's, and the check of the books finds nothing.",
            {"accounts": 4 * CUSTOMERS, "accounts in a part": PART, "breaks": len(places)},
        )


def test_every_daily_door_of_the_bank_is_in_it(night):
    bank = app.clockwork(night.database, None, DEFAULTS, lambda _: None)
    names = {door.name for door in bank.doors if isinstance(door, Daily)}

    assert names == {door.name for door in NIGHT if isinstance(door, Daily)}


def test_the_undisturbed_end_of_day_has_every_kind_of_work(night):
    done, _ = night.passes()

    text = "\n".join(done)
    for work in (
        '"state": "owed"',
        '"state": "paid"',
        '"state": "overdue"',
        '"state": "closed"',
        '"reminded": true',
        '"state": "expired"',
        '"state": "pending"',
        "ledger.closings",
        "ledger.signings",
    ):
        assert work in text

"""Wrong PINs are counted by the day, in whatever order the tries of a midnight are counted."""

from datetime import datetime

import pytest

from guitai import clock
from guitai.customers import customers
from guitai.shield import pins
from guitai.shield.refusals import PinLocked, WrongPin

PIN, WRONG = "402918", "690417"


@pytest.fixture
def tries(database, worker_database):
    """Somebody with a PIN; tries another one at that moment, and tells the refusal."""
    with database.transaction() as db:
        today = db.now.date()
        owner = customers.open_customer(db, name="林晓雯", id_number="1", mobile="1", opened_on=today)
        pins.put(db, owner, pins.hashed(db.keys, owner, PIN), device_id=None)

    def at(moment):
        with worker_database.transaction() as db:
            clock.begin(db.connection, datetime.fromisoformat(f"{moment}+08:00"))
        with pytest.raises((WrongPin, PinLocked)) as no:
            pins.check(database, owner, WRONG)
        return no.type

    return at


def test_a_try_that_began_before_midnight_does_not_begin_the_new_day_again(tries):
    assert tries("2026-12-01T00:00:00.1") is WrongPin
    assert tries("2026-11-30T23:59:59.9") is WrongPin

    assert tries("2026-12-01T00:01:00") is PinLocked

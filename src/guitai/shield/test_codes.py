"""How many texts with codes a customer is sent: one for the same thing in a minute, so many in a day."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import psycopg
import pytest

from guitai import clock
from guitai.customers import customers
from guitai.shield import codes
from guitai.shield.refusals import CodeJustSent, TooManyCodes

NOON = datetime.fromisoformat("2026-12-01T12:00:00+08:00")


@pytest.fixture
def at(worker_database):
    """Make it this moment."""

    def at(moment):
        with worker_database.transaction() as db:
            clock.begin(db.connection, moment)

    at(NOON)
    return at


@pytest.fixture
def somebody(database, at):
    """Makes a customer."""

    def make(number):
        with database.transaction() as db:
            given = {"name": "林晓雯", "id_number": number, "mobile": number}
            return customers.open_customer(db, **given, opened_on=NOON.date())

    return make


@pytest.fixture
def lin(somebody):
    return somebody("1")


@pytest.fixture
def sends(database):
    """Send a code for something; without it, for something new."""

    def send(owner, subject=None):
        with database.transaction() as db:
            codes.send(db, owner, subject or clock.uuid7(db.now), "binding")

    return send


@pytest.fixture
def texts(database):
    """How many texts stand in the outbox."""

    def texts():
        with database.transaction() as db:
            return db.execute("SELECT count(*) FROM outbox.requests WHERE destination = 'sms'").fetchone()[0]

    return texts


def test_the_same_thing_has_one_in_a_minute(lin, at, sends, texts):
    order = clock.uuid7(NOON)
    sends(lin, order)
    at(NOON + codes.BETWEEN / 2)  # the clock goes on meanwhile
    for _ in range(50):
        with pytest.raises(CodeJustSent):
            sends(lin, order)

    assert texts() == 1
    at(NOON + codes.BETWEEN + timedelta(seconds=1))
    sends(lin, order)
    assert texts() == 2


def test_a_customer_has_so_many_in_a_day_whatever_they_are_for(lin, somebody, at, sends, texts):
    for _ in range(codes.TEXTS_A_DAY):
        sends(lin)
    for _ in range(50):
        with pytest.raises(TooManyCodes):
            sends(lin)

    assert texts() == codes.TEXTS_A_DAY
    sends(somebody("2"))
    at(NOON + timedelta(hours=12))
    sends(lin)
    assert texts() == codes.TEXTS_A_DAY + 2


def test_of_two_that_are_asked_for_at_once_one_is_sent(database, lin, sends, texts):
    order = clock.uuid7(NOON)
    with (
        ThreadPoolExecutor(1) as pool,
        psycopg.connect(database.url, autocommit=True) as looking,
        database.transaction() as db,
    ):
        codes.send(db, lin, order, "binding")
        another = pool.submit(sends, lin, order)
        while not another.done() and not waiting(looking):
            pass
        db.connection.commit()
        assert isinstance(another.exception(), CodeJustSent)

    assert texts() == 1


def waiting(looking):
    return looking.execute(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    ).fetchone()

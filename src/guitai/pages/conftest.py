from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from threading import Event

import psycopg
import pytest
from tests.devices import device as device
from tests.devices import pages as pages
from tests.devices import refused as refused

from guitai.customers import customers
from guitai.ledger.accounts import account_numbered, open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.shield import pins

LIN = {
    "name": "林晓雯",
    "id_number": "990101199804120260",
    "card_number": "6239990000000002816",
    "mobile": "19900000001",
    "pin": "258036",
}
CHEN = {
    "name": "陈国强",
    "id_number": "990102196909031170",
    "card_number": "6239990000000001668",
    "mobile": "19900000002",
    "pin": "690417",
}


def details(person, **instead):
    """What somebody fills in to be found by the bank."""
    return {name: person[name] for name in ("name", "id_number", "card_number", "mobile")} | instead


def finish(phone, number, person, owner, **instead):
    """Enter the code that came by SMS, and the PIN."""
    given = {
        "code": phone.code(owner),
        "pin": person["pin"],
        "device": phone.introduces(number),
    } | instead
    return phone.calls(f"/shield/bindings/{number}", **given)


def begun(device, person):
    """Ask for a code; the binding's number."""
    device.loads("/bind")
    return device.calls("/shield/bindings", **details(person))["binding"]


@pytest.fixture
def customer(database):
    """Makes a customer of the bank with one current account, and no phone."""

    def make(person):
        with database.transaction() as db:
            given = {name: person[name] for name in ("name", "id_number", "mobile")}
            owner = customers.open_customer(db, **given, opened_on=date(2025, 3, 1))
            open_account(db, owner, "current", person["card_number"], opened_on=date(2025, 3, 1))
            return owner

    return make


@pytest.fixture
def lin(customer):
    """Lin Xiaowen, a customer."""
    return customer(LIN)


@pytest.fixture
def chen(customer):
    """Chen Guoqiang, another."""
    return customer(CHEN)


@pytest.fixture
def money(database, lin):
    """Lin has ¥50,000.00."""
    with database.transaction() as db:
        account = account_numbered(db, LIN["card_number"])
        paid_in = transfer(Money(50_000_00), owner=lin, name="in", source=Internal.CASH, target=account)
        post(db, paid_in)


@pytest.fixture
def phone(device, lin, pin_of_the_bank):
    """Lin's phone, with its device bound: the first, with the PIN that was set at the bank."""
    return device("oLin").binds(LIN, lin)


@pytest.fixture
def pin_of_the_bank(database, lin):
    """Lin has set her PIN at the bank."""
    with database.transaction() as db:
        pins.put(db, lin, pins.hashed(db.keys, lin, LIN["pin"]), device_id=None)


@pytest.fixture
def meanwhile(database):
    """Do something in the moment in which a call waits for the customer's lock: it has looked at the rest before."""

    @contextmanager
    def happening(owner, work):
        def held():
            with database.transaction() as db, psycopg.connect(database.url, autocommit=True) as looking:
                customers.lock(db, owner)
                holding.set()
                while not calling.done() and not _waiting(looking):
                    pass
                work(db)

        holding, calling = Event(), Future()
        with ThreadPoolExecutor(1) as pool:
            done = pool.submit(held)
            holding.wait()
            try:
                yield
            finally:
                calling.set_result(None)
            done.result()

    return happening


def _waiting(looking):
    return looking.execute(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    ).fetchone()


@pytest.fixture
def later(database):
    """Let time pass for everybody."""

    def pass_by(time):
        with psycopg.connect(database.url) as owner:
            owner.execute("UPDATE clock.moved SET ahead = ahead + %(time)s", {"time": time})

    return pass_by

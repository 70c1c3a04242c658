"""The demo's customers and a newcomer, each with a phone; the books beside them."""

import json
from importlib.util import find_spec

import pytest
from tests.demo_process import guitai
from tests.walking import Books, Phone, later

# Where speech was left out, by VOICE=0, nobody can be heard.
collect_ignore = [] if find_spec("faster_whisper") else ["test_walk_voice.py"]

OWN = {"林晓雯": "lin", "陈国强": "chen", "周美华": "zhou"}


@pytest.fixture(scope="module")
def phones(demo):
    """The phone API, and the demo's customers by a short name."""
    with demo.phones() as http:
        users = http.get("/phone/users").json()["users"]
        bound = {user["customer"]: Phone(http, user["openid"]) for user in users}
        yield {short: bound[name] for name, short in OWN.items()}


@pytest.fixture(scope="module")
def http(phones):
    return phones["lin"].http


@pytest.fixture(scope="module")
def people(demo):
    """The demo's people, by name."""
    rows = json.loads(guitai("people", "--json", SANDBOX=1, **demo.settings).stdout)
    return {row["name"]: row for row in rows}


@pytest.fixture(scope="module")
def pin(people):
    """Their PINs, by a short name."""
    return {short: people[name]["pin"] for name, short in OWN.items()}


@pytest.fixture(scope="module")
def elsewhere(http):
    """Accounts at other banks, by what becomes of a payment to them: name and number."""
    banks = http.get("/phone/clearing").json()["banks"]
    return {one["conduct"]: (one["name"], one["account_no"]) for bank in banks for one in bank["accounts"]}


@pytest.fixture(scope="module")
def connection(demo):
    with demo.books() as connection:
        connection.autocommit = True
        yield connection


@pytest.fixture(autouse=True)
def _begins_anew(http):
    """Nobody has said anything for an hour, and nothing is broken."""
    later(http, "PT1H")
    yield
    http.delete("/phone/faults").raise_for_status()


@pytest.fixture
def lin(phones):
    """Two current accounts."""
    return phones["lin"]


@pytest.fixture
def chen(phones):
    """Two current accounts, one of them for his shop."""
    return phones["chen"]


@pytest.fixture
def zhou(phones):
    """One current account, so nobody asks from which she pays."""
    return phones["zhou"]


@pytest.fixture
def newcomer(http):
    """Somebody who has just followed, and has no account."""
    phone = Phone(http, http.post("/phone/users", json={"nickname": "路人"}).json()["openid"])
    phone.acts("follow")
    return phone


@pytest.fixture
def books(connection):
    """The books of whoever has this phone."""
    return lambda phone: Books(connection, phone.openid)

"""Proof: what is not WeChat's changes nothing. Ten thousand bad callbacks, against a bank that runs."""

from collections import Counter
from datetime import timedelta
from itertools import count

import psycopg
import pytest
from tests.exchange import exchange, status
from tests.forging import Forger
from tests.reporting import report
from tests.rows import digests
from tests.running import Bank, an_account, running

from guitai import clock

pytestmark = pytest.mark.proof

SEED = 2026
LATER = timedelta(seconds=90)  # past the minute in which WeChat itself may repeat, and still fresh
EVENTS = (
    "<MsgType>event</MsgType><Event>subscribe</Event><EventKey></EventKey>",
    "<MsgType>event</MsgType><Event>CLICK</Event><EventKey>accounts.balance</EventKey>",
    "<MsgType>event</MsgType><Event>VIEW</Event><EventKey>https://bank</EventKey>",
    "<MsgType>event</MsgType><Event>unsubscribe</Event><EventKey></EventKey>",
)


@pytest.fixture
def bank(database, key_folder, tmp_path):
    return Bank(database.url, key_folder, an_account(), tmp_path / "bank.log")


def moment(database):
    with database.transaction() as db:
        return int(db.now.timestamp())


@pytest.fixture
def let_time_pass(worker_database):
    def move():
        with worker_database.transaction() as db:
            clock.move(db.connection, db.now + LATER)

    return move


def heard_before(bank, forger, number):
    """Callbacks that the bank has answered once."""
    events = (forger.plain(fields) for fields in EVENTS)
    good = [
        forger.signed(forger.sealed(next(events, None) or forger.text())).request() for _ in range(number)
    ]
    with running(bank):
        answers = exchange([(bank.port, request) for request in good])
    assert {status(answer) for answer in answers} == {200}
    return good


def state(database):
    with psycopg.connect(database.url) as connection:
        return digests(connection)


def test_what_is_not_wechats_is_refused_and_leaves_no_trace(
    bank, database, let_time_pass, account_forger, full_size
):
    each = 1250 if full_size else 20
    replayed = heard_before(bank, account_forger(bank, database), each)
    let_time_pass()
    forger = account_forger(bank, database)
    forged = {
        kind.__name__: [kind().request() for _ in range(each)]
        for kind in (
            forger.malformed,
            forger.oversized,
            forger.expanding,
            forger.wrongly_signed,
            forger.stale,
            forger.unreadable,
            forger.downgraded,
        )
    } | {"replayed": replayed}
    before = state(database)

    with running(bank):
        answers = {
            kind: exchange([(bank.port, request) for request in requests])
            for kind, requests in forged.items()
        }
        after = state(database)
        (still,) = exchange([(bank.port, forger.good().request())])

    statuses = {kind: Counter(map(status, got)) for kind, got in answers.items()}
    assert {kind: sorted(seen) for kind, seen in statuses.items()} == {kind: [403] for kind in forged} | {
        "oversized": [413]
    }
    assert after == before
    assert bank.errors() == []
    assert status(still) == 200
    if full_size:
        report(
            "What is not WeChat's",
            "Callbacks that were refused, by what was wrong with them; no row of the database changed, no line was "
            "logged as an error, and the bank went on answering.",
            {
                f"{kind}, status {code}": number
                for kind, seen in statuses.items()
                for code, number in seen.items()
            },
        )


@pytest.fixture
def account_forger():
    seeds = count(SEED)

    def make(bank, database):
        return Forger(bank.account, at=moment(database), seed=next(seeds))

    return make

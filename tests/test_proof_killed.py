"""Proof: a bank that is killed again and again loses no effect, doubles none, and leaves nobody without an answer."""

import json
import re
import secrets
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from random import Random

import psycopg
import pytest
from tests.killing import Killer, Phones, kill_backend, kill_postgresql
from tests.money_crowd import Crowd, Somebody, known_elsewhere
from tests.money_truth import Line, Truth, books_are_clean, house_of
from tests.reporting import report
from tests.rows import rows_by_owner
from tests.running import Bank, Relay, an_account, free_port, sandbox

from guitai.customers import customers
from guitai.database import Database, Owner, migrate
from guitai.demo.numbers import card_number, id_number, mobile
from guitai.demo.people import Person
from guitai.ledger.accounts import open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.postgres.server import Server

pytestmark = pytest.mark.proof

SEED = 2026
AT_ONCE = 8  # so that every kill meets some message on its way
SCRIPTS = (
    ("转人工", "客户{mark}：请问上个月的手续费为什么是两笔？", "谢谢"),
    ("您好", "转人工", "好", "客户{mark}：我的卡想换一张"),
    ("转人工", "取消", "你能做什么", "转人工", "客户{mark}：明天几点开门"),
    ("我的余额", "转人工", "返回", "客户{mark}：我想开一个账户"),
)
NUMBER = re.compile(r"\d{10,}(\d{4})")  # of which the bank keeps the tail
TAG = re.compile(r"<[^>]*>")
# How often something was sent is the channel's business; that it was, is checked on the phones.
CHANNEL = frozenset({"outbox.requests", "wechat.windows", "turns.turns.route", "turns.turns.message_id"})


def talks(phones, script):
    """Say all this, each when the one before it was answered in some way; who it was."""
    mark = "".join(secrets.choice("bdfghk") for _ in range(8))  # no digits: they would be understood
    openid = phones.follower()
    for line in script:
        phones.says(openid, line.format(mark=mark))
    return openid, mark


@pytest.fixture
def killer(database, key_folder, tmp_path):
    """A bank and a sandbox that know each other, and somebody who can kill that bank."""
    account, secret, port = an_account(), secrets.token_hex(16), free_port()
    bank = Bank(
        database.url,
        key_folder,
        account,
        tmp_path / "bank.log",
        sandbox_url=f"http://127.0.0.1:{port}",
        app_secret=secret,
    )
    bank.start()
    with (
        Relay(bank.port) as relay,
        sandbox(port, account, f"http://127.0.0.1:{relay.port}/wechat", app_secret=secret, data=tmp_path),
    ):
        killer = Killer(bank, relay, Random(SEED))
        yield killer
        killer.bank.end()


@pytest.fixture
def phones(killer):
    phones = Phones(killer.bank.sandbox_url)
    yield phones
    phones.http.close()


def kept(database, marks):
    """What each customer has in the database, with their mark and without what every run draws anew."""
    with psycopg.connect(database.url) as connection:
        owners = dict(connection.execute("SELECT openid, owner FROM customers.openids").fetchall())
        rows = rows_by_owner(connection, without=CHANNEL)
    return {
        openid: Counter(row.replace(mark, "MARK").replace(openid, "OPENID") for row in rows[owners[openid]])
        for openid, mark in marks
    }


def turns(connection):
    """What each customer said and was told, as they read it, in the order in which the bank heard it."""
    query = (
        "SELECT openid, heard, said FROM turns.turns JOIN customers.openids USING (owner) ORDER BY heard_at"
    )
    found = {}
    for openid, heard, said in connection.execute(query):
        found.setdefault(openid, []).append((heard, TAG.sub("", said)))
    return found


def shown(phones, openid):
    """What a customer reads, and whether the chat ends with WeChat's notice of a fault."""
    chat = [one for one in phones.chat(openid) if one["from"] != "user"]
    texts = Counter(one["content"] for one in chat if one["from"] == "bank")
    return texts, [one["from"] for one in chat]


def delivered_again(folder):
    """How often WeChat delivered a message again, because the bank died over it."""
    (journal,) = folder.glob("*.jsonl")
    return sum('"note": "delivery' in line and '"note": "delivery 1' not in line for line in journal.open())


def crowd(phones, killer, *, dialogues, kills):
    """What people said while the bank was killed: at least so many dialogues, and on until it was so many kills."""

    def line(_):
        told = []
        while len(told) * AT_ONCE < dialogues or killer.goes_on_until(kills):
            script = SCRIPTS[len(told) % len(SCRIPTS)]
            told.append((script, *talks(phones, script)))
        return told

    with killer.at_large(), ThreadPoolExecutor(AT_ONCE) as lines:
        return [dialogue for told in lines.map(line, range(AT_ONCE)) for dialogue in told]


def test_a_bank_that_is_killed_at_any_moment_answers_everybody_once(
    killer, phones, database, tmp_path, full_size
):
    kills = 25 if full_size else 2
    undisturbed = {script: talks(phones, script) for script in SCRIPTS}

    disturbed = crowd(phones, killer, dialogues=500 if full_size else 24, kills=kills)
    assert killer.kills >= kills
    phones.settle(disturbed[0][1])

    with psycopg.connect(database.url) as connection:
        heard = turns(connection)
    for script, openid, mark in disturbed:
        assert [text for text, _ in heard[openid]] == ["", *(line.format(mark=mark) for line in script)]
    rows = kept(database, [*undisturbed.values(), *((openid, mark) for _, openid, mark in disturbed)])
    for script, openid, _ in disturbed:
        has, should_have = rows[openid], rows[undisturbed[script][0]]
        assert (script, has - should_have, should_have - has) == (script, Counter(), Counter())
    said = {openid: Counter(text for _, text in told) for openid, told in heard.items()}
    read = {openid: shown(phones, openid) for _, openid, _ in disturbed}
    assert {openid: said[openid] - seen for openid, (seen, _) in read.items() if said[openid] - seen} == {}
    assert [openid for openid, (_, senders) in read.items() if senders[-1] == "wechat"] == []
    assert killer.bank.errors() == []
    if full_size:
        report(
            "kill -9",
            "Dialogues over the phone API while the bank is killed at random moments and the next one goes on: every "
            "customer has the rows of an undisturbed dialogue, and has read every reply.",
            {
                "dialogues": len(disturbed),
                "messages": sum(len(script) for script, _, _ in disturbed),
                "kills": killer.kills,
                "deliveries after a bank had died over the message": delivered_again(tmp_path),
                "fault notices, each followed by the reply": sum(
                    senders.count("wechat") for _, senders in read.values()
                ),
                "replies read twice": sum(
                    (seen - said[openid]).total() for openid, (seen, _) in read.items()
                ),
            },
        )


BEGUN = Money(50_000_00)
NAMES = "林晓雯 陈国强 周美华 孙丽娟 何志远 徐佳宁".split()
LATER = "P1DT3H"  # what is held leaves, what other banks say late is said; each day has its own codes by SMS
TO_THE_END = (
    "P1D",
    "P1D",
    "P1D",
    "PT1H",
)  # the house has closed its day, and what comes back late has come back


@dataclass
class Stage:
    """A bank on a PostgreSQL of its own, the sandbox with its house, and people with money."""

    server: Server
    database: Database
    killer: Killer
    phones: Phones
    people: list[Somebody]
    owners: list[Owner]
    line: Line


def person(number, name):
    """Somebody who exists nowhere else."""
    born = id_number(district=1, born_on=date(1990, 1, 1 + number), sequence=number)
    return Person(name, born, card_number(800_000_000 + number), mobile(9000 + number))


def settle_in(database, person):
    """Open the person's account, with money on it."""
    with database.transaction() as db:
        owner = customers.open_customer(
            db,
            name=person.name,
            id_number=person.id_number,
            mobile=person.mobile,
            opened_on=date(2025, 3, 1),
        )
        key = open_account(db, owner, "current", person.card_number, opened_on=date(2025, 3, 1)).key
        post(db, transfer(BEGUN, owner=owner, name="begun", source=Internal.RESERVES, target=key))
        return owner


@pytest.fixture
def stage(data, key_folder, keys, tmp_path):
    """All of it."""
    account, secret, port, line = an_account(), secrets.token_hex(16), free_port(), Line()
    with (
        Server(data) as server,
        Relay(0) as relay,
        Relay(port, line.heard) as to_house,
        sandbox(port, account, f"http://127.0.0.1:{relay.port}/wechat", app_secret=secret, data=tmp_path),
    ):
        migrate(server.url)
        sandbox_url = f"http://127.0.0.1:{port}"
        more = {
            "GUITAI_PUBLIC_URL": f"http://127.0.0.1:{relay.port}",
            "GUITAI_WECHAT__OPEN_URL": sandbox_url,
            "GUITAI_SMS__URL": f"{sandbox_url}/sms/send",
            "GUITAI_CLEARING__URL": f"http://127.0.0.1:{to_house.port}",
            "GUITAI_CLEARING__TOKEN": "clearingToken2026",
        }
        log = tmp_path / "bank.log"
        given = {"sandbox_url": sandbox_url, "app_secret": secret, "more": more}
        bank = Bank(server.url, key_folder, account, log, **given)
        with closing(Database(server.url, size=2, moved=True, keys=keys)) as database:
            people = [person(number, name) for number, name in enumerate(NAMES)]
            owners = [settle_in(database, one) for one in people]
            bank.start()
            relay.to_port = bank.port
            killer, phones = Killer(bank, relay, Random(SEED)), Phones(sandbox_url)
            crowd = [Somebody(phones, one, Random(f"{SEED} {one.name}")) for one in people]
            yield Stage(server, database, killer, phones, crowd, owners, line)
            killer.bank.end()
            phones.http.close()


WAYS = ("both", "bank", "bank alone", "a backend", "PostgreSQL", "bank")


def kill_something(stage, way):
    """One of the bank's processes, or PostgreSQL, or both; in the thread that started them."""
    if way == "bank":
        stage.killer.kill()
    if way == "a backend":
        kill_backend(stage.server, stage.killer.chance)
    if way in ("PostgreSQL", "both"):
        kill_postgresql(stage.server)
    if way in ("bank alone", "both"):
        stage.killer.kill_without_heir()


def everything_ends(stage):
    """Let the rest come: what is held, what other banks say late, the statements of the days."""
    stage.phones.settle(stage.people[0].openid)
    for duration in TO_THE_END:
        stage.phones.later(duration)


def fen(yuan):
    """An amount as the house writes it."""
    return Money.parse(yuan).fen


def house(stage):
    """The house's day and balance now."""
    now = stage.phones.http.get("/phone/clearing").json()
    return date.fromisoformat(now["now"][:10]), fen(now["balance"])


def payments_of(stage):
    """What the house has of a day."""
    http = stage.phones.http
    return lambda day: http.get("/phone/clearing", params={"on": day.isoformat()}).json()["payments"]


def answers(stage, heard):
    """No message was heard twice, and what was said to it was read; one that was not heard has WeChat's own notice.

    How often either happened: WeChat gives up after fifteen seconds, and a start on a busy machine may take longer.
    """
    counted = Counter()
    for one in stage.people:
        chat = stage.phones.chat(one.openid)
        typed = Counter(
            NUMBER.sub(r"****\1", m["content"]) for m in chat if m["from"] == "user" and "content" in m
        )
        came = Counter(text for text, _ in heard[one.openid] if text in typed)
        # What comes of a signature is told on the page; that the chat tells it too is best effort.
        said = Counter(told for text, told in heard[one.openid] if text in typed and told)
        seen, senders = shown(stage.phones, one.openid)
        assert came - typed == Counter(), "heard twice"
        assert said - seen == Counter(), one.person.name
        assert (typed - came).total() <= senders.count("wechat")
        counted["messages"] += typed.total()
        counted["messages that WeChat gave up, with its notice"] += (typed - came).total()
        counted["replies read twice"] += sum(seen[text] - said[text] for text in said)
    return counted


def strange(line):
    """An error that is neither the driver's, when PostgreSQL has gone, nor about a house that contradicts itself.

    PostgreSQL may go while something else is being raised, such as a refusal of WeChat's: what was raised last counts.
    """
    said = json.loads(line)
    last = next(iter(said.get("exception", [])), {"kind": ""})
    lost = last["kind"].startswith("psycopg.")
    return "" if lost or said.get("why") == "rejected, after it was settled" else line


CLAIM = (
    "People who pay each other and people at other banks, at once and in two hours, cancel, open deposits and "
    "are paid, while the bank's process or PostgreSQL or both are killed and started again, and the clock is "
    "moved. In the end each signed order has exactly one effect, and each of which a customer was told is "
    "signed; every account holds what became of its orders; the clearing house and the ledger say the same of "
    "every payment; nothing is in transit, and the reserves have moved by the house's balance; no payment was "
    "sent to the house twice; check-ledger finds nothing; no message was heard twice, every reply was read."
)


def test_money_is_neither_lost_nor_doubled_whoever_is_killed(stage, full_size):
    kills, wanted = Counter(), 200 if full_size else 2
    for one in stage.people:
        one.binds()
    stage.phones.later("P1DT1H")  # a new device's limits are low
    first_day, reserves = house(stage)
    crowd = Crowd(stage.people, list(known_elsewhere(stage.phones)))

    crowd.begin()
    while kills.total() < wanted and crowd.goes_on:
        crowd.gets_on(by=AT_ONCE)
        way = WAYS[kills.total() % len(WAYS)]
        kill_something(stage, way)
        kills[way] += 1
        if kills.total() % 10 == 0:
            with crowd.at_rest():
                stage.phones.later(LATER)
    crowd.gets_on(by=AT_ONCE)
    crowd.end()
    everything_ends(stage)

    last_day, reserves_now = house(stage)
    with closing(psycopg.connect(stage.server.url, autocommit=True)) as connection:
        truth = Truth(connection, house_of(payments_of(stage), first_day, last_day))
        everybody_has_what_they_should(stage, truth, reserves_now - reserves)
        signed, states, read = truth.orders(), truth.states(), answers(stage, turns(connection))
    with stage.database.transaction() as db:
        assert books_are_clean(db) == ""
    assert set(stage.line.sent.values()) <= {1}
    assert [*filter(None, map(strange, stage.killer.bank.errors()))] == []
    if full_size:
        report(
            "kill -9 of the bank and of PostgreSQL",
            CLAIM,
            {
                **{f"killed: {way}": number for way, number in kills.items()},
                "kills": kills.total(),
                **{f"signed: {kind}": number for kind, number in sorted(signed.items())},
                **{f"transfers {state}": number for state, number in sorted(states.items())},
                **read,
                "signatures that broke off": crowd.did["signatures that broke off"],
                "signatures refused": crowd.did["signatures refused"],
                "payments from other banks": crowd.did["payments from other banks"],
            },
        )


def everybody_has_what_they_should(stage, truth, reserves_gained):
    """Each account holds what became of its orders, nothing is in transit, and the reserves moved as the house says."""
    assert [*truth.wrong({one.openid: one.accepted for one in stage.people})] == []
    for owner, one in zip(stage.owners, stage.people, strict=True):
        number = one.person.card_number
        assert truth.has(number) == truth.should_have(owner, number, BEGUN.fen), one.openid
    assert truth.balance(Internal.CLEARING_OUT.account_id) == 0
    assert truth.balance(Internal.SUSPENSE.account_id) == 0
    begun = BEGUN.fen * len(stage.people)
    assert -truth.balance(Internal.RESERVES.account_id) - begun == reserves_gained

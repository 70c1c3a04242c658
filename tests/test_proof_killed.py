"""Proof: a bank that is killed again and again loses no effect, doubles none, and leaves nobody without an answer."""

import re
import secrets
import signal
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from random import Random

import httpx
import psycopg
import pytest
from tests.reporting import report
from tests.rows import rows_by_owner
from tests.running import Bank, Relay, an_account, free_port, sandbox

pytestmark = pytest.mark.proof

SEED = 2026
AT_ONCE = 8  # so that every kill meets some message on its way
PATIENCE = 3  # waits of 20 seconds: by then even what is sent again has come
SCRIPTS = (
    ("转人工", "客户{mark}：请问上个月的手续费为什么是两笔？", "谢谢"),
    ("您好", "转人工", "好", "客户{mark}：我的卡想换一张"),
    ("转人工", "取消", "你能做什么", "转人工", "客户{mark}：明天几点开门"),
    ("我的余额", "转人工", "返回", "客户{mark}：我想开一个账户"),
)
TAG = re.compile(r"<[^>]*>")
# How often something was sent is the channel's business; that it was, is checked on the phones.
CHANNEL = frozenset({"outbox.requests", "wechat.windows", "turns.turns.route", "turns.turns.message_id"})


class Phones:
    """The phones of a sandbox, with a bank behind them."""

    def __init__(self, url):
        self.http = httpx.Client(base_url=url, timeout=60, trust_env=False)

    def follower(self):
        """Somebody new, whose following has been answered."""
        openid = self.http.post("/phone/users", json={"nickname": "客户"}).json()["openid"]
        self.act(openid, "follow")
        return openid

    def talks(self, script):
        """Say all this, each when the one before it was answered in some way; who it was."""
        mark = "".join(secrets.choice("bdfghk") for _ in range(8))  # no digits: they would be understood
        openid = self.follower()
        for line in script:
            self.act(openid, "messages", type="text", content=line.format(mark=mark))
        return openid, mark

    def act(self, openid, what, **body):
        """Do something, and wait until the chat shows something for it."""
        answer = self.http.post(f"/phone/users/{openid}/{what}", json=body).raise_for_status()
        after = answer.json()["seq"]
        shown = any(
            one["from"] != "user" for _ in range(PATIENCE) for one in self.chat(openid, after, wait=20)
        )
        assert shown, f"{openid} was left without any answer to {body}"

    def chat(self, openid, after=0, wait=0):
        """What the chat shows after this."""
        query = {"after": after, "wait": wait}
        return self.http.get(f"/phone/users/{openid}/messages", params=query).json()["messages"]

    def settle(self, openid):
        """Let two minutes pass: what was claimed by a bank that died is free again. Then wait until all is done."""
        self.http.post("/phone/clock", json={"advance": "PT2M"}).raise_for_status()
        while not self.http.get(f"/phone/users/{openid}/messages", params={"wait": 1}).json()["idle"]:
            pass


class Killer:
    """Kills the bank at random moments, when another process is ready to go on, until told to stop."""

    def __init__(self, bank, relay, chance):
        self.bank, self.relay, self.chance = bank, relay, chance
        self.kills = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def _run(self):
        while True:
            heir = self.bank.another()
            heir.start()
            if self._stop.wait(self.chance.uniform(0, 0.5)):
                heir.end()
                return
            self.relay.to_port = heir.port
            self.bank.end(signal.SIGKILL)
            self.bank = heir
            self.kills += 1

    def goes_on_until(self, kills):
        """Whether it has not killed so often yet, and can."""
        return self.kills < kills and self._thread.is_alive()

    @contextmanager
    def at_large(self):
        """Killing from here to the end."""
        self._thread.start()
        try:
            yield
        finally:
            self._stop.set()
            self._thread.join()


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


def turns(database):
    """What each customer said and was told, as they read it, in the order in which the bank heard it."""
    with psycopg.connect(database.url) as connection:
        query = "SELECT openid, heard, said FROM turns.turns JOIN customers.openids USING (owner) ORDER BY heard_at"
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
            told.append((script, *phones.talks(script)))
        return told

    with killer.at_large(), ThreadPoolExecutor(AT_ONCE) as lines:
        return [dialogue for told in lines.map(line, range(AT_ONCE)) for dialogue in told]


def test_a_bank_that_is_killed_at_any_moment_answers_everybody_once(
    killer, phones, database, tmp_path, full_size
):
    kills = 25 if full_size else 2
    undisturbed = {script: phones.talks(script) for script in SCRIPTS}

    disturbed = crowd(phones, killer, dialogues=500 if full_size else 24, kills=kills)
    assert killer.kills >= kills
    phones.settle(disturbed[0][1])

    heard = turns(database)
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

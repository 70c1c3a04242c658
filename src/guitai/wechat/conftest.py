"""What the core's tests stand on: a bank of six small flows, and WeChat's side of the codec."""

import asyncio
import threading
from datetime import datetime, timedelta

import pytest

from guitai import turns
from guitai.conversation.flow import flow, look, say
from guitai.conversation.hearing import Conversations
from guitai.language import Catalogue
from guitai.turns import Turns
from guitai.understanding.understand import Understanding
from guitai.wechat import chat, xml
from guitai.wechat.codec import Codec, Envelope
from guitai.wechat.core import Core
from guitai.wechat.gateway import Delivery
from guitai.zone import BANK_ZONE

ACCOUNT, APP_ID, TOKEN, KEY = "gh_bank", "wx1234567890abcdef", "bankToken2026", "k" * 43
PATIENCE_SECONDS = 20
TEXT = "<MsgType>text</MsgType><Content>{}</Content><MsgId>{}</MsgId>"


class Bug(Exception):
    """The bank's own mistake."""


class Gate:
    """Where a turn stops until it is let through."""

    def __init__(self):
        self.reached, self.open = threading.Semaphore(0), threading.Event()


gate = Gate()


def stopped(turn):
    gate.reached.release()
    assert gate.open.wait(PATIENCE_SECONDS)


def broken(turn):
    raise Bug


@flow("talk.greet", title="您好")
async def greet() -> None:
    await say("您好。")


@flow("toy.stop", title="停")
async def stop() -> None:
    await look(stopped)
    await say("走吧。")


@flow("toy.bug", title="错")
async def bug() -> None:
    await look(broken)


@flow("toy.long", title="长")
async def long() -> None:
    for _ in range(3):
        await say("很长的一段话，" * 60)


@flow("toy.mute", title="不说")
async def mute() -> None:
    pass


@flow("talk.help", title="帮助")
async def help_() -> None:
    await say("能打招呼。")


FLOWS = {one.intent: one for one in (greet, stop, bug, long, mute, help_)}
PHRASES = {
    "talk.greet": ["你好"],
    "toy.stop": ["停"],
    "toy.bug": ["出错"],
    "toy.long": ["长"],
    "toy.mute": ["静"],
}


class Bank:
    """The core with what stands around it: WeChat's side of the codec, and a clock that can be turned."""

    def __init__(self, database):
        self.database = database
        self.codec = Codec(APP_ID, tokens=[TOKEN], aes_keys=[KEY])
        self.ahead = timedelta()
        self.began = int(datetime.now(BANK_ZONE).timestamp())
        self.told = 0
        self.gate, self.Bug = gate, Bug
        gate.__init__()
        self.core = Core(
            database=database,
            turns=Turns(Conversations(FLOWS, Catalogue({}), Understanding(PHRASES), str), chat.texts),
            codec=self.codec,
            account=ACCOUNT,
            clock=self.now,
            threads=4,
            turned=self._turned,
        )

    def _turned(self):
        self.told += 1

    def now(self):
        return datetime.now(BANK_ZONE) + self.ahead

    def delivery(self, fields, *, openid="oLin", account=ACCOUNT, answer_in=4.5, nonce="n"):
        """A push as the gateway passes it on."""
        plain = (
            f"<xml><ToUserName>{account}</ToUserName><FromUserName>{openid}</FromUserName>"
            f"<CreateTime>{self.began}</CreateTime>{fields}</xml>"
        )
        tree = xml.parse(self.codec.seal(plain.encode(), timestamp="1767225600", nonce=nonce))
        now = self.now()
        return Delivery(
            ciphertext=xml.text(tree, "Encrypt"),
            timestamp="1767225600",
            nonce=nonce,
            msg_signature=xml.text(tree, "MsgSignature"),
            arrived_at=now,
            answer_by=now + timedelta(seconds=answer_in),
        )

    def text(self, text, number=1, **how):
        """A typed message as the gateway passes it on."""
        return self.delivery(TEXT.format(text, number), **how)

    def says(self, text, number=1, **how):
        return self.hears(self.text(text, number, **how))

    def hears(self, delivery):
        return self.opened(asyncio.run(self.core.pass_on(delivery)))

    def opened(self, answer):
        """The plaintext of an answer on the line, or None for a bare success."""
        if answer is None:
            return None
        tree = xml.parse(answer)
        fields = [xml.text(tree, name) for name in ("Encrypt", "TimeStamp", "Nonce", "MsgSignature")]
        return self.codec.open(Envelope(*fields)).plain

    def rows(self, query, **params):
        with self.database.transaction() as db:
            return db.execute(query, params).fetchall()

    def outbox(self, destination=turns.CHAT):
        query = "SELECT body FROM outbox.requests WHERE destination = %(to)s ORDER BY put_at, place"
        return [body for (body,) in self.rows(query, to=destination)]


@pytest.fixture
def bank_on():
    """Makes the core of a bank on this database."""
    made = []

    def make(database):
        made.append(Bank(database))
        return made[-1]

    yield make
    gate.open.set()
    for bank in made:
        bank.core.close()


@pytest.fixture
def bank(bank_on, database):
    return bank_on(database)

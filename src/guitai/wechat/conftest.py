"""What the core's tests stand on, a bank of six small flows and WeChat's side of the codec; and a WeChat to send to."""

import asyncio
import json
import threading
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from guitai import clock, outbox, turns
from guitai.conversation.flow import flow, look, say
from guitai.conversation.hearing import Conversations
from guitai.customers import customers
from guitai.language import Catalogue
from guitai.turns import Turns
from guitai.understanding.understand import Understanding
from guitai.wechat import chat, windows, xml
from guitai.wechat.api import WeChatApi
from guitai.wechat.codec import Codec, Envelope
from guitai.wechat.core import Core
from guitai.wechat.gateway import Delivery
from guitai.wechat.message import Kind, Message
from guitai.wechat.sending import Sending
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

    def __init__(self, database, reads=()):
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
            reads=reads,
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
        """The plaintext of the answer that goes out on the line, or None for a bare success."""
        return self.opened(asyncio.run(self.answered(delivery)))

    async def answered(self, delivery):
        """The answer to this, which has gone out on the line."""
        answer = await self.core.pass_on(delivery)
        if answer is not None:
            await answer.written()
        return answer

    def opened(self, answer):
        """The plaintext of an answer, or None for a bare success."""
        if answer is None:
            return None
        tree = xml.parse(answer.body)
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

    def make(database, **how):
        made.append(Bank(database, **how))
        return made[-1]

    yield make
    gate.open.set()
    for bank in made:
        bank.core.close()


@pytest.fixture
def bank(bank_on, database):
    return bank_on(database)


OK = {"errcode": 0, "errmsg": "ok"}


class WeChat:
    """WeChat's servers: what they answer next, and the requests they were sent."""

    def __init__(self):
        self.picture = b"\x89PNG and so on"
        self.answers = []
        self.tokens = []
        self.sent = []
        self.meanwhile = lambda: None  # happens while a message is on its way
        wechat = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if "stable_token" in self.path:
                    if wechat.tokens:
                        return self.answer(wechat.tokens.pop(0))
                    return self.answer({"access_token": f"token{len(wechat.sent)}", "expires_in": 7200})
                wechat.sent.append(body)
                wechat.meanwhile()
                self.answer(wechat.answers.pop(0) if wechat.answers else OK)

            def do_GET(self):
                wechat.sent.append(self.path)
                self.answer(wechat.answers.pop(0) if wechat.answers else wechat.picture)

            def answer(self, answer):
                status, body = (200, answer) if not isinstance(answer, int) else (answer, b"")
                kind = "image/png" if isinstance(body, bytes) else "application/json"
                body = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))


@pytest.fixture
def wechat():
    wechat = WeChat()
    wechat.thread.start()
    yield wechat
    wechat.server.shutdown()
    wechat.thread.join()
    wechat.server.server_close()


@pytest.fixture
def worker(worker_database, wechat):
    """Carries out the next request; what the outbox says of it then."""
    api = WeChatApi(app_id="wx", app_secret="secret", database=worker_database, api_url=wechat.url)
    sending = Sending(worker_database, api)

    def work(times=1, *, to=turns.CHAT, only_due=False):
        for _ in range(times):
            with worker_database.transaction() as db:
                db.execute(
                    "UPDATE outbox.requests SET due_at = %(now)s WHERE state = 'waiting' AND %(all)s",
                    {"now": db.now, "all": not only_due},
                )
                claimed = outbox.claim(db, to, most=1)
            for request in claimed:
                sending.carry_out(request)
        return state(worker_database)

    yield work
    api.close()


def state(database):
    with database.transaction() as db:
        return db.execute("SELECT state, why FROM outbox.requests ORDER BY put_at, place").fetchone()


@pytest.fixture
def bring(worker_database):
    """Lets time go by."""

    def move(ahead):
        with worker_database.transaction() as db:
            clock.move(db.connection, db.now + ahead)

    return move


@pytest.fixture
def lin(database):
    with database.transaction() as db:
        return customers.owner_of(db, "oLin")


@pytest.fixture
def writes(database, lin):
    """Lin writes to the bank: a window opens, and what was held back is released."""

    def write():
        with database.transaction() as db:
            windows.heard(db, lin, Message(Kind.TEXT, "oLin", "gh", db.now, "1"), at=db.now)
            outbox.release(db, lin, turns.CHAT, due_at=db.now)

    return write


@pytest.fixture
def left(database, lin):
    """How many messages Lin may still be sent."""

    def count():
        with database.transaction() as db:
            return db.execute("SELECT remaining FROM wechat.windows").fetchone()[0]

    return count

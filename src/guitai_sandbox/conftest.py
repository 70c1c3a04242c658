"""A sandbox over real HTTP, and a bank's server that answers whatever a test wants."""

import asyncio
import json
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from guitai_sandbox import xml
from guitai_sandbox.codec import Codec
from guitai_sandbox.server import Server, address, listen
from guitai_sandbox.settings import Limits, Settings
from guitai_sandbox.starting import furnish
from guitai_sandbox.world import World, trusted

# As WeChat in everything but how long a test has to wait for it.
HASTY = {"retry_after_seconds": 0.01}


class Sandbox:
    """A running sandbox: the phone API and WeChat's API, with a token at hand."""

    def __init__(self, world: World, server: Server):
        self.url, self.settings = world.url, world.settings
        self.server = server
        self.http = httpx.Client(base_url=self.url, timeout=20, trust_env=False, verify=trusted())

    def get(self, path, **query):
        """The phone API's answer."""
        return self.http.get(path, params=query).raise_for_status().json()

    def post(self, path, **body):
        """The phone API's answer; None where it has nothing to say."""
        answer = self.http.post(path, json=body).raise_for_status()
        return answer.json() if answer.content else None

    def refused(self, path, **body):
        """The status and code with which the phone API refuses."""
        answer = self.http.post(path, json=body)
        return answer.status_code, answer.json()["error"]["code"]

    def token(self):
        """A valid access token."""
        credentials = {"appid": self.settings.app_id, "secret": self.settings.app_secret}
        body = {"grant_type": "client_credential", **credentials}
        return self.http.post("/cgi-bin/stable_token", json=body).json()["access_token"]

    def call(self, path, body=None, **query):
        """What WeChat's API answers; a call with a body is a POST, in raw UTF-8."""
        query = {"access_token": self.token(), **query}
        if body is None:
            return self.http.get(path, params=query).json()
        content = json.dumps(body, ensure_ascii=False).encode()
        return self.http.post(path, params=query, content=content).json()

    def upload(self, path, data, name, **query):
        """What WeChat's API answers to a file."""
        query = {"access_token": self.token(), **query}
        return self.http.post(path, params=query, files={"media": (name, data)}).json()

    def phone(self, nickname="小林"):
        """A follower whose event has been answered."""
        phone = self.stranger(nickname)
        phone.does("follow")
        return phone

    def stranger(self, nickname="小王"):
        """Somebody who does not follow."""
        return Phone(self, self.post("/phone/users", nickname=nickname)["openid"])


class Phone:
    """One customer's hand."""

    def __init__(self, sandbox: Sandbox, openid: str):
        self.sandbox, self.openid = sandbox, openid
        self.path = f"/phone/users/{openid}"
        self.seq = 0

    def does(self, what, **body):
        """Do something, and give what the account has shown when all is quiet."""
        self.seq = self.sandbox.post(f"{self.path}/{what}", **body)["seq"]
        return self.settled()

    def says(self, content):
        """Say something, and give the texts that came."""
        return [message.get("content") for message in self.does("messages", type="text", content=content)]

    def sends(self, kind, data, **fields):
        """Send a file."""
        url = f"{self.path}/messages"
        answer = self.sandbox.http.post(url, data={"type": kind, **fields}, files={"file": ("file", data)})
        self.seq = answer.raise_for_status().json()["seq"]
        return self.settled()

    def settled(self):
        """What has come since the customer last did something, when nothing is going on any more."""
        while True:
            answer = self.sandbox.get(f"{self.path}/messages", after=self.seq, wait=0.02)
            if answer["idle"]:
                return [message for message in answer["messages"] if message["from"] != "user"]


class Bot:
    """A bank's server; `answers` gives the reply's elements, a body, or None to acknowledge."""

    def __init__(self):
        self.codec: Codec | None = None  # set: replies are encrypted
        self.answers: Callable[[dict], object] = lambda message: None
        self.pages: dict[str, tuple[str, bytes]] = {}  # for GET: content type and body
        self.requests: list[tuple[dict, bytes]] = []
        self.heard: list[dict] = []
        self.release = Event()
        self.url = ""

    def told(self, path, query, body):
        """One request's answer."""
        if "echostr" in query:
            return query["echostr"].encode()
        self.requests.append((query, body))
        node = xml.read(body.decode())
        sealed = node.find("Encrypt")
        if sealed is not None:
            node = xml.read(self.codec.decrypt(sealed))
        message = {child.tag: child.text for child in node.children}
        self.heard.append(message)
        return self._written(message, self.answers(message))

    def _written(self, message, answer):
        if answer is None or isinstance(answer, bytes):
            return answer or b"success"
        common = {"ToUserName": message["FromUserName"], "FromUserName": message["ToUserName"]}
        reply = {**common, "CreateTime": 1767225601, **answer}
        plain = xml.write(list(reply.items()))
        return self.sealed(plain) if self.codec else plain.encode()

    def sealed(self, plain, *, signature=None):
        """The reply, encrypted and signed."""
        encrypted = self.codec.encrypt(plain)
        ours = self.codec.sign(timestamp="1767225601", nonce="7", encrypted=encrypted)
        fields = [("Encrypt", encrypted), ("MsgSignature", signature or ours)]
        return xml.write([*fields, ("TimeStamp", 1767225601), ("Nonce", "7")]).encode()


@contextmanager
def serving(bot):
    """The bot's server on a free port."""

    class Handler(BaseHTTPRequestHandler):
        wbufsize = -1  # head and body in one packet

        def do_GET(self):
            parts = urlsplit(self.path)
            if parts.path in bot.pages:
                return self._send(*bot.pages[parts.path])
            if "echostr" not in parts.query:
                return self.send_error(404)
            return self._send("text/plain", bot.told(parts.path, dict(parse_qsl(parts.query)), b""))

        def do_POST(self):
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._send("text/xml", bot.told(parts.path, dict(parse_qsl(parts.query)), body))

        def _send(self, content_type, body):
            self.send_response(200)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_):
            pass  # the sandbox hangs up when an answer is late

    with Quiet(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        bot.url = f"http://127.0.0.1:{server.server_port}"
        try:
            yield bot
        finally:
            bot.release.set()
            server.shutdown()


@contextmanager
def running(limits, settings):
    """A sandbox on a free port, in a thread with a loop of its own."""
    bound = listen(0)
    ready, made = Event(), []

    async def serve():
        played = Limits(**{**HASTY, **limits})
        world = World(Settings(**settings, limits=played), url=address(bound))
        furnish(world)
        made.append(Sandbox(world, Server(world, ready=ready.set)))
        await made[0].server.serve(sockets=[bound])

    Thread(target=lambda: asyncio.run(serve()), daemon=True).start()
    assert ready.wait(10)
    try:
        yield made[0]
    finally:
        made[0].http.close()
        made[0].server.should_exit = True  # it ends by itself while the next test begins


@pytest.fixture
def bot():
    """A bank's server, which acknowledges everything until a test says otherwise."""
    with serving(Bot()) as bot:
        yield bot


@pytest.fixture
def start(bot):
    """Start a sandbox whose bank is the bot: `start(mode="plain", limits={...})`."""
    with ExitStack() as stack:

        def started(*, limits=None, **settings):
            settings = {"callback": f"{bot.url}/wechat", **settings}
            sandbox = stack.enter_context(running(limits or {}, settings))
            given = sandbox.settings
            codec = Codec(token=given.token, aes_key=given.aes_key, app_id=given.app_id)
            bot.codec = None if given.mode == "plain" else codec
            return sandbox

        yield started


@pytest.fixture
def sandbox(start):
    """A sandbox in safe mode."""
    return start()


@pytest.fixture
def phone(sandbox):
    """A follower of it."""
    return sandbox.phone()


@pytest.fixture
def stranger(sandbox):
    """Somebody with a phone who does not follow it."""
    return sandbox.stranger()

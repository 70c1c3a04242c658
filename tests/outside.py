"""What the bank calls: WeChat's API, the provider of text messages, and the sandbox's clock. Every request is shown."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

PATIENCE_SECONDS = 60
HELD_SECONDS = 20  # a question of the bank's, whether time is to be moved
CODE = re.compile("验证码([0-9]{6})")
HREF = re.compile('href="([^"]*)"')
PICTURE = b"\x89PNG and so on"
WRONG = 0.02  # of all messages
FAULTS = (-1, 45015, 45047, 40001)  # busy, no window, the window's messages used up, another token
CHANNELS = {
    "/cgi-bin/message/custom/send": "customer-service messages",
    "/cgi-bin/menu/create": "menu",
    "/cgi-bin/media/get": "media",
    "/sns/oauth2/access_token": "sign-in",
    "/cgi-bin/stable_token": "sign-in",
    "/sms/send": "text messages",
}

Saw = Callable[..., None]


class Outside:
    """Answers as they would; some messages it refuses, drawn from a seed. What it is asked is shown to `saw`."""

    def __init__(self, *, seed: int) -> None:
        self.saw: Saw = _nobody
        self.chance = Random(seed)
        self.url = ""
        self._texts: dict[str, list[str]] = {}
        self._changed = threading.Condition()
        self._wanted = self._settled = 0
        self._over = False

    def code(self, mobile: str, count: int) -> str:
        """The newest code on this mobile, once so many have come."""
        with self._changed:
            came = self._changed.wait_for(lambda: len(self._codes(mobile)) >= count, PATIENCE_SECONDS)
            assert came, "the code has come"
            return self._codes(mobile)[-1]

    def settle(self) -> None:
        """Return when the bank says that it has finished with all it has heard."""
        with self._changed:
            self._wanted += 1
            self._changed.notify_all()
            done = self._changed.wait_for(lambda: self._settled >= self._wanted, PATIENCE_SECONDS)
            assert done, "the bank comes to an end of it"

    @contextmanager
    def open(self) -> Iterator["Outside"]:
        """There to be called, from here to the end."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield self
        finally:
            with self._changed:
                self._over = True
                self._changed.notify_all()
            server.shutdown()
            thread.join()
            server.server_close()

    def answer(self, address: str, head: bytes, body: bytes) -> bytes:
        """What is said to a request."""
        path = urlsplit(address).path
        if path == "/control":
            return json.dumps(self._asked_for(json.loads(body))).encode()
        self.saw(CHANNELS[path], head, self._text(body) if path == "/sms/send" else body)
        if path == "/cgi-bin/media/get":
            return PICTURE
        said: dict[str, Any] = {"errcode": 0, "errmsg": "ok"}
        if path == "/cgi-bin/stable_token":
            said = {"access_token": "a token", "expires_in": 7200}
        elif path == "/sns/oauth2/access_token":
            # Whoever opens a page has a code that is their name.
            said = {"openid": parse_qs(urlsplit(address).query)["code"][0]}
        elif path == "/cgi-bin/message/custom/send":
            self.saw("links", *(link.encode() for link in HREF.findall(json.loads(body)["text"]["content"])))
            if self.chance.random() < WRONG:
                said = {"errcode": self.chance.choice(FAULTS), "errmsg": "no"}
        return json.dumps(said).encode()

    def _text(self, body: bytes) -> bytes:
        """Note a text, and give what it says: the number it goes to is what its provider has to know."""
        said = json.loads(body)
        with self._changed:
            self._texts.setdefault(said.pop("mobile"), []).append(said["text"])
            self._changed.notify_all()
        return json.dumps(said, ensure_ascii=False).encode()

    def _codes(self, mobile: str) -> list[str]:
        return [code for text in self._texts.get(mobile, ()) for code in CODE.findall(text)]

    def _asked_for(self, report: dict[str, Any]) -> dict[str, Any]:
        with self._changed:
            self._settled = max(self._settled, report["settled"] or 0)
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._over or self._wanted > self._settled, HELD_SECONDS)
            return {"move": None, "settle": self._wanted if self._wanted > self._settled else None}


def _nobody(channel: str, *crossed: bytes) -> None:
    """Until somebody looks."""


def _handler(outside: Outside) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            answer = outside.answer(self.path, self.raw_requestline + self.headers.as_bytes(), body)
            self.send_response(200)
            kind = "image/png" if answer == PICTURE else "application/json"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            with suppress(ConnectionError):  # the bank has ended
                self.wfile.write(answer)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler

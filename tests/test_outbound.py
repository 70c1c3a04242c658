"""Whom the bank calls outside, it calls by its settings: what stands in the environment changes nothing."""

import threading
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from guitai import outbox
from guitai.clearing.house import Clearing
from guitai.database import Owner
from guitai.sms import SMS, Sms, send_text
from guitai.wechat.wire import Wire

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


class Listener(ThreadingHTTPServer):
    """Notes what it is asked, and by whom, and has nothing to say."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.server.asked.append((self.path.partition("?")[0], self.headers["Authorization"]))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    do_POST = do_GET

    def log_message(self, *_):
        """Say nothing."""


@contextmanager
def listening():
    with Listener() as listener:
        thread = threading.Thread(target=listener.serve_forever, args=(0.01,))
        thread.start()
        yield listener
        listener.shutdown()
        thread.join()


@pytest.fixture
def outside():
    with listening() as listener:
        yield listener


@pytest.fixture
def proxy(monkeypatch, tmp_path):
    """A proxy, and somebody's password for every host, as the environment has them."""
    (tmp_path / ".netrc").write_text("default login somebody password elsewhere\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("HOME", str(tmp_path))
    with listening() as listener:
        for name in PROXIES:
            monkeypatch.setenv(name, listener.url)
            monkeypatch.setenv(name.lower(), listener.url)
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        yield listener


def text_sent(worker, url):
    with worker.transaction() as db:
        (request,) = outbox.claim(db, SMS, most=1)
    with closing(Sms(worker, url=f"{url}/sms", token="", proxy="")) as sms:
        sms.carry_out(request)


def clearing_asked(worker, url):
    with closing(Clearing(worker, url=url, token="", proxy="")) as clearing:
        clearing.fetch()


def wechat_asked(worker, url):
    with closing(Wire(app_id="wx", app_secret="s", database=worker, api_url=url)) as wire:
        wire.ask("GET", "/wechat", {})


@pytest.mark.parametrize(
    ("called", "path"),
    [(text_sent, "/sms"), (clearing_asked, "/clearing/messages"), (wechat_asked, "/wechat")],
)
def test_the_way_out_and_the_password_are_settings(called, path, outside, proxy, database, worker_database):
    with database.transaction() as db:
        send_text(db, Owner(1001), "19900000001", "【江海银行】验证码123456")

    called(worker_database, outside.url)

    assert proxy.asked == []
    assert outside.asked == [(path, None)]

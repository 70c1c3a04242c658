"""The wire against a server that does what WeChat's seldom do: redirects, and answers that never end."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from guitai.errors import Misconfigured
from guitai.wechat import codes
from guitai.wechat.api import WeChatApi
from guitai.wechat.wire import Wire

FILM = b"ftyp"


class Handler(BaseHTTPRequestHandler):
    """Answers as the server's `moved` says."""

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer({"access_token": "t", "expires_in": 7200})

    def do_GET(self):
        path = self.path.partition("?")[0]
        self.server.asked.append(path)
        if path in self.server.moved:
            self.send_response(302)
            self.send_header("Location", self.server.moved[path])
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif path == "/cgi-bin/media/get":
            self.answer({"video_url": f"{self.server.url}/film?key=1"})
        elif path == "/endless":
            self.drip()
        else:
            self.answer(FILM)

    def drip(self):
        self.send_response(200)
        self.send_header("Content-Type", "video/mp4")
        self.end_headers()
        while not self.server.over.wait(0.02):
            try:
                self.wfile.write(b"x" * 70_000)
            except OSError:
                return

    def answer(self, answer):
        kind = "video/mp4" if isinstance(answer, bytes) else "application/json"
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Sends who asks for a path to another address, or lets them wait."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.moved = {}  # path to address
        self.asked = []
        self.over = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_port}"


@pytest.fixture
def server():
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.over.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def api(server, worker_database):
    api = WeChatApi(app_id="wx", app_secret="secret", database=worker_database, api_url=server.url)
    yield api
    api.close()


@pytest.mark.parametrize("to", ["/film2?key=2", "{url}/film2"])
def test_a_film_may_have_moved_once(api, server, to):
    server.moved["/film"] = to.format(url=server.url)

    assert api.media("m1").content == FILM
    assert server.asked == ["/cgi-bin/media/get", "/film", "/film2"]


def test_a_film_that_moves_on_and_on_is_not_followed(api, server):
    server.moved = {"/film": "/film2", "/film2": "/film3"}
    with pytest.raises(codes.Unanswered, match="302"):
        api.media("m1")

    assert "/film3" not in server.asked


@pytest.mark.parametrize(
    "to",
    [
        "http://localhost:{port}/film2",
        "http://169.254.169.254/",
        "file:///etc/passwd",
        "//localhost:{port}/f",
        "http://[",
    ],
)
def test_a_film_is_not_followed_to_just_anywhere(api, server, to):
    server.moved["/film"] = to.format(port=server.server_port)
    with pytest.raises(codes.Unanswered, match="302"):
        api.media("m1")

    assert server.asked == ["/cgi-bin/media/get", "/film"]


def test_a_film_is_followed_to_an_address_that_proves_itself(api, server):
    server.moved["/film"] = f"https://127.0.0.1:{server.server_port}/film2"
    with pytest.raises(codes.NotReached):  # nobody speaks TLS there: it was tried
        api.media("m1")


def test_a_call_of_the_api_is_not_redirected(api, server):
    server.moved["/cgi-bin/getcallbackip"] = "/film"
    with pytest.raises(codes.Unanswered, match="302"):
        api.callback_addresses()

    assert server.asked == ["/cgi-bin/getcallbackip"]


@pytest.fixture
def hasty(server, worker_database):
    """A wire whose calls may take a fifth of a second in all."""
    wire = Wire(app_id="wx", app_secret="s", api_url=server.url, database=worker_database, call_seconds=0.2)
    yield wire
    wire.close()


def test_an_answer_that_never_ends_is_not_waited_for(hasty):
    with pytest.raises(codes.Unanswered, match="too slow"):
        hasty.fetch("/endless", {})


def test_what_belongs_to_one_call_shares_its_time(hasty, server):
    with hasty.in_time():
        with pytest.raises(codes.Unanswered, match="too slow"):
            hasty.fetch("/endless", {})
        with pytest.raises(codes.NotReached, match="no time"):
            hasty.fetch("/film", {})

    assert hasty.fetch("/film", {}).content == FILM
    assert server.asked == ["/endless", "/film"]


def test_a_proxy_that_is_none_is_found_at_the_start(worker_database):
    with pytest.raises(Misconfigured, match="PROXY"):
        Wire(
            app_id="wx",
            app_secret="s",
            api_url="https://a.example",
            database=worker_database,
            proxy="proxy:3128",
        )


def test_calls_go_through_the_proxy(server, worker_database):
    api = WeChatApi(
        app_id="wx",
        app_secret="s",
        database=worker_database,
        api_url="http://wechat.example",
        proxy=server.url,
    )
    api.wire.fetch("/cgi-bin/film", {})
    api.close()

    assert server.asked == ["http://wechat.example/cgi-bin/film"]

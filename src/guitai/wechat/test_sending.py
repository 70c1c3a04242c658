import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from structlog.testing import capture_logs

from guitai import outbox
from guitai.customers import customers
from guitai.turns import CHAT
from guitai.wechat import media, windows
from guitai.wechat.api import WeChatApi
from guitai.wechat.media import MEDIA
from guitai.wechat.message import Kind, Message
from guitai.wechat.sending import MOST_TRIES, Sending

OK = {"errcode": 0, "errmsg": "ok"}
PICTURE = b"\x89PNG and so on"


class WeChat:
    """WeChat's servers: what they answer next, and the requests they were sent."""

    def __init__(self):
        self.answers = []
        self.sent = []
        wechat = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if "stable_token" in self.path:
                    return self.answer({"access_token": f"token{len(wechat.sent)}", "expires_in": 7200})
                wechat.sent.append(body)
                self.answer(wechat.answers.pop(0) if wechat.answers else OK)

            def do_GET(self):
                wechat.sent.append(self.path)
                self.answer(wechat.answers.pop(0) if wechat.answers else PICTURE)

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
def worker(database, wechat):
    """Carries out the next request; what the outbox says of it then."""
    api = WeChatApi(app_id="wx", app_secret="secret", database=database, api_url=wechat.url)
    sending = Sending(database, api)

    def work(times=1):
        for _ in range(times):
            with database.transaction() as db:
                db.execute(
                    "UPDATE outbox.requests SET due_at = %(now)s WHERE state = 'waiting'", {"now": db.now}
                )
                claimed = outbox.claim(db, most=1)
            for request in claimed:
                sending.carry_out(request)
        return state(database)

    yield work
    api.close()


def state(database):
    with database.transaction() as db:
        return db.execute("SELECT state, why FROM outbox.requests ORDER BY put_at, place").fetchone()


def due_in(database):
    with database.transaction() as db:
        (due_at,) = db.execute("SELECT due_at FROM outbox.requests").fetchone()
        return due_at - db.now


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
            outbox.release(db, lin, CHAT)

    return write


@pytest.fixture
def left(database, lin):
    """How many messages Lin may still be sent."""

    def count():
        with database.transaction() as db:
            return db.execute("SELECT remaining FROM wechat.windows").fetchone()[0]

    return count


def put(database, owner, body, to=CHAT):
    with database.transaction() as db:
        outbox.put(db, owner, to, body)


def test_a_text_is_sent_to_whom_it_is_for_as_it_was_written(worker, wechat, writes, database, lin, left):
    writes()
    put(database, lin, {"text": "您的余额查好了。"})

    assert worker() == ("sent", "")
    assert [json.loads(body) for body in wechat.sent] == [
        {"touser": "oLin", "msgtype": "text", "text": {"content": "您的余额查好了。"}}
    ]
    assert "您的余额".encode() in wechat.sent[0]
    assert left() == 4


def test_a_text_for_somebody_without_a_wechat_fails(worker, wechat, database):
    with database.transaction() as db:
        nobody = customers.open_customer(db, name="陈", id_number="1", mobile="1", opened_on=db.now.date())
    put(database, nobody, {"text": "您好"})

    assert worker() == ("failed", "no openid")
    assert wechat.sent == []


def test_without_a_window_a_text_waits_for_the_customer(worker, wechat, writes, database, lin):
    put(database, lin, {"text": "您好"})
    assert worker()[0] == "held"
    assert wechat.sent == []
    writes()

    assert worker() == ("sent", "")


@pytest.mark.parametrize("errcode", [45015, 45047])
def test_what_wechat_counts_differently_waits_for_the_customer(
    worker, wechat, writes, database, lin, left, errcode
):
    writes()
    put(database, lin, {"text": "您好"})
    wechat.answers = [{"errcode": errcode, "errmsg": "no"}]
    assert worker() == ("held", f"{errcode} no")
    assert left() == 0
    writes()

    assert worker() == ("sent", "")


@pytest.mark.parametrize(
    "answer",
    [
        {"errcode": -1, "errmsg": "busy"},
        {"errcode": 45011, "errmsg": "too fast"},
        500,
        b"<html>",
        {"errcode": 45009, "errmsg": "quota"},
        {"errcode": 48001, "errmsg": "no right"},
    ],
)
def test_what_is_not_the_texts_fault_is_tried_again_later_and_later(
    worker, wechat, writes, database, lin, left, answer
):
    writes()
    put(database, lin, {"text": "您好"})
    waits = []
    for _ in range(4):
        wechat.answers = [answer]
        assert worker()[0] == "waiting"
        waits.append(round(due_in(database) / timedelta(seconds=1)))
    assert left() == 4

    assert waits == [2, 4, 8, 16]
    assert worker() == ("sent", "")


def test_a_token_that_is_refused_twice_loses_no_text_and_is_told_to_the_operator(
    worker, wechat, writes, database, lin
):
    writes()
    put(database, lin, {"text": "您好"})
    wechat.answers = [{"errcode": 40001, "errmsg": "token"}] * 2
    with capture_logs() as logs:
        assert worker()[0] == "waiting"

    assert [log["event"] for log in logs] == ["WeChat does not take our calls"]
    assert worker() == ("sent", "")


def test_a_server_that_is_not_there_is_tried_again(worker, wechat, writes, database, lin):
    writes()
    put(database, lin, {"text": "您好"})
    worker_of = WeChatApi(app_id="wx", app_secret="s", database=database, api_url="http://127.0.0.1:1")
    with database.transaction() as db:
        (request,) = outbox.claim(db, most=1)
    Sending(database, worker_of).carry_out(request)
    worker_of.close()

    assert state(database) == ("waiting", "0 ConnectError")
    assert worker() == ("sent", "")


def test_a_text_that_could_not_be_sent_for_long_is_kept_for_the_customers_next_message(
    worker, wechat, writes, database, lin
):
    writes()
    put(database, lin, {"text": "您好"})
    wechat.answers = [{"errcode": -1, "errmsg": "busy"}] * MOST_TRIES

    assert worker(MOST_TRIES)[0] == "held"
    writes()
    assert worker() == ("sent", "")


@pytest.mark.parametrize("errcode", [40003, 43019, 48002, 50005, 70000])
def test_who_can_not_be_written_to_is_no_alarm(worker, wechat, writes, database, lin, errcode):
    writes()
    put(database, lin, {"text": "您好"})
    wechat.answers = [{"errcode": errcode, "errmsg": "no"}]
    with capture_logs() as logs:
        assert worker() == ("failed", f"{errcode} no")

    assert logs == []


@pytest.mark.parametrize("errcode", [45002, 12345])
def test_what_will_never_be_sent_is_told_to_the_operator_without_its_text(
    worker, wechat, writes, database, lin, errcode
):
    writes()
    put(database, lin, {"text": "我的秘密"})
    wechat.answers = [{"errcode": errcode, "errmsg": "no"}]
    with capture_logs() as logs:
        assert worker() == ("failed", f"{errcode} no")

    assert [log["log_level"] for log in logs] == ["error"]
    assert "秘密" not in str(logs)


def test_a_picture_is_fetched_and_kept_once(worker, wechat, database, lin):
    for _ in range(2):
        put(database, lin, {"media_id": "m1", "kind": "image"}, to=MEDIA)
    worker(2)

    with database.transaction() as db:
        assert media.kept(db, lin) == 1
        row = db.execute("SELECT kind, content_type, content FROM wechat.media").fetchone()
    assert row == ("image", "image/png", PICTURE)
    assert "media_id=m1" in wechat.sent[0]


def test_a_picture_that_wechat_has_forgotten_is_given_up(worker, wechat, database, lin):
    put(database, lin, {"media_id": "m1", "kind": "image"}, to=MEDIA)
    wechat.answers = [{"errcode": 40007, "errmsg": "invalid media_id"}]

    assert worker() == ("failed", "40007 invalid media_id")


def test_a_picture_that_could_not_be_fetched_for_long_is_given_up(worker, wechat, database, lin):
    put(database, lin, {"media_id": "m1", "kind": "image"}, to=MEDIA)
    wechat.answers = [503] * MOST_TRIES

    assert worker(MOST_TRIES) == ("failed", "0 HTTP 503")

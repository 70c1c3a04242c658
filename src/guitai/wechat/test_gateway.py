import asyncio
from datetime import datetime, timedelta
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from structlog.testing import capture_logs

from guitai.clock import BANK_ZONE
from guitai.errors import Misconfigured
from guitai.wechat.gateway import Answer, Gateway, Mode, Refused
from guitai.wechat.signatures import signature
from guitai.wechat.xml import MAX_BYTES

TOKEN = "bankToken2026"
NOW = datetime(2026, 1, 1, 8, tzinfo=BANK_ZONE)
STAMP = "1767225600"
SAFE = "<xml><ToUserName><![CDATA[gh_bank]]></ToUserName><Encrypt><![CDATA[{}]]></Encrypt></xml>"
PLAIN = "<xml><FromUserName>oUser1</FromUserName><Content>余额</Content></xml>"
ENTITIES = '<!DOCTYPE xml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>'


class Core:
    """The other end of the bus, with an answer ready."""

    def __init__(self, body=b"<xml/>"):
        self.answer = Answer(body, self.written) if body else None
        self.taken, self.on_the_line = [], 0

    async def written(self):
        self.on_the_line += 1

    async def __call__(self, delivery):
        self.taken.append(delivery)
        return self.answer


def gateway(core, **options):
    return Gateway(tokens=[TOKEN], pass_on=core, clock=lambda: NOW, **options)


def ask(app, method, **request):
    async def send():
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bank") as client:
            return await client.request(method, "/wechat", **request)

    return asyncio.run(send())


def query(ciphertext="QUJD", timestamp=STAMP, token=TOKEN, **more):
    return {
        "timestamp": timestamp,
        "nonce": "n",
        "openid": "oUser1",
        "encrypt_type": "aes",
        "signature": signature(token, timestamp, "n"),
        "msg_signature": signature(token, timestamp, "n", ciphertext),
    } | more


def push(app, body=None, **more):
    return ask(app, "POST", params=query(**more), content=SAFE.format("QUJD") if body is None else body)


def test_the_handshake_returns_exactly_what_was_sent():
    params = query(signature="ebf5fb873e18c6b37d8806a6ab038e69ec29ffc9", nonce="1372623149")
    answer = ask(gateway(Core()).app(), "GET", params=params | {"echostr": "<b>71"})

    assert (answer.status_code, answer.content) == (200, b"<b>71")
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "params",
    [{}, {"signature": "é", "timestamp": STAMP}, query(token="other"), query(timestamp="1767225299")],
)
def test_a_wrong_handshake_is_refused(params):
    assert ask(gateway(Core()).app(), "GET", params=params | {"echostr": "71"}).status_code == 403


def test_a_push_is_passed_on_unread_and_answered():
    core = Core(b"<xml><Encrypt>x</Encrypt></xml>")
    answer = push(gateway(core).app())

    assert (answer.status_code, answer.content) == (200, b"<xml><Encrypt>x</Encrypt></xml>")
    assert [(taken.ciphertext, taken.timestamp, taken.plain) for taken in core.taken] == [
        ("QUJD", STAMP, b"")
    ]
    assert core.taken[0].answer_by == NOW + timedelta(seconds=4.5)


def test_a_core_with_nothing_to_say_is_answered_with_success():
    assert push(gateway(Core(None)).app()).content == b"success"


def test_a_reply_counts_as_written_once_it_has_gone_out():
    core = Core()
    sent = []

    async def scene():
        app = gateway(core).app()

        async def to_the_line(message):
            sent.append((message["type"], core.on_the_line))

        await app(scope(), body_of(SAFE.format("QUJD")), to_the_line)

    asyncio.run(scene())
    assert sent == [("http.response.start", 0), ("http.response.body", 0)]
    assert core.on_the_line == 1


def scope():
    """A push's, as a server hands it on."""
    return {
        "type": "http",
        "method": "POST",
        "path": "/wechat",
        "headers": [],
        "query_string": urlencode(query()).encode(),
    }


def body_of(text):
    """The receiving end of a connection on which this comes."""

    async def receive():
        return {"type": "http.request", "body": text.encode()}

    return receive


def test_a_late_turn_is_acknowledged_when_it_has_ended_and_its_reply_is_not_written():
    core, late = Core(), asyncio.Event()

    async def slow_core(delivery):
        await late.wait()
        return await core(delivery)

    async def scene():
        app = gateway(slow_core, answer_within=timedelta(milliseconds=20)).app()
        asyncio.get_running_loop().call_later(0.1, late.set)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bank") as client:
            return await client.post("/wechat", params=query(), content=SAFE.format("QUJD"))

    assert asyncio.run(scene()).content == b"success"
    assert (len(core.taken), core.on_the_line) == (1, 0)


def test_a_turn_that_has_not_ended_is_not_acknowledged():
    async def stuck_core(_delivery):
        await asyncio.Event().wait()

    moment = timedelta(milliseconds=20)

    assert push(gateway(stuck_core, answer_within=moment, patience=moment).app()).status_code == 503


def test_what_the_core_refuses_is_refused():
    async def refusing(_delivery):
        raise Refused("account")

    door = gateway(refusing)

    assert push(door.app()).status_code == 403
    assert door.refusals == {"account": 1}


def test_a_core_that_fails_is_not_answered_with_success():
    async def failing(_delivery):
        raise RuntimeError("the bus is down")

    with pytest.raises(RuntimeError, match="bus"):  # the server makes a 500 of it, and WeChat tries again
        push(gateway(failing).app())


def test_after_a_bug_no_other_request_goes_down_the_line_that_the_server_closes():
    async def broken(_request):
        raise RuntimeError("a bug")

    async def asked():
        app = gateway(Core()).app([Route("/broken", broken)])
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="https://bank.example") as client:
            return await client.get("/broken")

    answer = asyncio.run(asked())

    assert (answer.status_code, answer.headers["connection"]) == (500, "close")


REFUSED = {
    "another token": ({"token": "other"}, None, "signature"),
    "no signature": ({"msg_signature": ""}, None, "signature"),
    "a signature that is no ASCII": ({"msg_signature": "余额" * 20}, None, "signature"),
    "the handshake's signature": ({"msg_signature": signature(TOKEN, STAMP, "n")}, None, "signature"),
    "another ciphertext": ({}, SAFE.format("QUJE"), "signature"),
    "five minutes old": ({"timestamp": "1767225299"}, None, "stale"),
    "five minutes ahead": ({"timestamp": "1767225901"}, None, "stale"),
    "no time": ({"timestamp": ""}, None, "stale"),
    "a time in other digits": ({"timestamp": "１７６７２２５６００"}, None, "stale"),
    "a time beyond all bounds": ({"timestamp": "9" * 5_000}, None, "stale"),
    "plain text": ({}, PLAIN, "mode"),
    "nothing": ({}, "", "xml"),
    "JSON": ({}, '{"Encrypt": "QUJD"}', "xml"),
    "bytes": ({}, b"\xff\x00\x01", "xml"),
    "half": ({}, SAFE.format("QUJD")[:-3], "xml"),
    "entities": ({}, ENTITIES, "xml"),
    "compatible": ({}, SAFE.format("QUJD").replace("<Encrypt>", "<Content>余额</Content><Encrypt>"), "mode"),
    "no ciphertext": ({}, SAFE.format(""), "mode"),
}


@pytest.mark.parametrize(("more", "body", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_wechats_is_refused_and_passed_to_nobody(more, body, reason):
    core = Core()
    door = gateway(core)
    answer = push(door.app(), body, **more)

    assert (answer.status_code, answer.content) == (403, b"refused")
    assert (core.taken, door.refusals) == ([], {reason: 1})


def test_a_refusal_is_one_line_without_a_word_of_the_content():
    with capture_logs() as lines:
        push(gateway(Core()).app(), PLAIN)

    assert lines == [{"event": "push refused", "reason": "mode", "log_level": "info"}]


def test_a_body_past_the_limit_is_read_no_further():
    read = []

    async def endless():
        while True:
            read.append(1)
            yield b"x" * 16_384

    core = Core()
    answer = push(gateway(core).app(), endless())

    assert (answer.status_code, core.taken) == (413, [])
    assert len(read) <= MAX_BYTES // 16_384 + 2


def test_a_body_that_never_ends_is_not_waited_for():
    async def stalling():
        yield b"<xml>"
        await asyncio.Event().wait()

    assert (
        push(gateway(Core(), answer_within=timedelta(milliseconds=20)).app(), stalling()).status_code == 403
    )


def test_a_caller_who_hangs_up_leaves_no_trace():
    async def hang_up():
        async def receive():
            return {"type": "http.disconnect"}

        async def send(message):
            sent.append(message)

        scope = {"type": "http", "method": "POST", "path": "/wechat", "query_string": b"", "headers": []}
        await door.app()(scope, receive, send)

    core, sent = Core(), []
    door = gateway(core)
    asyncio.run(hang_up())

    assert (sent[0]["status"], core.taken) == (403, [])


@given(st.binary(max_size=200), st.binary(max_size=100))
def test_no_request_makes_an_exception(query_string, body):
    async def request():
        async def receive():
            return {"type": "http.request", "body": body}

        async def send(message):
            sent.append(message)

        scope = {
            "type": "http",
            "method": "POST",
            "path": "/wechat",
            "query_string": query_string,
            "headers": [],
        }
        await app(scope, receive, send)

    app, sent = gateway(Core()).app(), []
    asyncio.run(request())

    assert sent[0]["status"] == 403


@pytest.mark.parametrize(
    ("mode", "body"), [(Mode.PLAIN, PLAIN), (Mode.COMPATIBLE, SAFE.format("QUJD") + " ")]
)
def test_the_sandbox_may_speak_in_other_modes(mode, body):
    body = body.replace("</ToUserName>", "</ToUserName><Content>余额</Content>")
    core = Core()
    answer = push(gateway(core, modes=frozenset(Mode)).app(), body)

    assert answer.status_code == 200
    assert core.taken[0].plain == (body.encode() if mode is Mode.PLAIN else b"")


def test_plain_mode_still_wants_a_signature():
    assert push(gateway(Core(), modes=frozenset(Mode)).app(), PLAIN, signature="x").status_code == 403


def test_who_is_named_in_the_query_is_nobody_because_no_signature_covers_it():
    app = gateway(Core()).app()

    assert {push(app, openid="oVictim").status_code for _ in range(99)} == {200}


def test_pages_and_the_health_check_share_the_door():
    async def card(_request):
        return PlainTextResponse("card")

    async def visit():
        app = gateway(Core()).app([Route("/cards/{id}", card)])
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bank") as client:
            return [(await client.get(path)).text for path in ("/cards/7", "/healthz")]

    assert asyncio.run(visit()) == ["card", "ok"]


def test_a_gateway_without_a_token_does_not_start():
    with pytest.raises(Misconfigured, match="TOKEN"):
        Gateway(tokens=[""], pass_on=Core(), clock=lambda: NOW)

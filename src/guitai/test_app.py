"""The bank as it is wired: what its capabilities declare fits together."""

import ast
import asyncio
import inspect
from contextlib import closing
from datetime import datetime, time, timedelta

import pytest
from structlog.testing import capture_logs

from guitai import app, outbox, turns
from guitai.clearing.calls import ANSWERS, CLEARING
from guitai.database import Database, Owner
from guitai.errors import Misconfigured
from guitai.settings import Settings, WeChatSettings
from guitai.sms import SMS
from guitai.wechat import menu, xml
from guitai.wechat.codec import Codec, Envelope, WrongSignature
from guitai.wechat.media import MEDIA
from guitai.wechat.visitors import OAUTH
from guitai.zone import BANK_ZONE


def suggested(script):
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(script))) if isinstance(node, ast.Call)]
    return {
        call.args[1].value for call in calls if getattr(call.func, "id", "") == "suggest" and _constant(call)
    }


def _constant(call):
    return isinstance(call.args[1], ast.Constant)


def test_every_suggested_wish_is_served():
    flows = app.flows()

    assert {intent for flow in flows.values() for intent in suggested(flow.script)} <= flows.keys()


def test_the_declared_menu_is_one_that_wechat_takes():
    built = menu.build(app.buttons(app.flows()))

    assert [top["name"] for top in built["button"]] == ["账户", "服务", "转账"]


@pytest.mark.parametrize(
    "settings",
    [
        Settings(sandbox=False),  # pages without https
        Settings(sandbox=False, public_url="https://bank.example", framed_by="https://other.example"),
        Settings(sandbox=True, wechat=WeChatSettings(api_url="https://api.weixin.qq.com")),
    ],
)
def test_a_bank_that_is_set_up_dangerously_does_not_start(shared_url, settings):
    with closing(Database(shared_url, size=1)) as database, pytest.raises(Misconfigured):
        app.Bank(settings, core=database, worker=database)


LIN = Owner(1001)
WAITING = """
    SELECT count(*)
      FROM pg_stat_activity
     WHERE datname = current_database() AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
"""


@pytest.fixture
def of(database, worker_database):
    """Makes a bank whose WeChat answers nobody."""

    def make(**secrets):
        nobody = "http://127.0.0.1:1"
        wechat = WeChatSettings(app_id="wx", original_id="gh", api_url=nobody, **secrets)
        settings = Settings(sandbox=True, sandbox_url=nobody, wechat=wechat)
        return app.Bank(settings, core=database, worker=worker_database)

    return make


@pytest.fixture
def bank(of):
    return of(token="t", aes_key="k" * 43)


def settle(bank, meanwhile=None):
    """Wait until the bank, at work, has settled; `meanwhile` something happens."""

    async def work():
        async with bank._working(), asyncio.timeout(20):
            settling = asyncio.create_task(bank.settled())
            if meanwhile:
                await meanwhile()
            await settling

    with capture_logs():
        asyncio.run(work())


def tries(database):
    with database.transaction() as db:
        return [row[0] for row in db.execute("SELECT tries FROM outbox.requests ORDER BY place")]


def put(db, owner, place=0):
    outbox.put(db, owner, MEDIA, {"media_id": "m", "kind": "image"}, place=place)


def test_a_bank_has_not_settled_before_what_is_due_was_tried(bank, database):
    with database.transaction() as db:
        for place in range(3):
            put(db, Owner(LIN + place), place)
    settle(bank)

    assert tries(database) == [1, 1, 1]


def test_what_waits_behind_a_request_that_was_put_off_does_not_keep_a_bank_from_settling(bank, database):
    with database.transaction() as db:
        for place in range(2):
            put(db, LIN, place)
    settle(bank)

    assert tries(database) == [1, 0]


def test_time_that_is_moved_stops_at_midnight_before_the_day_is_closed(bank):
    bank.clockwork.enrol()
    first = bank.clockwork.next()
    stops = asyncio.run(bank.next())

    assert first.door.name == "ledger.closing"
    assert (stops, first.at - stops) == (
        datetime.combine(first.at, time(0), BANK_ZONE),
        timedelta(minutes=10),
    )


def test_old_and_new_secrets_are_in_force_while_they_change(of):
    old, new = {"token": "t1", "aes_key": "a" * 43}, {"token": "t2", "aes_key": "b" * 43}
    before = {f"{name}_old": value for name, value in old.items()}
    changing, changed = (of(**new, **more) for more in (before, {}))

    assert [opened(changing, **secrets) for secrets in (old, new)] == [b"hi", b"hi"]
    assert opened(changed, **new) == b"hi"
    with pytest.raises(WrongSignature):
        opened(changed, **old)
    assert (changing.gateway.tokens, changed.gateway.tokens) == (("t2", "t1"), ("t2",))
    for one in (changing, changed):
        one.core.close()
        one.api.close()


def opened(bank, *, token, aes_key):
    """What the bank reads of a push that is sealed with these."""
    sealed = xml.parse(Codec("wx", tokens=[token], aes_keys=[aes_key]).seal(b"hi", timestamp="1", nonce="2"))
    fields = [xml.text(sealed, name) for name in ("Encrypt", "TimeStamp", "Nonce", "MsgSignature")]
    return bank.core.codec.open(Envelope(*fields)).plain


def test_the_way_out_is_the_proxy_that_is_set(of):
    with pytest.raises(Misconfigured, match="PROXY"):
        of(token="t", aes_key="k" * 43, proxy="nonsense")


def test_everything_that_leaves_the_bank_has_somebody_who_sends_it(bank):
    assert set(bank.worker.destinations) == {turns.CHAT, MEDIA, OAUTH, SMS, CLEARING, ANSWERS}


def test_what_a_turn_asked_for_while_the_bank_settles_is_not_overlooked(bank, database, owner_database):
    async def a_turn_ends():
        with owner_database.transaction() as turn:
            turn.execute("LOCK TABLE turns.turns")
            while turn.execute(WAITING).fetchone() != (1,):  # a round of the worker
                await asyncio.to_thread(turn.execute, "SELECT pg_stat_clear_snapshot()")
            put(turn, LIN)
        bank.core.turned()

    settle(bank, a_turn_ends)

    assert tries(database) == [1]

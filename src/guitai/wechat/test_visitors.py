"""Whose page's load it is: the core asks, the worker alone asks WeChat."""

import asyncio
import threading

import pytest

from guitai import outbox
from guitai.pages.visiting import NotKnown
from guitai.wechat.api import WeChatApi
from guitai.wechat.visitors import OAUTH, Identifying, Visitors

LIN = {"openid": "oLin", "scope": "snsapi_base", "access_token": "t", "expires_in": 7200}


@pytest.fixture
def ask(database, worker_database, wechat):
    """Ask whose code it is; a worker carries the question out as soon as it is told to."""
    api = WeChatApi(app_id="wx", app_secret="secret", database=worker_database, api_url=wechat.url)
    carry_out = Identifying(worker_database, api).carry_out

    def work():
        with worker_database.transaction() as db:
            requests = outbox.claim(db, OAUTH, most=10)
        for request in requests:
            carry_out(request)

    def ask(code="a code", worker=lambda: threading.Thread(target=work).start(), **more):
        return asyncio.run(Visitors(database, worker, **more).openid(code))

    yield ask
    api.close()


def test_a_code_leads_to_an_openid(ask, wechat):
    wechat.answers = [LIN]

    assert ask("071abc") == "oLin"
    assert "code=071abc" in wechat.sent[-1]


def test_a_snapshot_is_nobody(ask, wechat):
    wechat.answers = [LIN | {"is_snapshotuser": 1}]

    with pytest.raises(NotKnown, match="snapshot"):
        ask()


@pytest.mark.parametrize("answer", [{"errcode": 40029, "errmsg": "invalid code"}, 500, {"errcode": -1}])
def test_who_is_not_told_is_not_known(ask, wechat, answer):
    wechat.answers = [answer]

    with pytest.raises(NotKnown, match="wechat"):
        ask()


def test_a_worker_that_does_nothing_is_not_waited_for_for_ever(ask):
    with pytest.raises(NotKnown, match="wechat"):
        ask(worker=lambda: None, patience_seconds=0.05)


def test_an_answer_is_read_once_and_a_code_is_asked_once(ask, wechat, owner_database):
    wechat.answers = [LIN]
    ask()

    with owner_database.transaction() as db:
        assert db.execute("SELECT count(*) FROM wechat.visitors").fetchone() == (0,)
        assert db.execute("SELECT state FROM outbox.requests").fetchall() == [("sent",)]
    assert len(wechat.sent) == 1

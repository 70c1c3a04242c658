"""Texts to mobile phones, by a provider that this WeChat stands in for: one that takes a POST and answers JSON."""

import json
from datetime import timedelta

import pytest

from guitai import outbox
from guitai.database import Owner
from guitai.errors import Misconfigured
from guitai.sms import SMS, Sms, send_text

LIN = Owner(1001)


@pytest.fixture
def work(worker_database, wechat):
    """Carry out the request that is due; what the outbox says of it then."""
    sms = Sms(worker_database, url=f"{wechat.url}/sms", token="a token", proxy="")

    def work():
        with worker_database.transaction() as db:
            db.execute("UPDATE outbox.requests SET due_at = %(now)s WHERE state = 'waiting'", {"now": db.now})
            (request,) = outbox.claim(db, SMS, most=1)
        sms.carry_out(request)
        with worker_database.transaction() as db:
            return db.execute("SELECT state, why FROM outbox.requests").fetchone()

    yield work
    sms.close()


@pytest.fixture
def put(database):
    with database.transaction() as db:
        send_text(db, LIN, "19900000001", "【江海银行】验证码123456")


def test_a_text_reaches_the_provider(put, work, wechat):
    assert work() == ("sent", "")
    assert json.loads(wechat.sent[0]) == {"mobile": "19900000001", "text": "【江海银行】验证码123456"}


def test_nobody_reads_it_in_the_outbox(put, database):
    with database.transaction() as db:
        ((body,),) = db.execute("SELECT body FROM outbox.requests").fetchall()

    assert body.keys() == {"sealed"}
    assert "19900000001" not in str(body)


@pytest.mark.parametrize("answer", [500, {"errcode": 1}, b"no JSON", {"error": None, "errcode": "busy"}])
def test_a_provider_that_does_not_take_it_is_asked_again(put, work, wechat, answer):
    wechat.answers = [answer]

    state, why = work()

    assert state == "waiting"
    assert why
    assert "1990" not in why
    assert work() == ("sent", "")


def test_a_text_that_is_no_news_any_more_is_not_sent(put, work, wechat, bring):
    bring(timedelta(minutes=30))

    assert work() == ("failed", "too old")
    assert wechat.sent == []


def test_without_a_provider_the_operator_is_told(put, worker_database):
    sms = Sms(worker_database, url="", token="", proxy="")
    with worker_database.transaction() as db:
        (request,) = outbox.claim(db, SMS, most=1)

    with pytest.raises(Misconfigured, match="GUITAI_SMS__URL"):
        sms.carry_out(request)
    sms.close()

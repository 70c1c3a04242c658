import json
from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from guitai import outbox
from guitai.customers import customers
from guitai.turns import CHAT
from guitai.wechat import brakes, codes, windows
from guitai.wechat.api import WeChatApi
from guitai.wechat.media import MEDIA
from guitai.wechat.message import Kind, Message
from guitai.wechat.sending import Sending


def due_in(database):
    with database.transaction() as db:
        (due_at,) = db.execute("SELECT due_at FROM outbox.requests").fetchone()
        return due_at - db.now


def put(database, owner, body, to=CHAT, ago=timedelta()):
    with database.transaction() as db:
        outbox.put(replace(db, now=db.now - ago), owner, to, body)


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


def waits_of_four(worker, wechat, database, answer):
    waits = []
    for _ in range(4):
        wechat.answers = [answer]
        assert worker()[0] == "waiting"
        waits.append(round(due_in(database) / timedelta(seconds=1)))
    return waits


@pytest.mark.parametrize(
    "answer, still_left",
    [({"errcode": -1, "errmsg": "busy"}, 5), (500, 1), (b"<html>", 1)],
    ids=["busy", "500", "no JSON"],
)
def test_what_is_not_the_texts_fault_is_tried_again_later_and_counts_where_it_may_have_arrived(
    worker, wechat, writes, database, lin, left, answer, still_left
):
    writes()
    put(database, lin, {"text": "您好"})

    assert waits_of_four(worker, wechat, database, answer) == [2, 4, 8, 16]
    assert left() == still_left
    assert worker() == ("sent", "")
    assert left() == still_left - 1


def test_a_text_that_may_have_arrived_each_time_is_sent_no_more_often_than_the_window_allows(
    worker, wechat, writes, database, lin
):
    writes()
    put(database, lin, {"text": "您好"})
    wechat.answers = [500] * 9

    assert worker(9) == ("held", "no reply window is open")
    assert len(wechat.sent) == 5


@pytest.mark.parametrize("lost", ["a process died", "no token"])
def test_a_try_of_which_nobody_noted_the_end_counts_and_one_without_a_token_does_not(
    worker, wechat, writes, database, worker_database, lin, left, lost
):
    writes()
    put(database, lin, {"text": "您好"})
    with worker_database.transaction() as db:
        assert len(outbox.claim(db, CHAT, most=1)) == 1
        if lost == "a process died":
            windows.take(db, lin, db.now)
        else:
            db.execute("UPDATE wechat.tokens SET expires_at = 'epoch', refresh_after = 'epoch'")
            wechat.tokens = [500]
    if lost == "no token":
        assert worker() == ("waiting", "0 no token: HTTP 500")

    assert worker() == ("sent", "")
    assert left() == (3 if lost == "a process died" else 4)


@pytest.fixture
def three(database, lin):
    """Three customers who have just written, and a text for each."""
    with database.transaction() as db:
        owners = [lin, customers.owner_of(db, "oWang"), customers.owner_of(db, "oChen")]
        for owner in owners:
            windows.heard(db, owner, Message(Kind.TEXT, "o", "gh", db.now, "1"), at=db.now)
            outbox.put(db, owner, CHAT, {"text": "您好"})


@pytest.mark.parametrize("errcode", [45011, 48001, 40164, 40243, 45009])
@pytest.mark.usefixtures("three")
def test_a_no_to_the_account_stops_everybody_and_is_told_once(worker, wechat, database, errcode):
    wechat.answers = [{"errcode": errcode, "errmsg": "no"}]
    with capture_logs() as logs:
        worker(5, only_due=True)

    assert [(log["event"], log["log_level"], log["why"]) for log in logs] == [
        ("WeChat does not take our calls", "error", f"{errcode} no")
    ]
    assert len(wechat.sent) == 1
    with database.transaction() as db:
        assert not outbox.any_due(db, [CHAT])
        rows = db.execute("SELECT why, tries FROM outbox.requests ORDER BY tries DESC").fetchall()
        assert rows == [(f"{errcode} no", 1)] + [("WeChat takes no calls", 0)] * 2
        assert db.execute("SELECT sum(remaining) FROM wechat.windows").fetchone() == (15,)


@pytest.mark.usefixtures("three")
def test_a_second_worker_stops_too(wechat, worker_database):
    wechat.answers = [{"errcode": 48001, "errmsg": "no"}]
    for _ in range(3):
        api = WeChatApi(app_id="wx", app_secret="secret", database=worker_database, api_url=wechat.url)
        with worker_database.transaction() as db:
            (request,) = outbox.claim(db, CHAT, most=1)
        Sending(worker_database, api).carry_out(request)
        api.close()

    assert len(wechat.sent) == 1


def test_who_hears_the_same_no_while_somebody_else_is_told_of_it_says_nothing(
    worker, wechat, writes, database, worker_database, lin
):
    def another_worker_hears_it():
        with worker_database.transaction() as db:
            brakes.pause(db, "wx", CHAT, codes.error(48001))

    writes()
    put(database, lin, {"text": "您好"})
    wechat.answers = [{"errcode": 48001, "errmsg": "no"}]
    wechat.meanwhile = another_worker_hears_it
    with capture_logs() as logs:
        assert worker()[0] == "waiting"

    assert logs == []
    assert due_in(database) / timedelta(minutes=1) == pytest.approx(1, abs=0.2)


def test_after_a_pause_all_goes_on_and_the_next_pause_is_short_again(
    worker, wechat, writes, database, worker_database, lin, bring
):
    writes()
    put(database, lin, {"text": "您好"})
    for minutes in (1, 2):
        wechat.answers = [{"errcode": 48001, "errmsg": "no"}]
        worker()
        assert due_in(database) / timedelta(minutes=1) == pytest.approx(minutes, abs=0.2)
        bring(timedelta(minutes=minutes))
    assert worker() == ("sent", "")

    with worker_database.transaction() as db:
        assert db.execute("SELECT pauses FROM wechat.brakes").fetchone() == (0,)


def test_a_picture_is_fetched_while_texts_are_paused(worker, wechat, writes, database, lin):
    writes()
    put(database, lin, {"text": "您好"})
    wechat.answers = [{"errcode": 45009, "errmsg": "quota"}]
    worker()
    put(database, lin, {"media_id": "m1", "kind": "image"}, to=MEDIA, ago=timedelta(hours=1))

    assert worker(to=MEDIA) == ("sent", "")


def test_a_token_that_is_refused_twice_loses_no_text_and_is_told_to_the_operator(
    worker, wechat, writes, database, lin, left, bring
):
    writes()
    put(database, lin, {"text": "您好"})
    wechat.answers = [{"errcode": 40001, "errmsg": "token"}] * 2
    with capture_logs() as logs:
        assert worker()[0] == "waiting"
    assert [log["event"] for log in logs] == ["WeChat does not take our calls"]
    bring(timedelta(minutes=1))

    assert worker() == ("sent", "")
    assert left() == 4


def test_a_server_that_is_not_there_is_tried_again(worker, wechat, writes, database, worker_database, lin):
    writes()
    put(database, lin, {"text": "您好"})
    worker_of = WeChatApi(app_id="wx", app_secret="s", database=worker_database, api_url="http://127.0.0.1:1")
    with worker_database.transaction() as db:
        (request,) = outbox.claim(db, CHAT, most=1)
    Sending(worker_database, worker_of).carry_out(request)
    worker_of.close()

    assert worker(0) == ("waiting", "0 ConnectError")
    assert worker() == ("sent", "")


@pytest.mark.parametrize("state_before", ["waiting", "held"])
def test_a_text_is_of_no_use_after_two_days(worker, wechat, writes, database, lin, bring, state_before):
    if state_before == "held":
        put(database, lin, {"text": "您好"}, ago=timedelta(hours=47, minutes=59))
        assert worker()[0] == "held"
        bring(timedelta(minutes=1))
    writes()
    put(database, lin, {"text": "您好"}, ago=timedelta(hours=48))
    with capture_logs() as logs:
        assert worker(2) == ("failed", "too old")

    assert (wechat.sent, logs) == ([], [])


def test_a_text_waits_for_a_wechat_that_is_busy_for_hours(worker, wechat, writes, database, lin):
    writes()
    put(database, lin, {"text": "您好"}, ago=timedelta(hours=47))
    wechat.answers = [{"errcode": -1, "errmsg": "busy"}] * 40

    assert worker(40)[0] == "waiting"
    assert due_in(database) / timedelta(minutes=1) == pytest.approx(10, abs=0.2)
    assert worker() == ("sent", "")


@pytest.mark.parametrize("errcode", [45015, 45047])
def test_what_wechat_says_of_an_old_window_does_not_close_one_that_was_opened_meanwhile(
    worker, wechat, writes, database, lin, left, errcode
):
    writes()
    put(database, lin, {"text": "您好"})
    wechat.answers = [{"errcode": errcode, "errmsg": "no"}]
    wechat.meanwhile = writes
    assert worker() == ("waiting", f"{errcode} no")
    wechat.meanwhile = lambda: None
    assert (left(), due_in(database) <= timedelta()) == (5, True)

    assert worker() == ("sent", "")


@pytest.mark.parametrize("errcode", [40003, 43004, 43019, 48002, 50005, 70000])
def test_who_can_not_be_written_to_is_no_alarm_and_gets_nothing_more(
    worker, wechat, writes, database, lin, errcode
):
    writes()
    put(database, lin, {"text": "您好"})
    put(database, lin, {"text": "再见"})
    wechat.answers = [{"errcode": errcode, "errmsg": "no"}]
    with capture_logs() as logs:
        assert worker(2) == ("failed", f"{errcode} no")

    assert (len(wechat.sent), logs) == (1, [])
    with database.transaction() as db:
        rows = db.execute("SELECT state, why FROM outbox.requests ORDER BY put_at").fetchall()
    assert rows[1] == ("failed", "left")


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

"""What customers have sent, fetched: kept once, tried for as long as WeChat has it."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from guitai import outbox
from guitai.wechat import media
from guitai.wechat.media import MEDIA


@pytest.fixture
def put(database, lin):
    def put(**body):
        with database.transaction() as db:
            outbox.put(db, lin, MEDIA, body)

    return put


def due_in(database):
    with database.transaction() as db:
        (due_at,) = db.execute("SELECT due_at FROM outbox.requests").fetchone()
        return due_at - db.now


def test_a_picture_is_fetched_and_kept_once(worker, wechat, database, put, lin):
    for _ in range(2):
        put(media_id="m1", kind="image")
    worker(2, to=MEDIA)

    with database.transaction() as db:
        assert media.kept(db, lin) == 1
        row = db.execute("SELECT kind, content_type, content FROM wechat.media").fetchone()
    assert row == ("image", "image/png", wechat.picture)
    assert "media_id=m1" in wechat.sent[0]


def test_a_picture_that_wechat_has_forgotten_is_given_up(worker, wechat, database, put):
    put(media_id="m1", kind="image")
    wechat.answers = [{"errcode": 40007, "errmsg": "invalid media_id"}]

    assert worker(to=MEDIA) == ("failed", "40007 invalid media_id")


def test_a_recording_is_fetched_as_it_is_where_there_is_no_better_one(worker, wechat, database, put):
    put(media_id="m16", or_media_id="m8", kind="voice")
    wechat.answers = [{"errcode": 40007, "errmsg": "invalid media_id"}]

    assert worker(to=MEDIA) == ("sent", "")
    assert ["media_id=m16" in wechat.sent[0], "media_id=m8" in wechat.sent[1]] == [True, True]


@pytest.mark.parametrize("answer", [503, {"errcode": -1, "errmsg": "busy"}])
def test_a_picture_is_tried_for_as_long_as_wechat_keeps_it_and_then_told_of(
    worker, wechat, database, put, bring, answer
):
    put(media_id="m1", kind="image")
    wechat.answers = [answer] * 30
    assert worker(30, to=MEDIA)[0] == "waiting"
    assert due_in(database) / timedelta(minutes=1) == pytest.approx(10, abs=0.2)
    bring(timedelta(days=3, minutes=-1))
    wechat.answers = [answer]
    assert worker(to=MEDIA)[0] == "waiting"
    bring(timedelta(minutes=1))
    with capture_logs() as logs:
        assert worker(to=MEDIA) == ("failed", "too old")

    assert [(log["event"], log["log_level"]) for log in logs] == [
        ("what a customer sent was never fetched", "error")
    ]


def test_a_picture_waits_no_longer_after_however_many_tries(worker, wechat, database, put):
    put(media_id="m1", kind="image")
    with database.transaction() as db:
        db.execute("UPDATE outbox.requests SET tries = 500")
    wechat.answers = [503]
    worker(to=MEDIA)

    assert due_in(database) / timedelta(minutes=1) == pytest.approx(10, abs=0.2)


@pytest.mark.parametrize("errcode", [45009, 48001, 40001])
def test_a_picture_outlives_a_setup_that_is_repaired_in_time(worker, wechat, put, bring, errcode):
    put(media_id="m1", kind="image")
    for _ in range(3):
        wechat.answers = [{"errcode": errcode, "errmsg": "no"}] * 2
        assert worker(to=MEDIA)[0] == "waiting"
        wechat.answers = []
        bring(timedelta(hours=23))

    assert worker(to=MEDIA) == ("sent", "")

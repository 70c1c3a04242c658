"""What customers have sent, fetched: kept once, tried for as long as WeChat has it."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from guitai import outbox
from guitai.media import files
from guitai.wechat.media import MEDIA
from guitai.zone import BANK_ZONE


@pytest.fixture
def put(database, lin):
    def put(**body):
        with database.transaction() as db:
            files.expect(db, lin, body["kind"], keep=timedelta(days=1), reads=False)
            outbox.put(db, lin, MEDIA, body)
            return db.turn_id

    return put


@pytest.fixture
def state_of(database, lin):
    def state_of(turn_id):
        with database.transaction() as db:
            (state,) = db.execute(
                "SELECT state FROM media.received WHERE owner = %(owner)s AND turn_id = %(turn)s",
                {"owner": lin, "turn": turn_id},
            ).fetchone()
            return state

    return state_of


def due_in(database):
    with database.transaction() as db:
        (due_at,) = db.execute("SELECT due_at FROM outbox.requests").fetchone()
        return due_at - db.now


def test_a_picture_is_fetched_and_kept_with_the_turn_that_brought_it(worker, wechat, database, put, lin):
    turn_id = put(media_id="m1", kind="image")
    worker(to=MEDIA)

    with database.transaction() as db:
        kept = files.file(db, lin, turn_id)
    assert (kept.kind, kept.content_type, kept.content) == ("image", "image/png", wechat.picture)
    assert "media_id=m1" in wechat.sent[0]


def test_a_picture_that_wechat_has_forgotten_is_given_up(worker, wechat, put, state_of):
    turn_id = put(media_id="m1", kind="image")
    wechat.answers = [{"errcode": 40007, "errmsg": "invalid media_id"}]

    assert worker(to=MEDIA) == ("failed", "40007 invalid media_id")
    assert state_of(turn_id) == "lost"


def test_a_recording_is_fetched_as_it_is_where_there_is_no_better_one(worker, wechat, database, put):
    put(media_id="m16", or_media_id="m8", kind="voice")
    wechat.answers = [{"errcode": 40007, "errmsg": "invalid media_id"}]

    assert worker(to=MEDIA) == ("sent", "")
    assert ["media_id=m16" in wechat.sent[0], "media_id=m8" in wechat.sent[1]] == [True, True]


def test_a_recording_in_a_codec_of_wechats_own_is_fetched_as_it_is(worker, wechat, database, put, lin):
    wechat.picture = b"\x01\x02 nobody plays this"
    turn_id = put(media_id="m16", or_media_id="m8", kind="voice")

    assert worker(to=MEDIA) == ("sent", "")
    assert ["media_id=m16" in wechat.sent[0], "media_id=m8" in wechat.sent[1]] == [True, True]
    with database.transaction() as db:
        assert files.file(db, lin, turn_id).content == wechat.picture


def test_a_recording_that_can_be_played_is_fetched_in_the_better_quality_alone(worker, wechat, put):
    wechat.picture = b"#!AMR-WB\n..."
    put(media_id="m16", or_media_id="m8", kind="voice")
    worker(to=MEDIA)

    assert len(wechat.sent) == 1


@pytest.mark.parametrize("answer", [503, {"errcode": -1, "errmsg": "busy"}])
def test_a_picture_is_tried_for_as_long_as_wechat_keeps_it_and_then_told_of(
    worker, wechat, database, put, bring, state_of, answer
):
    turn_id = put(media_id="m1", kind="image")
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
    assert state_of(turn_id) == "lost"


def test_a_picture_waits_no_longer_after_however_many_tries(worker, wechat, database, put):
    put(media_id="m1", kind="image")
    with database.transaction() as db:
        db.execute("UPDATE outbox.requests SET tries = 500")
    wechat.answers = [503]
    worker(to=MEDIA)

    assert due_in(database) / timedelta(minutes=1) == pytest.approx(10, abs=0.2)


@pytest.mark.parametrize("errcode", [45009, 48001, 40001])
def test_a_picture_outlives_a_setup_that_is_repaired_in_time(worker, wechat, put, bring, database, errcode):
    with database.transaction() as db:
        noon = db.now.astimezone(BANK_ZONE).replace(hour=12) + timedelta(days=1)
        ahead = noon - db.now
    bring(ahead)  # three times 23 hours later it is three days later: the count of a day began anew each time
    put(media_id="m1", kind="image")
    for _ in range(3):
        wechat.answers = [{"errcode": errcode, "errmsg": "no"}] * 2
        assert worker(to=MEDIA)[0] == "waiting"
        wechat.answers = []
        bring(timedelta(hours=23))

    assert worker(to=MEDIA) == ("sent", "")

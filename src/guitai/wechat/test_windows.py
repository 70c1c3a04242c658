from dataclasses import replace
from datetime import timedelta

import pytest

from guitai.clock import uuid7
from guitai.database import Owner
from guitai.wechat.message import Kind, Message
from guitai.wechat.windows import any_open, give_back, heard, take, used_up

LIN = Owner(1001)
WANG = Owner(1002)


def says(db, *, owner=LIN, at=None):
    push(db, Kind.TEXT, owner=owner, at=at)


def push(db, kind, event="", *, owner=LIN, at=None, created_at=None):
    moment = at or db.now
    message = Message(kind, "oUser1", "gh_bank", created_at=created_at or moment, msg_id="", event=event)
    heard(db, owner, message, at=moment)


def left(db, *, owner=LIN, after=timedelta()):
    """How many messages can be taken, taking them."""
    count = 0
    while count < 20 and take(db, owner, db.now + after):
        count += 1
    return count


def test_nobody_is_written_to_who_never_wrote(db):
    assert left(db) == 0


@pytest.mark.parametrize(
    ("kind", "event", "count"),
    [
        (Kind.TEXT, "", 5),
        (Kind.VOICE, "", 5),
        (Kind.UNKNOWN, "", 5),
        (Kind.EVENT, "CLICK", 3),
        (Kind.EVENT, "scancode_waitmsg", 3),
        (Kind.EVENT, "scancode_push", 3),
        (Kind.EVENT, "subscribe", 3),
        (Kind.EVENT, "SCAN", 3),
        (Kind.EVENT, "VIEW", 0),
        (Kind.EVENT, "view_miniprogram", 0),
        (Kind.EVENT, "location_select", 0),
        (Kind.EVENT, "pic_sysphoto", 0),
        (Kind.EVENT, "LOCATION", 0),
        (Kind.EVENT, "TEMPLATESENDJOBFINISH", 0),
    ],
)
def test_each_act_opens_its_own_number_of_messages(db, kind, event, count):
    push(db, kind, event)

    assert left(db) == count


@pytest.mark.parametrize(
    ("event", "after", "count"),
    [
        ("", timedelta(hours=48), 0),
        ("", timedelta(hours=48, seconds=-1), 5),
        ("CLICK", timedelta(minutes=1), 0),
        ("CLICK", timedelta(seconds=59), 3),
    ],
)
def test_a_window_closes_by_itself(db, event, after, count):
    push(db, Kind.EVENT if event else Kind.TEXT, event)

    assert left(db, after=after) == count


def test_a_message_opens_the_window_anew(db):
    says(db)
    assert left(db) == 5
    says(db, at=db.now + timedelta(hours=1))

    assert left(db, after=timedelta(hours=48, minutes=30)) == 5


def test_a_tap_takes_nothing_away_from_an_open_window(db):
    says(db)
    push(db, Kind.EVENT, "CLICK")

    assert take(db, LIN, db.now)
    assert left(db, after=timedelta(minutes=2)) == 4


def test_two_windows_do_not_add_up(db):
    says(db)
    push(db, Kind.EVENT, "CLICK")

    assert left(db) == 5


def test_a_message_that_comes_late_does_not_shorten_the_window(db):
    says(db)
    says(db, at=db.now - timedelta(hours=3))

    assert left(db, after=timedelta(hours=47)) == 5


def test_the_window_begins_when_the_customer_wrote_not_when_it_arrived(db):
    push(db, Kind.TEXT, created_at=db.now - timedelta(hours=1))

    assert left(db, after=timedelta(hours=47, minutes=30)) == 0


def test_what_wechat_says_counts_more_than_our_count(db):
    says(db)
    used_up(db, LIN, take(db, LIN, db.now))
    assert left(db) == 0
    says(db)

    assert left(db) == 5


def another_turn(db):
    return replace(db, turn_id=uuid7(db.now))


def test_what_wechat_says_of_one_window_says_nothing_of_the_next(db):
    says(db)
    taken = take(db, LIN, db.now)
    says(another_turn(db))
    used_up(db, LIN, taken)

    assert any_open(db, LIN, db.now)
    assert left(db) == 5


def test_a_message_that_was_not_sent_is_given_back_to_the_window_it_was_taken_from(db):
    says(db)
    push(another_turn(db), Kind.EVENT, "CLICK")
    give_back(db, LIN, take(db, LIN, db.now))
    assert db.execute("SELECT sum(remaining) FROM wechat.windows").fetchone() == (8,)
    taken = take(db, LIN, db.now)
    says(another_turn(db))
    give_back(db, LIN, taken)

    assert db.execute("SELECT sum(remaining) FROM wechat.windows").fetchone() == (8,)


def test_a_window_is_open_while_there_is_something_left_and_time(db):
    says(db)
    assert any_open(db, LIN, db.now)
    assert not any_open(db, LIN, db.now + timedelta(hours=48))
    assert not any_open(db, WANG, db.now)
    left(db)

    assert not any_open(db, LIN, db.now)


def test_leaving_closes_every_window(db):
    says(db)
    push(db, Kind.EVENT, "unsubscribe")

    assert left(db) == 0


def test_every_customer_has_windows_of_their_own(db):
    says(db)
    says(db, owner=WANG)
    used_up(db, WANG, take(db, WANG, db.now))

    assert (left(db), left(db, owner=WANG)) == (5, 0)

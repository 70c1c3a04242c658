from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from guitai import outbox
from guitai.database import Owner

LIN, WANG = Owner(1001), Owner(1002)
CHAT, MEDIA = "chat", "media"
ROWS_READ = "SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables WHERE relname = 'requests'"


class Broken(Exception):
    """The turn was broken off."""


def put(db, text, *, owner=LIN, to=CHAT, place=0, due_at=None, after=timedelta()):
    return outbox.put(later(db, after), owner, to, text, place=place, due_at=due_at)


def later(db, time):
    return replace(db, now=db.now + time)


def claimed(db, *, most=10):
    return [request.body for request in outbox.claim(db, most=most)]


def state(db, request_id):
    row = db.execute("SELECT state, why FROM outbox.requests WHERE request_id = %(id)s", {"id": request_id})
    return row.fetchone()


def test_what_is_put_is_claimed_with_all_that_its_sender_needs(db):
    request_id = put(db, {"text": "您好"})

    assert outbox.claim(db, most=1) == [
        outbox.Request(LIN, request_id, db.turn_id, CHAT, {"text": "您好"}, tries=1)
    ]


def test_what_falls_due_later_waits_till_then(db):
    put(db, "later", due_at=db.now + timedelta(minutes=1))

    assert claimed(db) == []
    assert not outbox.any_due(db)
    assert outbox.any_due(later(db, timedelta(minutes=1)))
    assert claimed(later(db, timedelta(minutes=1))) == ["later"]


def test_a_claim_is_a_lease_that_runs_out(db):
    put(db, "once")
    assert claimed(db) == ["once"]

    assert claimed(later(db, outbox.LEASE - timedelta(seconds=1))) == []
    (again,) = outbox.claim(later(db, outbox.LEASE), most=1)
    assert (again.body, again.tries) == ("once", 2)


def test_a_customers_later_request_waits_until_the_earlier_one_is_settled(db):
    put(db, "first")
    put(db, "second", after=timedelta(seconds=1))
    at = later(db, timedelta(seconds=2))
    (first,) = outbox.claim(at, most=10)
    assert first.body == "first"
    assert claimed(at) == []
    outbox.settle(at, first)

    assert claimed(at) == ["second"]


def test_texts_of_one_turn_go_in_their_places(db):
    put(db, "two", place=1)
    put(db, "one", place=0)

    assert claimed(db) == ["one"]


def test_neither_another_customer_nor_another_destination_waits(db):
    put(db, "first")
    put(db, "second", after=timedelta(seconds=-1), to=MEDIA)
    put(db, "third", owner=WANG)

    assert sorted(claimed(db)) == ["first", "second", "third"]


def test_one_that_is_put_off_holds_back_those_behind_it_and_nothing_is_due(db):
    put(db, "first")
    put(db, "second", place=1)
    (first,) = outbox.claim(db, most=1)
    outbox.postpone(db, first, until=db.now + timedelta(minutes=5), why="busy")

    assert claimed(db) == []
    assert not outbox.any_due(db)
    assert claimed(later(db, timedelta(minutes=5))) == ["first"]


def test_what_is_held_waits_for_the_customer_and_begins_anew_in_its_old_place(db):
    put(db, "first")
    put(db, "second", place=1)
    for _ in range(2):
        outbox.hold(db, outbox.claim(db, most=1)[0], why="no window")
    assert not outbox.any_due(later(db, timedelta(days=9)))
    outbox.release(db, WANG, CHAT)
    outbox.release(db, LIN, MEDIA)
    assert claimed(db) == []
    outbox.release(db, LIN, CHAT)

    (first,) = outbox.claim(db, most=10)
    assert (first.body, first.tries) == ("first", 1)


@pytest.mark.parametrize("failed, expected", [("", ("sent", "")), ("blocked", ("failed", "blocked"))])
def test_what_is_settled_is_kept_with_its_end_and_never_claimed_again(db, failed, expected):
    request_id = put(db, "once")
    (request,) = outbox.claim(db, most=1)
    outbox.settle(db, request, failed=failed)

    assert state(db, request_id) == expected
    assert claimed(later(db, timedelta(days=1))) == []


def test_the_oldest_due_goes_first(db):
    put(db, "new", owner=WANG)
    put(db, "old", after=timedelta(seconds=-5))

    assert claimed(db, most=1) == ["old"]


def test_two_workers_never_claim_the_same_nor_go_past_one_that_is_taken(database):
    with database.transaction() as db:
        put(db, "first")
        put(db, "second", place=1)
        put(db, "other", owner=WANG)

    with database.transaction() as one, database.transaction() as other:
        assert sorted(claimed(one)) == ["first", "other"]
        assert claimed(other) == []
    with database.transaction() as db:
        assert claimed(db) == []


def test_what_was_rolled_back_is_not_sent(database):
    with suppress(Broken), database.transaction() as db:
        put(db, "never")
        raise Broken

    with database.transaction() as db:
        assert claimed(db) == []


def test_a_claim_need_not_read_all_that_wait(db):
    put(db, "one")
    db.execute(
        """
        INSERT INTO outbox.requests
        SELECT owner + number, request_id, turn_id, destination, body, bucket, put_at, place, due_at, 0, state, why
          FROM outbox.requests, generate_series(1, 5000) AS number
        """
    )
    before = db.execute(ROWS_READ).fetchone()[0]
    claimed(db, most=1)

    assert db.execute(ROWS_READ).fetchone()[0] - before < 50

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


def put(db, text, *, owner=LIN, to=CHAT, after=timedelta(), **how):
    return outbox.put(later(db, after), owner, to, text, **how)


def later(db, time):
    return replace(db, now=db.now + time)


def claimed(db, *, most=10, to=CHAT):
    return [request.body for request in outbox.claim(db, to, most=most)]


def any_due(db, *destinations):
    return outbox.any_due(db, destinations or [CHAT])


def state(db, request_id):
    row = db.execute("SELECT state, why FROM outbox.requests WHERE request_id = %(id)s", {"id": request_id})
    return row.fetchone()


def test_what_is_put_is_claimed_with_all_that_its_sender_needs(db):
    request_id = put(db, {"text": "您好"})

    assert outbox.claim(db, CHAT, most=1) == [
        outbox.Request(LIN, request_id, db.turn_id, CHAT, {"text": "您好"}, db.now, tries=1, lost=1)
    ]


def test_what_falls_due_later_waits_till_then(db):
    put(db, "later", due_at=db.now + timedelta(minutes=1))

    assert claimed(db) == []
    assert not any_due(db)
    assert any_due(later(db, timedelta(minutes=1)))
    assert claimed(later(db, timedelta(minutes=1))) == ["later"]


def test_a_claim_is_a_lease_that_runs_out(db):
    put(db, "once")
    assert claimed(db) == ["once"]

    assert claimed(later(db, outbox.LEASE - timedelta(seconds=1))) == []
    (again,) = outbox.claim(later(db, outbox.LEASE), CHAT, most=1)
    assert (again.body, again.tries, again.lost) == ("once", 2, 2)


def test_a_customers_later_request_waits_until_the_earlier_one_is_settled(db):
    put(db, "first")
    put(db, "second", after=timedelta(seconds=1))
    at = later(db, timedelta(seconds=2))
    (first,) = outbox.claim(at, CHAT, most=10)
    assert first.body == "first"
    assert claimed(at) == []
    outbox.settle(at, first)

    assert claimed(at) == ["second"]


def test_what_needs_no_order_waits_for_nothing_and_holds_nothing_back(db):
    put(db, "first")
    put(db, "any time", after=timedelta(seconds=1), in_order=False)
    put(db, "second", after=timedelta(seconds=2))
    at = later(db, timedelta(seconds=3))

    assert claimed(at) == ["first", "any time"]
    assert not any_due(at)
    for request in outbox.claim(later(at, outbox.LEASE), CHAT, most=10):
        if request.body == "first":
            outbox.settle(at, request)
    assert any_due(at)
    assert claimed(at) == ["second"]


def test_texts_of_one_turn_go_in_their_places(db):
    put(db, "two", place=1)
    put(db, "one", place=0)

    assert claimed(db) == ["one"]


def test_neither_another_customer_nor_another_destination_waits(db):
    put(db, "first")
    put(db, "second", after=timedelta(seconds=-1), to=MEDIA)
    put(db, "third", owner=WANG)

    assert sorted(claimed(db)) == ["first", "third"]
    assert any_due(db, MEDIA)
    assert claimed(db, to=MEDIA) == ["second"]
    assert not any_due(db, CHAT, MEDIA)


def test_one_that_is_put_off_holds_back_those_behind_it_and_nothing_is_due(db):
    put(db, "first")
    put(db, "second", place=1)
    (first,) = outbox.claim(db, CHAT, most=1)
    outbox.postpone(db, first, until=db.now + timedelta(minutes=5), why="busy")

    assert claimed(db) == []
    assert not any_due(db)
    assert claimed(later(db, timedelta(minutes=5))) == ["first"]


def test_news_that_can_wait_goes_behind_answers_however_late_it_is(db):
    put(db, "news 1", lasting=True)
    put(db, "news 2", after=timedelta(seconds=1), lasting=True)
    put(db, "answer", after=timedelta(seconds=2))
    at = later(db, timedelta(seconds=3))

    assert [sent(at) for _ in range(3)] == ["answer", "news 1", "news 2"]


def test_an_answer_does_not_wait_for_news_whose_sender_died(db):
    put(db, "news", lasting=True)
    assert claimed(db) == ["news"]
    put(db, "answer", after=timedelta(seconds=1))
    at = later(db, timedelta(seconds=2))

    assert any_due(at)
    assert claimed(at) == ["answer"]


def hold(db, *texts, hours=48):
    """Put these, and hold them back as what the customer must act for."""
    for place, text in enumerate(texts):
        put(db, text, place=place)
        (request,) = outbox.claim(db, CHAT, most=1)
        outbox.hold(db, request, until=db.now + timedelta(hours=hours), why="no window")


def test_what_is_held_waits_for_the_customer_and_begins_anew_in_its_old_place(db):
    hold(db, "first", "second")
    assert not any_due(later(db, timedelta(hours=47)))
    outbox.release(db, WANG, CHAT, due_at=db.now)
    outbox.release(db, LIN, MEDIA, due_at=db.now)
    assert claimed(db) == []
    outbox.release(db, LIN, CHAT, due_at=db.now)

    (first,) = outbox.claim(db, CHAT, most=10)
    assert (first.body, first.tries, first.lost) == ("first", 1, 1)


def test_what_is_held_for_too_long_falls_due_by_itself_and_is_released_no_more(db):
    hold(db, "first", hours=48)
    after = later(db, timedelta(hours=48))
    outbox.release(after, LIN, CHAT, due_at=after.now + timedelta(hours=1))

    assert any_due(after)
    assert claimed(after) == ["first"]


def test_what_was_held_back_is_due_when_it_is_told_to_be_and_goes_behind_what_is_new(db):
    hold(db, "old 1", "old 2")
    outbox.release(db, LIN, CHAT, due_at=db.now + timedelta(seconds=5))
    assert claimed(db) == []
    put(db, "new 1", after=timedelta(seconds=4))
    put(db, "new 2", after=timedelta(seconds=4), place=1)
    at = later(db, timedelta(seconds=5))

    assert [sent(at) for _ in range(4)] == ["new 1", "new 2", "old 1", "old 2"]


def sent(db):
    (request,) = outbox.claim(db, CHAT, most=1)
    outbox.settle(db, request)
    return request.body


def test_who_left_is_sent_nothing_of_what_waits_or_is_held(db):
    hold(db, "held")
    put(db, "waiting")
    put(db, "a picture", to=MEDIA)
    put(db, "somebody else's", owner=WANG)
    outbox.give_up(db, LIN, CHAT, why="left")
    outbox.release(db, LIN, CHAT, due_at=db.now)

    assert claimed(db) == ["somebody else's"]
    assert claimed(db, to=MEDIA) == ["a picture"]
    assert states(db) == {("failed", "left"): 2, ("waiting", ""): 2}


def states(db):
    rows = db.execute("SELECT state, why, count(*) FROM outbox.requests GROUP BY state, why").fetchall()
    return {(state, why): count for state, why, count in rows}


@pytest.mark.parametrize("end", ["hold", "postpone"])
def test_what_was_given_up_while_it_was_out_is_not_taken_up_again(db, end):
    request_id = put(db, "out")
    (request,) = outbox.claim(db, CHAT, most=1)
    outbox.give_up(db, LIN, CHAT, why="left")
    getattr(outbox, end)(db, request, until=db.now, why="busy")

    assert state(db, request_id) == ("failed", "left")


def test_a_try_that_was_not_made_does_not_count(db):
    put(db, "once")
    outbox.postpone(db, outbox.claim(db, CHAT, most=1)[0], until=db.now, why="paused", tried=False)

    (request,) = outbox.claim(db, CHAT, most=1)
    assert (request.tries, request.lost) == (1, 1)


def test_a_try_whose_end_was_noted_is_not_lost(db):
    put(db, "once")
    outbox.postpone(db, outbox.claim(db, CHAT, most=1)[0], until=db.now, why="busy")

    (request,) = outbox.claim(db, CHAT, most=1)
    assert (request.tries, request.lost) == (2, 1)


@pytest.mark.parametrize("failed, expected", [("", ("sent", "")), ("blocked", ("failed", "blocked"))])
def test_what_is_settled_is_kept_with_its_end_and_never_claimed_again(db, failed, expected):
    request_id = put(db, "once")
    (request,) = outbox.claim(db, CHAT, most=1)
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
        SELECT owner + number, request_id, turn_id, destination, body, bucket, put_at, place, due_at, 0, 0, late,
               state, why
          FROM outbox.requests, generate_series(1, 5000) AS number
        """
    )
    before = db.execute(ROWS_READ).fetchone()[0]
    claimed(db, most=1)

    assert db.execute(ROWS_READ).fetchone()[0] - before < 50

import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from guitai import outbox
from guitai.database import Owner
from guitai.worker import MOST_LOST, Worker

LIN, WANG = Owner(1001), Owner(1002)
PATIENCE_SECONDS = 20  # for a thread, on a busy machine


class Away(Exception):
    """Nothing that a destination is expected to say."""


class Sent:
    """A destination that remembers what came, and fails for what it is told to."""

    def __init__(self, database, *fails):
        self.database = database
        self.fails = fails
        self.bodies = []
        self.came = threading.Condition()

    def __call__(self, request):
        with self.came:
            self.bodies.append(request.body)
            self.came.notify_all()
        if request.body in self.fails:
            raise Away
        with self.database.transaction() as db:
            outbox.settle(db, request)

    def wait_for(self, *bodies):
        with self.came:
            return self.came.wait_for(lambda: set(bodies) <= set(self.bodies), PATIENCE_SECONDS)


@pytest.fixture
def put(database):
    def put(text, owner=LIN, to="chat"):
        with database.transaction() as db:
            return outbox.put(db, owner, to, text)

    return put


@contextmanager
def working(database, sent, **others):
    worker = Worker(database, {"chat": sent} | others, lambda _: None)
    worker.start()
    try:
        yield worker
    finally:
        worker.stop()


def test_a_worker_carries_out_what_waits_and_what_comes(worker_database, put):
    put("before")
    sent = Sent(worker_database)

    with working(worker_database, sent) as worker:
        assert sent.wait_for("before")
        put("after")
        worker.wake()
        assert sent.wait_for("after")
    assert sent.bodies == ["before", "after"]
    assert not worker.anything_due()


def test_a_slow_destination_holds_up_no_other_and_the_worker_is_quiet_when_both_are(worker_database, put):
    let_go = threading.Event()

    class Slow(Sent):
        def __call__(self, request):
            super().__call__(request)
            assert let_go.wait(PATIENCE_SECONDS)

    sent, slow = Sent(worker_database), Slow(worker_database)
    put("a film", to="media")

    with working(worker_database, sent, media=slow) as worker:
        assert slow.wait_for("a film")
        put("a text")
        worker.wake()
        assert sent.wait_for("a text")
        assert not worker.lane("media").rounds.quiet
        let_go.set()


def test_what_is_fetched_is_fetched_again_while_there_was_something(worker_database):
    found = [2, 1, 0]
    empty = threading.Event()

    def fetch():
        if len(found) == 1:
            empty.set()
        return found.pop(0) if found else 0

    worker = Worker(worker_database, {}, lambda _: None, fetching=[fetch])
    worker.start()
    assert empty.wait(PATIENCE_SECONDS)
    worker.stop()

    assert found == []


def test_what_another_worker_is_for_is_not_due_here(worker_database, put):
    put("to nowhere", to="nowhere")

    assert not Worker(worker_database, {"chat": Sent(worker_database)}, lambda _: None).anything_due()


def test_a_failure_nobody_expected_is_logged_and_stops_nobody_else(worker_database, put):
    put("bad")
    put("worse", Owner(1003))
    put("good", WANG)
    sent = Sent(worker_database, "bad", "worse")

    with capture_logs() as logs, working(worker_database, sent) as worker:
        assert sent.wait_for("bad", "worse", "good")
        put("later", WANG)
        worker.wake()
        assert sent.wait_for("later")
    assert {log["event"] for log in logs} == {"a round failed"}
    assert len(logs) == 2


def test_what_failed_is_tried_again_when_its_lease_is_over_and_given_up_at_last(worker_database, put):
    request_id = put("bad")
    put("behind it")
    sent = Sent(worker_database, "bad")
    lane = Worker(worker_database, {"chat": sent}, lambda _: None).lane("chat")
    for _ in range(MOST_LOST):
        with pytest.raises(Away):
            lane.round()
        assert lane.round() == 0
        run_out(worker_database)

    lane.round()
    lane.round()

    assert sent.bodies == ["bad"] * MOST_LOST + ["behind it"]
    with worker_database.transaction() as db:
        row = db.execute("SELECT state FROM outbox.requests WHERE request_id = %(id)s", {"id": request_id})
        assert row.fetchone() == ("failed",)


def test_one_that_is_put_off_again_and_again_is_never_tried_too_often(worker_database, put):
    put("not yet")
    tries = []

    def put_off(request):
        tries.append(request.tries)
        with worker_database.transaction() as db:
            outbox.postpone(db, request, until=db.now, why="busy")

    lane = Worker(worker_database, {"chat": put_off}, lambda _: None).lane("chat")
    for _ in range(MOST_LOST + 5):
        lane.round()

    assert tries == list(range(1, MOST_LOST + 6))


def run_out(database):
    """Every lease is over."""
    with database.transaction() as db:
        db.execute("UPDATE outbox.requests SET due_at = %(now)s WHERE due_at > %(now)s", {"now": db.now})


def test_two_workers_send_everything_once_and_a_customers_texts_in_order(worker_database, put):
    for number in range(6):
        for owner in (LIN, WANG, Owner(1003)):
            put([owner, number], owner)
    sent = Sent(worker_database)

    with working(worker_database, sent), working(worker_database, sent), sent.came:
        assert sent.came.wait_for(lambda: len(sent.bodies) >= 18, PATIENCE_SECONDS)
    for owner in (LIN, WANG, 1003):
        assert [body for body in sent.bodies if body[0] == owner] == [[owner, number] for number in range(6)]


def test_a_worker_outlives_a_database_that_cuts_its_connections(worker_database, owner_database, put):
    sent = Sent(worker_database)

    with capture_logs() as logs, working(worker_database, sent) as worker:
        put("before")
        worker.wake()
        assert sent.wait_for("before")
        with owner_database.transaction() as db:
            db.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        put("after", WANG)  # nobody waits for what was cut off just now
        worker.wake()
        assert sent.wait_for("after")
    assert all(log["log_level"] in ("error", "warning") for log in logs)


def test_only_what_could_be_sent_now_is_due(worker_database, put):
    worker = Worker(worker_database, {"chat": Sent(worker_database)}, lambda _: None)
    assert not worker.anything_due()
    put("first")
    put("second")
    assert worker.anything_due()
    with worker_database.transaction() as db:
        (first,) = outbox.claim(db, "chat", most=1)
        outbox.postpone(db, first, until=db.now + timedelta(minutes=1), why="busy")

    assert not worker.anything_due()


def test_a_reply_whose_line_has_closed_is_put_into_the_outbox(database, worker_database):
    with database.transaction() as db:
        past = replace(db, now=db.now - timedelta(minutes=1))
        record_unanswered(past)
    sent = Sent(worker_database)
    worker = Worker(worker_database, {"media": sent, "chat": sent}, lambda _: None)
    assert worker.anything_due()
    assert worker.lane("media").round() == 0
    assert worker.lane("chat").round() == 2

    assert sent.bodies == [{"text": "您好"}]
    assert not worker.anything_due()


def record_unanswered(db):
    db.execute(
        """
        INSERT INTO turns.turns (owner, turn_id, message_key, message_id, heard_at, how, heard, said, more, answer_by)
        VALUES (%(owner)s, %(turn)s, '', '', %(now)s, 'typed', '你好', '您好', '{}', %(now)s)
        """,
        {"owner": LIN, "turn": db.turn_id, "now": db.now},
    )

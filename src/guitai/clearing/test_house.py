"""The worker's way to the house, over HTTP: a payment goes out once, and what came of it is brought to the core."""

import json
from contextlib import closing
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from guitai import clock, outbox
from guitai.clearing import calls, line
from guitai.clearing.calls import CLEARING, HOUSE, Call, Kind, Outcome
from guitai.clearing.document import MAX_BYTES
from guitai.clearing.house import Clearing
from guitai.database import Owner
from guitai.errors import Misconfigured

LIN = Owner(1001)
XML = "<Document>张三</Document>"
LIFE = timedelta(minutes=30)


@pytest.fixture
def clearing(worker_database, fake_house):
    with closing(Clearing(worker_database, url=fake_house.url, token="a token", proxy="")) as clearing:
        yield clearing


@pytest.fixture
def put(database):
    """Let the core make a call."""

    def put(kind=Kind.PAY, life=LIFE):
        with database.transaction() as db:
            subject = clock.uuid7(db.now)
            calls.put(db, LIN, Call(kind, subject, db.now + life, XML))
        return subject

    return put


@pytest.fixture
def claimed(worker_database):
    """The request that is due next, though it may not be yet."""

    def claimed(*destinations):
        with worker_database.transaction() as db:
            db.execute("UPDATE outbox.requests SET due_at = %(now)s WHERE state = 'waiting'", {"now": db.now})
            due = [outbox.claim(db, one, most=1) for one in destinations or (CLEARING, calls.ANSWERS)]
            return next(requests[0] for requests in due if requests)

    return claimed


@pytest.fixture
def work(clearing, claimed, database):
    """Carry out the request that is due; what the outbox says of it then."""

    def work(subject=None):
        clearing.carry_out(claimed())
        with database.transaction() as db:
            return db.execute(
                """
                SELECT state, why
                  FROM outbox.requests
                 WHERE body ->> 'subject' = coalesce(%(subject)s, body ->> 'subject')
                """,
                {"subject": str(subject) if subject else None},
            ).fetchone()

    return work


@pytest.fixture
def brought(database):
    """What the worker brought, the oldest first."""

    def brought():
        with database.transaction() as db:
            rows = db.execute(
                "SELECT owner, inbox_id, sealed FROM clearing.inbox ORDER BY number NULLS FIRST, stored_at"
            ).fetchall()
            return [calls.opened(db, *row) for row in rows]

    return brought


def test_a_message_reaches_the_house_as_it_was_put(put, work, fake_house):
    put()

    assert work() == ("sent", "")
    assert fake_house.taken == [XML]
    assert fake_house.seen == [("/clearing/messages", "Bearer a token", "application/xml")]


def test_nobody_reads_it_in_the_outbox_or_the_inbox(put, work, fake_house, database):
    put()
    fake_house.answers = [(200, "<Document>张三</Document>".encode())]
    work()

    with database.transaction() as db:
        rows = [
            str(db.execute(f"SELECT * FROM {table}").fetchall())
            for table in ("outbox.requests", "clearing.inbox")
        ]
    assert [row for row in rows if "张三" in row or "Document" in row] == []


ANSWERS = [
    ((200, b"<x/>"), Outcome.ANSWERED, "<x/>", ("sent", "")),
    ((202, b""), Outcome.ACCEPTED, "", ("sent", "")),
    ((200, b""), Outcome.ACCEPTED, "", ("sent", "")),
    ((400, b"no"), Outcome.REFUSED, "", ("failed", "refused")),
    ((413, b""), Outcome.REFUSED, "", ("failed", "refused")),
    ((415, b""), Outcome.REFUSED, "", ("failed", "refused")),
    ((422, b""), Outcome.REFUSED, "", ("failed", "refused")),
    ((409, b""), Outcome.IN_DOUBT, "", ("failed", "in doubt")),
    ((408, b""), Outcome.IN_DOUBT, "", ("failed", "in doubt")),
    ((404, b""), Outcome.IN_DOUBT, "", ("failed", "in doubt")),
    ((302, b""), Outcome.IN_DOUBT, "", ("failed", "in doubt")),
    ((500, b""), Outcome.IN_DOUBT, "", ("failed", "in doubt")),
    ((502, b"gateway"), Outcome.IN_DOUBT, "", ("failed", "in doubt")),
    ((202, b"strange"), Outcome.IN_DOUBT, "", ("failed", "in doubt")),
    ((200, b"x" * (MAX_BYTES + 1)), Outcome.IN_DOUBT, "", ("failed", "in doubt")),
    (None, Outcome.IN_DOUBT, "", ("failed", "in doubt")),
]


def test_what_the_house_answers_is_brought_to_the_core(put, work, fake_house, brought, database):
    expected = []
    for answer, outcome, xml, left in ANSWERS:
        subject = put()
        fake_house.answers = [answer]
        expected.append(calls.Brought(outcome, xml, Kind.PAY, subject))

        assert work(subject) == left, answer

    assert brought() == expected
    assert len(fake_house.taken) == len(ANSWERS)


def test_what_is_not_taken_now_is_sent_again(put, work, fake_house, brought):
    put()
    fake_house.answers = [(401, b""), (403, b""), (429, b"")]

    assert [work() for _ in range(3)] == [("waiting", "not taken yet")] * 3
    assert brought() == []
    assert work() == ("sent", "")
    assert len(fake_house.taken) == 4


def test_a_house_that_is_not_there_is_tried_again_until_it_is_too_late(
    put, fake_house, claimed, brought, worker_database
):
    subject = put(life=timedelta(seconds=30))
    fake_house.close()
    with closing(Clearing(worker_database, url=fake_house.url, token="", proxy="")) as clearing:
        clearing.carry_out(claimed())
        clearing.carry_out(claimed())
        assert brought() == []
        with worker_database.transaction() as db:
            clock.move(db.connection, db.now + timedelta(seconds=30))
        clearing.carry_out(claimed())

    assert brought() == [calls.Brought(Outcome.UNSENT, "", Kind.PAY, subject)]


def test_a_payment_whose_sending_broke_off_is_not_sent_again(put, clearing, claimed, fake_house, brought):
    subject = put()
    claimed()  # by a worker that died

    clearing.carry_out(claimed())

    assert brought() == [calls.Brought(Outcome.IN_DOUBT, "", Kind.PAY, subject)]
    assert fake_house.taken == []


@pytest.mark.parametrize("kind", [Kind.ASK, Kind.TELL])
def test_a_question_or_an_answer_may_be_sent_again(put, clearing, claimed, fake_house, brought, kind):
    put(kind)
    claimed()

    clearing.carry_out(claimed())

    assert [one.outcome for one in brought()] == [Outcome.ACCEPTED]
    assert len(fake_house.taken) == 1


def test_an_answer_is_sent_until_it_is_taken(put, work, fake_house, brought):
    put(Kind.TELL)
    fake_house.answers = [(500, b""), None, (302, b"")]

    assert [work() for _ in range(4)] == [("waiting", "not taken yet")] * 3 + [("sent", "")]
    assert [one.outcome for one in brought()] == [Outcome.ACCEPTED]


def test_an_answer_that_is_never_taken_holds_back_neither_payments_nor_other_answers(
    put, clearing, claimed, fake_house, worker_database, brought
):
    put(Kind.TELL)
    fake_house.answers = [(500, b"")]
    clearing.carry_out(claimed(calls.ANSWERS))

    paid, other = put(), put(Kind.TELL)
    with worker_database.transaction() as db:
        due = [outbox.claim(db, destination, most=9) for destination in (CLEARING, calls.ANSWERS)]
    for requests in due:
        assert len(requests) == 1
        clearing.carry_out(requests[0])

    assert [(one.kind, one.subject) for one in brought()] == [(Kind.PAY, paid), (Kind.TELL, other)]


def test_a_call_belongs_to_its_owner(put, claimed, clearing, owner_database):
    put()
    with owner_database.transaction() as db:
        db.execute("UPDATE outbox.requests SET owner = 1002")

    with pytest.raises(Exception, match="altered"):
        clearing.carry_out(claimed())


def test_messages_are_fetched_once_each_in_their_order(clearing, fake_house, brought):
    fake_house.messages = [(number, f"<m{number}/>") for number in range(1, 121)]

    assert [clearing.fetch() for _ in range(4)] == [50, 50, 20, 0]
    assert [one.xml for one in brought()] == [f"<m{number}/>" for number in range(1, 121)]
    assert {one.outcome for one in brought()} == {Outcome.MESSAGE}


def test_two_workers_that_fetch_the_same_store_it_once(clearing, fake_house, brought, worker_database):
    fake_house.messages = [(1, "<m1/>"), (2, "<m2/>")]
    with worker_database.transaction() as db:
        calls.bring(db, HOUSE, calls.Brought(Outcome.MESSAGE, "<m1/>"), turn_id=db.turn_id, number=1)
        fetched = clearing._fetched(0)
    with worker_database.transaction() as db:
        stored = [
            calls.bring(db, HOUSE, calls.Brought(Outcome.MESSAGE, xml), turn_id=db.turn_id, number=number)
            for number, xml in fetched
        ]

    assert stored == [False, True]
    assert [one.xml for one in brought()] == ["<m1/>", "<m2/>"]


def test_nothing_is_stored_from_behind_a_gap(clearing, fake_house, brought):
    fake_house.messages = [(1, "<m1/>"), (3, "<m3/>"), (4, "<m4/>")]
    assert clearing.fetch() == 1
    assert clearing.fetch() == 0
    fake_house.messages.insert(1, (2, "<m2/>"))

    assert clearing.fetch() == 3
    assert [one.xml for one in brought()] == ["<m1/>", "<m2/>", "<m3/>", "<m4/>"]


STRAY = [
    (500, b""),
    (200, b"no JSON"),
    (200, b"[]"),
    (200, b'{"messages": 1}'),
    (200, b'{"messages": [1]}'),
    (200, b'{"messages": [{"number": "x", "xml": ""}]}'),
    (200, json.dumps({"messages": [{"number": 2, "xml": "<a/>"}]}).encode()),
    (200, json.dumps({"messages": [{"number": 0, "xml": "<a/>"}]}).encode()),
    None,
]


def test_a_house_that_answers_nothing_sensible_brings_nothing(clearing, fake_house, brought):
    for stray in STRAY:
        fake_house.stray = stray or "cut"
        clearing.look_now()

        assert clearing.fetch() == 0, stray

    assert brought() == []


@pytest.fixture
def clock_of(monkeypatch):
    """The time that passes between tries, in seconds."""
    passed = [1_000.0]
    monkeypatch.setattr(line, "monotonic", lambda: passed[0])

    def passes(seconds):
        passed[0] += seconds

    return passes


def test_a_house_that_is_away_is_told_of_once_when_it_goes_and_once_when_it_is_back(
    clearing, fake_house, clock_of
):
    fake_house.stray, asked = (503, b""), []
    with capture_logs() as logs:
        for _ in range(600):
            before = len(fake_house.seen)
            clearing.fetch()
            asked.append(len(fake_house.seen) - before)
            clock_of(0.5)
    assert [(log["event"], log["way"], log["why"]) for log in logs] == [
        ("the clearing house is away", "messages", 503)
    ]
    assert sum(asked[:120]) == 7  # in a minute: after 0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5 seconds
    assert sum(asked[120:]) == 8  # and then every half minute

    fake_house.stray = None
    clock_of(30)
    with capture_logs() as logs:
        clearing.fetch()
        clearing.fetch()
    assert [(log["event"], log["way"], log["tries"]) for log in logs] == [
        ("the clearing house is back", "messages", 15)
    ]


def test_who_waits_for_it_has_it_tried_at_once(clearing, fake_house, clock_of):
    fake_house.stray = (503, b"")
    clearing.fetch()
    fake_house.stray, fake_house.messages = None, [(1, XML)]
    assert clearing.fetch() == 0
    clearing.look_now()

    assert clearing.fetch() == 1


def test_a_gap_is_told_of_once(clearing, fake_house):
    fake_house.messages = [(2, "<m2/>")]
    with capture_logs() as logs:
        clearing.fetch()
        clearing.fetch()

    assert [(log["log_level"], log["after"]) for log in logs] == [("error", 0)]


def test_calls_that_do_not_reach_it_are_one_line_too(put, claimed, worker_database):
    put()
    nowhere = Clearing(worker_database, url="http://127.0.0.1:1", token="", proxy="")
    with closing(nowhere) as clearing, capture_logs() as logs:
        for _ in range(5):
            clearing.carry_out(claimed())

    assert [(log["event"], log["way"]) for log in logs] == [("the clearing house is away", "calls")]


def test_without_a_house_nothing_is_sent_and_nothing_is_in_doubt(put, claimed, worker_database, brought):
    put()
    with closing(Clearing(worker_database, url="", token="", proxy="")) as clearing:
        clearing.carry_out(claimed())
        assert clearing.fetch() == 0

    assert brought() == []


def test_a_house_is_reached_by_http():
    with pytest.raises(Misconfigured, match="GUITAI_CLEARING__URL"):
        Clearing(None, url="house.example", token="", proxy="")

from datetime import timedelta

import pytest

from guitai import clock
from guitai.customers import customers
from guitai.media import files, waiting
from guitai.media.waiting import LATELY, LEASE, MOST_TRIES

KINDS = ["voice", "image"]


@pytest.fixture
def people(database):
    with database.transaction() as db:
        return [customers.owner_of(db, openid) for openid in ("oLin", "oChen")]


@pytest.fixture
def sent(database, worker_database):
    """A file of somebody's, fetched or lost or not yet."""

    def send(owner, content=b"...", *, kind="voice", reads=True, lost=False):
        with database.transaction() as db:
            files.expect(db, owner, kind, keep=timedelta(days=1), reads=reads)
            turn_id = db.turn_id
        with worker_database.transaction() as db:
            if lost:
                files.lose(db, owner, turn_id)
            elif content is not None:
                files.keep(db, owner, turn_id, "audio/amr", content)
        return turn_id

    return send


@pytest.fixture
def bring(worker_database):
    def move(ahead):
        with worker_database.transaction() as db:
            clock.move(db.connection, db.now + ahead)

    return move


def taken(database, kinds=KINDS):
    with database.transaction() as db:
        return waiting.take(db, kinds)


def done(database, file):
    with database.transaction() as db:
        return waiting.read(db, file)


def test_what_waits_longest_is_read_first_and_by_one_reader(database, sent, people):
    lin, chen = people
    turns = [sent(lin, b"one"), sent(chen, b"two")]
    found = [taken(database), taken(database), taken(database)]

    assert [(file.turn_id, file.content) for file in found[:2]] == list(
        zip(turns, (b"one", b"two"), strict=True)
    )
    assert found[2] is None


def test_what_somebody_sent_later_waits_for_what_they_sent_before(database, sent, people):
    lin, chen = people
    first, later, other = sent(lin), sent(lin, kind="image"), sent(chen)
    one = taken(database)

    assert one.turn_id == first
    assert taken(database).turn_id == other
    assert taken(database) is None
    assert done(database, one)
    assert taken(database).turn_id == later


def test_what_is_not_fetched_yet_holds_up_what_came_after_it(database, sent, people):
    sent(people[0], None)
    sent(people[0])

    assert taken(database) is None


@pytest.mark.parametrize("how", [{"kind": "video"}, {"reads": False}, {"content": None}])
def test_nobody_takes_what_nobody_reads(database, sent, people, how):
    sent(people[0], **how)

    assert taken(database) is None
    with database.transaction() as db:
        assert not waiting.any_due(db, KINDS)


def test_what_was_lost_is_taken_without_content_so_that_somebody_says_so(database, sent, people):
    turn_id = sent(people[0], lost=True)
    with database.transaction() as db:
        assert waiting.any_due(db, KINDS)
    file = taken(database)

    assert (file.turn_id, file.content) == (turn_id, None)


def test_what_a_reader_died_over_is_read_again_but_not_for_ever(database, sent, people, bring):
    sent(people[0], b"poison")
    contents = []
    for _ in range(MOST_TRIES + 1):
        contents.append(taken(database).content)
        assert taken(database) is None
        bring(LEASE)

    assert contents == [b"poison"] * MOST_TRIES + [None]


def test_it_is_answered_once_whoever_reads_it(database, sent, people, bring):
    sent(people[0])
    first = taken(database)
    bring(LEASE)
    second = taken(database)

    assert [done(database, second), done(database, first)] == [True, False]
    assert taken(database) is None


def test_what_was_altered_is_as_good_as_lost(database, owner_database, sent, people):
    sent(people[0])
    with owner_database.transaction() as db:
        db.execute("UPDATE media.received SET sealed = %(other)s", {"other": b"x" * 60})

    assert taken(database).content is None


def test_the_next_message_is_held_back_for_what_was_sent_just_now(database, sent, people, bring):
    lin, chen = people
    sent(lin)

    def held():
        with database.transaction() as db:
            return [waiting.any_lately(db, one) for one in people]

    assert held() == [True, False]
    done(database, taken(database))
    sent(chen, reads=False)
    assert held() == [False, False]
    sent(chen, None)
    assert held() == [False, True]
    bring(LATELY)
    assert held() == [False, False]

from datetime import timedelta
from uuid import uuid4

import pytest
from psycopg.errors import InsufficientPrivilege

from guitai.customers import customers
from guitai.keys.port import Unsealable
from guitai.media import files, trace

DAY = timedelta(days=1)


@pytest.fixture
def lin(database):
    with database.transaction() as db:
        return customers.owner_of(db, "oLin")


@pytest.fixture
def expected(database, lin):
    """A file that a message of Lin's brings; the id of its turn."""

    def expect(kind="voice", *, keep=DAY, reads=True, owner=lin):
        with database.transaction() as db:
            files.expect(db, owner, kind, keep=keep, reads=reads)
            return db.turn_id

    return expect


def kept(database, owner, turn_id):
    with database.transaction() as db:
        return files.file(db, owner, turn_id)


def test_what_was_fetched_is_kept_with_the_turn_that_brought_it(database, worker_database, expected, lin):
    turn_id = expected()
    with worker_database.transaction() as db:
        files.keep(db, lin, turn_id, "audio/amr", b"#!AMR\n...")

    file = kept(database, lin, turn_id)
    assert (file.kind, file.content_type, file.content) == ("voice", "audio/amr", b"#!AMR\n...")


def test_what_was_fetched_twice_is_what_came_first(database, worker_database, expected, lin):
    turn_id = expected()
    for content in (b"first", b"second"):
        with worker_database.transaction() as db:
            files.keep(db, lin, turn_id, "audio/amr", content)

    assert kept(database, lin, turn_id).content == b"first"


def test_what_is_not_here_has_no_content(database, worker_database, expected, lin):
    wanted, lost = expected(), expected()
    with worker_database.transaction() as db:
        files.lose(db, lin, lost)

    assert kept(database, lin, wanted).content is None
    assert kept(database, lin, lost).content is None
    assert kept(database, lin, uuid4()) is None


def test_it_stands_sealed_and_opens_in_its_own_row_alone(
    database, worker_database, owner_database, expected, lin
):
    one, other = expected(), expected()
    for turn_id in (one, other):
        with worker_database.transaction() as db:
            files.keep(db, lin, turn_id, "audio/amr", f"spoken words {turn_id}".encode())
    with owner_database.transaction() as db:
        (sealed,) = db.execute(
            "SELECT sealed FROM media.received WHERE turn_id = %(turn)s", {"turn": one}
        ).fetchone()
        db.execute(
            "UPDATE media.received SET sealed = %(sealed)s WHERE turn_id = %(turn)s",
            {"sealed": sealed, "turn": other},
        )

    assert b"spoken words" not in bytes(sealed)
    with pytest.raises(Unsealable):
        kept(database, lin, other)


def test_the_worker_cant_look_at_what_it_has_put_in(worker_database):
    with worker_database.transaction() as db, pytest.raises(InsufficientPrivilege):
        db.execute("SELECT sealed FROM media.received")


def test_something_else_can_be_kept_in_its_place(database, worker_database, expected, lin):
    turn_id = expected("image")
    with worker_database.transaction() as db:
        files.keep(db, lin, turn_id, "image/jpeg", b"with its place")
    with database.transaction() as db:
        files.replace(db, files.file(db, lin, turn_id), "image/png", b"without")

    file = kept(database, lin, turn_id)
    assert (file.content_type, file.content) == ("image/png", b"without")


def test_it_goes_when_its_time_is_over(database, expected, lin):
    short, long = expected(keep=timedelta(0)), expected(keep=DAY)
    with database.transaction() as db:
        assert not files.sweep(db)

    assert kept(database, lin, short) is None
    assert kept(database, lin, long) is not None


def test_so_much_is_swept_at_once_and_then_the_rest(database, expected, monkeypatch):
    monkeypatch.setattr(files, "AT_ONCE", 2)
    for _ in range(3):
        expected(keep=timedelta(0))
    with database.transaction() as db:
        assert [files.sweep(db), files.sweep(db)] == [True, False]


def test_a_trace_tells_of_it_and_not_what_it_holds(database, worker_database, expected, lin):
    turn_id = expected()
    with worker_database.transaction() as db:
        files.keep(db, lin, turn_id, "audio/amr", b"spoken words")

    with database.transaction() as db:
        (row,) = trace.trace(db, turn_id)
        assert trace.turns(db, turn_id) == [turn_id]
    assert (row["kind"], row["state"], row["content_type"]) == ("voice", "here", "audio/amr")
    assert "spoken" not in str(row)

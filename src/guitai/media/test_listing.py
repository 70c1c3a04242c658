"""What is kept can be listed for the staff: how large it is and until when, never what it holds."""

from dataclasses import replace
from datetime import timedelta

import pytest

from guitai.customers import customers
from guitai.media import files, listing


@pytest.fixture
def lin(database):
    with database.transaction() as db:
        return customers.owner_of(db, "oLin")


@pytest.fixture
def sends(database, worker_database, lin):
    def send(kind, content, *, later=timedelta()):
        with database.transaction() as db:
            files.expect(replace(db, now=db.now + later), lin, kind, keep=timedelta(days=30), reads=True)
            turn_id = db.turn_id
        if content is not None:
            with worker_database.transaction() as db:
                files.keep(db, lin, turn_id, "any", content)
        return turn_id

    return send


def test_the_newest_stands_first_and_a_kind_can_be_asked_for(database, sends):
    film = sends("video", b"film")
    picture = sends("image", b"picture", later=timedelta(minutes=1))

    with database.transaction() as db:
        found = listing.kept(db)
        assert [one.turn_id for one in found] == [picture, film]
        assert all(one.bytes > 0 and one.expires_at - one.said_at == timedelta(days=30) for one in found)
        assert [one.turn_id for one in listing.kept(db, "video")] == [film]


def test_what_never_came_and_what_may_not_be_kept_is_not_listed(database, sends, lin):
    sends("video", None)
    papers = sends("image", b"an identity card")
    with database.transaction() as db:
        file = files.file(db, lin, papers)
        files.replace(db, file, "", b"")

    with database.transaction() as db:
        assert listing.kept(db) == []
        assert files.file(db, lin, papers).content == b""

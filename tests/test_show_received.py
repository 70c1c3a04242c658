"""What a customer sent is shown to the staff by name and reason, once it was read, and to nobody else."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from guitai.cli import cli
from guitai.customers import customers
from guitai.media import files, waiting
from guitai.shield import audit

WHO = ("--by", "王柜员", "--why", "客户投诉")


@pytest.fixture
def lin(database):
    with database.transaction() as db:
        return customers.owner_of(db, "oLin")


@pytest.fixture
def sends(database, worker_database, lin):
    def send(kind, content, *, read=True):
        with database.transaction() as db:
            files.expect(db, lin, kind, keep=timedelta(days=30), reads=True)
            turn_id = db.turn_id
        with worker_database.transaction() as db:
            files.keep(db, lin, turn_id, "video/mp4", content)
        with database.transaction() as db:
            assert not read or waiting.read(db, files.file(db, lin, turn_id))
        return turn_id

    return send


@pytest.fixture
def show(database, key_folder, tmp_path, monkeypatch):
    """Runs `guitai show-received` on a turn; its exit status and what it printed."""
    monkeypatch.setenv("GUITAI_DATABASE_URL", database.url)
    monkeypatch.setenv("GUITAI_KEYS", str(key_folder))

    def show(turn_id, *options, to="film.mp4"):
        command = ["show-received", str(turn_id), str(tmp_path / to), *(options or WHO)]
        done = CliRunner().invoke(cli, command, catch_exceptions=False)
        return done.exit_code, done.output

    return show


def noted(database, turn_id):
    with database.transaction() as db:
        entries = [entry for turn in audit.turns_about(db, str(turn_id)) for entry in audit.trace(db, turn)]
    return [(entry["what"], entry["by_whom"], entry["why"]) for entry in entries]


def test_a_film_is_written_to_a_file_for_its_owner_alone_and_it_goes_on_record(
    show, sends, database, tmp_path
):
    film = sends("video", b"a film")

    assert show(film) == (0, "video/mp4, 6 bytes\n")
    assert (tmp_path / "film.mp4").read_bytes() == b"a film"
    assert (tmp_path / "film.mp4").stat().st_mode & 0o777 == 0o600
    assert noted(database, film) == [("media.show", "staff 王柜员", "客户投诉")]


def test_every_look_is_on_record(show, sends, database):
    film = sends("video", b"a film")
    show(film)
    show(film, to="again.mp4")

    assert len(noted(database, film)) == 2


def test_what_is_there_already_is_not_overwritten_and_nothing_was_looked_at(show, sends, database, tmp_path):
    film = sends("video", b"a film")
    (tmp_path / "film.mp4").write_bytes(b"something else")
    status, said = show(film)

    assert (status, "is there already" in said) == (1, True)
    assert (tmp_path / "film.mp4").read_bytes() == b"something else"
    assert noted(database, film) == []


@pytest.mark.parametrize("options", [("--by", "王柜员", "--why", " "), ("--by", "", "--why", "客户投诉")])
def test_nobody_looks_without_a_name_and_a_reason(show, sends, database, tmp_path, options):
    film = sends("video", b"a film")

    assert show(film, *options)[0] == 1
    assert (noted(database, film), (tmp_path / "film.mp4").exists()) == ([], False)


def test_what_was_not_read_yet_may_be_identity_papers_and_is_not_shown(show, sends, database, tmp_path):
    waits = sends("image", b"an identity card", read=False)
    status, said = show(waits)

    assert (status, "has not been read yet" in said) == (1, True)
    assert (noted(database, waits), (tmp_path / "film.mp4").exists()) == ([], False)


def test_what_was_not_kept_is_not_shown(show, sends, database, lin):
    papers = sends("image", b"an identity card")
    with database.transaction() as db:
        files.replace(db, files.file(db, lin, papers), "", b"")

    assert show(papers) == (
        1,
        f"guitai: nothing is kept of what came in turn {papers}; see guitai received\n",
    )


def test_a_turn_that_brought_nothing_is_said_to_have_brought_nothing(show):
    unknown = "019ac3c0-0000-7000-8000-000000000000"

    assert show(unknown) == (
        1,
        f"guitai: nothing is kept of what came in turn {unknown}; see guitai received\n",
    )

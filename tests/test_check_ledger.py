"""The proof of the books from the command line, with the signed heads that were carried away."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from guitai.cli import cli
from guitai.database import Owner
from guitai.ledger.accounts import open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.heads import sign_heads
from guitai.ledger.posting import post
from guitai.money import Money


@pytest.fixture
def run(database, key_folder, monkeypatch):
    """Runs a command on books with two entries, of which one stood when a day was signed."""
    monkeypatch.setenv("GUITAI_DATABASE_URL", database.url)
    monkeypatch.setenv("GUITAI_KEYS", str(key_folder))
    with database.transaction() as db:
        key = open_account(db, Owner(1001), "current", "6214").key
        for name in ("first", "second"):
            post(db, transfer(Money(5), owner=1001, name=name, source=Internal.CASH, target=key))
            sign_heads(db, date(2026, 11, 23))

    def run(*arguments):
        done = CliRunner().invoke(cli, arguments, catch_exceptions=False)
        return done.exit_code, done.stdout

    return run


def test_books_are_proved_with_what_was_carried_away(run, tmp_path):
    folder = tmp_path / "away"
    assert run("export-heads", str(folder)) == (0, f"{folder}/heads-2026-11-23.txt\n")
    assert run("export-heads", str(folder)) == (0, "")

    for path in (folder, folder / "heads-2026-11-23.txt"):
        status, said = run("check-ledger", "--json", "--heads", str(path))
        assert (status, json.loads(said)["heads"]) == (0, 2)
    status, said = run("check-ledger")
    assert (status, said.partition(":")[0]) == (0, "the books are right")


def test_books_that_were_written_anew_are_found_by_what_was_carried_away(run, owner_database, tmp_path):
    run("export-heads", str(tmp_path))
    with owner_database.transaction() as db:
        db.execute("DELETE FROM ledger.signings")
        db.execute("DELETE FROM ledger.heads")

    assert run("check-ledger")[0] == 0
    status, said = run("check-ledger", "--heads", str(tmp_path))
    assert status == 1
    assert said.startswith(
        "the books are wrong: the signing of 2026-11-23 is not the one in heads-2026-11-23.txt"
    )

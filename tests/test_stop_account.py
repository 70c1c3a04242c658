"""An account is stopped on a court's order, and freed again, from the command line."""

import pytest
from click.testing import CliRunner

from guitai.cli import cli
from guitai.customers import customers
from guitai.ledger.accounts import open_account

NUMBER = "6239990000000002816"
COURT = ["--for", "court", "--order", "(2026)沪01执123", "--by", "王柜员", "--why", "协助冻结通知书"]


@pytest.fixture
def guitai(database, key_folder, monkeypatch):
    """Runs a command about the account of a customer; its exit status and what it said."""
    monkeypatch.setenv("GUITAI_DATABASE_URL", database.url)
    monkeypatch.setenv("GUITAI_KEYS", str(key_folder))
    with database.transaction() as db:
        owner = customers.owner_of(db, "oLin")
        open_account(db, owner, "current", NUMBER)

    def run(command, *options):
        done = CliRunner().invoke(cli, [command, NUMBER, *options], catch_exceptions=False)
        return done.exit_code, done.output

    return run


def test_an_account_is_stopped_and_freed(guitai):
    assert guitai("stop-account", *COURT, "--stop", "both") == (0, "stopped\n")
    assert guitai("stop-account", *COURT, "--stop", "both") == (0, "stopped already\n")
    assert guitai("lift-stop", *COURT) == (0, "lifted; the account is open now\n")


def test_what_is_not_stopped_is_told_in_one_line(guitai):
    assert guitai("lift-stop", *COURT) == (
        1,
        "guitai: court (2026)沪01执123 does not stop this account; what does: nothing\n",
    )

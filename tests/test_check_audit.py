"""The audit trail from the command line, and among all that a turn wrote."""

import json

import pytest
from click.testing import CliRunner

from guitai import trace
from guitai.cli import cli
from guitai.database import Owner
from guitai.shield import audit

LIN = Owner(1001)


@pytest.fixture
def check(database, tmp_path, monkeypatch):
    """Runs `guitai check-audit` on three entries; its exit status and what it said."""
    monkeypatch.setenv("GUITAI_DATABASE_URL", database.url)
    monkeypatch.setenv("GUITAI_KEYS", str(tmp_path))
    with database.transaction() as db:
        for number in range(3):
            audit.note(db, LIN, "cards.open", by="device d1", subject=f"c{number}")

    def check(*options):
        done = CliRunner().invoke(cli, ["check-audit", *options], catch_exceptions=False)
        return done.exit_code, done.output

    return check


def test_a_trail_that_is_whole_is_summed_up(check):
    assert check() == (0, "the audit trail is whole: 3 entries, 1 chains\n")
    status, said = check("--json")
    assert (status, json.loads(said)) == (0, {"sound": True, "entries": 3, "chains": 1})


def test_the_first_entry_that_was_altered_is_named(check, owner_database):
    with owner_database.transaction() as db:
        db.execute("UPDATE shield.audit SET by_whom = 'nobody' WHERE seq = 2")

    status, said = check()
    assert status == 1
    assert said.startswith("the audit trail is wrong: entry 2 of owner 1001")
    status, said = check("--json")
    assert (status, json.loads(said)["seq"]) == (1, 2)


def test_what_the_trail_names_leads_to_all_of_its_turn(lin):
    audit.note(lin.db, lin.owner, "cards.open", by="device d1", subject="c1")

    found = trace.trace(lin.db, "c1")

    assert [(entry["what"], entry["by_whom"]) for entry in found["audit"]] == [("cards.open", "device d1")]

"""`guitai terms`, and that whoever opens the bank's database has the terms of the bank's file."""

import json

import pytest
from click.testing import CliRunner

from guitai.cli import cli
from guitai.command import open_database, settings_with

OURS = """
[[transfer_fees]]
from = 2026-01-01
inside = [{ fee = "0" }]
outside = [{ up_to = "5000", fee = "1" }, { percent = "0.02%", most = "50" }]

[[transfer_fees]]
from = 2027-01-01
inside = [{ fee = "0" }]
outside = [{ fee = "0" }]

[[holidays]]
year = 2027
off = [[2027-01-01, 2027-01-03]]
worked = [2027-01-09]
"""


@pytest.fixture
def ours(tmp_path, monkeypatch):
    """A bank with a file of its own."""
    (tmp_path / "terms.toml").write_text(OURS)
    monkeypatch.setenv("GUITAI_TERMS", str(tmp_path / "terms.toml"))
    return tmp_path / "terms.toml"


def test_what_is_in_force_on_a_day_is_printed_and_whose_it_is(ours):
    printed = CliRunner().invoke(cli, ["terms", "--on", "2026-11-23"]).output

    assert printed.splitlines()[:7] == [
        "transfer_fees, from 2026-01-01, of the bank; others from 2027-01-01",
        "  inside 1.fee = 0.00",
        "  outside 1.up_to = 5000.00",
        "  outside 1.fee = 1.00",
        "  outside 2.percent = 0.02%",
        "  outside 2.most = 50.00",
        "rates, from 2025-05-20, as shipped",
    ]
    assert "  fixed.3M = 0.65%" in printed.splitlines()
    assert "holidays, of 2026, as shipped; others of 2027" in printed.splitlines()
    assert "  off 2 = 2026-02-15, 2026-02-23" in printed.splitlines()


def test_a_year_that_is_not_announced_is_said_to_be_missing():
    assert (
        "holidays, none of 2031"
        in CliRunner().invoke(cli, ["terms", "--on", "2031-01-01"]).output.splitlines()
    )


def test_it_is_printed_as_json_too(ours):
    printed = json.loads(CliRunner().invoke(cli, ["terms", "--on", "2027-01-01", "--json"]).output)

    assert printed["transfer_fees"]["from"] == "2027-01-01"
    assert printed["rates"]["demand"] == "0.05%"


def test_a_wrong_file_is_told_in_one_line(ours):
    ours.write_text(OURS.replace('"1"', "1"))
    result = CliRunner().invoke(cli, ["terms"])

    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "outside, row 1, fee: a sum is written in yuan" in result.stderr


def test_the_banks_database_is_opened_with_the_banks_terms(ours, shared_url, key_folder, monkeypatch):
    monkeypatch.setenv("GUITAI_DATABASE_URL", shared_url)
    monkeypatch.setenv("GUITAI_KEYS", str(key_folder))

    with open_database(settings_with()) as database, database.transaction() as db:
        assert len(db.terms.transfer_fees.root) == 2
    worker = database.acting_as("guitai_worker")
    assert worker.terms is database.terms
    worker.close()

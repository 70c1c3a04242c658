"""A day of the clearing house's against ours, from the command line."""

import json

import pytest
from click.testing import CliRunner
from tests import clearing_messages as house
from tests.clearing_desk import Desk

from guitai.clearing_commands import reconcile_command

DAY = "2026-11-23"


@pytest.fixture
def reconcile(database, key_folder, monkeypatch):
    """Runs `guitai reconcile` on a day after the house has said this; its exit status and what it printed."""
    monkeypatch.setenv("GUITAI_DATABASE_URL", database.url)
    monkeypatch.setenv("GUITAI_KEYS", str(key_folder))

    def reconcile(*options, says=()):
        with database.transaction() as db:
            desk = Desk(db)
            desk.is_at(2026, 11, 24, 0, 5)
            for xml in says:
                desk.hears(xml)
        done = CliRunner().invoke(reconcile_command, ["--on", DAY, *options], catch_exceptions=False)
        return done.exit_code, done.output

    return reconcile


def test_a_day_without_a_statement_is_not_reconciled(reconcile):
    assert reconcile() == (1, "2026-11-23: no statement\n")


def test_a_day_without_a_statement_says_so_in_json(reconcile):
    status, said = reconcile("--json")

    assert (status, json.loads(said)) == (1, {"on": DAY, "statement": False})


def test_a_day_that_agrees_has_nothing_to_look_at(reconcile):
    paid_in = house.paid_in("T1", "10.00", on=DAY)

    assert reconcile(says=[paid_in, house.statement(DAY, ("in", "T1", "10.00"))]) == (
        0,
        "2026-11-23: 1 lines, nothing to look at\n",
    )


def test_each_difference_has_a_line(reconcile):
    stray = house.status("x")
    stated = house.statement(DAY, ("in", "T1", "10.00"), ("out", "T2", "5.50"), closing="0.00")

    status, said = reconcile(says=[stray, stated])

    first, *lines, aside = said.splitlines()
    assert (status, first) == (1, "2026-11-23: 2 lines, 4 to look at")
    assert lines == [
        "balance CLBD: the house has 0.00, the bank 4.50",
        "house_only in T1: the house has 10.00, the bank 0.00",
        "house_only out T2: the house has 5.50, the bank 0.00",
    ]
    assert aside.startswith("set aside ")
    assert aside.endswith(": a status of a payment that is not ours")


def test_and_a_place_in_the_json(reconcile):
    status, said = reconcile("--json", says=[house.statement(DAY, ("in", "T1", "10.00"))])

    report = json.loads(said)
    assert (status, report["lines"], report["open"], report["set_aside"]) == (1, 1, [], [])
    assert report["differences"] == [
        {"kind": "house_only", "booked": "in", "id": "T1", "house_fen": 1000, "bank_fen": 0}
    ]

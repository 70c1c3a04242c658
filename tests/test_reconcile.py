"""A day of the clearing house's against ours, from the command line."""

import json
import re

import pytest
from click.testing import CliRunner
from tests import clearing_messages as house
from tests.clearing_desk import Desk

from guitai.clearing_commands import decide_payment_command, give_back_command, reconcile_command
from guitai.ledger.stops import stop

DAY = "2026-11-23"


@pytest.fixture
def reconcile(database, key_folder, monkeypatch):
    """Runs `guitai reconcile` on a day after the house has said this; its exit status and what it printed."""
    monkeypatch.setenv("GUITAI_DATABASE_URL", database.url)
    monkeypatch.setenv("GUITAI_KEYS", str(key_folder))

    def reconcile(*options, says=(), pays=False, refused=False):
        with database.transaction() as db:
            desk = Desk(db) if says or pays else None
            paid = desk.pays(500) if pays else None
            if refused:
                stop(desk.db, desk.account, debits=False, credits=True, reason="court")
                desk.hears(house.status(paid.hex, "RJCT", "AC01"))
            if desk:
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

    assert (status, json.loads(said)) == (1, {"on": DAY, "statement": False, "open": []})


def test_what_is_open_is_listed_though_no_statement_came(reconcile):
    status, said = reconcile(pays=True)

    first, listed = said.splitlines()
    assert (status, first) == (1, "2026-11-23: no statement")
    assert re.fullmatch("open [0-9a-f]{32}: no statement says what became of it", listed)
    assert [
        f"open {one}: no statement says what became of it"
        for one in json.loads(reconcile("--json")[1])["open"]
    ] == [listed]


def test_what_a_statement_leaves_open_is_decided_by_the_staff(reconcile):
    stated = house.statement(DAY, since=f"{DAY}T11:00:00+08:00")
    _, said = reconcile(says=[stated], pays=True)
    (payment_id,) = re.findall("^open ([0-9a-f]{32}): the statement proves nothing", said, re.MULTILINE)
    command = [payment_id, "rejected", "--by", "王柜员", "--why", "对方银行没有收到"]

    done = CliRunner().invoke(decide_payment_command, command, catch_exceptions=False)
    again = CliRunner().invoke(decide_payment_command, command, catch_exceptions=False)

    assert (done.exit_code, done.output) == (0, "rejected\n")
    assert (again.exit_code, again.output) == (
        1,
        "guitai: it is rejected already; there is nothing to decide\n",
    )
    assert reconcile() == (0, "2026-11-23: 0 lines, nothing to look at\n")


def test_what_is_owed_to_a_payer_is_listed_and_stays_while_their_account_is_stopped(reconcile):
    status, said = reconcile(says=[house.statement(DAY)], pays=True, refused=True)
    first, listed = said.splitlines()
    assert (status, first) == (1, "2026-11-23: 0 lines, 1 to look at")
    (payment_id,) = re.findall("^owed ([0-9a-f]{32}): 500.00 came back, and", listed)
    (one,) = json.loads(reconcile("--json")[1])["owed"]
    assert (one["id"], one["fen"], one["since"][:10]) == (payment_id, 500_00, DAY)

    command = [payment_id, "--to", house.NUMBER, "--by", "王柜员", "--why", "客户到柜台"]
    done = CliRunner().invoke(give_back_command, command, catch_exceptions=False)

    assert (done.exit_code, done.output) == (
        1,
        "guitai: the payer's account is stopped: the money waits until it is not\n",
    )


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

"""What other banks have said, carried out by the clock: in order, but for what fails and is tried again later."""

from datetime import date
from functools import partial
from itertools import count

import pytest
from tests import clearing_messages as house
from tests.clearing_desk import Desk

from guitai.clearing.calls import HOUSE, Brought, Kind, Outcome
from guitai.clearing.inbox import next_inbox
from guitai.clearing.reconciliation import reconcile
from guitai.schedule import aside
from guitai.schedule.clearing import carry_out
from guitai.schedule.doors import Shift
from guitai.shield.strength import DEFAULTS


def story(desk):
    """A day of payments, and the statements after it: when the worker brings each, what it is, what it is about."""
    settled, rejected, back = desk.pays(500), desk.pays(300), desk.pays(200)
    lines = [
        ("out", settled.hex, "500.00"),
        ("out", back.hex, "200.00"),
        ("back", "R1", "200.00"),
        ("in", "T1", "300.00"),
        ("in", "T2", "40.00"),
        ("refused", "T2", "40.00"),
    ]
    opened = {"opening": "0.00", "closing": "-200.00"}
    yield from ((paid, Brought(Outcome.ACCEPTED, "", Kind.PAY, paid)) for paid in (settled, rejected, back))
    yield from (
        (None, Brought(Outcome.MESSAGE, xml))
        for xml in (
            house.status(settled.hex),
            house.status(rejected.hex, "RJCT", "AC01"),
            house.status(back.hex),
            house.returned(back.hex, "200.00"),
            house.paid_in("T1", "300.00"),
            house.paid_in("T2", "40.00", name="王五"),
        )
    )
    desk.is_at(2026, 11, 24, 0, 5)
    yield None, Brought(Outcome.MESSAGE, house.statement("2026-11-23", *lines[:3], last=False, **opened))
    yield None, Brought(Outcome.MESSAGE, house.statement("2026-11-23", *lines[3:], page=2, **opened))
    desk.is_at(2026, 11, 25, 0, 5)
    yield None, Brought(Outcome.MESSAGE, house.statement("2026-11-24", opening="-200.00"))


STORY = 12


@pytest.mark.parametrize("fails", range(STORY))
def test_what_is_set_aside_and_comes_after_all_that_was_behind_it_ends_as_in_its_turn(db, fails):
    desk, broken, numbers = Desk(db), [], count(1)

    def work(owner, inbox_id):
        if inbox_id in broken:
            raise RuntimeError
        carry_out.work(Shift(desk.db, desk.db.now.date(), DEFAULTS), owner, inbox_id)

    def works():
        while aside.do_one(desk.db, carry_out.name, partial(next_inbox, desk.db), work):
            pass

    for place, (paid, brought) in enumerate(story(desk)):
        owner, number = (desk.owner, None) if paid else (HOUSE, next(numbers))
        desk.brings(owner, brought, number)
        if place == fails:
            broken.append(next_inbox(desk.db)[1])
        works()
    assert [one.item for one in aside.every(desk.db)] == [str(one) for one in broken]
    broken.clear()
    desk.waits(hours=7)
    works()

    assert (aside.every(desk.db), next_inbox(desk.db)) == ([], None)
    states = desk.db.execute("SELECT state FROM clearing.payments ORDER BY amount_fen DESC").fetchall()
    assert states == [("settled",), ("rejected",), ("returned",)]
    assert (desk.balance, desk.in_transit, desk.reserves, desk.suspense) == (9_800, 0, -200, 0)
    reports = [reconcile(desk.db, date(2026, 11, day)) for day in (23, 24)]
    assert all(report.clean for report in reports)

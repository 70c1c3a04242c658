"""A hold is found from the turn that placed it, and from the turn that ended it."""

from dataclasses import replace
from uuid import uuid4

import pytest

from guitai.ledger import trace_stops
from guitai.ledger.entry import transfer
from guitai.ledger.holds import hold, post_held, release
from guitai.ledger.stops import lift, stop
from guitai.ledger.trace_holds import trace, turn_of, turns
from guitai.money import Money


@pytest.mark.parametrize("end", [post_held, release])
def test_what_was_held_leads_to_its_turn_and_to_the_turn_that_ended_it(db, lin, wang, end):
    later = replace(db, turn_id=uuid4())
    placed = hold(db, transfer(Money(1), owner=1001, name="pay", source=lin, target=wang))
    assert turns(db, db.turn_id) == []
    end(later, 1001, "pay")

    assert turn_of(db, str(placed.hold_id)) == db.turn_id
    assert [(row["name"], row["owner"]) for row in trace(db, db.turn_id)] == [("pay", 1001)]
    assert turns(db, db.turn_id) == [later.turn_id]
    assert turns(db, later.turn_id) == [db.turn_id]


def test_a_stop_is_found_from_the_turn_that_stopped_and_from_the_turn_that_lifted(db, wang):
    later = replace(db, turn_id=uuid4())
    stop(db, wang, debits=True, credits=False, reason="lost")
    lift(later, wang, reason="lost")

    (stopped,), (lifted,) = (trace_stops.trace(db, turn) for turn in (db.turn_id, later.turn_id))
    assert stopped == lifted
    assert (stopped["owner"], stopped["reason"], stopped["lifted_at"]) == (1002, "lost", db.now)
    assert trace_stops.trace(db, uuid4()) == []
    assert trace_stops.turn_of(db, str(db.turn_id)) is None


def test_what_is_no_hold_is_in_no_turn(db):
    assert turn_of(db, "pay") is None
    assert turn_of(db, str(uuid4())) is None

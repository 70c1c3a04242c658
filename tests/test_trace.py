"""One id leads to the whole turn, whichever part of it the id names."""

from uuid import UUID, uuid4

import pytest

from guitai import trace
from guitai.reply import Link
from guitai.serial import serial


def test_a_card_leads_to_the_message_it_answered(lin):
    lin.says("我的余额")
    (card_id,) = [part.url.rpartition("/")[2] for part in lin.reply.parts if isinstance(part, Link)]

    found = trace.trace(lin.db, card_id)

    assert [turn["heard"] for turn in found["turns"]] == ["我的余额"]
    assert [card["card_id"] for card in found["cards"]] == [UUID(card_id)]


def test_an_entry_leads_to_the_turn_that_posted_it(lin):
    (entry_id,) = lin.db.execute("SELECT entry_id FROM ledger.entries WHERE name = 'line 0'").fetchone()

    found = trace.trace(lin.db, str(entry_id))

    assert entry_id in [entry["entry_id"] for entry in found["entries"]]


@pytest.mark.parametrize("typed", [str, str.lower, "-".join, lambda number: f"{number[:13]} {number[13:]}"])
def test_an_entrys_serial_number_leads_to_it_however_it_is_typed(lin, typed):
    (entry_id,) = lin.db.execute("SELECT entry_id FROM ledger.entries WHERE name = 'line 0'").fetchone()

    found = trace.trace(lin.db, typed(serial(entry_id)))

    assert serial(entry_id) in [entry["serial"] for entry in found["entries"]]
    assert found == trace.trace(lin.db, str(entry_id))


def test_an_order_leads_to_the_text_that_was_shown(lin):
    lin.chooses("identity.small")
    lin.says("150元")
    lin.says("600元")
    order_id = lin.reply.parts[-1].url.rpartition("/")[2]

    (order,) = trace.trace(lin.db, order_id)["orders"]

    assert order["state"] == "drafted"
    assert '"fen":15000' in order["document"]


def test_a_refusal_is_part_of_its_turn(stranger):
    stranger.says("我的余额")
    (turn_id,) = stranger.db.execute("SELECT turn_id FROM turns.turns").fetchone()

    found = trace.trace(stranger.db, str(turn_id))

    assert [refusal["code"] for refusal in found["refusals"]] == ["accounts.none"]


def test_an_id_that_nobody_knows_leads_nowhere(db):
    assert trace.trace(db, str(uuid4())) is None
    assert trace.trace(db, serial(uuid4())) is None
    assert trace.trace(db, "5a8364ca") is None

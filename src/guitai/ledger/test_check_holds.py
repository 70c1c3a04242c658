"""The check finds what was changed of a hold, a stop or a reversal, whatever it was."""

from dataclasses import replace
from datetime import timedelta

import pytest

from guitai.ledger.check import check
from guitai.ledger.entry import Details, transfer
from guitai.ledger.holds import expire, hold, post_held, release
from guitai.ledger.posting import post
from guitai.ledger.reversal import reversal
from guitai.ledger.stops import lift, stop
from guitai.money import Money

OTHER = "'01900000-0000-7000-8000-000000000000'"

# What is changed of a hold, of its line, of a stop: each of them once while it lasts and once when it is over.
HOLDS = [
    "name = name || 'x'",
    "currency = 'USD'",
    "held_at = held_at + interval '1 hour'",
    "until_at = until_at + interval '1 hour'",
    "until_at = NULL",
    "until_at = 'infinity'",
    "held_at = '-infinity'",
    "effective_on = '2020-02-29'",
    "digest = sha256('x')",
    f"turn_id = {OTHER}",
    f"hold_id = {OTHER}",
    "owner = 1002",
    "state = CASE state WHEN 'voided' THEN 'expired' ELSE 'voided' END::ledger.hold_state",
    "state = CASE state WHEN 'pending' THEN 'posted' ELSE 'pending' END::ledger.hold_state",
]
HELD = [
    "owner = 1003",
    "account_id = account_id + 10",
    "seq = seq + 10",
    "hold_owner = 1002",
    f"hold_id = {OTHER}",
    f"turn_id = {OTHER}",
    "side = CASE side WHEN 'D' THEN 'C'::ledger.side ELSE 'D' END",
    "amount_fen = amount_fen + 1",
    "summary = '消费'",
    "counterparty = '王五'",
    "category = '旅行'",
    "channel = 'ATM'",
    "memo = ''",
    "details_digest = sha256('x')",
    "details_digest = NULL, summary = '', counterparty = '', category = '', channel = '', memo = ''",
    "link = sha256('x')",
]
OVER = [
    "over_seq = over_seq + 10",
    f"over_turn_id = {OTHER}",
    "over_at = over_at + interval '1 hour'",
    "over_link = sha256('x')",
    "over_seq = NULL, over_turn_id = NULL, over_at = NULL, over_link = NULL",
]
STOPS = [
    "owner = 1003",
    "account_id = account_id + 10",
    "seq = seq + 10",
    f"turn_id = {OTHER}",
    "reason = 'other'",
    "debits = NOT debits",
    "credits = false, debits = true",
    "stopped_at = stopped_at + interval '1 hour'",
    "link = sha256('x')",
]
LIFTED = [
    "lifted_seq = lifted_seq + 10",
    f"lifted_turn_id = {OTHER}",
    "lifted_at = lifted_at + interval '1 hour'",
    "lifted_link = sha256('x')",
    "lifted_seq = NULL, lifted_turn_id = NULL, lifted_at = NULL, lifted_link = NULL",
]


@pytest.fixture
def marked(db, paid, lin, wang):
    """Holds of every state on the two accounts, with stops that last and that were lifted."""
    details = Details("转账", "王芳", "生活", "微信银行", "午饭")
    until = db.now + timedelta(hours=1)
    for name in ("pending", "posted", "voided", "expired"):
        entry = transfer(Money(fen=2_000), owner=1001, name=name, source=lin, target=wang, details=details)
        hold(db, entry, until=until if name == "expired" else until + timedelta(hours=1))
    post_held(db, 1001, "posted", amount=Money(fen=1_500))
    release(db, 1001, "voided")
    expire(replace(db, now=until), most=10)
    for reason in ("lost", "judicial"):
        stop(db, wang, debits=False, credits=True, reason=reason)
    lift(db, wang, reason="lost")


def test_books_with_holds_and_stops_are_proved(db, marked):
    report = check(db)

    assert (report.problem, report.holds, report.stops) == (None, 4, 2)


@pytest.mark.parametrize("name", ["pending", "posted", "voided", "expired"])
@pytest.mark.parametrize("change", HOLDS)
def test_a_changed_hold_is_found(db, as_owner, marked, change, name):
    assert as_owner(f"UPDATE ledger.holds SET {change} WHERE name = %(name)s", {"name": name}).rowcount == 1

    assert not check(db).sound


@pytest.mark.parametrize("side", ["D", "C"])
@pytest.mark.parametrize("name", ["pending", "posted", "voided", "expired"])
@pytest.mark.parametrize("change", HELD + OVER)
def test_a_changed_line_of_a_hold_is_found(db, as_owner, marked, change, name, side):
    assume_over = "over_seq" if change in OVER else "seq"
    sql = f"""
        UPDATE ledger.held SET {change}
         WHERE side = %(side)s AND {assume_over} IS NOT NULL
           AND hold_id IN (SELECT hold_id FROM ledger.holds WHERE name = %(name)s)
        """
    changed = as_owner(sql, {"name": name, "side": side}).rowcount

    assert changed == (name != "pending" or change not in OVER)
    assert check(db).sound == (not changed)


LIE = "lifted_seq = seq + 10, lifted_turn_id = turn_id, lifted_at = stopped_at, lifted_link = link"


@pytest.mark.parametrize(
    "reason, change",
    [("lost", change) for change in STOPS + LIFTED] + [("judicial", change) for change in [*STOPS, LIE]],
)
def test_a_changed_stop_is_found(db, as_owner, marked, change, reason):
    sql = f"UPDATE ledger.stops SET {change} WHERE reason = %(reason)s"
    assert as_owner(sql, {"reason": reason}).rowcount == 1

    assert not check(db).sound


@pytest.mark.parametrize("table", ["holds", "held", "stops"])
def test_a_deleted_hold_or_stop_is_missed(db, as_owner, marked, table):
    as_owner(f"DELETE FROM ledger.{table}")

    assert not check(db).sound


def test_a_hold_that_goes_with_all_that_speaks_of_it_is_missed(db, as_owner, marked):
    as_owner("DELETE FROM ledger.held WHERE over_seq IS NULL")
    as_owner("DELETE FROM ledger.holds WHERE state = 'pending'")
    as_owner("UPDATE ledger.accounts SET debits_pending_fen = 0, credits_pending_fen = 0")

    assert not check(db).sound


def test_a_reversal_that_takes_back_something_else_is_found(db, as_owner, paid, lin, wang):
    """Even by somebody who writes its digest anew."""
    back = post(db, reversal(db, 1001, "pay-1", name="back")).entry_id
    assert check(db).sound

    other = post(db, replace(reversal(db, 1001, "pay-2", name="back-2"), reverses=None)).entry_id
    as_owner(
        "UPDATE ledger.entries SET reverses = %(lie)s WHERE entry_id = %(other)s",
        {"lie": back, "other": other},
    )
    assert check(db).problem.entry_id == other

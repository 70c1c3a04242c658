"""The house's day against ours: what is open is decided, what differs is found and set aside, and only once."""

from datetime import date

import pytest

from guitai.clearing import differences
from guitai.clearing.calls import Outcome
from guitai.clearing.payments import Rail
from guitai.clearing.reconciliation import reconcile
from guitai.ledger.stops import close_account, lift, stop
from guitai.money import Money

DAY = "2026-11-23"


def found(desk, day=23):
    """What is different about a day of November: the kind, what is booked, what the house has and what the bank."""
    at = desk.db.now.date().replace(day=day)
    return [
        (str(one.kind), str(one.booked or one.tx_id), one.house.fen // 100, one.bank.fen // 100)
        for one in differences.of_day(desk.db, at)
    ]


def states(desk, *paid):
    return [desk.state(payment_id) for payment_id in paid]


def test_a_day_on_which_both_have_the_same_has_no_differences(desk, house):
    paid, back = desk.pays(500), desk.pays(200)
    for payment_id in (paid, back):
        desk.hears(house.status(payment_id.hex))
    desk.hears(house.returned(back.hex, "200.00"))
    desk.hears(house.paid_in("T1", "300.00"))
    desk.is_at(2026, 11, 24, 0, 5)

    lines = [
        ("out", paid.hex, "500.00"),
        ("out", back.hex, "200.00"),
        ("back", "R1", "200.00"),
        ("in", "T1", "300.00"),
    ]
    assert desk.hears(house.statement(DAY, *lines)) == ""
    assert found(desk) == []
    assert (desk.reserves, desk.suspense, desk.in_transit) == (-200, 0, 0)


def test_what_was_in_doubt_and_is_listed_was_settled(desk, house):
    paid = desk.pays(500)
    desk.learns(paid, Outcome.IN_DOUBT)
    desk.is_at(2026, 11, 24, 0, 5)

    desk.hears(house.statement(DAY, ("out", paid.hex, "500.00")))

    assert desk.state(paid) == "settled"
    assert (desk.in_transit, desk.reserves, found(desk)) == (0, -500, [])


@pytest.mark.parametrize("learned", [Outcome.IN_DOUBT, Outcome.ACCEPTED, None])
def test_what_is_open_and_not_listed_never_was_and_the_payer_has_it_back(desk, house, learned):
    paid = desk.pays(500)
    if learned:
        desk.learns(paid, learned)
    desk.is_at(2026, 11, 24, 0, 5)

    desk.hears(house.statement(DAY))

    assert desk.state(paid) == ("rejected", "AB06")
    assert (desk.balance, desk.in_transit, desk.reserves, found(desk)) == (10_000, 0, 0, [])


def test_a_payment_of_another_day_is_not_judged(desk, house):
    desk.is_at(2026, 11, 23, 23, 59)
    before = desk.pays(500)
    desk.is_at(2026, 11, 24, 0, 1)
    after, high = desk.pays(300), desk.pays(200, rail=Rail.HVPS)
    desk.is_at(2026, 11, 24, 0, 5)

    desk.hears(house.statement(DAY))

    assert states(desk, before, after, high) == [("rejected", "AB06"), "sent", "sent"]


def test_a_payment_of_the_evening_before_counts_for_its_day(desk, house):
    desk.is_at(2026, 11, 23, 21, 0)
    high = desk.pays(500, rail=Rail.HVPS)
    desk.is_at(2026, 11, 24, 0, 5)
    desk.hears(house.statement(DAY))
    assert desk.state(high) == "sent"
    desk.is_at(2026, 11, 25, 0, 5)

    desk.hears(house.statement("2026-11-24"))

    assert desk.state(high) == ("rejected", "AB06")


def test_a_statement_that_begins_later_proves_nothing_of_what_was_sent_before(desk, house):
    in_doubt, settled = desk.pays(500), desk.pays(200)
    desk.hears(house.status(settled.hex))
    desk.hears(house.paid_in("T1"))
    desk.is_at(2026, 11, 23, 12, 0)
    later = desk.pays(300)
    desk.is_at(2026, 11, 24, 0, 5)

    desk.hears(house.statement(DAY, since="2026-11-23T11:00:00+08:00"))

    assert states(desk, in_doubt, settled, later) == ["in_doubt", "settled", ("rejected", "AB06")]
    assert found(desk) == []
    assert reconcile(desk.db, desk.db.now.date().replace(day=23)).open == [in_doubt]
    desk.waits(days=30)
    assert desk.asks() == 0


def test_what_is_owed_to_a_payer_is_for_the_staff_whatever_day_it_is_of(desk, house):
    paid = desk.pays(500)
    stop(desk.db, desk.account, debits=True, credits=True, reason="court")
    desk.hears(house.status(paid.hex, "RJCT", "AC01"))
    for day in ("2026-11-23", "2026-11-24"):
        desk.waits(days=1)
        desk.hears(house.statement(day))

    report = reconcile(desk.db, desk.db.now.date().replace(day=24))

    assert [(one.payment_id, one.amount) for one in report.owed] == [(paid, Money(500_00))]
    assert not report.clean
    lift(desk.db, desk.account, reason="court")
    desk.gives_back()
    assert reconcile(desk.db, report.on).clean


@pytest.mark.parametrize("closed", [True, False])
def test_of_what_is_owed_the_staff_see_what_only_they_can_give_back(desk, house, closed):
    paid = desk.pays(10_000)
    if closed:
        close_account(desk.db, desk.account)
    else:
        stop(desk.db, desk.account, debits=True, credits=True, reason="court")
    desk.hears(house.status(paid.hex, "RJCT", "AC01"))
    desk.waits(days=1)
    desk.hears(house.statement("2026-11-23"))

    assert reconcile(desk.db, date(2026, 11, 23)).closed == ({paid} if closed else set())


def test_what_only_the_house_has_goes_into_suspense(desk, house):
    rejected = desk.pays(500)
    desk.hears(house.status(rejected.hex, "RJCT", "AC01"))
    desk.is_at(2026, 11, 24, 0, 5)

    desk.hears(
        house.statement(DAY, ("out", rejected.hex, "500.00"), ("in", "T9", "70.00"), ("out", "X", "30.00"))
    )

    assert sorted(found(desk)) == [
        ("house_only", "in", 70, 0),
        ("house_only", "out", 30, 0),
        ("house_only", "out", 500, 0),
    ]
    assert (desk.reserves, desk.suspense) == (-460, -460)
    assert (desk.balance, desk.state(rejected)) == (10_000, ("rejected", "AC01"))


def test_what_only_the_bank_has_goes_into_suspense(desk, house):
    paid = desk.pays(500)
    desk.hears(house.status(paid.hex))
    desk.hears(house.paid_in("T1", "300.00"))
    desk.is_at(2026, 11, 24, 0, 5)

    desk.hears(house.statement(DAY))

    assert found(desk) == [("bank_only", "in", 0, 300), ("bank_only", "out", 0, 500)]
    assert (desk.reserves, desk.suspense) == (0, 200)
    assert desk.state(paid) == "settled"


def test_another_amount_and_a_line_that_comes_twice_are_found(desk, house):
    more, less, twice = desk.pays(500), desk.pays(300), desk.pays(200)
    for payment_id in (more, less, twice):
        desk.hears(house.status(payment_id.hex))
    desk.is_at(2026, 11, 24, 0, 5)

    lines = [("out", more.hex, "600.00"), ("out", less.hex, "250.00"), *[("out", twice.hex, "200.00")] * 3]
    desk.hears(house.statement(DAY, *lines))

    assert sorted(found(desk)) == [
        ("amount", "out", 250, 300),
        ("amount", "out", 600, 500),
        ("twice", "out", 200, 0),
        ("twice", "out", 200, 0),
    ]
    assert (desk.reserves, desk.suspense) == (-1450, -450)


def test_what_was_refused_waits_in_suspense_until_the_house_takes_it_back(desk, house):
    desk.hears(house.paid_in("T1", "300.00", name="林小雯"))
    desk.hears(house.paid_in("T2", "100.00", name="林小雯"))
    desk.is_at(2026, 11, 24, 0, 5)
    lines = [("in", "T1", "300.00"), ("in", "T2", "100.00"), ("refused", "T1", "300.00")]
    desk.hears(house.statement(DAY, *lines))
    assert (desk.reserves, desk.suspense, found(desk)) == (100, 100, [])
    desk.is_at(2026, 11, 25, 0, 5)

    desk.hears(house.statement("2026-11-24", ("refused", "T2", "100.00"), opening="100.00"))

    assert (desk.reserves, desk.suspense, found(desk, 24)) == (0, 0, [])


def test_what_the_house_takes_back_though_it_was_credited_is_a_difference(desk, house):
    desk.hears(house.paid_in("T1", "300.00"))
    desk.is_at(2026, 11, 24, 0, 5)

    desk.hears(house.statement(DAY, ("in", "T1", "300.00"), ("refused", "T1", "300.00")))

    assert found(desk) == [("house_only", "refused", 300, 0)]
    assert (desk.balance, desk.reserves, desk.suspense) == (10_300, 0, -300)


def test_balances_that_do_not_follow_from_the_lines_or_the_day_before_are_found(desk, house):
    desk.is_at(2026, 11, 24, 0, 5)
    desk.hears(house.statement(DAY, ("in", "T1", "10.00"), closing="15.00"))
    desk.is_at(2026, 11, 25, 0, 5)
    desk.hears(house.statement("2026-11-24", opening="10.00"))

    assert found(desk) == [("balance", "CLBD", 15, 10), ("house_only", "in", 10, 0)]
    assert found(desk, 24) == [("balance", "OPBD", 10, 15)]


def test_a_statement_that_comes_after_the_next_days_is_held_against_it_too(desk, house):
    desk.is_at(2026, 11, 25, 0, 5)
    desk.hears(house.statement("2026-11-24", opening="10.00"))
    assert found(desk, 24) == []
    desk.hears(house.statement(DAY, closing="0.00"))

    assert found(desk, 24) == [("balance", "OPBD", 10, 0)]


def test_a_statement_in_pages_is_judged_when_the_last_is_there(desk, house):
    one, two = desk.pays(500), desk.pays(300)
    desk.is_at(2026, 11, 24, 0, 5)
    sums = {"opening": "0.00", "closing": "-800.00"}

    desk.hears(house.statement(DAY, ("out", two.hex, "300.00"), page=2, last=True, **sums))
    assert states(desk, one, two) == ["sent", "sent"]
    desk.hears(house.statement(DAY, ("out", one.hex, "500.00"), page=1, last=False, **sums))

    assert states(desk, one, two) == ["settled", "settled"]
    assert found(desk) == []


def test_the_same_statement_again_changes_nothing_and_another_is_set_aside(desk, house):
    desk.is_at(2026, 11, 24, 0, 5)
    for _ in range(2):
        assert desk.hears(house.statement(DAY, ("in", "T1", "10.00"))) == ""

    assert desk.hears(house.statement(DAY, ("in", "T2", "10.00"))) == "another statement of 2026-11-23"
    assert desk.hears(house.statement(DAY, ("in", "T1", "20.00"))) == "another statement of 2026-11-23"
    assert desk.hears(house.statement(DAY, statement_id="S2", page=2)) == "another statement of 2026-11-23"
    assert (desk.reserves, desk.suspense, len(found(desk))) == (10, 10, 1)


def test_a_day_that_is_not_over_is_not_judged(desk, house):
    paid = desk.pays(500)

    assert desk.hears(house.statement(DAY)) == "a statement of a day that is not over"
    assert desk.state(paid) == "sent"


def test_reconciling_twice_is_reconciling_once(desk, house):
    paid = desk.pays(500)
    desk.hears(house.paid_in("T2", "100.00", name="林小雯"))
    desk.is_at(2026, 11, 24, 0, 5)
    lines = [("in", "T1", "10.00"), ("in", "T2", "100.00"), ("refused", "T2", "100.00")]
    desk.hears(house.statement(DAY, *lines))
    before = (desk.reserves, desk.suspense, desk.state(paid), found(desk))
    desk.waits(hours=1)

    report = reconcile(desk.db, desk.db.now.date().replace(day=23))

    assert (desk.reserves, desk.suspense, desk.state(paid), found(desk)) == before
    assert (report.lines, len(report.differences)) == (3, 1)


def test_a_difference_that_is_no_more_leaves_suspense(desk, house):
    """The house lists a payment before it puts it up."""
    desk.is_at(2026, 11, 24, 0, 5)
    desk.hears(house.statement(DAY, ("in", "T1", "300.00")))
    assert (desk.reserves, desk.suspense) == (300, 300)

    desk.hears(house.paid_in("T1", "300.00"))

    assert (desk.balance, desk.reserves, desk.suspense, found(desk)) == (10_300, 300, 0, [])


def test_without_a_statement_there_is_no_report(desk):
    assert reconcile(desk.db, desk.db.now.date()) is None


def test_a_difference_has_one_id_whenever_it_is_found():
    one = differences.Difference(None, differences.Kind.AMOUNT, None, "T1", Money(1), Money(2))
    other = differences.Difference(None, differences.Kind.AMOUNT, None, "T1", Money(2), Money(1))

    assert one.difference_id == one.difference_id != other.difference_id

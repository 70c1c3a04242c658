"""Holds, one after the other on real PostgreSQL; together is tests/test_proof_ledger_races.py."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from guitai.ledger.accounts import account, open_account
from guitai.ledger.chart import AccountKey, Internal
from guitai.ledger.entry import CREDIT, DEBIT, Details, Entry, Posting, transfer
from guitai.ledger.holds import (
    HoldState,
    expire,
    held,
    hold,
    holds_on,
    next_expiry,
    post_held,
    release,
)
from guitai.ledger.posting import post
from guitai.ledger.refusals import (
    AccountClosed,
    BalanceTooHigh,
    HoldOver,
    InsufficientFunds,
    NameReused,
    NoSuchAccount,
    NoSuchHold,
)
from guitai.ledger.stops import lift, stop
from guitai.money import Currency, Money

HOUR = timedelta(hours=1)


def yuan(amount):
    return Money(fen=100 * amount)


def pay(source, target, amount, name="pay", **more):
    return transfer(yuan(amount), owner=1001, name=name, source=source, target=target, **more)


def later(db, by):
    return replace(db, now=db.now + by)


def stands(db, key):
    """Balance and what could leave."""
    found = account(db, key)
    return found.balance, found.available


def test_what_is_held_stays_on_the_account_and_can_not_leave_it(db, lin, wang):
    hold(db, pay(lin, wang, 600))

    assert stands(db, lin) == (yuan(1_000), yuan(400))
    assert stands(db, wang) == (yuan(0), yuan(0))
    with pytest.raises(InsufficientFunds):
        post(db, pay(lin, wang, 401, "more"))
    with pytest.raises(InsufficientFunds):
        hold(db, pay(lin, wang, 401, "more"))


def test_it_is_posted_once_under_its_name(db, lin, wang):
    details = Details("转账", "王芳", memo="午饭")
    hold(db, pay(lin, wang, 600, details=details))

    first = post_held(db, 1001, "pay")

    assert stands(db, lin) == (yuan(400), yuan(400))
    assert stands(db, wang) == (yuan(600), yuan(600))
    assert post_held(db, 1001, "pay") == replace(first, repeated=True)
    assert post(db, pay(lin, wang, 600, details=details)) == replace(first, repeated=True)
    assert held(db, 1001, "pay").state is HoldState.POSTED


def test_a_part_is_posted_and_the_rest_let_go(db, lin, wang):
    hold(db, pay(lin, wang, 600))

    first = post_held(db, 1001, "pay", amount=yuan(250))

    assert stands(db, lin) == (yuan(750), yuan(750))
    assert stands(db, wang) == (yuan(250), yuan(250))
    assert post_held(db, 1001, "pay", amount=yuan(250)) == replace(first, repeated=True)
    for amount in (None, yuan(300)):
        with pytest.raises(NameReused):
            post_held(db, 1001, "pay", amount=amount)


def test_not_more_than_is_held_is_posted_nor_a_part_of_several_lines(db, lin, wang):
    hold(db, pay(lin, wang, 600))
    postings = (Posting(lin, DEBIT, yuan(3)), Posting(wang, CREDIT, yuan(1)), Posting(wang, CREDIT, yuan(2)))
    hold(db, Entry(1001, "three", Currency.CNY, postings))

    with pytest.raises(ValueError, match="more than hold pay holds"):
        post_held(db, 1001, "pay", amount=Money(fen=60_001))
    with pytest.raises(ValueError, match="posted whole"):
        post_held(db, 1001, "three", amount=yuan(1))
    assert not post_held(db, 1001, "three").repeated


def test_it_is_voided_and_then_never_posted(db, lin, wang):
    hold(db, pay(lin, wang, 600))
    release(db, 1001, "pay")
    release(db, 1001, "pay")

    assert stands(db, lin) == (yuan(1_000), yuan(1_000))
    assert held(db, 1001, "pay").state is HoldState.VOIDED
    with pytest.raises(HoldOver):
        post_held(db, 1001, "pay")


def test_what_was_posted_is_not_voided(db, lin, wang):
    hold(db, pay(lin, wang, 600))
    post_held(db, 1001, "pay")

    with pytest.raises(HoldOver) as no:
        release(db, 1001, "pay")
    assert no.value.detail == "hold pay of owner 1001 is posted"


def test_it_expires_at_its_time_and_not_before(db, lin, wang):
    hold(db, pay(lin, wang, 100, "soon"), until=db.now + HOUR)
    hold(db, pay(lin, wang, 200, "sooner"), until=db.now + HOUR / 2)
    hold(db, pay(lin, wang, 300, "never"))

    assert next_expiry(db) == db.now + HOUR / 2
    assert expire(later(db, HOUR / 2 - timedelta(microseconds=1)), most=10) == 0
    assert expire(later(db, HOUR), most=1) == 1
    assert [one.entry.name for one in holds_on(db, lin)] == ["soon", "never"]
    assert expire(later(db, HOUR), most=10) == 1
    assert expire(later(db, HOUR), most=10) == 0
    assert next_expiry(db) is None
    assert stands(db, lin) == (yuan(1_000), yuan(700))


def test_what_is_past_its_time_is_not_posted_though_nobody_has_let_go_of_it_yet(db, lin, wang):
    hold(db, pay(lin, wang, 100), until=db.now + HOUR)

    with pytest.raises(HoldOver):
        post_held(later(db, HOUR), 1001, "pay")
    assert stands(db, lin) == (yuan(1_000), yuan(900))
    assert not post_held(later(db, HOUR - timedelta(microseconds=1)), 1001, "pay").repeated
    assert post_held(later(db, HOUR), 1001, "pay").repeated
    release_late = later(db, HOUR)
    with pytest.raises(HoldOver):
        release(release_late, 1001, "pay")


def test_a_repeat_gives_what_stands_and_another_body_is_refused(db, lin, wang):
    first = hold(db, pay(lin, wang, 600), until=db.now + HOUR)
    again = hold(db, pay(lin, wang, 600), until=db.now + 2 * HOUR)

    assert again == replace(first, repeated=True)
    with pytest.raises(NameReused):
        hold(db, pay(lin, wang, 601))
    release(db, 1001, "pay")
    assert hold(db, pay(lin, wang, 600)).state is HoldState.VOIDED
    assert stands(db, lin) == (yuan(1_000), yuan(1_000))


def test_a_name_that_an_entry_has_is_no_holds(db, lin, wang):
    post(db, pay(lin, wang, 1))

    with pytest.raises(NameReused):
        hold(db, pay(lin, wang, 1))


@pytest.mark.parametrize("amount, posted", [(600, True), (599, False)])
def test_an_entry_that_took_its_name_meanwhile_is_never_doubled(db, lin, wang, amount, posted):
    hold(db, pay(lin, wang, 600))
    stop_gap = post(db, replace(pay(Internal.CASH, lin, amount), name="pay")) if not posted else None
    if posted:
        post(db, pay(Internal.CASH, lin, 1_000, "more"))
        post(db, pay(lin, wang, 600))
        assert post_held(db, 1001, "pay").repeated
        assert stands(db, lin) == (yuan(1_400), yuan(1_400))
    else:
        assert stop_gap
        with pytest.raises(NameReused):
            post_held(db, 1001, "pay")
        assert held(db, 1001, "pay").state is HoldState.PENDING
        release(db, 1001, "pay")


def test_a_direction_that_was_stopped_meanwhile_refuses_the_posting_and_keeps_the_hold(db, lin, wang):
    hold(db, pay(lin, wang, 600))
    stop(db, wang, debits=False, credits=True, reason="judicial")

    with pytest.raises(AccountClosed):
        post_held(db, 1001, "pay")
    assert stands(db, lin) == (yuan(1_000), yuan(400))
    lift(db, wang, reason="judicial")
    assert not post_held(db, 1001, "pay").repeated


def test_a_stopped_account_holds_nothing_new_and_lets_go_of_what_it_held(db, lin, wang):
    hold(db, pay(lin, wang, 600))
    stop(db, lin, debits=True, credits=False, reason="lost")

    with pytest.raises(AccountClosed):
        hold(db, pay(lin, wang, 1, "another"))
    release(db, 1001, "pay")
    assert stands(db, lin) == (yuan(1_000), yuan(1_000))


def test_a_hold_on_an_account_that_is_not_there_leaves_nothing_behind(db, lin):
    with pytest.raises(NoSuchAccount) as no:
        hold(db, pay(lin, AccountKey(1002, 7), 5))

    assert no.value.detail == "AccountKey(owner=1002, account_id=7)"
    assert stands(db, lin) == (yuan(1_000), yuan(1_000))
    assert held(db, 1001, "pay") is None


def test_what_is_to_come_counts_against_a_cap_and_is_of_no_use_yet(db, lin):
    small = open_account(db, 1002, "current_3", "6239", most=yuan(2_000)).key
    hold(db, pay(Internal.CASH, small, 1_500, "first"))

    with pytest.raises(BalanceTooHigh):
        hold(db, pay(Internal.CASH, small, 501, "second"))
    with pytest.raises(BalanceTooHigh):
        post(db, pay(Internal.CASH, small, 501, "second"))
    with pytest.raises(InsufficientFunds):
        post(db, pay(small, lin, 1, "too early"))
    post(db, pay(Internal.CASH, small, 500, "second"))
    post_held(db, 1001, "first")
    assert stands(db, small) == (yuan(2_000), yuan(2_000))


def test_holds_on_an_account_are_those_of_anybody_that_are_pending(db, lin, wang):
    hold(db, pay(lin, wang, 1, "one", effective_on=date(2026, 1, 1), details=Details("转账")))
    hold(db, pay(lin, wang, 2, "two"))
    release(db, 1001, "two")

    (only,) = holds_on(db, wang)
    assert (only.entry, only.state) == (
        pay(lin, wang, 1, "one", effective_on=date(2026, 1, 1), details=Details("转账")),
        HoldState.PENDING,
    )


def test_there_must_be_a_hold_to_post_or_release_it(db, lin):
    for act in (post_held, release):
        with pytest.raises(NoSuchHold):
            act(db, 1001, "nothing")


def test_the_function_itself_refuses_a_hold_that_is_out_of_balance(db, lin, wang):
    entry = pay(lin, wang, 5)
    object.__setattr__(entry.postings[0], "amount", yuan(4))

    with pytest.raises(Exception, match="out of balance by 100 fen"):
        hold(db, entry)


def test_what_is_pending_has_no_moment_of_booking(db, lin, wang):
    with pytest.raises(ValueError, match="no moment of booking"):
        hold(db, pay(lin, wang, 1, booked_at=db.now - HOUR))

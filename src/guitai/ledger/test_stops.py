"""Stops stack by reason, each direction apart; closing is for good."""

import pytest

from guitai.ledger.accounts import account, open_account, page
from guitai.ledger.chart import AccountKey, Internal
from guitai.ledger.entry import transfer
from guitai.ledger.holds import hold, release
from guitai.ledger.posting import post
from guitai.ledger.refusals import AccountClosed, NoSuchAccount, NotEmpty
from guitai.ledger.stops import close_account, history, lift, stop, stops
from guitai.money import Money


def pay(source, target, yuan, name="pay"):
    return transfer(Money(100 * yuan), owner=1001, name=name, source=source, target=target)


def opened(db, key):
    found = account(db, key)
    return found.debits_open, found.credits_open


@pytest.mark.parametrize(
    "debits, credits, state",
    [(True, False, "credits_only"), (False, True, "debits_only"), (True, True, "stopped")],
)
def test_a_stop_stops_its_direction_and_no_other(db, lin, wang, debits, credits, state):
    stop(db, lin, debits=debits, credits=credits, reason="lost")

    assert opened(db, lin) == (not debits, not credits)
    assert account(db, lin).state == state
    for stopped, entry in ((debits, pay(lin, wang, 1, "out")), (credits, pay(Internal.CASH, lin, 1, "in"))):
        if stopped:
            with pytest.raises(AccountClosed):
                post(db, entry)
        else:
            post(db, entry)


def test_reasons_stack_and_each_is_lifted_by_itself(db, lin):
    stop(db, lin, debits=True, credits=False, reason="lost")
    stop(db, lin, debits=True, credits=True, reason="judicial")

    assert account(db, lin).stops == ("lost", "judicial")
    assert lift(db, lin, reason="lost")
    assert opened(db, lin) == (False, False)
    assert lift(db, lin, reason="judicial")
    assert opened(db, lin) == (True, True)
    assert stops(db, lin) == []


def test_doing_it_twice_is_doing_it_once(db, lin):
    for _ in range(2):
        stop(db, lin, debits=True, credits=False, reason="lost")

    assert len(history(db, lin)) == 1
    assert [lift(db, lin, reason="lost") for _ in range(2)] == [True, False]


def test_the_same_reason_in_another_direction_takes_its_place(db, lin):
    stop(db, lin, debits=True, credits=False, reason="judicial")
    stop(db, lin, debits=False, credits=True, reason="judicial")

    assert opened(db, lin) == (True, False)
    assert [(one.debits, one.credits) for one in stops(db, lin)] == [(False, True)]


def test_the_history_says_in_which_turn_it_was_stopped_and_lifted(db, lin):
    stop(db, lin, debits=True, credits=False, reason="lost")
    lift(db, lin, reason="lost")
    (only,) = history(db, lin)

    assert (only.reason, only.stopped_at, only.lifted_at) == ("lost", db.now, db.now)
    assert only.turn_id == only.lifted_turn_id == db.turn_id


def test_an_account_with_money_or_with_something_pending_is_not_closed(db, lin, wang):
    with pytest.raises(NotEmpty):
        close_account(db, lin)
    hold(db, pay(lin, wang, 1))
    with pytest.raises(NotEmpty):
        close_account(db, wang)
    assert opened(db, wang) == (True, True)

    release(db, 1001, "pay")
    close_account(db, wang)
    assert account(db, wang).state == "closed"


def test_what_is_closed_stays_closed(db, lin, wang):
    for _ in range(2):
        close_account(db, wang)

    assert not lift(db, wang, reason="closed")
    assert account(db, wang).closed
    with pytest.raises(AccountClosed):
        post(db, pay(lin, wang, 1))


@pytest.mark.parametrize("key", [AccountKey(1001, 7), Internal.CASH.stripe(1)])
def test_only_a_customers_account_is_stopped_or_closed(db, lin, key):
    with pytest.raises(NoSuchAccount):
        stop(db, key, debits=True, credits=True, reason="lost")
    with pytest.raises(NotEmpty):
        close_account(db, key)


def test_a_stop_is_in_a_direction_and_is_no_closing(db, lin):
    with pytest.raises(ValueError, match="in a direction"):
        stop(db, lin, debits=False, credits=False, reason="lost")
    with pytest.raises(ValueError, match="close_account"):
        stop(db, lin, debits=True, credits=True, reason="closed")


def test_a_page_goes_through_the_accounts_of_some_kinds_closed_ones_too(db, lin, wang):
    small = open_account(db, 1001, "current_3", "62391").key
    fixed = open_account(db, 1002, "fixed", "62392").key
    close_account(db, wang)
    kinds = ("current", "current_3")

    assert [one.key for one in page(db, kinds, most=2)] == [lin, small]
    assert [one.key for one in page(db, kinds, after=small, most=2)] == [wang]
    assert [(one.key, one.closed) for one in page(db, ["fixed", "current"], after=lin, most=9)] == [
        (wang, True),
        (fixed, False),
    ]


def test_an_account_may_not_hold_more_than_its_cap(db, lin):
    capped = open_account(db, 1002, "current_3", "6239", most=Money(200_000))

    assert capped.most == Money(200_000)
    assert account(db, lin).most is None

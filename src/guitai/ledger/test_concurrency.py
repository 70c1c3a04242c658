"""The ledger under many hands: threads on connections of their own."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from guitai.errors import Refusal
from guitai.ledger.accounts import account
from guitai.ledger.chart import AccountKey, Internal
from guitai.ledger.check import check
from guitai.ledger.entry import Details, transfer
from guitai.ledger.posting import post, post_all
from guitai.ledger.refusals import InsufficientFunds, NameReused
from guitai.money import Money

HANDS = 6


def yuan(amount):
    return Money(fen=100 * amount)


def together(work):
    """What each of the hands gets, all starting at once."""
    start = Barrier(HANDS)

    def hand(number):
        start.wait()
        try:
            return work(number)
        except Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(hand, range(HANDS)))


@pytest.fixture
def accounts(database, open_with):
    with database.transaction() as db:
        return [open_with(db, owner, 100) for owner in (1001, 1002, 1003, 1004)]


def balances(database, accounts):
    with database.transaction() as db:
        assert check(db).problem is None
        return [account(db, key).balance for key in accounts]


def test_money_is_spent_once(database, accounts):
    lin, wang, *_ = accounts

    def spend(hand):
        entry = transfer(yuan(60), owner=1001, name=f"spend-{hand}", source=lin, target=wang)
        return database.run(lambda db: post(db, entry))

    results = together(spend)

    assert [type(result) for result in results].count(InsufficientFunds) == HANDS - 1
    assert balances(database, [lin, wang]) == [yuan(40), yuan(160)]


def test_the_same_entry_from_every_hand_is_posted_once(database, accounts):
    lin, wang, *_ = accounts
    entry = transfer(yuan(60), owner=1001, name="same", source=lin, target=wang, details=Details("转账"))
    results = together(lambda _: database.run(lambda db: post(db, entry)))

    assert sorted(result.repeated for result in results) == [False] + [True] * (HANDS - 1)
    assert len({result.entry_id for result in results}) == 1
    assert balances(database, [lin, wang]) == [yuan(40), yuan(160)]


@pytest.mark.parametrize("at_once", [1, 2])
def test_a_name_goes_to_the_first_of_those_who_want_it_for_different_things(database, at_once):
    """Their accounts are others, so nothing but the name makes the second wait, and only after it has looked."""

    def wish(stripe, name):
        source = AccountKey(stripe, Internal.CASH.account_id)
        target = AccountKey(stripe, Internal.SUSPENSE.account_id)
        return transfer(yuan(stripe), owner=1001, name=name, source=source, target=target)

    late = [wish(2, "wanted"), wish(2, "its own")][:at_once]
    with ThreadPoolExecutor(1) as pool, database.transaction() as db:
        post(db, wish(1, "wanted"))
        second = pool.submit(database.run, lambda db: post_all(db, late))
        while not waiting(database):
            assert not second.done()
        db.connection.commit()

        assert [isinstance(result, NameReused) for result in second.result()] == [True, False][:at_once]
    balances(database, [])


def waiting(database):
    """Whether somebody waits for a lock."""
    with database.transaction() as db:
        return db.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone()


def test_many_hands_leave_sums_and_chains_whole(database, accounts):
    def work(hand):
        dice = random.Random(hand)
        for turn in range(12):
            entries = [
                transfer(
                    yuan(dice.randint(1, 40)),
                    owner=1001 + hand,
                    name=f"{hand}-{turn}-{number}",
                    source=source,
                    target=target,
                )
                for number in range(8)
                for source, target in [dice.sample([*accounts, Internal.SUSPENSE, Internal.CLEARING_OUT], 2)]
            ]
            if turn % 2:
                database.run(lambda db, entries=entries: post_all(db, entries))
            else:
                for entry in entries[:2]:
                    try:
                        database.run(lambda db, entry=entry: post(db, entry))
                    except InsufficientFunds:
                        continue

    assert together(work) == [None] * HANDS
    assert min(balances(database, accounts)) >= Money(fen=0)

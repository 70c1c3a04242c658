"""Bounds on either side, moments that have not come, names that no database takes, plans made too early."""

from datetime import timedelta

import pytest
from psycopg.errors import UniqueViolation

from guitai.ledger.accounts import account, accounts_of, open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import AccountKey, transfer
from guitai.ledger.posting import post, post_all
from guitai.ledger.refusals import InsufficientFunds, NumberTaken
from guitai.money import Money

LOAN = """
INSERT INTO ledger.accounts (owner, account_id, turn_id, kind, currency, side, least_fen, opened_on, head)
VALUES (1003, 77, %(turn)s, 'loan', 'CNY', 'D', 0, '2026-11-23', '')
"""


def pay(source, target, yuan, name="pay", **more):
    return transfer(Money(100 * yuan), owner=1001, name=name, source=source, target=target, **more)


@pytest.fixture
def loan(db, as_owner):
    """What a customer owes the bank: it grows by debits, and is never less than nothing."""
    as_owner(LOAN, {"turn": db.turn_id})
    return AccountKey(1003, 77)


@pytest.mark.parametrize("several", [False, True])
def test_a_loan_is_drawn_and_repaid_and_never_overpaid(db, lin, loan, several):
    def door(entry):
        (result,) = post_all(db, [entry]) if several else [post(db, entry)]
        if isinstance(result, InsufficientFunds):
            raise result

    door(pay(loan, lin, 100, "drawn"))
    door(pay(lin, loan, 60, "repaid"))
    with pytest.raises(InsufficientFunds):
        door(pay(lin, loan, 41, "overpaid"))

    assert (account(db, loan).balance, account(db, loan).available) == (Money(4000), Money(4000))


def test_nothing_is_booked_in_the_future(db, lin, wang):
    with pytest.raises(ValueError, match="booked in the future"):
        post(db, pay(lin, wang, 1, booked_at=db.now + timedelta(seconds=1)))


def test_the_same_words_booked_at_another_moment_are_another_entry(db, lin, wang):
    post(db, pay(lin, wang, 1, booked_at=db.now - timedelta(days=2)))
    results = post_all(db, [pay(lin, wang, 1, booked_at=db.now - timedelta(days=days)) for days in (2, 1)])

    assert [type(result).__name__ for result in results] == ["Posted", "NameReused"]


@pytest.mark.parametrize("name", ["", "a\n", "\ud800", "a" * 201])
def test_a_name_that_can_not_be_kept_is_refused_before(lin, wang, name):
    with pytest.raises(ValueError, match="is no name for an entry"):
        pay(lin, wang, 1, name)


def test_an_account_whose_number_is_taken_leaves_nothing_behind(db, lin):
    with pytest.raises(NumberTaken):
        open_account(db, 1002, "current", account(db, lin).number)

    assert accounts_of(db, 1002) == []


def test_a_house_owner_opens_no_account(db):
    with pytest.raises(AssertionError, match="of its chart"):
        open_account(db, 64, "current", "1")

    row = db.execute(
        "SELECT ledger.open_account(64, %(turn)s, 'current', '1', 'CNY', '2026-11-23', NULL)",
        {"turn": db.turn_id},
    )
    assert row.fetchone() == (None,)


def test_what_is_wrong_with_the_rows_is_not_taken_for_bad_luck(db, as_owner, lin, wang):
    post(db, pay(lin, wang, 1))
    as_owner("UPDATE ledger.accounts SET seq = 0 WHERE owner = 1002")

    with pytest.raises(UniqueViolation):
        post(db, pay(lin, wang, 1, "again"))


def fetched(db):
    return db.execute(
        "SELECT idx_tup_fetch FROM pg_stat_xact_user_tables WHERE schemaname = 'ledger' AND relname = 'accounts'"
    ).fetchone()[0]


def test_a_plan_made_when_there_were_no_customers_does_not_read_them_all_later(database):
    with database.transaction() as early:
        first = open_account(early, 1001, "current", "1").key
        post(early, pay(Internal.CASH, first, 1, "first"))
        post_all(early, [pay(Internal.CASH, first, 1, name) for name in "abc"])
        early.connection.commit()
        with database.transaction() as db:
            keys = [open_account(db, owner, "current", f"62{owner}").key for owner in range(2001, 3001)]
        before = fetched(early)
        post(early, pay(Internal.CASH, keys[5], 1, "later"))

        assert fetched(early) - before <= 8

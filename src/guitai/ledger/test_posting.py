"""The two doors, on real PostgreSQL, one after the other; together is test_concurrency.py."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from guitai.ledger.accounts import account, account_numbered, accounts_of, open_account
from guitai.ledger.chart import STRIPES, AccountKey, Internal
from guitai.ledger.check import check
from guitai.ledger.entry import CREDIT, DEBIT, Details, Entry, Posting, transfer
from guitai.ledger.posting import post, post_all
from guitai.ledger.refusals import (
    AccountClosed,
    CurrencyMismatch,
    InsufficientFunds,
    NameReused,
    NoSuchAccount,
    NumberTaken,
)
from guitai.money import Currency, Money

NOBODY = AccountKey(1001, 999_999)


def yuan(amount):
    return Money(fen=100 * amount)


def pay(source, target, amount, name="pay", **more):
    return transfer(yuan(amount), owner=1001, name=name, source=source, target=target, **more)


def sums(db):
    return db.execute(
        """
        SELECT owner, account_id, debits_posted_fen, credits_posted_fen, seq
          FROM ledger.accounts
         ORDER BY owner, account_id
        """
    ).fetchall()


def test_a_transfer_moves_the_money(db, lin, wang):
    posted = post(db, pay(lin, wang, 300))

    assert not posted.repeated
    assert account(db, lin).balance == yuan(700)
    assert account(db, wang).balance == yuan(300)


def test_what_is_said_about_a_posting_is_kept_to_the_letter(db, lin, wang):
    memo = 'a "quoted" \\ {list}, NULL, 午饭 🍜\u3000x'
    post(db, pay(lin, wang, 1, details=Details("转账", "王芳", memo=memo)))

    rows = db.execute("SELECT summary, counterparty, category, memo FROM ledger.postings WHERE memo <> ''")
    assert rows.fetchall() == [("转账", "王芳", "", memo)] * 2


def test_a_repeat_gives_the_first_result_and_posts_nothing(db, lin, wang):
    first = post(db, pay(lin, wang, 800))
    again = post(db, pay(lin, wang, 800))

    assert again == replace(first, repeated=True)
    assert account(db, lin).balance == yuan(200)


@pytest.mark.parametrize(
    "change",
    [
        {"effective_on": date(2026, 1, 1)},
        {"details": Details("转账")},
        {"amount": 301},
    ],
)
def test_a_name_is_never_used_for_something_else(db, lin, wang, change):
    post(db, pay(lin, wang, 300))

    with pytest.raises(NameReused):
        post(db, pay(lin, wang, **{"amount": 300} | change))
    assert account(db, lin).balance == yuan(700)


def test_another_owner_may_use_the_same_name(db, lin, wang):
    post(db, pay(lin, wang, 300))

    assert not post(db, replace(pay(lin, wang, 300), owner=1002)).repeated


def test_the_last_fen_can_leave_and_not_one_more(db, lin, wang):
    with pytest.raises(InsufficientFunds):
        post(db, transfer(Money(fen=100_001), owner=1001, name="all", source=lin, target=wang))

    post(db, pay(lin, wang, 1_000))
    assert account(db, lin).available == Money(fen=0)


def test_what_is_held_cannot_leave(db, as_owner, lin, wang):
    as_owner("UPDATE ledger.accounts SET debits_pending_fen = 60000 WHERE owner = 1001")

    with pytest.raises(InsufficientFunds):
        post(db, pay(lin, wang, 401))
    post(db, pay(lin, wang, 400))
    assert (account(db, lin).balance, account(db, lin).available) == (yuan(600), Money(fen=0))


@pytest.mark.parametrize(
    "state, source, target, refusal",
    [
        ("debits_open = false", "lin", "wang", AccountClosed),
        ("debits_open = false", "wang", "lin", None),
        ("credits_open = false", "wang", "lin", AccountClosed),
        ("credits_open = false", "lin", "wang", None),
        ("currency = 'USD'", "lin", "wang", CurrencyMismatch),
        ("currency = 'USD'", "wang", "lin", CurrencyMismatch),
        ("kind = kind", "nobody", "lin", NoSuchAccount),
        ("kind = kind", "lin", "nobody", NoSuchAccount),
        ("least_fen = 90000", "lin", "wang", InsufficientFunds),
    ],
)
def test_an_account_says_what_may_happen_to_it(db, as_owner, lin, wang, state, source, target, refusal):
    post(db, pay(lin, wang, 100, name="first"))
    as_owner(f"UPDATE ledger.accounts SET {state} WHERE owner = 1001")
    keys = {"lin": lin, "wang": wang, "nobody": NOBODY}
    before = sums(db)

    if refusal:
        with pytest.raises(refusal) as no:
            post(db, pay(keys[source], keys[target], 50))
        assert no.value.detail
        assert sums(db) == before
    else:
        assert not post(db, pay(keys[source], keys[target], 50)).repeated


def test_an_entry_may_post_to_an_account_twice(db, lin, wang):
    fee = Internal.FEES_INCOME.stripe(1001)
    both = Entry(
        1001,
        "with-fee",
        Currency.CNY,
        (
            Posting(lin, DEBIT, yuan(998), Details("转账", "王芳")),
            Posting(lin, DEBIT, yuan(2), Details("手续费")),
            Posting(wang, CREDIT, yuan(998), Details("转账", "林小明")),
            Posting(fee, CREDIT, yuan(2)),
        ),
    )
    post(db, both)

    rows = db.execute(
        "SELECT seq, amount_fen, balance_after_fen FROM ledger.postings WHERE owner = 1001 ORDER BY seq"
    )
    assert rows.fetchall() == [(1, 100_000, 100_000), (2, 200, 99_800), (3, 99_800, 0)]
    assert check(db).sound


def test_a_round_trip_within_an_entry_needs_no_money_in_between(db, lin, wang):
    there_and_back = Entry(
        1002,
        "swap",
        Currency.CNY,
        (
            Posting(wang, DEBIT, yuan(5)),
            Posting(lin, CREDIT, yuan(5)),
            Posting(lin, DEBIT, yuan(5)),
            Posting(wang, CREDIT, yuan(5)),
        ),
    )

    assert not post(db, there_and_back).repeated


def test_it_is_effective_on_the_banks_day_unless_it_says_another(db, lin, wang):
    midnight = (db.now + timedelta(days=1)).replace(hour=0, minute=30)  # in UTC it is still the day before
    late = replace(db, now=midnight)
    post(late, pay(lin, wang, 1, name="today"))
    post(late, pay(lin, wang, 2, name="value-dated", effective_on=date(2020, 2, 29)))

    rows = db.execute(
        "SELECT effective_on FROM ledger.postings WHERE owner = 1002 ORDER BY amount_fen"
    ).fetchall()
    assert rows == [(midnight.date(),), (date(2020, 2, 29),)]


def test_on_an_account_booking_never_goes_back_in_time(db, lin, wang):
    behind = replace(db, now=db.now - timedelta(seconds=3))
    posted = post(behind, pay(lin, wang, 1))

    rows = db.execute(
        "SELECT owner, booked_at FROM ledger.postings WHERE seq = 2 OR owner = 1002 ORDER BY owner"
    )
    assert rows.fetchall() == [(1001, db.now), (1002, behind.now)]
    assert posted.booked_at == behind.now
    assert check(db).sound


def test_a_batch_gives_every_entry_its_own_result(db, lin, wang):
    batch = [
        pay(lin, wang, 600, name="a"),
        pay(lin, wang, 600, name="b"),
        pay(lin, NOBODY, 1, name="c"),
        pay(lin, wang, 400, name="d"),
        pay(lin, wang, 600, name="a"),
        pay(lin, wang, 601, name="a"),
        pay(wang, lin, 600, name="e"),
        pay(lin, wang, 600, name="b"),
    ]
    results = post_all(db, batch)

    assert [getattr(result, "code", None) for result in results] == [
        None,
        "ledger.insufficient_funds",
        "ledger.no_such_account",
        None,
        None,
        "ledger.name_reused",
        None,
        None,
    ]
    assert results[4] == replace(results[0], repeated=True)
    assert (account(db, lin).balance, account(db, wang).balance) == (Money(fen=0), yuan(1_000))
    assert check(db).sound


def test_a_batch_of_nothing_posts_nothing(db):
    assert post_all(db, []) == []


def test_the_posting_function_itself_refuses_an_entry_that_is_out_of_balance(db, lin, wang):
    entry = pay(lin, wang, 5)
    object.__setattr__(entry.postings[0], "amount", yuan(4))

    with pytest.raises(Exception, match="out of balance by 100 fen"):
        post(db, entry)


def test_a_bound_holds_even_against_sql(as_owner, lin):
    with pytest.raises(Exception, match="accounts_least"):
        as_owner("UPDATE ledger.accounts SET debits_posted_fen = 100001 WHERE owner = 1001")


def test_an_account_is_found_by_its_number_and_its_owner(db, lin):
    fixed = open_account(db, 1001, "fixed", "6222020000000001234", opened_on=date(2026, 2, 3))

    assert account_numbered(db, "6222020000000001234") == fixed.key
    assert [found.kind for found in accounts_of(db, 1001)] == ["fixed", "current"]
    assert (fixed.tail, fixed.state, fixed.balance, fixed.opened_on) == (
        "1234",
        "open",
        Money(fen=0),
        date(2026, 2, 3),
    )


def test_a_number_is_given_once_in_the_whole_bank(db, lin):
    number = account(db, lin).number
    with pytest.raises(NumberTaken), db.savepoint():
        open_account(db, 1002, "current", number)

    assert accounts_of(db, 1002) == []


def test_what_is_not_there_is_not_found(db):
    with pytest.raises(NoSuchAccount):
        account(db, NOBODY)
    with pytest.raises(NoSuchAccount):
        account_numbered(db, "6214")


def test_the_chart_and_the_table_are_the_same(db):
    rows = db.execute(
        "SELECT owner, account_id, kind, side FROM ledger.accounts WHERE owner < 1001"
    ).fetchall()

    assert set(rows) == {
        (stripe, code.account_id, code.kind, code.side)
        for stripe in range(1, STRIPES + 1)
        for code in Internal
    }


def test_money_from_an_internal_account_needs_no_balance_there(db, lin):
    post(db, pay(Internal.INTEREST_EXPENSE, lin, 5))

    expense = account(db, Internal.INTEREST_EXPENSE.stripe(1001))
    assert (expense.balance, expense.number) == (yuan(5), "")


def test_posting_never_reads_a_table_from_end_to_end(db, lin, wang):
    """A plan made while a table is small stays with the connection while the table grows."""
    before = scans(db)
    post(db, pay(lin, wang, 1))
    post_all(db, [pay(lin, wang, 1, name=name) for name in ("pay", "b", "c")])

    assert scans(db) == before


def scans(db):
    return db.execute(
        """
        SELECT relname, seq_scan
          FROM pg_stat_xact_user_tables
         WHERE schemaname = 'ledger'
         ORDER BY relname
        """
    ).fetchall()

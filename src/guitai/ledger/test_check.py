"""The check finds what was changed behind the ledger's back, whatever it was."""

from collections import Counter
from uuid import UUID

import pytest

from guitai.ledger.chart import STRIPES, Internal
from guitai.ledger.check import _sums, check
from guitai.ledger.reading import EVERY, told
from guitai.ledger.report import Report

OTHER = "'01900000-0000-7000-8000-000000000000'"
AN_HOUR = "booked_at + interval '1 hour'"

# What is changed in the middle of three entries, in the whole of one of its rows.
POSTINGS = [
    "amount_fen = amount_fen + 1",
    "side = CASE side WHEN 'D' THEN 'C'::ledger.side ELSE 'D' END",
    f"booked_at = {AN_HOUR}",
    "effective_on = effective_on + 1",
    "balance_after_fen = balance_after_fen + 1",
    "balance_after_fen = NULL",
    "summary = '消费'",
    "counterparty = '王五'",
    "category = '旅行'",
    "channel = 'ATM'",
    "memo = ''",
    "details_digest = sha256('x')",
    "details_digest = NULL",
    "details_digest = NULL, summary = '', counterparty = '', category = '', channel = '', memo = ''",
    "link = sha256('x')",
    f"entry_id = {OTHER}",
    "entry_owner = 1002",
    f"turn_id = {OTHER}",
    "owner = 1003",
    "account_id = account_id + 10",
]
ENTRIES = [
    "name = 'pay-9'",
    "currency = 'USD'",
    f"booked_at = {AN_HOUR}",
    "effective_on = '2020-02-29'",
    "digest = sha256('x')",
    f"turn_id = {OTHER}",
    f"entry_id = {OTHER}",
    "owner = 1002",
    f"reverses = {OTHER}",
]
ACCOUNTS = [
    "debits_posted_fen = debits_posted_fen + 1",
    "credits_posted_fen = credits_posted_fen + 1",
    "debits_posted_fen = debits_posted_fen + 1, credits_posted_fen = credits_posted_fen + 1",
    "debits_pending_fen = 1",
    "credits_pending_fen = 1",
    "seq = seq + 1",
    "head = sha256('x')",
    f"booked_at = {AN_HOUR}",
    "currency = 'USD'",
    "side = 'D', least_fen = NULL",
    "number = '1'",
    "owner = 1003",
    "least_fen = least_fen - 10000000",
    "least_fen = NULL",
    "most_fen = 100000000",
    "debits_open = false",
    "credits_open = false",
    "kind = 'fixed'",
    "opened_on = opened_on - 1",
    f"turn_id = {OTHER}",
    "number = NULL",
    "number = ''",
]


def test_sound_books_are_proved(db, paid):
    report = check(db)

    assert report.sound
    assert (report.entries, report.postings, dict(report.sums_fen)) == (4, 8, {"CNY": 0})
    assert str(report) == (
        f"the books are right: 4 entries, 8 postings, {report.accounts} accounts, 0 holds, 0 stops, "
        "0 closed days, 0 signed heads; debits equal credits"
    )
    assert report.as_json() == {
        "sound": True,
        "entries": 4,
        "postings": 8,
        "accounts": 2 + STRIPES * len(Internal),
        "holds": 0,
        "stops": 0,
        "closings": 0,
        "heads": 0,
        "sums_fen": {"CNY": 0},
        "problem": None,
        "entry": None,
        "hold": None,
        "owner": None,
        "account": None,
    }


def test_empty_books_are_sound(db):
    assert check(db).sound


@pytest.mark.parametrize("change", POSTINGS)
def test_a_changed_posting_is_found_and_its_entry_named(db, as_owner, paid, change):
    sql = f"UPDATE ledger.postings SET {change} WHERE owner = 1001 AND entry_id = %(entry)s"
    assert as_owner(sql, {"entry": paid[1]}).rowcount == 1

    assert check(db).problem.entry_id in (paid[1], UUID(OTHER.strip("'")))


@pytest.mark.parametrize("change", ENTRIES)
def test_a_changed_entry_is_found_and_named(db, as_owner, paid, change):
    sql = f"UPDATE ledger.entries SET {change} WHERE owner = 1001 AND entry_id = %(entry)s"
    assert as_owner(sql, {"entry": paid[1]}).rowcount == 1

    assert check(db).problem.entry_id in (paid[1], UUID(OTHER.strip("'")))


@pytest.mark.parametrize("change", ACCOUNTS)
def test_a_changed_account_is_found(db, as_owner, paid, change):
    assert as_owner(f"UPDATE ledger.accounts SET {change} WHERE owner = 1001").rowcount == 1

    assert check(db).problem.account.owner in (1001, 1003)


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize(
    "deletion",
    [
        "DELETE FROM ledger.entries WHERE entry_id = %(entry)s",
        "DELETE FROM ledger.postings WHERE entry_id = %(entry)s",
        "DELETE FROM ledger.postings WHERE entry_id = %(entry)s AND owner = 1001",
        """
        WITH entry AS (DELETE FROM ledger.entries WHERE entry_id = %(entry)s)
        DELETE FROM ledger.postings WHERE entry_id = %(entry)s
        """,
    ],
)
def test_what_was_deleted_is_missed(db, as_owner, paid, deletion, number):
    as_owner(deletion, {"entry": paid[number]})

    assert not check(db).sound


def test_a_deleted_account_is_missed(db, as_owner, paid):
    as_owner("DELETE FROM ledger.accounts WHERE owner = 1002")

    assert check(db).problem.what == "it is posted to an account that is missing"


def test_an_account_that_never_moved_and_its_number_belong_together(db, as_owner, wang):
    as_owner("DELETE FROM ledger.accounts WHERE owner = 1002")

    assert check(db).problem.what == "its number leads elsewhere"


def test_an_old_entry_is_not_changed_by_someone_who_minds_balances_and_sums(db, as_owner, paid):
    """The amount is changed everywhere it shows, and only the digests and links tell."""
    for sql in (
        "UPDATE ledger.postings SET amount_fen = amount_fen - 1 WHERE entry_id = %(entry)s",
        "UPDATE ledger.postings SET balance_after_fen = balance_after_fen + 1 WHERE owner = 1001 AND seq > 2",
        "UPDATE ledger.postings SET balance_after_fen = balance_after_fen - 1 WHERE owner = 1002 AND seq > 1",
        "UPDATE ledger.accounts SET debits_posted_fen = debits_posted_fen - 1 WHERE owner = 1001",
        "UPDATE ledger.accounts SET credits_posted_fen = credits_posted_fen - 1 WHERE owner = 1002",
    ):
        as_owner(sql, {"entry": paid[1]} if "%(" in sql else None)

    assert check(db).problem.entry_id == paid[1]


def test_a_gap_in_an_accounts_postings_is_found(db, as_owner, paid):
    as_owner("UPDATE ledger.postings SET seq = seq + 10 WHERE owner = 1001 AND seq > 2")

    assert check(db).problem.what == "number 3 of its chain is missing"


def test_two_accounts_that_have_changed_numbers_are_found(db, as_owner, paid):
    for table in ("accounts", "numbers"):
        as_owner(f"UPDATE ledger.{table} SET number = 'x' WHERE owner = 1001")
        as_owner(f"UPDATE ledger.{table} SET number = '6214830000001001' WHERE owner = 1002")
        as_owner(f"UPDATE ledger.{table} SET number = '6214830000001002' WHERE owner = 1001")

    assert not check(db).sound


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger.accounts SET side = 'C' WHERE owner = 5 AND account_id = 1",
        "UPDATE ledger.accounts SET kind = 'petty_cash' WHERE owner = 64 AND account_id = 1",
        "UPDATE ledger.accounts SET least_fen = 0 WHERE owner = 64 AND account_id = 3",
        "DELETE FROM ledger.accounts WHERE owner = 7 AND account_id = 9",
        "DELETE FROM ledger.accounts",
    ],
)
def test_a_chart_that_was_changed_is_found_though_nothing_stands_in_it(db, as_owner, change):
    as_owner(change)

    assert not check(db).sound


@pytest.mark.parametrize("table", ["entries", "postings"])
@pytest.mark.parametrize("moment", ["infinity", "9999-12-31 23:59Z", "4713-01-01 BC"])
def test_a_moment_that_no_calendar_has_is_found_and_not_stumbled_over(db, as_owner, paid, table, moment):
    as_owner(
        f"UPDATE ledger.{table} SET booked_at = '{moment}' WHERE entry_id = %(entry)s", {"entry": paid[1]}
    )

    assert not check(db).sound


def test_two_lines_do_not_change_places(db, as_owner, paid):
    """Two payments are equal but for their ids, so only the chain knows their order."""
    for old, new in ((2, -1), (3, 2), (-1, 3)):
        as_owner(
            "UPDATE ledger.postings SET seq = %(new)s WHERE owner = 1001 AND seq = %(old)s",
            {"old": old, "new": new},
        )
    as_owner("UPDATE ledger.postings SET balance_after_fen = 100000 - (seq - 1) * 20000 WHERE owner = 1001")

    assert check(db).problem.what == "its chain is broken"


def test_the_first_of_several_wrong_entries_is_named(db, as_owner, paid):
    as_owner("UPDATE ledger.entries SET name = name || 'x' WHERE owner = 1001 AND name LIKE 'pay%'")

    assert check(db).problem.entry_id == paid[0]
    assert str(paid[0]) in str(check(db))


def test_sums_that_are_not_zero_are_a_problem_of_their_own():
    problems = list(_sums(Report(sums_fen=Counter(CNY=-3, USD=0))))

    assert [problem.what for problem in problems] == ["debits less credits in CNY are -3 fen"]


def test_a_word_is_said_each_time_that_many_were_read():
    said = []
    for count in (1, EVERY - 1, EVERY, EVERY + 1, 2 * EVERY):
        told(said.append, count, "entries")

    assert said == [f"{EVERY} entries read", f"{2 * EVERY} entries read"]


def test_progress_is_told(db, paid):
    said = []
    check(db, said.append)

    assert said == [
        "reading the entries",
        "4 entries are complete; reading the holds",
        "0 holds are complete; replaying the accounts",
        f"{2 + STRIPES * len(Internal)} accounts are whole; comparing the closings",
        "0 closings are right; comparing the signed heads",
    ]

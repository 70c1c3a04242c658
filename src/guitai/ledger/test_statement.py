"""A customer's statement: every line once, newest first, and sums over the same lines."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from guitai.ledger.accounts import open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import CREDIT, DEBIT, Details, transfer
from guitai.ledger.posting import post, post_all
from guitai.ledger.statement import (
    NOTHING,
    Paid,
    Totals,
    Wanted,
    booked_at,
    largest,
    largest_paid,
    page,
    sums,
)
from guitai.money import Money
from guitai.zone import BANK_ZONE

EVERYTHING = Wanted()

# When, from or to which of Lin's accounts, yuan in or out, with whom, what for.
HISTORY = [
    ("2024-01-31 23:59", "current", 5_000, "北京某某科技有限公司", "工资"),
    ("2024-02-01 00:00", "current", -1_200, "王芳", "房租"),
    ("2024-02-10 12:00", "fixed", 2_000, "", "转账"),
    ("2024-02-10 12:00", "current", -2_000, "", "转账"),
    ("2024-02-29 23:59", "current", -35, "老王面馆", "餐饮"),
    ("2024-03-01 00:00", "current", -18, "老王面馆", "餐饮"),
    ("2024-03-05 09:30", "current", 5_000, "北京某某科技有限公司", "工资"),
]


@pytest.fixture
def accounts(db):
    early = replace(db, now=datetime(2024, 1, 1, tzinfo=BANK_ZONE))
    accounts = {
        kind: open_account(early, 1001, kind, number).key
        for kind, number in (("current", "6214830000000009"), ("fixed", "6222020000001234"))
    }
    stranger = open_account(early, 1002, "current", "6214830000000017").key
    for number, (at, kind, yuan, counterparty, category) in enumerate(HISTORY):
        then = replace(db, now=datetime.fromisoformat(at).replace(tzinfo=BANK_ZONE))
        source, target = (accounts[kind], Internal.CLEARING_OUT)
        if yuan > 0:
            source, target = Internal.CLEARING_IN, source
        details = Details("转账", counterparty, category, memo="Feb 二月" if "02-01" in at else "")
        entry = transfer(
            Money(fen=100 * abs(yuan)),
            owner=1001,
            name=f"entry-{number}",
            source=source,
            target=target,
            details=details,
        )
        post(then, entry)
        post(
            then,
            transfer(
                Money(fen=1),
                owner=1002,
                name=f"entry-{number}",
                source=Internal.CASH,
                target=stranger,
                details=details,
            ),
        )
    return accounts


def yuan(line):
    return line.amount.fen // 100 * (1 if line.side is CREDIT else -1)


def test_the_newest_line_comes_first_and_shows_the_balance_after_it(db, accounts):
    lines = page(db, 1001, EVERYTHING).lines

    assert [yuan(line) for line in lines] == [5_000, -18, -35, 2_000, -2_000, -1_200, 5_000]
    assert lines[0].balance_after == Money.parse("6747")
    assert lines[0].booked_at == datetime(2024, 3, 5, 9, 30, tzinfo=BANK_ZONE)
    assert lines[0].details == Details("转账", "北京某某科技有限公司", "工资")


def test_when_an_entry_moved_an_account_is_what_its_line_says(db, accounts):
    line = page(db, 1001, EVERYTHING).lines[3]
    key = next(key for key in accounts.values() if key.account_id == line.place.account_id)

    assert booked_at(db, key, line.entry_id) == line.booked_at


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8])
def test_pages_show_every_line_once_and_then_end(db, accounts, size):
    seen, after = [], None
    while True:
        shown = page(db, 1001, EVERYTHING, after=after, size=size)
        seen += shown.lines
        after = shown.more
        if after is None:
            break

    assert seen == page(db, 1001, EVERYTHING).lines


def test_pages_do_not_move_when_something_new_is_booked(db, accounts):
    first = page(db, 1001, EVERYTHING, size=3)
    post(
        db,
        transfer(Money(fen=1), owner=1001, name="new", source=Internal.CASH, target=accounts["current"]),
    )

    assert [yuan(line) for line in page(db, 1001, EVERYTHING, after=first.more, size=2).lines] == [
        2_000,
        -2_000,
    ]


@pytest.mark.parametrize(
    "wanted, amounts",
    [
        (Wanted(since=date(2024, 2, 1), until=date(2024, 2, 29)), [-35, 2_000, -2_000, -1_200]),
        (Wanted(since=date(2024, 3, 1)), [5_000, -18]),
        (Wanted(until=date(2024, 1, 31)), [5_000]),
        (Wanted(since=date(2025, 1, 1)), []),
        (Wanted(side=CREDIT), [5_000, 2_000, 5_000]),
        (Wanted(side=DEBIT, least=Money.parse("35"), most=Money.parse("1200")), [-35, -1_200]),
        (Wanted(text="老王"), [-18, -35]),
        (Wanted(text="餐饮"), [-18, -35]),
        (Wanted(text="feb 二"), [-1_200]),
        (Wanted(text="转账", until=date(2024, 1, 31)), [5_000]),
        (Wanted(text="%"), []),
    ],
)
def test_a_filter_chooses_lines_and_the_sums_are_over_the_same(db, accounts, wanted, amounts):
    lines = page(db, 1001, wanted).lines
    total = sums(db, 1001, wanted).total

    assert [yuan(line) for line in lines] == amounts
    assert total == Totals(
        Money(fen=100 * sum(x for x in amounts if x > 0)),
        len([x for x in amounts if x > 0]),
        Money(fen=-100 * sum(x for x in amounts if x < 0)),
        len([x for x in amounts if x < 0]),
    )


def test_one_account_can_be_asked_for_and_only_by_its_owner(db, accounts):
    fixed = Wanted(account_ids=(accounts["fixed"].account_id,))

    assert [yuan(line) for line in page(db, 1001, fixed).lines] == [2_000]
    assert page(db, 1002, fixed).lines == []
    assert sums(db, 1002, fixed).total == NOTHING


def test_the_largest_is_found_but_for_what_is_set_apart(db, accounts):
    spent = Wanted(side=DEBIT)

    assert [yuan(line) for line in largest(db, 1001, spent)] == [-2_000]
    assert [yuan(line) for line in largest(db, 1001, spent, apart={"转账"}, size=2)] == [-1_200, -35]
    assert largest(db, 1001, Wanted(since=date(2025, 1, 1))) == []


def test_what_is_set_apart_is_in_none_of_the_other_sums(db, accounts):
    found = sums(db, 1001, EVERYTHING, apart={"转账"})

    assert found.apart == Totals(Money.parse("2000"), 1, Money.parse("2000"), 1)
    assert found.total == Totals(Money.parse("10000"), 2, Money.parse("1253"), 3)
    assert list(found.categories) == ["工资", "房租", "餐饮"]
    assert found.months[date(2024, 2, 1)] == Totals(Money(fen=0), 0, Money.parse("1235"), 2)


def test_months_and_categories_add_up_to_the_total(db, accounts):
    found = sums(db, 1001, EVERYTHING)

    assert list(found.months) == [date(2024, 3, 1), date(2024, 2, 1), date(2024, 1, 1)]
    assert list(found.categories) == ["工资", "转账", "房租", "餐饮"]
    assert found.months[date(2024, 2, 1)] == Totals(Money.parse("2000"), 1, Money.parse("3235"), 3)
    assert found.categories["餐饮"] == Totals(Money(fen=0), 0, Money.parse("53"), 2)
    for parts in (found.months.values(), found.categories.values()):
        assert sum(part.paid.fen for part in parts) == found.total.paid.fen == 325_300


def test_a_page_reads_what_it_shows_and_hardly_more_however_long_the_history(db, as_owner, accounts):
    """Finding where a period begins or ends takes two for each doubling of the history."""
    current = accounts["current"]
    for batch in range(4):
        then = replace(db, now=datetime(2025, 1, 1, tzinfo=BANK_ZONE) + timedelta(days=batch))
        post_all(
            then,
            [
                transfer(Money(fen=1), owner=1001, name=f"{batch}-{n}", source=Internal.CASH, target=current)
                for n in range(500)
            ],
        )
    as_owner("ANALYZE ledger.postings")
    sides = []
    for wanted in (EVERYTHING, Wanted(until=date(2024, 3, 31))):
        before = read(db)
        page(db, 1001, wanted, size=5)
        sides.append(read(db) - before)

    assert max(sides) <= 2 * (5 + 1) + 2 * 2 * 2 * (2000).bit_length()


def read(db):
    """How many postings this transaction has read."""
    row = db.execute(
        """
        SELECT seq_tup_read + coalesce(idx_tup_fetch, 0)
          FROM pg_stat_xact_user_tables
         WHERE schemaname = 'ledger' AND relname = 'postings'
        """
    ).fetchone()
    return row[0]


@pytest.mark.parametrize(
    "besides, since, whom, newest, most",
    [
        ("", "2024-01-01", "", 500, "2000"),
        ("转账", "2024-01-01", "", 500, "1200"),
        ("转账", "2024-02-15", "", 500, "35"),
        ("转账", "2024-02-15", "王芳", 500, "1200"),
        ("转账", "2024-03-02", "", 500, None),
        ("转账", "2024-01-01", "", 3, "35"),
    ],
)
def test_the_most_that_was_paid_is_found_among_the_newest_lines(
    db, accounts, besides, since, whom, newest, most
):
    begun, day = (datetime.fromisoformat(one).replace(tzinfo=BANK_ZONE) for one in ("2024-01-01", since))
    paid = Paid("转账", besides, "微信", day, begun, whom)

    assert largest_paid(db, 1001, paid, newest=newest) == (Money.parse(most) if most else None)

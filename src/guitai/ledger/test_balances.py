"""Balances of the past: what the index says is what all the postings add up to."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guitai.ledger.balances import Days, balance_at, balance_on, days
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.holds import hold, release
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.zone import BANK_ZONE

FIRST = date(2026, 3, 1)
A_DAY = timedelta(days=1)


def noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=BANK_ZONE)


def put(db, key, fen, *, booked_at, effective_on=None, name=None):
    """Pay in, or take out what is negative."""
    source, target = (Internal.CASH, key) if fen > 0 else (key, Internal.CASH)
    name = name or f"{booked_at} {effective_on} {fen}"
    entry = transfer(
        Money(abs(fen)), owner=1002, name=name, source=source, target=target, effective_on=effective_on
    )
    post(replace(db, now=booked_at), entry)


def test_the_balance_at_a_moment_has_all_that_was_booked_by_then(db, wang):
    at = noon(FIRST)
    put(db, wang, 500, booked_at=at)
    put(db, wang, -200, booked_at=at)
    put(db, wang, 7, booked_at=at + A_DAY)

    tick = timedelta(microseconds=1)
    moments = (at - tick, at, at + A_DAY - tick, at + A_DAY)
    assert [balance_at(db, wang, moment).fen for moment in moments] == [0, 300, 300, 307]


def test_a_day_ends_at_midnight_in_the_banks_zone(db, wang):
    midnight = datetime(2026, 3, 2, tzinfo=BANK_ZONE)
    put(db, wang, 1, booked_at=midnight - timedelta(microseconds=1))
    put(db, wang, 10, booked_at=midnight)

    assert [balance_on(db, wang, FIRST + n * A_DAY).fen for n in (-1, 0, 1)] == [0, 1, 11]


def test_what_is_effective_on_another_day_counts_for_that_day(db, wang):
    put(db, wang, 100, booked_at=noon(FIRST))
    put(db, wang, 20, booked_at=noon(FIRST + 3 * A_DAY), effective_on=FIRST + A_DAY)
    put(db, wang, 3, booked_at=noon(FIRST + 3 * A_DAY), effective_on=FIRST + 5 * A_DAY)

    assert [balance_on(db, wang, FIRST + n * A_DAY).fen for n in range(6)] == [100, 120, 120, 120, 120, 123]
    assert balance_at(db, wang, noon(FIRST + 2 * A_DAY)).fen == 100


def test_days_have_the_balance_before_and_each_change(db, lin, wang):
    put(db, wang, 100, booked_at=noon(FIRST))
    put(db, wang, 20, booked_at=noon(FIRST + 3 * A_DAY), effective_on=FIRST + A_DAY)
    put(db, wang, 5, booked_at=noon(FIRST + 4 * A_DAY))
    put(db, wang, -5, booked_at=noon(FIRST + 4 * A_DAY), name="out")

    since = FIRST + A_DAY
    assert days(db, [(wang, since), (lin, since), (wang, FIRST)], since + 4 * A_DAY) == [
        Days(wang, Money(100), ((since, Money(20)),)),
        Days(lin, Money(0), ()),
        Days(wang, Money(0), ((FIRST, Money(100)), (since, Money(20)))),
    ]
    assert days(db, [], FIRST) == []


MOVES = st.lists(st.tuples(st.integers(1, 50), st.integers(0, 9), st.integers(-4, 4)), max_size=15)


@pytest.mark.parametrize("by_days", [False, True])
def test_whatever_was_booked_and_however_it_counts_the_sum_is_right(db, wang, by_days):
    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(MOVES)
    def right(moves):
        with db.connection.transaction(force_rollback=True):
            for number, (fen, booked, ahead) in enumerate(sorted(moves, key=lambda move: move[1])):
                on = FIRST + (booked + ahead) * A_DAY if ahead else None
                at = noon(FIRST + booked * A_DAY)
                put(db, wang, fen, booked_at=at, effective_on=on, name=str(number))
            counted = {
                FIRST + n * A_DAY: sum(fen for fen, booked, ahead in moves if booked + ahead <= n)
                for n in range(-5, 15)
            }
            for day, fen in counted.items():
                if by_days:
                    (found,) = days(db, [(wang, day)], day)
                    was = found.before + sum((net for _, net in found.changes), Money(0))
                else:
                    was = balance_on(db, wang, day)
                assert was.fen == fen

    right()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=25), st.integers(-1, 10), st.booleans())
def test_a_moment_is_found_among_postings_with_holds_between_them(
    db, wang, bookings, day, to_the_microsecond
):
    moment = noon(FIRST + day * A_DAY) + timedelta(microseconds=to_the_microsecond)
    with db.connection.transaction(force_rollback=True):
        put(db, wang, 1000, booked_at=noon(FIRST - 2 * A_DAY))
        for number, (on, holds) in enumerate(sorted(bookings)):
            put(db, wang, number + 1, booked_at=noon(FIRST + on * A_DAY))
            if holds:
                name = f"hold {number}"
                held = transfer(Money(1), owner=1002, name=name, source=wang, target=Internal.CLEARING_OUT)
                hold(db, held)
                release(db, 1002, name)
        rows = db.execute(
            """
            SELECT p.seq < ledger.number_at(p.owner, p.account_id, %(moment)s), p.booked_at < %(moment)s
              FROM ledger.postings AS p
             WHERE p.owner = %(owner)s AND p.account_id = %(account)s
            """,
            {"owner": wang.owner, "account": wang.account_id, "moment": moment},
        ).fetchall()

    assert len(rows) == len(bookings) + 1
    assert all(found == booked for found, booked in rows)


def test_it_costs_no_more_the_longer_the_history_is(db, as_owner, wang):
    """Counted in rows that PostgreSQL fetches from the postings: finding a moment takes two for each doubling."""
    for number in range(300):
        put(db, wang, 1, booked_at=noon(FIRST) + number * A_DAY)
    day = FIRST + 150 * A_DAY
    as_owner("ANALYZE ledger.postings")  # as PostgreSQL does by itself after a while

    before = fetched(db)
    balance_at(db, wang, noon(day))
    balance_on(db, wang, day)
    days(db, [(wang, day)], day + A_DAY)

    moments = 6
    assert fetched(db) - before <= 8 + moments * 2 * (300).bit_length()


def fetched(db):
    return db.execute(
        """
        SELECT idx_tup_fetch + seq_tup_read
          FROM pg_stat_xact_user_tables
         WHERE schemaname = 'ledger' AND relname = 'postings'
        """
    ).fetchone()[0]

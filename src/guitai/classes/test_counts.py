"""What an account of class II or III has given and taken, against what its class may."""

import tomllib
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from guitai.classes import bound, counts, opening
from guitai.classes.refusals import NoMoreIn
from guitai.classes.rules import Way
from guitai.errors import Refusal
from guitai.ledger.accounts import open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.terms.file import terms

AT = datetime.fromisoformat("2026-11-23T10:00:00+08:00")
OWNER = 1001
BOUND, STRANGER = "6222020000000000000", "6214830000000009"
OURS = """
[[account_classes]]
from = 2018-01-19
second = { day = "10000", year = "200000" }
third = { day = "2000", year = "50000", balance = "2000" }

[[account_classes]]
from = 2026-11-24
second = { day = "500", year = "200000" }
third = { day = "200", year = "50000", balance = "100" }
"""
NEW_YEAR = datetime.fromisoformat("2027-01-01T00:00:00+08:00")


@pytest.fixture
def at(db):
    return lambda moment: replace(db, now=moment)


@pytest.fixture
def account(db):
    def make(kind, owner=OWNER):
        return open_account(db, owner, kind, f"62399900000000{db.now.microsecond:05d}")

    return make


@pytest.fixture
def code(db):
    """The code of the refusal that comes of it."""

    def of(*args):
        with pytest.raises(Refusal) as no, db.savepoint():
            counts.count(*args)
        return no.value.code

    return of


@pytest.fixture
def refused(db):
    """Whether it may not come in from the account of that number. `account` is as it was before, and old news."""

    def of(db, account, amount, source=STRANGER):
        try:
            with db.savepoint():
                counts.count_in(db, account, amount, source)
        except NoMoreIn:
            return True
        return False

    return of


@pytest.mark.parametrize("kind, most", [("current_2", "10000"), ("current_3", "2000")])
@pytest.mark.parametrize("way, why", [(Way.OUT, "classes.out_day"), (Way.IN, "classes.in")])
def test_a_days_cap_is_reached_and_not_passed(at, account, code, kind, most, way, why):
    db, one = at(AT), account(kind)
    counts.count(db, one, way, Money.parse(most) - Money(1))
    counts.count(db, one, way, Money(1))

    assert code(db, one, way, Money(1)) == why
    assert counts.counted_by(db, one.key, way).day == Money.parse(most)


def test_the_caps_are_those_of_the_banks_terms_on_the_day(at, account, code, refused):
    ours = terms(tomllib.loads(OURS), Path("terms.toml"))
    second, third = account("current_2"), open_account(at(AT), OWNER, "current_3", "6239990000000088888")
    before, after = (replace(at(AT + timedelta(days=n)), terms=ours) for n in (0, 1))
    counts.count(before, second, Way.OUT, Money(10_000_00))
    counts.count(after, second, Way.OUT, Money(500_00))

    assert code(after, second, Way.OUT, Money(1)) == "classes.out_day"
    assert code(after, third, Way.IN, Money(200_01)) == "classes.in"
    assert refused(after, third, Money(100_01))
    assert not refused(after, third, Money(100_00))


def test_in_and_out_are_counted_apart_and_every_account_by_itself(at, account):
    db, one = at(AT), account("current_2")
    other = open_account(db, OWNER, "current_2", "6239990000000099999")
    most = Money(10_000_00)

    assert all(counts.count(db, one, way, most) for way in Way)
    assert counts.count(db, other, Way.OUT, most)


def test_a_day_ends_at_midnight_and_a_years_cap_goes_on(at, account, code):
    one, day = account("current_2"), AT
    for _ in range(20):
        counts.count(at(day), one, Way.OUT, Money(10_000_00))
        day += timedelta(days=1)

    assert code(at(day), one, Way.OUT, Money(1)) == "classes.out_year"
    assert code(at(NEW_YEAR - timedelta(seconds=1)), one, Way.OUT, Money(1)) == "classes.out_year"
    assert counts.count(at(NEW_YEAR), one, Way.OUT, Money(10_000_00))
    assert counts.counted_by(at(NEW_YEAR), one.key, Way.OUT).year == Money(10_000_00)


@pytest.mark.parametrize("midnight", [NEW_YEAR, AT.replace(hour=0)], ids=["of the year", "of a day"])
@pytest.mark.parametrize("way, why", [(Way.OUT, "classes.out_day"), (Way.IN, "classes.in")])
def test_what_began_before_midnight_and_comes_after_another_counts_on_the_new_day(
    at, account, code, midnight, way, why
):
    one, before = account("current_2"), at(midnight - timedelta(milliseconds=100))
    counts.count(at(midnight), one, way, Money(9_900_00))
    counts.count(before, one, way, Money(100_00))

    assert code(before, one, way, Money(1)) == why
    assert code(at(midnight), one, way, Money(1)) == why
    assert counts.counted_by(at(midnight), one.key, way).year == Money(10_000_00)


def test_what_began_before_midnight_and_counts_on_the_new_day_can_be_given_back(at, account):
    midnight = AT.replace(hour=0)
    one, before = account("current_2"), midnight - timedelta(milliseconds=100)
    counts.count(at(midnight), one, Way.OUT, Money(50))
    counts.count(at(before), one, Way.OUT, Money(100))
    counts.give_back(at(midnight), one.key, Way.OUT, Money(100), before.date())

    now = counts.counted_by(at(midnight), one.key, Way.OUT)
    assert (now.day, now.year) == (Money(50), Money(50))


def test_class_one_has_no_caps(at, account):
    db, one = at(AT), account("current")

    assert not counts.count(db, one, Way.OUT, Money(10**14))
    assert counts.counted_by(db, one.key, Way.OUT).year == Money(0)


@pytest.mark.parametrize("source", [BOUND, STRANGER])
def test_no_more_may_be_in_a_third_class_account_than_its_cap_whoever_pays(at, account, refused, source):
    db, one = at(AT), account("current_3")
    bound.bind(db, one.key, BOUND)
    post(db, transfer(Money(1_999_00), owner=OWNER, name="there", source=Internal.CASH, target=one.key))

    assert not refused(db, one, Money(1_00), source)
    assert refused(db, one, Money(1_01), source)
    assert counts.counted_by(db, one.key, Way.IN).year == Money(0 if source == BOUND else 1_00)


def test_what_comes_from_the_account_it_is_bound_to_is_not_counted(at, account, refused):
    db, one = at(AT), account("current_2")
    bound.bind(db, one.key, BOUND)

    assert not refused(db, one, Money(10_000_01), BOUND)
    assert counts.counted_by(db, one.key, Way.IN).year == Money(0)
    assert refused(db, one, Money(10_000_01), STRANGER)


@pytest.mark.parametrize("kind, most", [("current", None), ("current_2", None), ("current_3", Money(100_00))])
def test_what_an_account_may_hold_as_it_is_opened_is_its_bound_in_the_books(at, kind, most):
    ours = terms(tomllib.loads(OURS), Path("terms.toml"))
    db = replace(at(AT + timedelta(days=1)), terms=ours)

    assert opening.open_account(db, OWNER, kind, "6239990000000077777").most == most


def test_what_is_given_back_on_its_day_counts_no_more(at, account):
    db, one = at(AT), account("current_2")
    counts.count(db, one, Way.OUT, Money(10_000_00))
    counts.give_back(db, one.key, Way.OUT, Money(4_000_00), AT.date())

    assert counts.count(db, one, Way.OUT, Money(4_000_00))


def test_what_is_given_back_later_counts_in_its_year_only(at, account):
    one, later = account("current_2"), at(AT + timedelta(days=1))
    counts.count(at(AT), one, Way.OUT, Money(300))
    counts.count(later, one, Way.OUT, Money(50))
    counts.give_back(later, one.key, Way.OUT, Money(300), AT.date())

    assert (
        counts.counted_by(later, one.key, Way.OUT).day,
        counts.counted_by(later, one.key, Way.OUT).year,
    ) == (
        Money(50),
        Money(50),
    )


def test_what_is_given_back_in_another_year_takes_nothing_from_it(at, account):
    one, later = account("current_2"), at(NEW_YEAR)
    counts.count(at(AT), one, Way.OUT, Money(300))
    counts.count(later, one, Way.OUT, Money(50))
    counts.give_back(later, one.key, Way.OUT, Money(300), AT.date())

    assert counts.counted_by(later, one.key, Way.OUT).year == Money(50)


def test_an_account_is_bound_to_one_number_which_stands_sealed(db, account):
    one = account("current_2")
    bound.bind(db, one.key, "6222020000000000000")
    bound.bind(db, one.key, "6214830000000009")

    assert bound.bound_to(db, one.key) == "6214830000000009"
    assert bound.bound_to(db, replace(one.key, account_id=7)) is None
    assert b"6214830000000009" not in bytes(db.execute("SELECT sealed FROM classes.bound").fetchone()[0])

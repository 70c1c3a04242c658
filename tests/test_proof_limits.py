"""Proof: no strength of signature pays more than its limits, whatever is paid, cancelled, returned, on what device."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from random import Random

import pytest
from tests.limit_payments import UNDONE
from tests.limit_walk import Walk
from tests.limits import (
    CERTIFICATE,
    CLASS_DAY,
    CLASS_YEAR,
    CODE,
    DAY,
    LOW_DAY,
    LOW_SINGLE,
    PIN,
    SINGLE,
    UNCERTIFIED_DAY,
    YEAR,
)
from tests.reporting import report

from guitai import app
from guitai.conversation.hearing import Conversations
from guitai.testing.phones import Phone
from guitai.understanding.load import understanding

pytestmark = pytest.mark.proof

SEED = 2026
STEPS = 60


@pytest.fixture(scope="module")
def phones():
    told = Conversations(app.flows(), app.catalogue(), understanding(), str, people=app.people())
    return lambda db, owner: Phone(db, owner, lambda: told)


def sums(payments, what):
    """What was counted, by whatever it is about."""
    found = Counter()
    for one in payments:
        found[what(one)] += one.fen
    return found


def beyond(payments):
    """What is more than docs/shield.md §7 and the classes of accounts allow, whatever came before it or after."""
    counted = [one for one in payments if one.counts]
    new = [one for one in counted if one.new_until and one.counted_at < one.new_until]
    weak = sums([one for one in counted if one.strength < CERTIFICATE], lambda one: one.counted_on)
    low = sums(new, lambda one: one.counted_on)
    years = sums(counted, lambda one: one.counted_on.year)
    gone = [one for one in payments if one.counted_at and one.state != UNDONE]
    classed = [one for one in gone if one.source.kind > 1 and one.takes_from_cap]
    class_days = sums(classed, lambda one: (one.source, one.counted_on))
    class_years = sums(classed, lambda one: (one.source, one.counted_on.year))
    yield from (one for one in counted if one.fen > SINGLE[one.strength])
    yield from (one for one in new if one.fen > LOW_SINGLE or one.strength not in (PIN, CODE))
    for strength, most in DAY.items():  # with the weaker ones, in whichever order
        weaker = sums([one for one in counted if one.strength <= strength], lambda one: one.counted_on)
        yield from (on for on, fen in weaker.items() if fen > most)
    yield from (one for one, fen in weak.items() if fen > UNCERTIFIED_DAY)
    yield from (one for one, fen in low.items() if fen > LOW_DAY)
    yield from (one for one, fen in years.items() if fen > YEAR)
    yield from (one for one, fen in class_days.items() if fen > CLASS_DAY[one[0].kind])
    yield from (one for one, fen in class_years.items() if fen > CLASS_YEAR[one[0].kind])


def test_no_strength_pays_more_than_its_limits(db, phones, full_size):
    ways, walks, paid = Counter(), 300 if full_size else 4, Counter()

    for number in range(walks):
        with db.connection.transaction(force_rollback=True):
            walk = Walk(phones, db, Random(f"{SEED} {number}"), ways)
            for _ in range(STEPS):
                walk.step()
            assert [*beyond(walk.oracle.payments)] == []
            paid["payments"] += len(walk.oracle.payments)
            paid["of them counted against limits"] += sum(one.counts for one in walk.oracle.payments)

    if full_size:
        report(
            "Limits",
            "Customers who pay from accounts of each class, to known and new payees here and at other banks, at once, "
            "later, on days and every month, by the small-amount rule, on old and new devices, at night, often what "
            "just reaches a limit or a fen more; who cancel, remove devices, and are rejected and returned by other "
            "banks. An oracle that was written from docs/shield.md says of each how strongly it must be signed, "
            "whether it is accepted, when it leaves and what it counts against: after every step the bank's transfers, "
            "plans and balances are the oracle's, and no sum is beyond its limit.",
            {"walks": walks, "steps": walks * STEPS, **paid, **dict(sorted(ways.items()))},
        )


EMPTIED = {"mine 2": (CLASS_DAY[2], CLASS_YEAR[2]), "mine 1": (DAY[CERTIFICATE], YEAR)}


@pytest.mark.parametrize("source", EMPTIED)
def test_nobody_empties_an_account_within_a_year(db, phones, source):
    walk, (day, most) = Walk(phones, db, Random(SEED), Counter()), EMPTIED[source]
    (account,) = (one for one in walk.bank.mine if one.name == source)
    payee, year = walk.bank.others[0], walk.now.year

    def paid(what):
        counted = [one for one in walk.oracle.payments if one.counts and what(one.counted_on)]
        return sum(one.fen for one in counted)

    walk.pays(account, payee, 1)  # so that the payee is known
    while left := most - paid(lambda on: on.year == year):
        today = day - paid(lambda on: on == walk.now.date())
        walk.pays(account, payee, min(left, today, SINGLE[CERTIFICATE]))
        walk.compare("a payment")
        if not day - paid(lambda on: on == walk.now.date()):
            walk.passes(timedelta(days=1))

    walk.pays(account, payee, 1)
    assert paid(lambda on: on.year == year) == most
    new_year = datetime.combine(date(year + 1, 1, 1), time(0), walk.now.tzinfo)
    walk.passes(new_year - walk.now)
    walk.pays(account, payee, 1)
    assert paid(lambda on: on.year == year + 1) == 1

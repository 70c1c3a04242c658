"""Proof: two who want what only one can have, at once on two connections: one has it, the other is told why."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from tests.reporting import report

from guitai.errors import Refusal
from guitai.ledger.accounts import account, open_account
from guitai.ledger.chart import Internal
from guitai.ledger.check import check
from guitai.ledger.entry import transfer
from guitai.ledger.holds import expire, hold, post_held, release
from guitai.ledger.posting import post
from guitai.ledger.reversal import reversal
from guitai.ledger.stops import lift, stop
from guitai.money import Money

pytestmark = pytest.mark.proof

TEN = Money(fen=1_000)


class Race:
    """Two customers; before each race the first has ten yuan. `first` and `second` act at once."""

    def __init__(self, database):
        self.database = database
        self.number = 0
        self.name = ""
        self._start = Barrier(2)
        with database.transaction() as db:
            self.lin, self.wang = (
                open_account(db, owner, "current", f"62148300{owner}").key for owner in (1001, 1002)
            )

    def pay(self, name, *, fen=1_000, back=False):
        """From Lin to Wang, or the other way."""
        source, target = (self.wang, self.lin) if back else (self.lin, self.wang)
        return transfer(Money(fen), owner=1001, name=name, source=source, target=target)

    def ready(self, db):
        """Lin has ten yuan and nothing is held or stopped."""

    def first(self, db):
        """One act."""
        raise NotImplementedError

    def second(self, db):
        """The other."""
        raise NotImplementedError

    def run(self, pool):
        """How the two ended, once."""
        self.number += 1
        self.name = f"race {self.number}"
        with self.database.transaction() as db:
            for key in (self.lin, self.wang):
                lift(db, key, reason="lost")
                there = account(db, key).balance
                want = TEN if key == self.lin else Money(0)
                if there != want:
                    source, target = (key, Internal.CASH) if there > want else (Internal.CASH, key)
                    fen = abs((there - want).fen)
                    name = f"{self.name} made ready for {key.owner}"
                    post(db, transfer(Money(fen), owner=1001, name=name, source=source, target=target))
            self.ready(db)
        return tuple(pool.map(self._act, (self.first, self.second)))

    def _act(self, act):
        self._start.wait()
        try:
            result = self.database.run(act)
        except Refusal as refusal:
            return refusal.code.removeprefix("ledger.")
        if isinstance(result, str):
            return result
        return "repeated" if getattr(result, "repeated", False) else "done"


class PostedOrReleased(Race):
    """A hold is posted and voided."""

    ends = frozenset({("done", "hold_over"), ("hold_over", "done")})

    def ready(self, db):
        hold(db, self.pay(self.name))

    def first(self, db):
        return post_held(db, 1001, self.name)

    def second(self, db):
        return release(db, 1001, self.name)


class PostedOrExpired(Race):
    """A hold is posted just before its time, and expires just then."""

    ends = frozenset({("done", "0 expired"), ("hold_over", "1 expired")})

    def ready(self, db):
        self.until = db.now + timedelta(seconds=1)
        hold(db, self.pay(self.name), until=self.until)

    def first(self, db):
        just_before = replace(db, now=self.until - timedelta(microseconds=1))
        return post_held(just_before, 1001, self.name)

    def second(self, db):
        return f"{expire(replace(db, now=self.until), most=10)} expired"


class LastMoneyTwice(Race):
    """The last ten yuan are paid to two."""

    ends = frozenset({("done", "insufficient_funds"), ("insufficient_funds", "done")})

    def first(self, db):
        return post(db, self.pay(f"{self.name} here"))

    def second(self, db):
        return post(db, self.pay(f"{self.name} there"))


class LastMoneyHeldAndPaid(LastMoneyTwice):
    """The last ten yuan are held for one and paid to another."""

    def ready(self, db):
        release_all(db, self)

    def first(self, db):
        return hold(db, self.pay(f"{self.name} held"))


class OneNameTwice(Race):
    """The same entry comes twice."""

    ends = frozenset({("done", "repeated"), ("repeated", "done")})

    def first(self, db):
        return post(db, self.pay(self.name, fen=400))

    second = first


class OneNameForTwo(Race):
    """Two entries have one name."""

    ends = frozenset({("done", "name_reused"), ("name_reused", "done")})

    def first(self, db):
        return post(db, self.pay(self.name, fen=400))

    def second(self, db):
        cash, suspense = Internal.CASH, Internal.SUSPENSE
        return post(db, transfer(Money(1), owner=1001, name=self.name, source=cash, target=suspense))


class StoppedOrPaid(Race):
    """An account is stopped while it pays."""

    ends = frozenset({("done", "done"), ("done", "account_closed")})

    def first(self, db):
        return stop(db, self.lin, debits=True, credits=False, reason="lost")

    def second(self, db):
        return post(db, self.pay(self.name))


class StoppedOrPostedHeld(StoppedOrPaid):
    """An account is stopped while it pays what it held."""

    def ready(self, db):
        release_all(db, self)
        hold(db, self.pay(self.name))

    def second(self, db):
        return post_held(db, 1001, self.name)


class TakenBackTwice(Race):
    """An entry is reversed under two names."""

    ends = frozenset({("done", "already_reversed"), ("already_reversed", "done")})

    def ready(self, db):
        post(db, self.pay(self.name))

    def first(self, db):
        return post(db, reversal(db, 1001, self.name, name=f"{self.name} back"))

    def second(self, db):
        return post(db, reversal(db, 1001, self.name, name=f"{self.name} returned"))


def release_all(db, race):
    """Nothing of the race before is held any more."""
    for name in (f"race {race.number - 1}", f"race {race.number - 1} held"):
        try:
            release(db, 1001, name)
        except Refusal:
            continue


RACES = [
    PostedOrReleased,
    PostedOrExpired,
    LastMoneyTwice,
    LastMoneyHeldAndPaid,
    OneNameTwice,
    OneNameForTwo,
    StoppedOrPaid,
    StoppedOrPostedHeld,
    TakenBackTwice,
]


@pytest.mark.parametrize("kind", RACES, ids=lambda kind: kind.__name__)
def test_of_two_at_once_one_has_it_and_the_other_is_told(database, full_size, kind):
    race = kind(database)
    number = 1_000 if full_size else 25
    with ThreadPoolExecutor(2) as pool:
        ends = Counter(race.run(pool) for _ in range(number))

    assert set(ends) <= kind.ends
    with database.transaction() as db:
        assert check(db).problem is None
    if full_size:
        title = kind.__doc__.partition("\n")[0].rstrip(".")
        report(
            f"Two at once: {title}",
            "On connections of their own, started together, and how the two ended. The books are proved afterwards.",
            {"races": number} | {f"{one} and {other}": count for (one, other), count in ends.most_common()},
        )

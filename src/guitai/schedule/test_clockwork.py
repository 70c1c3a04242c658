from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from structlog.testing import capture_logs

from guitai import clock
from guitai.schedule import clockwork
from guitai.schedule.clockwork import Clockwork
from guitai.schedule.doors import Daily, Due, daily, due
from guitai.shield.strength import DEFAULTS
from guitai.zone import BANK_ZONE

EARLY, LATE = time(0, 5), time(0, 30)


class Broken(Exception):
    """Nothing that anybody expects."""


class Clock:
    """The sandbox's time, moved forward."""

    def __init__(self, database):
        self.database = database

    def __call__(self, **ahead):
        with self.database.transaction() as db:
            clock.move(db.connection, db.now + timedelta(**ahead))

    def to(self, at):
        with self.database.transaction() as db:
            clock.move(db.connection, at)

    @property
    def today(self):
        with self.database.transaction() as db:
            return db.today


@pytest.fixture
def move(worker_database):
    return Clock(worker_database)


@pytest.fixture
def at_work(database):
    """Makes a clockwork of these doors that has begun; it is told to go round by the test."""

    def make(*doors):
        one = Clockwork(database, doors, DEFAULTS, lambda _: None)
        one.enrol()
        return one

    return make


def rounds(one):
    """Go round until nothing is due."""
    while one.round():
        pass


def written(name, at, days):
    """A daily door that writes down for which day it was gone through."""
    return Daily(name, at, lambda shift: bool(days.append((name, shift.on))))


def test_a_new_door_has_nothing_to_do_for_the_days_before_it(at_work):
    days = []
    rounds(at_work(written("close", EARLY, days)))

    assert days == []


def test_every_day_that_has_ended_comes_once_in_order_with_its_doors_in_theirs(at_work, move):
    days, today = [], move.today
    one = at_work(written("second", LATE, days), written("first", EARLY, days))
    move.to(datetime.combine(today + timedelta(days=2), time(9), BANK_ZONE))
    rounds(one)
    rounds(one)

    tomorrow = today + timedelta(days=1)
    assert days == [("first", today), ("second", today), ("first", tomorrow), ("second", tomorrow)]


def test_a_day_is_done_when_its_last_part_is(at_work, move, database):
    parts = [True, True, False]
    one = at_work(Daily("close", EARLY, lambda shift: parts.pop(0)))
    move.to(datetime.combine(move.today + timedelta(days=1), time(12), BANK_ZONE))
    rounds(one)

    assert parts == []
    with database.transaction() as db:
        assert db.execute("SELECT done_on FROM schedule.days").fetchone() == (move.today - timedelta(days=1),)


def test_what_fell_due_first_is_done_first_and_what_is_not_due_waits(at_work, move, database):
    done, left = [], {}

    def waiting(name):
        def work(shift):
            done.append(name)
            del left[name]
            return True

        return Due(name, lambda db: left.get(name), work)

    with database.transaction() as db:
        now = db.now
    left |= {"later": now - timedelta(minutes=1), "sooner": now - timedelta(hours=1)}
    left["not yet"] = now + timedelta(hours=1)
    one = at_work(*map(waiting, left))
    assert one.anything_due()
    rounds(one)

    assert done == ["sooner", "later"]
    assert not one.anything_due()
    assert (one.next().door.name, one.next().at) == ("not yet", left["not yet"])


def test_a_door_that_fails_leaves_nothing_behind_holds_up_no_other_and_is_tried_again(
    at_work, move, database, monkeypatch
):
    fails, days = [Broken], []

    def fail(shift):
        shift.db.execute("UPDATE schedule.days SET done_on = '2000-01-01' WHERE door = 'bad'")
        days.append("failed" if fails else "done")
        if fails:
            raise fails.pop()
        return False

    one, yesterday = at_work(Daily("bad", EARLY, fail), written("good", LATE, days)), move.today
    move.to(datetime.combine(yesterday + timedelta(days=1), time(9), BANK_ZONE))
    with capture_logs() as logs:
        rounds(one)
    assert days == ["failed", ("good", yesterday)]
    assert [log["door"] for log in logs] == ["bad"]
    monkeypatch.setattr(clockwork, "monotonic", lambda: float("inf"))
    rounds(one)

    assert days[2:] == ["done"]


def test_a_day_that_another_process_is_at_work_on_is_left_to_it(at_work, move, database):
    days = []
    one = at_work(written("close", EARLY, days))
    move(days=1)
    with database.transaction() as other:
        other.execute("SELECT 1 FROM schedule.days FOR UPDATE")
        rounds(one)

    assert days == []


def test_a_door_waits_for_the_one_that_it_comes_after(at_work, move, monkeypatch):
    fails, days, today = [Broken, Broken], [], move.today

    def count(shift):
        if fails:
            raise fails.pop()
        return bool(days.append(("count", shift.on)))

    counting = Daily("count", EARLY, count)
    settling = Daily("settle", LATE, written("settle", LATE, days).work, after=counting)
    one = at_work(settling, counting, written("other", LATE, days))
    move.to(datetime.combine(today + timedelta(days=1), time(9), BANK_ZONE))
    rounds(one)
    assert days == [("other", today)]
    assert not one.anything_due()
    monkeypatch.setattr(clockwork, "monotonic", lambda: float("inf"))
    rounds(one)

    assert days[1:] == [("count", today), ("settle", today)]


def test_a_door_may_be_declared_in_a_line(db):
    @daily("close", at=EARLY)
    def close(shift):
        return False

    @due("late", when=lambda db: db.now)
    def late(shift):
        return True

    @daily("sign", at=EARLY, after=close)
    def sign(shift):
        return False

    assert (close.name, close.at, late.name) == ("close", EARLY, "late")
    assert (close.after, sign.after) == (None, close)
    assert late.when(replace(db, now=datetime(2026, 11, 23, tzinfo=BANK_ZONE))).date() == date(2026, 11, 23)

"""One thing that can't be done: set aside with its error, tried again later and later, and the others go on."""

from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from structlog.testing import capture_logs

from guitai import clock
from guitai.database import Owner
from guitai.schedule import aside, clockwork
from guitai.schedule.clockwork import Clockwork
from guitai.schedule.doors import Daily, each
from guitai.shield.strength import DEFAULTS

LIN = Owner(1001)
BAD, GOOD, LATER = (UUID(int=number) for number in (1, 2, 3))


class Broken(Exception):
    """Nothing that anybody expects."""


@pytest.fixture
def fails():
    """What can't be done, as long as it stands here."""
    return {BAD}


@pytest.fixture
def begun(database):
    with database.transaction() as db:
        return db.now


@pytest.fixture
def left(begun):
    """What has not been done, and when it falls due."""
    return {BAD: begun - timedelta(hours=2), GOOD: begun - timedelta(hours=1)}


@pytest.fixture
def done():
    return []


@pytest.fixture
def bank(database, fails, left, done):
    """A clockwork of one door."""

    def first(db, besides):
        waiting = [(at, number) for number, at in left.items() if str(number) not in besides]
        return (LIN, min(waiting)[1], min(waiting)[0]) if waiting else None

    @each("toy", first=first)
    def door(shift, owner, number):
        shift.db.execute("UPDATE schedule.days SET done_on = '2000-01-01'")
        if number in fails:
            raise Broken("张三 has ¥12.34")
        done.append(number)
        del left[number]

    return Clockwork(database, [door], DEFAULTS, lambda _: None)


@pytest.fixture
def rounds(bank):
    def go():
        with capture_logs() as logs:
            while bank.round():
                pass
        return logs

    return go


@pytest.fixture
def passes(worker_database):
    """Time goes by."""

    def move(**time):
        with worker_database.transaction() as db:
            clock.move(db.connection, db.now + timedelta(**time))

    return move


@pytest.fixture
def waits(database):
    """What is set aside: item, tries, why, and in how many minutes it is tried again."""

    def rest():
        with database.transaction() as db:
            return [
                (UUID(one.item), one.tries, one.why, round((one.again_at - db.now) / timedelta(minutes=1)))
                for one in aside.every(db)
            ]

    return rest


def test_what_fails_is_set_aside_with_an_alarm_and_those_behind_it_are_done(bank, rounds, done, waits):
    logs = rounds()

    assert done == [GOOD]
    assert waits() == [(BAD, 1, "Broken", 1)]
    assert [(log["log_level"], log["door"], log["item"]) for log in logs] == [("error", "toy", str(BAD))]
    assert not bank.anything_due()
    assert bank.next().again  # it comes back to it


def test_it_is_tried_again_later_and_later_and_never_given_up(rounds, passes, waits):
    rounds()
    found = []
    for _ in range(7):
        passes(minutes=waits()[0][3], seconds=1)
        rounds()
        found.append(waits()[0][1:])

    assert found == [
        (tries, "Broken", wait)
        for tries, wait in zip(range(2, 9), (3, 9, 27, 81, 243, 360, 360), strict=True)
    ]


def test_once_it_can_be_done_it_is_done_and_nothing_is_left_of_it(rounds, passes, fails, done, waits):
    rounds()
    fails.clear()
    rounds()
    assert done == [GOOD]
    passes(minutes=2)
    rounds()

    assert done == [GOOD, BAD]
    assert waits() == []


def test_staff_may_have_all_of_it_tried_at_once(database, rounds, fails, done, waits):
    rounds()
    fails.clear()
    assert database.run(aside.try_again) == 1
    rounds()

    assert done == [GOOD, BAD]
    assert waits() == []


def test_what_is_there_no_more_is_forgotten(rounds, passes, left, waits):
    rounds()
    left.clear()
    passes(minutes=2)
    rounds()

    assert waits() == []


def test_that_the_database_fails_is_no_fault_of_what_was_to_be_done(database, begun, waits):
    def work(owner, number):
        raise psycopg.errors.DiskFull

    with pytest.raises(psycopg.errors.DiskFull), database.transaction() as db:
        aside.do_one(db, "toy", lambda besides: (LIN, BAD, begun), work)
    assert waits() == []


def test_what_failed_in_a_days_work_is_tried_again_before_the_next_day(
    database, fails, left, done, passes, waits
):
    def work(shift):
        def first(besides):
            found = [number for number in sorted(left) if str(number) not in besides]
            return (LIN, found[0], shift.db.now) if found else None

        def do(owner, number):
            if number in fails:
                raise Broken
            done.append((number, shift.on))
            del left[number]

        return aside.do_one(shift.db, "close", first, do)

    one = Clockwork(database, [Daily("close", clockwork.datetime.min.time(), work)], DEFAULTS, lambda _: None)
    one.enrol()
    passes(days=1)
    with capture_logs():
        while one.round():
            pass
    (good,) = done
    assert (good[0], [row[:2] for row in waits()]) == (GOOD, [(BAD, 1)])
    fails.clear()
    passes(minutes=2)
    while one.round():
        pass

    assert done == [good, (BAD, good[1])]
    with database.transaction() as db:
        (done_on,) = db.execute("SELECT done_on FROM schedule.days").fetchone()
        assert done_on == good[1] < db.today

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai import clock
from guitai.zone import BANK_ZONE

moments = st.integers(0, 4_102_444_800_000).map(
    lambda ms: datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=ms)
)


def now(db, *, moved=True):
    return clock.now(db.connection, moved=moved)


def off(moment, expected):
    return abs(moment - expected) < timedelta(minutes=1)


def test_the_time_is_the_real_one_in_the_banks_zone(db):
    assert off(now(db), datetime.now(UTC))
    assert now(db).tzinfo is BANK_ZONE


def test_the_time_that_was_set_goes_on_from_there(worker_db):
    later = datetime.now(UTC) + timedelta(days=40, hours=3)
    clock.move(worker_db.connection, later)

    assert off(now(worker_db), later)


@pytest.mark.parametrize("back", [timedelta(days=1), timedelta(days=39), timedelta(days=4000)])
def test_time_never_moves_backward(worker_db, back):
    later = datetime.now(UTC) + timedelta(days=40)
    clock.move(worker_db.connection, later)
    clock.move(worker_db.connection, later - back)

    assert off(now(worker_db), later)


def test_a_moment_that_has_passed_changes_nothing(worker_db):
    clock.move(worker_db.connection, datetime.now(UTC) - timedelta(days=1))

    assert off(now(worker_db), datetime.now(UTC))


def test_the_sandboxes_time_does_not_count_outside_of_it(worker_db):
    clock.move(worker_db.connection, datetime.now(UTC) + timedelta(days=40))

    assert off(now(worker_db, moved=False), datetime.now(UTC))


@given(moments)
def test_an_id_holds_its_moment_to_the_millisecond(at):
    one = clock.uuid7(at)

    assert one.version == 7
    assert one.int >> 80 == int(at.timestamp() * 1_000)


def test_ids_of_one_moment_differ():
    at = datetime.now(UTC)

    assert len({clock.uuid7(at) for _ in range(1000)}) == 1000

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from guitai.clock import BANK_ZONE
from guitai.wechat import brakes, codes

APP = "wx1"
MORNING = datetime(2026, 1, 1, 8, tzinfo=BANK_ZONE)


@pytest.fixture
def at(worker_db):
    """The transaction, so long after eight in the morning."""
    return lambda **time: replace(worker_db, now=MORNING + timedelta(**time))


def pause(db, errcode, to="chat"):
    until, new = brakes.pause(db, APP, to, codes.error(errcode))
    return (until - MORNING, new)


def test_nothing_is_paused_at_the_start(at):
    assert brakes.paused_until(at(), APP, "chat") is None


@pytest.mark.parametrize(
    ("errcode", "paused"),
    [
        (45011, timedelta(minutes=1)),
        (45009, timedelta(hours=16)),
        (40164, timedelta(minutes=1)),
        (40243, timedelta(minutes=1)),
        (48001, timedelta(minutes=1)),
        (40001, timedelta(minutes=1)),
    ],
)
def test_a_no_to_the_account_pauses_its_calls(at, errcode, paused):
    assert brakes.meant_for_all(codes.error(errcode))
    assert pause(at(), errcode) == (paused, True)

    assert brakes.paused_until(at(seconds=59), APP, "chat") == MORNING + paused
    assert brakes.paused_until(at(hours=16), APP, "chat") is None


@pytest.mark.parametrize("errcode", [-1, 0, 40003, 45002, 45015, 45047])
def test_a_no_to_one_request_does_not(errcode):
    assert not brakes.meant_for_all(codes.error(errcode))


def test_a_day_ends_at_midnight_where_the_bank_is(at):
    assert pause(at(hours=15, minutes=59), 45009) == (timedelta(hours=16), True)


def test_who_hears_the_same_no_during_a_pause_makes_no_new_one(at):
    pause(at(), 40164)

    assert pause(at(seconds=59), 45009) == (timedelta(minutes=1), False)


def test_the_pauses_of_a_wrong_setup_grow_until_a_call_is_taken(at):
    pauses, now = [], timedelta()
    for _ in range(8):
        until, _new = pause(at(seconds=now.total_seconds()), 40164)
        pauses.append((until - now) / timedelta(minutes=1))
        now = until
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]
    brakes.ease(at(days=1), APP, "chat")

    assert pause(at(days=1), 40164) == (timedelta(days=1, minutes=1), True)


def test_each_kind_of_call_and_each_account_stops_by_itself(at):
    pause(at(), 45009)

    assert brakes.paused_until(at(), APP, "media") is None
    assert brakes.paused_until(at(), "wx2", "chat") is None

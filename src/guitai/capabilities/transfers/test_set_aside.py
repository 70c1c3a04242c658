"""A row that can't be read, or an error of ours on one of them, holds up nothing that is behind it."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from guitai.capabilities.transfers import plans_kept, sending
from guitai.notices import notices
from guitai.schedule import aside

LIN, CHEN = "6239990000000002816", "6239990000000001668"
HOURS = timedelta(hours=2)


@pytest.fixture
def waits(lin):
    """What is set aside, by its door, and how often it was tried."""
    return lambda: [(one.door, one.tries) for one in aside.every(lin.db)]


@pytest.fixture
def spoilt(as_owner):
    """Makes the oldest row of a table unreadable; gives what makes it whole again."""

    def spoil(table, by):
        as_owner(f"CREATE TEMP TABLE whole AS SELECT * FROM {table} ORDER BY {by} LIMIT 1")
        key = {
            "transfers.transfers": "transfer_id",
            "transfers.plans": "plan_id",
            "notices.waiting": "notice_id",
        }[table]
        as_owner(f"UPDATE {table} AS t SET sealed = '\\x00' FROM whole AS w WHERE t.{key} = w.{key}")
        return lambda: as_owner(
            f"UPDATE {table} AS t SET sealed = w.sealed FROM whole AS w WHERE t.{key} = w.{key}"
        )

    return spoil


def test_a_due_transfer_that_can_not_be_read_holds_up_no_other_and_is_sent_once_it_can(
    lin, chen, pay, holds, waits, spoilt
):
    pay(f"给陈国强转五百块，账号{CHEN}，两小时后到账")
    lin.now += timedelta(minutes=1)
    pay(f"给陈国强转六百块，账号{CHEN}，两小时后到账")
    mend = spoilt("transfers.transfers", "placed_at")
    with capture_logs() as logs:
        lin.waits(HOURS)
    assert (holds(CHEN)[0], waits()) == ("600.00", [("transfers.due", 2)])
    assert [log["door"] for log in logs if log["log_level"] == "error"] == ["transfers.due"] * 2
    with capture_logs():
        lin.waits(timedelta(minutes=30))
    assert (holds(CHEN)[0], waits()) == ("600.00", [("transfers.due", 4)])
    mend()
    lin.waits(timedelta(hours=1))

    assert (holds(CHEN)[0], waits()) == ("1100.00", [])


def test_an_error_on_one_transfer_leaves_nothing_of_it_behind(lin, chen, pay, holds, waits, monkeypatch):
    pay(f"给陈国强转五百块，账号{CHEN}，两小时后到账")
    pay(f"给陈国强转六百块，账号{CHEN}，次日到账")
    real = sending.arrived

    def fails(db, there):
        real(db, there)
        if there.instruction.amount.fen == 500_00:
            raise AssertionError("a mistake of ours, after the money moved")

    monkeypatch.setattr(sending, "arrived", fails)
    with capture_logs():
        lin.waits(timedelta(days=1))

    assert holds(CHEN)[0] == "600.00"
    assert holds(LIN) == ("54740.50", "54240.50")  # the 500 are still set apart
    assert [door for door, _ in waits()] == ["transfers.due"]


def test_a_plan_that_can_not_be_read_holds_up_no_other(lin, chen, pay, holds, waits, spoilt):
    pay(f"每月24号给陈国强转五百，账号{CHEN}")
    lin.now += timedelta(minutes=1)
    pay(f"每月24号给陈国强转六百，账号{CHEN}")
    spoilt("transfers.plans", "made_at")
    with capture_logs():
        lin.waits(timedelta(days=1))

    assert holds(CHEN)[0] == "600.00"
    assert [door for door, _ in waits()] == ["transfers.plans"]
    assert plans_kept.next_run(lin.db) is not None  # the other's, which is tried again


def test_a_notice_that_can_not_be_read_holds_up_no_other(lin, chen, pay, told, waits, spoilt):
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.now += timedelta(minutes=1)
    pay(f"给陈国强转六百块，账号{CHEN}")
    mend = spoilt("notices.waiting", "put_at")
    with capture_logs():
        lin.ticks()
    assert (len(told(chen)), waits()) == (1, [("notices", 1)])
    mend()
    lin.waits(timedelta(minutes=1))

    assert (len(told(chen)), waits()) == (2, [])
    assert notices.next_notice(lin.db) is None

from datetime import datetime, timedelta

from guitai.clock import BANK_ZONE
from guitai.wechat.rate import SENDERS, Rate

NOW = datetime(2026, 1, 1, 8, tzinfo=BANK_ZONE)


SECOND = timedelta(seconds=1)
NONE = timedelta()


def test_a_burst_waits_for_nothing_what_follows_for_its_turn_and_more_is_too_much():
    rate = Rate(burst=3, per_second=1, patience=2 * SECOND)

    assert [rate.wait("lin", NOW) for _ in range(7)] == [NONE, NONE, NONE, SECOND, 2 * SECOND, None, None]


def test_the_rate_comes_back_with_time():
    rate = Rate(burst=1, per_second=0.5, patience=NONE)
    rate.wait("lin", NOW)

    assert rate.wait("lin", NOW + SECOND) is None
    assert rate.wait("lin", NOW + 2 * SECOND) == NONE


def test_what_is_given_back_can_be_used_again_and_no_more():
    rate = Rate(burst=2, patience=NONE)
    rate.give_back("wang")
    rate.wait("lin", NOW)
    rate.give_back("lin")
    rate.give_back("lin")

    assert [rate.wait("lin", NOW) for _ in range(3)] == [NONE, NONE, None]
    assert "wang" not in rate._used


def test_a_clock_that_is_moved_forward_makes_nobody_wait():
    rate = Rate(burst=1)
    rate.wait("lin", NOW)

    assert rate.wait("lin", NOW + timedelta(days=90)) == NONE


def test_who_is_quiet_again_is_forgotten():
    rate = Rate(burst=2, per_second=0.5)
    for sender in range(SENDERS + 1):
        rate.wait(str(sender), NOW)
    rate.wait("lin", NOW + timedelta(seconds=4))

    assert rate._used.keys() == {"lin"}

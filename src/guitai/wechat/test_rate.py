from datetime import datetime, timedelta

from guitai.clock import BANK_ZONE
from guitai.wechat.rate import SENDERS, Rate

NOW = datetime(2026, 1, 1, 8, tzinfo=BANK_ZONE)


def test_a_burst_is_admitted_and_no_more():
    rate = Rate(burst=3)

    assert [rate.admits("lin", NOW) for _ in range(5)] == [True, True, True, False, False]


def test_the_rate_comes_back_with_time():
    rate = Rate(burst=1, per_second=0.5)
    rate.admits("lin", NOW)

    assert not rate.admits("lin", NOW + timedelta(seconds=1))
    assert rate.admits("lin", NOW + timedelta(seconds=2))


def test_what_is_given_back_can_be_used_again_and_no_more():
    rate = Rate(burst=2)
    rate.give_back("wang")
    rate.admits("lin", NOW)
    rate.give_back("lin")
    rate.give_back("lin")

    assert [rate.admits("lin", NOW) for _ in range(3)] == [True, True, False]
    assert "wang" not in rate._used


def test_a_clock_that_is_moved_forward_makes_nobody_wait():
    rate = Rate(burst=1)
    rate.admits("lin", NOW)

    assert rate.admits("lin", NOW + timedelta(days=90))


def test_who_is_quiet_again_is_forgotten():
    rate = Rate(burst=2, per_second=0.5)
    for sender in range(SENDERS + 1):
        rate.admits(str(sender), NOW)
    rate.admits("lin", NOW + timedelta(seconds=4))

    assert rate._used.keys() == {"lin"}

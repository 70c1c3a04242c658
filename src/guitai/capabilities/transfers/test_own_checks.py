"""A bank that sets by itself what a transfer is held against before it is signed."""

from datetime import timedelta

THERE = "6214830000000009"
OURS = """
[[transfer_checks]]
from = 2016-12-01
again_minutes = 10
large_day = "300000"
first_payment = "5000"

[[transfer_checks]]
from = 2026-11-23
again_minutes = 120
large_day = "800"
first_payment = "400"
"""


def test_the_same_within_the_banks_own_time_is_asked_after_and_stands_on_the_order(
    lin, posts, pay, elsewhere, order
):
    posts(OURS)
    pay(f"给张三转三百块，账号{THERE}")
    elsewhere.takes_it()
    lin.now += timedelta(minutes=119)
    assert lin.says("给张三转三百块").startswith("2小时内您已经给同一收款人转过同样的金额。还要再转一笔吗？")

    lin.taps("现在转")
    assert order(lin)["notes"] == ["2小时内您已经给同一收款人转过同样的金额，请确认不是重复转账。"]


def test_past_the_banks_own_sum_the_customer_is_reminded_and_asked(lin, posts, pay, elsewhere):
    posts(OURS)
    pay(f"给张三转三百块，账号{THERE}")
    elsewhere.takes_it()
    assert "请点开页面核对" in lin.says("给张三转500")
    lin.says("取消")

    said = lin.says("给张三转500.01")
    assert said.startswith("当天转出的钱加起来会超过¥800.00，金额较大。收款人和账号都核对过了吗？")


def test_more_than_the_banks_own_sum_to_somebody_new_asks_for_a_code(lin, device, posts, order):
    posts(OURS)
    assert "第一次付给对方" not in lin.says(f"给张三转四百块，账号{THERE}")
    lin.says("取消")

    assert "第一次付给对方，又超过¥400.00" in lin.says(f"给张三转400.01，账号{THERE}")

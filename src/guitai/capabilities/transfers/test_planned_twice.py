"""The same transfer every month, planned a second time."""

from datetime import timedelta

import pytest

CHEN = "6239990000000001668"


def test_the_same_every_month_once_more_is_asked_about_first(lin, chen, pay, sign, order):
    pay(f"每月5号给陈国强转三百，账号{CHEN}")
    lin.waits(timedelta(days=2))
    said = lin.says(f"每月6号给陈国强转三百，账号{CHEN}")
    assert said.startswith("您已经约好每月给同一收款人转同样的金额。还要再约一笔吗？\n1. 再约一笔\n2. 不约了")

    assert lin.says("不约了") == "好的，没有转，您的钱没有变动。"
    lin.says(f"每月6号给陈国强转三百，账号{CHEN}")
    lin.says("再约一笔")
    assert order(lin)["notes"][0] == "您已经约好每月给同一收款人转同样的金额，请确认不是重复预约。"
    assert sign(lin).startswith("每月转账已经约好")


@pytest.mark.parametrize("other", ["每月6号给陈国强转三百零一", "12月5号给陈国强转三百"])
def test_another_amount_or_once_only_is_not_the_same_every_month(lin, chen, pay, other):
    pay(f"每月5号给陈国强转三百，账号{CHEN}")
    lin.waits(timedelta(days=2))

    assert lin.says(f"{other}，账号{CHEN}").startswith("给陈国强转")

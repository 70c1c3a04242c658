"""A transfer that the bank only proposed, since it was not sure, is gone on with by telling what belongs to it."""

import pytest

from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.whom import Payee

UNSURE = "我孙子结婚，他爸叫张三，我要随礼"


@pytest.fixture(autouse=True)
def known(lin):
    """Lin has 张三 among her payees."""
    book.arrived(lin.db, lin.owner, Payee("张三", "6214830000000108", "308584000013"))


def test_a_sum_alone_says_yes_and_whom_was_named_stays(lin, order):
    lin.says(UNSURE)
    lin.says("八千八百八十八")

    assert order(lin)["金额"] == 8888_00
    assert order(lin)["收款人"].endswith("三")


def test_what_is_another_wish_is_no_yes(lin):
    lin.says(UNSURE)

    assert lin.says("我的余额").startswith("您的余额查好了")


def test_a_no_is_a_no(lin):
    lin.says(UNSURE)

    assert "转多少钱" not in lin.says("不用了")

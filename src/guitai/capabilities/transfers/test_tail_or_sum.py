"""Digits that are the tail of an account of one's own, said alone where a sum is asked for: it is asked which."""

import pytest

from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.whom import Payee

WHICH = "“2816”是金额，还是您账户的尾号？"
MUCH = "转多少钱？"


@pytest.fixture(autouse=True)
def asked(lin):
    """How much 张三 gets is asked, and answered by the digits alone."""
    book.arrived(lin.db, lin.owner, Payee("张三", "6214830000000108", "308584000013"))
    lin.says("转给张三")


def test_it_is_asked_which(lin):
    lin.says("2816")

    assert lin.reply.parts[-1] == WHICH
    assert [tap.label for tap in lin.reply.taps] == ["转¥2,816.00", "从尾号2816付款"]


@pytest.mark.parametrize("words", ["金额", "2816块", "是金额", "我是说金额，两千八百一十六块", "转2816"])
def test_it_may_be_the_sum(lin, order, words):
    lin.says("2816")
    lin.says(words)

    assert order(lin)["金额"] == 2816_00


@pytest.mark.parametrize("words", ["尾号", "是尾号", "从2816付", "账户"])
def test_or_the_account_and_then_the_sum_is_asked_for(lin, order, words):
    lin.says("2816")
    lin.says(words)
    assert lin.reply.parts[-1] == MUCH
    lin.says("640")

    assert (order(lin)["金额"], order(lin)["付款账户"]) == (640_00, "活期 尾号2816")


@pytest.mark.parametrize("words", ["800", "意思是从2816那张卡付，付800", "写错了，800"])
def test_another_sum_is_taken(lin, order, words):
    lin.says("2816")
    lin.says(words)

    assert order(lin)["金额"] == 800_00


def test_it_is_asked_once_more_where_it_is_said_once_more(lin):
    lin.says("2816")
    lin.says("2816")

    assert lin.reply.parts[-1] == WHICH


@pytest.mark.parametrize("words", ["2817", "2816元", "就2816块", "2,816"])
def test_what_can_only_be_a_sum_is_one(lin, order, words):
    lin.says(words)

    assert order(lin)["金额"] in (2816_00, 2817_00)

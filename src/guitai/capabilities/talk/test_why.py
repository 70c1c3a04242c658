from dataclasses import replace
from datetime import timedelta

import pytest

from guitai import refusals
from guitai.errors import Refusal


class Full(Refusal, code="why.full", says="这个产品卖完了。", offers=("我的账户", "accounts.list")):
    """There is no more of it."""


class Elsewhere(Refusal, code="why.elsewhere", says="请到网点办理。"):
    """Not here."""


@pytest.fixture
def refused(lin):
    """Something was refused so long ago."""

    def record(refusal=Full, flow="accounts.balance", *, ago=timedelta(0), owner=None):
        then = replace(lin.db, now=lin.now - ago)
        refusals.record(then, owner or lin.owner, refusal(), flow=flow, said=refusal.says)

    return record


@pytest.mark.parametrize(
    "words", ["为什么没办成", "为什么不行", "为什么没扣款", "为什么拒绝", "why was it refused"]
)
def test_why_is_answered_from_what_was_said_then(lin, refused, words):
    refused()
    lin.says(words)

    assert "这个产品卖完了。" in lin.card.values()


def test_the_card_says_when_which_wish_what_was_said_and_what_can_be_done(lin, refused):
    refused(ago=timedelta(minutes=5))
    said = lin.says("为什么没办成")

    assert (
        said == "没办成的业务和原因都在卡片上，最近的在最上面。\n[点这里查看]\n1. 查转账\n2. 给工作人员留言"
    )
    assert lin.card == {
        "2026年11月23日 09:55 查余额": "这个产品卖完了。",
        "可以办": "我的账户",
        "原因代码": "why.full",
    }


def test_what_was_refused_a_minute_ago_in_the_chat_is_told_again(lin):
    first = lin.says("尾号9999的余额").splitlines()[0]
    lin.says("为什么不行")

    assert lin.card["2026年11月23日 10:00 查余额"] == first == "您名下没有找到“9999”这个账户，请您核对。"


def test_the_newest_comes_first_and_no_more_than_five(lin, refused):
    for hours in range(8):
        refused(Elsewhere, ago=timedelta(hours=hours))
    lin.says("为什么没办成")

    labels = [label for label in lin.card if label.startswith("2026")]
    assert labels == [f"2026年11月23日 {hour:02}:00 查余额" for hour in (10, 9, 8, 7, 6)]


def test_what_is_long_ago_is_told_when_its_day_is_named(lin, refused):
    refused(ago=timedelta(days=20))
    assert lin.says("为什么没办成").startswith("最近7天没有拒绝过您的业务。要问更早的，请说是哪一天。")
    lin.says("11月3日为什么没办成")

    assert "2026年11月3日 10:00 查余额" in lin.card


def test_a_time_in_which_nothing_was_refused_is_said_to_be_one(lin, refused):
    refused()

    assert lin.says("昨天为什么没办成").startswith("那段时间没有拒绝过您的业务。")


def test_what_was_refused_on_a_page_has_a_name_too(lin, refused):
    refused(Elsewhere, flow="orders.sign", ago=timedelta(minutes=1))
    refused(Elsewhere, flow="no.such")
    lin.says("为什么没办成")

    assert [label.split(" ", 2)[2] for label in lin.card if label.startswith("2026")] == [
        "其他业务",
        "核对并签名",
    ]


def test_nobody_is_told_of_anothers(lin, chen, refused):
    refused(owner=chen.owner)

    assert lin.says("为什么没办成").startswith("最近7天没有拒绝过您的业务。")


def test_a_reason_that_the_bank_no_longer_has_is_told_all_the_same(lin, refused, as_owner):
    refused()
    as_owner("UPDATE refusals.refusals SET code = 'gone.reason'")
    lin.says("为什么没办成")

    assert lin.card == {"2026年11月23日 10:00 查余额": "这个产品卖完了。", "原因代码": "gone.reason"}

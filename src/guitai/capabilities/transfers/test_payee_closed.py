"""An account to pay to that was closed: it never takes anything again, so nothing is tried again every month."""

from datetime import datetime

import pytest

from guitai.ledger import stops
from guitai.ledger.accounts import account_numbered, open_account

CHEN, OWN = "6239990000000001668", "6239990000000005555"
CLOSED = "收款账户已经销户，没有转出，您的钱没有变动。请换一个收款账户。"
WHOSE = {"their own": ("林晓雯", OWN), "another's": ("陈国强", CHEN)}


def until(phone, text):
    phone.waits(datetime.fromisoformat(f"{text}+08:00") - phone.now)


@pytest.fixture
def monthly(lin, chen, pay):
    """Lin pays somebody every month."""

    def plan(name, number):
        open_account(lin.db, lin.owner, "current", OWN)
        pay(f"每月5号给{name}转三百，账号{number}")
        return account_numbered(lin.db, number)

    return plan


@pytest.mark.parametrize("name, number", WHOSE.values(), ids=WHOSE)
def test_a_plan_to_an_account_that_was_closed_is_stopped(lin, monthly, told, name, number):
    stops.close_account(lin.db, monthly(name, number))
    until(lin, "2026-12-06T00:00:00")

    assert told(lin)[-1].startswith("因为这个原因，这一笔每月转账也停掉了。")
    assert lin.says("我的预约转账").startswith("您没有预约转账")
    lin.says("查转账")
    assert lin.card["原因"] == CLOSED


def test_a_plan_to_an_account_that_takes_nothing_for_a_while_goes_on(lin, monthly, told):
    stops.stop(lin.db, monthly("陈国强", CHEN), debits=False, credits=True, reason="police")
    until(lin, "2026-12-06T00:00:00")

    assert told(lin)[-1].startswith("您的一笔转账没有转出")
    assert lin.says("我的预约转账").startswith("会自动转出的都在卡片上。")


def test_a_closed_account_is_told_before_anything_is_signed(lin, chen):
    stops.close_account(lin.db, account_numbered(lin.db, CHEN))

    said = lin.says(f"给陈国强转五百块，账号{CHEN}")
    assert said.startswith(f"{CLOSED}\n请再发一次对方的姓名、账号或手机号")

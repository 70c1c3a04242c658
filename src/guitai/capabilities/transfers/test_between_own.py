"""Between a customer's own accounts: which of them pays and which is paid."""

import pytest


@pytest.mark.parametrize("tail", ["1668", "1196"])
def test_from_an_account_to_itself_is_said_to_be_the_same_and_asked(chen, order, tail):
    other = {"1668": "1196", "1196": "1668"}[tail]
    said = chen.says(f"从{tail}转6到{tail}")
    assert said == f"付款和收款都是尾号{tail}，是同一个账户。这一笔从哪个账户付？\n1. 活期 尾号{other}"

    chen.says(f"尾号{other}")
    assert order(chen)["付款账户"] == f"活期 尾号{other}"


def test_who_meant_another_account_to_be_paid_says_that_instead(chen, order):
    chen.says("从1668转6到1668")
    chen.says("转到尾号1196")

    assert (order(chen)["付款账户"], order(chen)["收款账号"][-5:]) == ("活期 尾号1668", "1 196")

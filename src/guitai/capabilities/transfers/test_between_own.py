"""Between a customer's own accounts: which of them pays and which is paid."""

import pytest


@pytest.fixture(autouse=True)
def money(fund):
    """Chen can pay from each of his accounts."""
    fund("6239990000000001668", "60000")
    fund("6239990000000001196", "60000")


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


@pytest.mark.parametrize("words", ["给我自己转6", "转6给自己", "两张卡之间转6", "给陈国强转6"])
def test_who_pays_themselves_is_asked_into_which_account(chen, order, words):
    said = chen.says(words)
    assert said.endswith("\n1. 尾号1668\n2. 尾号1196\n3. 都不是")

    chen.says("尾号1668")
    assert (order(chen)["付款账户"], order(chen)["收款账号"][-5:]) == ("活期 尾号1196", "1 668")


def test_who_answers_that_it_is_for_themselves_is_asked_the_same(chen, order):
    chen.says("转6")
    assert chen.says("我自己") == "转到您的哪个账户？\n1. 尾号1668\n2. 尾号1196\n3. 都不是"

    chen.taps("都不是")
    assert chen.reply.parts[-1] == "请发您要转到的那个账户的卡号或账号。"


def test_who_has_one_account_only_is_asked_for_the_other(lin):
    assert lin.says("给我自己转6") == "请发您要转到的那个账户的卡号或账号。"


@pytest.mark.parametrize(
    "words",
    ["1668转1196 6元", "1668转6到1196", "我的1668转到1196 6块", "从1668往1196转6", "把1668的钱转6到1196"],
)
def test_both_accounts_in_one_sentence_need_no_word_before_them(chen, order, words):
    chen.says(words)

    shown = order(chen)
    assert (shown["付款账户"], shown["收款账号"][-5:], shown["金额"]) == ("活期 尾号1668", "1 196", 6_00)


def test_how_much_is_asked_where_only_the_accounts_are_told(chen):
    assert chen.says("1668转1196") == "转多少钱？"


OWN = "6239990000000001196"


@pytest.mark.parametrize(
    "words",
    [f"给孙丽娟转300，账号{OWN}", f"transfer 300 to Sun Lijuan, account {OWN}", f"给我妈转300，账号{OWN}"],
)
def test_an_own_number_in_another_name_is_refused_as_any_other(chen, words):
    assert chen.says(words).startswith(("户名账号不符，没有转出", "Name and account don't match"))


def test_an_own_number_that_is_told_of_somebody_is_refused_too(chen):
    chen.says("给孙丽娟转300")

    assert chen.says(OWN).startswith("户名账号不符，没有转出")


@pytest.mark.parametrize(
    "words",
    [
        f"转300到{OWN}",
        f"给陈国强转300，账号{OWN}",
        f"給陳國強轉300，賬號{OWN}",
        f"给我自己转300，账号{OWN}",
        f"转300到我的工资卡{OWN}",
        f"转300到我的卡{OWN}",
        f"转300到工资卡{OWN}",
    ],
)
def test_an_own_number_in_no_name_or_in_ones_own_is_between_own_accounts(chen, order, words):
    chen.says(words)

    assert order(chen)["needs"] == "PIN"

"""Too little money is told before anything is signed: another account pays, or less is paid."""

import pytest

LIN, CHEN, HOUSEHOLD = "6239990000000002816", "6239990000000001668", "6239990000000001196"
ALL_OF_IT = f"从1668给林晓雯转19000，账号{LIN}"
LITTLE = "活期 尾号1668的可用余额不足。"


@pytest.fixture(autouse=True)
def money(fund, lin, known, chen):
    """Chen has ¥15,140.04 and ¥20,000.00, and has paid Lin before."""
    fund(CHEN, "15140.04")
    fund(HOUSEHOLD, "20000")
    known(chen, "林晓雯", LIN)


def test_it_is_told_with_the_accounts_that_could_pay_instead(chen):
    said = chen.says(ALL_OF_IT)

    assert LITTLE + "请换一个账户；要少转一些，请说“改成”再加金额" in said
    assert [tap.label for tap in chen.reply.taps] == ["活期 尾号1196"]
    assert chen.db.execute("SELECT count(*) FROM shield.orders").fetchone()[0] == 0


@pytest.mark.parametrize("answer", ["1", "尾号1196", "改用1196", "从1196付"])
def test_another_account_pays_it(chen, order, answer):
    chen.says(ALL_OF_IT)
    chen.says(answer)

    assert (order(chen)["付款账户"], order(chen)["金额"]) == ("活期 尾号1196", 19_000_00)


@pytest.mark.parametrize("answer", ["15000", "改成15000", "那就一万五吧", "减4000"])
def test_or_less_is_paid_and_stays_so_from_another_account(chen, order, answer):
    chen.says(ALL_OF_IT)
    chen.says(answer)
    assert (order(chen)["付款账户"], order(chen)["金额"]) == ("活期 尾号1668", 15_000_00)

    chen.says("改用1196")
    assert (order(chen)["付款账户"], order(chen)["金额"]) == ("活期 尾号1196", 15_000_00)


def test_four_digits_alone_might_be_an_account_and_it_is_said_how_a_sum_is_told(chen, order):
    chen.says(ALL_OF_IT)
    assert chen.says("5000").startswith("要转¥5,000.00，请说“改成5000”。")
    chen.says("改成5000")

    assert order(chen)["金额"] == 5_000_00


def test_the_other_may_hold_too_little_as_well(chen, order):
    chen.says(f"从1668给林晓雯转30000，账号{LIN}")
    assert "活期 尾号1196的可用余额不足" in chen.says("1")
    chen.says("改成20000")

    assert "活期 尾号1668的可用余额不足" in "".join(map(str, chen.reply.parts))


def test_where_there_is_no_other_account_less_is_paid(lin, known, spend, order):
    known(lin, "陈国强", CHEN)
    spend("50000")
    said = lin.says("给陈国强转6000")
    assert said == "活期 尾号2816的可用余额不足。要少转一些，请说“改成”再加金额；不转了请回复“取消”。"
    assert lin.reply.taps == []
    lin.says("改成5000")

    assert order(lin)["金额"] == 5_000_00


@pytest.mark.parametrize("when, amount", [("，明天转", "金额"), ("，每月28号", "每次金额")])
def test_an_order_for_a_later_day_may_still_be_signed(chen, order, when, amount):
    chen.says(ALL_OF_IT + when)

    assert order(chen)[amount] == 19_000_00


@pytest.mark.parametrize("when", ["，两小时后到账", "，次日到账"])
def test_what_is_set_apart_when_it_is_signed_has_to_be_there(chen, when):
    assert LITTLE in chen.says(ALL_OF_IT + when)


def test_it_can_be_left(chen):
    chen.says(ALL_OF_IT)

    assert chen.says("不转了") == "好的，已经取消。"


def test_in_english_too(chen, order):
    said = chen.says(f"send 19000 to 林晓雯 from 1668, account {LIN}")
    assert "Your Current account ending 1668 holds too little for this payment." in said
    chen.says("change it to 15000")

    assert order(chen)["Amount"] == 15_000_00

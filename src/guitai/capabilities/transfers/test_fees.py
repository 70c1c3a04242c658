"""A bank that takes fees: each is shown, signed, set apart with the amount, an entry of its own, given back or not."""

from datetime import date, datetime

import pytest

from guitai.capabilities.transfers.fees import fee
from guitai.ledger.accounts import account
from guitai.ledger.chart import Internal
from guitai.money import Money
from guitai.terms.file import given, terms

LIN, CHEN, THERE = "6239990000000002816", "6239990000000001668", "6214830000000009"
NEVER = date(2026, 11, 23)
TWO_YUAN = """
[[transfer_fees]]
from = 2026-01-01
inside = [{ fee = "0" }]
outside = [{ fee = "2" }]
"""
RISES = f"""
{TWO_YUAN}
[[transfer_fees]]
from = 2026-11-24
inside = [{{ fee = "0" }}]
outside = [{{ fee = "5" }}]
"""
FALLS = RISES.replace('"5"', '"1"')
# 发改价格〔2014〕268号, as it is at counters
GUIDED = """
[[transfer_fees]]
from = 2014-08-01
inside = [{ percent = "0.01%", least = "1", most = "3" }]
outside = [
    { up_to = "2000", fee = "2" },
    { up_to = "5000", fee = "5" },
    { up_to = "10000", fee = "10" },
    { up_to = "50000", fee = "15" },
    { percent = "0.03%", most = "50" },
]
"""


@pytest.fixture
def earned(lin):
    """What the bank has taken in fees."""
    return lambda: str(account(lin.db, Internal.FEES_INCOME.stripe(lin.owner)).balance)


def until(phone, text):
    phone.waits(datetime.fromisoformat(f"{text}+08:00") - phone.now)


@pytest.mark.parametrize(
    "amount, costs, here",
    [
        ("0.01", "2", False),
        ("2000", "2", False),
        ("2000.01", "5", False),
        ("50000", "15", False),
        ("50000.01", "15", False),
        ("50016.67", "15.01", False),  # 15.005001
        ("166666.66", "50", False),
        ("1000000", "50", False),
        ("500", "1", True),
        ("20000", "2", True),
        ("90000", "3", True),
    ],
)
def test_the_row_of_the_amount_says_what_it_costs(tmp_path, amount, costs, here):
    file = tmp_path / "terms.toml"
    file.write_text(GUIDED)
    table = terms(given(file), file).transfer_fees.on(NEVER)

    assert fee(table, Money.parse(amount), here=here) == Money.parse(costs)


def test_a_fee_is_told_shown_signed_and_an_entry_of_its_own(lin, posts, order, sign, lines, holds, earned):
    posts(TWO_YUAN)
    said = lin.says(f"给张三转五百块，账号{THERE}")
    assert "转¥500.00，大写：伍佰元整，手续费¥2.00。请点开页面核对" in said
    assert order(lin)["手续费"] == 2_00

    sign(lin)
    assert (lin.card["金额"], lin.card["手续费"]) == ("¥500.00", "¥2.00")
    assert [line[:3] for line in lines(LIN, 2)] == [("D", "2.00", "手续费"), ("D", "500.00", "转账")]
    assert (holds(LIN)[0], earned()) == ("54838.50", "2.00")


def test_what_stays_in_the_bank_costs_what_its_own_table_says(lin, chen, posts, order, holds, sign, earned):
    posts(TWO_YUAN)
    assert "手续费" not in lin.says(f"给陈国强转五百块，账号{CHEN}")
    assert order(lin)["手续费"] == 0

    sign(lin)
    assert (holds(LIN)[0], earned()) == ("54840.50", "0.00")


def test_a_rejected_payment_gives_its_fee_back(lin, posts, pay, holds, elsewhere, earned):
    posts(TWO_YUAN)
    pay(f"给张三转五百块，账号{THERE}")
    elsewhere.refuses("AC01")

    assert (holds(LIN)[0], earned()) == ("55340.50", "0.00")


def test_a_returned_payment_has_cost_its_fee(lin, posts, pay, holds, elsewhere, earned):
    posts(TWO_YUAN)
    pay(f"给张三转五百块，账号{THERE}")
    elsewhere.takes_it()
    elsewhere.sends_back("AC04")

    assert (holds(LIN)[0], earned()) == ("55338.50", "2.00")


def test_who_can_not_pay_the_fee_is_told_before_signing(lin, posts, known, pay, elsewhere):
    posts(TWO_YUAN)
    known(lin, "张三", THERE, "308584000013")
    pay(f"给张三转五万，账号{THERE}")
    elsewhere.takes_it()

    assert "活期 尾号2816的可用余额不足" in lin.says(f"给张三转5338.50，账号{THERE}")
    assert "给张三转¥5,336.50" in lin.says("改成5336.50")


def test_who_can_not_pay_the_fee_any_more_pays_nothing(lin, posts, known, pay, sign, spend, holds, elsewhere):
    posts(TWO_YUAN)
    known(lin, "张三", THERE, "308584000013")
    pay(f"给张三转五万，账号{THERE}")
    elsewhere.takes_it()
    lin.says("给张三转5335")
    spend("2")
    said = sign(lin)

    assert said.startswith("账户可用余额不足")
    assert holds(LIN) == ("5336.50", "5336.50")


def test_what_waits_has_its_fee_set_apart_too_so_that_nothing_else_is_paid_with_it(
    lin, chen, posts, known, pay, holds, lines, earned
):
    posts(TWO_YUAN)
    known(lin, "张三", THERE, "308584000013")
    known(lin, "陈国强", CHEN)
    pay(f"给张三转五万，账号{THERE}，两小时后到账")
    assert holds(LIN) == ("55340.50", "5338.50")
    pay(f"给陈国强转5338.50，账号{CHEN}")
    assert holds(LIN) == ("50002.00", "0.00")

    until(lin, "2026-11-23T12:00:00")
    assert [line[:3] for line in lines(LIN, 2)] == [("D", "2.00", "手续费"), ("D", "50000.00", "转账")]
    assert (holds(LIN), earned()) == (("0.00", "0.00"), "2.00")


def test_what_waits_and_can_not_be_set_apart_with_its_fee_is_refused(
    lin, posts, known, pay, sign, spend, holds
):
    posts(TWO_YUAN)
    known(lin, "张三", THERE, "308584000013")
    known(lin, "李四", THERE, "308584000013")
    pay(f"给张三转五万，账号{THERE}，两小时后到账")
    lin.says(f"给李四转5336，账号{THERE}，两小时后到账")
    spend("1")
    said = sign(lin)

    assert said.startswith("账户可用余额不足")
    assert holds(LIN) == ("55339.50", "5337.50")


def test_what_is_taken_back_frees_its_fee(lin, posts, pay, holds, earned):
    posts(TWO_YUAN)
    pay(f"给张三转五百块，账号{THERE}，次日到账")
    lin.says("撤销给张三的转账")
    lin.says("好的")

    assert (holds(LIN), earned()) == (("55340.50", "55340.50"), "0.00")


def test_a_transfer_costs_what_was_signed_though_the_fee_has_risen_since(
    lin, posts, order, sign, pay, earned
):
    posts(RISES)
    lin.now = lin.now.replace(hour=23, minute=58)
    lin.says(f"给张三转五百块，账号{THERE}")
    until(lin, "2026-11-24T00:01:00")
    sign(lin)
    assert (lin.card["手续费"], earned()) == ("¥2.00", "2.00")

    lin.says(f"给张三转600，账号{THERE}")
    assert order(lin)["手续费"] == 5_00


@pytest.mark.parametrize("text, takes", [(RISES, "2.00"), (FALLS, "1.00")])
def test_a_monthly_transfer_costs_what_was_signed_or_less(lin, posts, order, sign, text, takes, earned):
    posts(text)
    lin.says(f"每月25号给张三转五百块，账号{THERE}")
    assert order(lin)["每次手续费"] == 2_00
    sign(lin)
    assert lin.card["每次手续费"] == "¥2.00"
    until(lin, "2026-11-25T01:00:00")

    assert earned() == takes


def test_what_needs_no_signature_says_its_fee_before_it_is_asked_for(
    lin, posts, rule, pay, elsewhere, holds, earned
):
    posts(TWO_YUAN)
    pay(f"给张三转五百块，账号{THERE}")
    elsewhere.takes_it()
    said = lin.says("给张三转一百")
    assert said.startswith("给张三转¥100.00，大写：壹佰元整，手续费¥2.00。")
    assert "现在转吗？" in said

    lin.taps("现在转")
    assert (lin.card["手续费"], earned()) == ("¥2.00", "4.00")

"""Into which account a deposit is withdrawn, on a phone: digits that end one of theirs, and another told anew."""

import pytest
from tests import savings
from tests.savers import ordered

from guitai.ledger.accounts import accounts_of, open_account
from guitai.money import Money


@pytest.fixture
def saver(lin):
    """Lin, with two current accounts and a deposit of 30,000 yuan for a year."""
    savings.save_up(lin.db, lin.owner)
    open_account(lin.db, lin.owner, "current", "6239990000000001969")
    return lin


@pytest.fixture
def asked_how_much(saver):
    saver.says("支取存款")
    saver.taps(saver.reply.taps[0].label)
    return saver


@pytest.fixture
def to_be_signed(asked_how_much):
    asked_how_much.says("5000")
    return asked_how_much


def into(phone):
    """How much goes into which account, as it would be signed."""
    return ordered(phone).amount("amount"), ordered(phone).line("target")[1]


ORDERED = (Money.parse("5000"), "活期 尾号1969")
WORDS = "钱进1969 到1969 转入1969 改用尾号1969 转入账户改成1969 收款账户换成1969 转到尾号1969的卡".split()


@pytest.mark.parametrize("words", WORDS)
def test_where_it_goes_is_told_anew_on_the_order(to_be_signed, words):
    to_be_signed.says(words)

    assert into(to_be_signed) == ORDERED


def test_where_it_goes_is_told_anew_in_english(saver):
    saver.says("withdraw my deposit")
    saver.taps(saver.reply.taps[0].label)
    saver.says("5000")
    saver.says("pay it into 1969")

    assert ordered(saver).line("target")[1] == "Current account ending 1969"


@pytest.mark.parametrize("words", WORDS)
def test_where_it_goes_is_no_sum_where_that_is_asked(asked_how_much, words):
    assert asked_how_much.says(words).startswith("要支取多少？")
    asked_how_much.says("5000")

    assert into(asked_how_much) == ORDERED


def test_both_can_be_told_in_one(asked_how_much):
    asked_how_much.says("5000到1969")

    assert into(asked_how_much) == ORDERED


def test_how_much_can_still_be_told_anew_behind_it(to_be_signed):
    to_be_signed.says("转入1969")
    to_be_signed.says("改成6000")

    assert into(to_be_signed) == (Money.parse("6000"), "活期 尾号1969")


def test_digits_that_end_an_account_of_theirs_are_no_sum_unasked(asked_how_much):
    said = "“1969”也是您账户的尾号。要支取¥1,969.00，请说“1969元”；要转入这个账户，请说“转入1969”。"
    assert asked_how_much.says("1969").startswith(said)
    asked_how_much.says("1969元")

    assert ordered(asked_how_much).amount("amount") == Money.parse("1969")


def test_nor_are_they_behind_an_order(to_be_signed):
    assert to_be_signed.says("改成1969").startswith("“1969”也是您账户的尾号。")


def test_other_digits_are_a_sum(asked_how_much):
    asked_how_much.says("1968")

    assert ordered(asked_how_much).amount("amount") == Money.parse("1968")


def test_into_a_deposit_nothing_is_paid_and_it_is_asked_where_instead(to_be_signed):
    deposit = next(
        one.tail for one in accounts_of(to_be_signed.db, to_be_signed.owner) if one.kind == "fixed"
    )
    assert to_be_signed.says(f"改用尾号{deposit}").startswith(f"您没有可以转入的账户“{deposit}”。")
    to_be_signed.taps("活期 尾号1969")

    assert into(to_be_signed) == ORDERED


def test_it_is_paid_there_when_it_is_signed(to_be_signed, signs):
    to_be_signed.says("转入1969")
    signs(to_be_signed)

    held = {one.tail: one.balance for one in accounts_of(to_be_signed.db, to_be_signed.owner)}
    assert held["1969"] > Money.parse("5000")

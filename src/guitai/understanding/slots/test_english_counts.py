"""How many, in how many parts, which way and all of it, as it is said in English."""

from datetime import datetime

import pytest

from guitai.understanding.fold import said
from guitai.understanding.slots.reading import read
from guitai.understanding.slots.words import read_as
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=BANK_ZONE)


def slots(intent, text):
    return read_as(intent, read(said(text), NOW))


@pytest.mark.parametrize(
    "text, count",
    [
        ("pay the card bill in 3 parts", 3),
        ("make it 24 equal payments", 24),
        ("convert my bill to 6 EMIs", 6),
        ("break the bill into three parts", 3),
        ("split my bill into 12", 12),
        ("twenty-four monthly payments", 24),
    ],
)
def test_parts_and_payments_are_instalments_and_no_sum(text, count):
    found = slots("credit.instalment", text)

    assert found["instalments"] == count
    assert "amount" not in found


@pytest.mark.parametrize(
    "text, direction",
    [
        ("list outgoing payments", "out"),
        ("list outbound payments for October", "out"),
        ("show debits in October", "out"),
        ("last month's incoming payments", "in"),
        ("payments received in November", "in"),
        ("salary payments this year", "in"),
        ("show credits in October", "in"),
        ("how much did I earn last month", "in"),
    ],
)
def test_the_direction_is_the_one_that_was_said(text, direction):
    assert slots("accounts.transactions", text)["direction"] == direction


@pytest.mark.parametrize(
    "intent, text",
    [
        ("circles.repay", "Return all the money I borrowed"),
        ("circles.repay", "return all I owe to Li Lei"),
        ("loans.repay", "pay off the loan completely"),
        ("loans.repay", "clear the loan entirely"),
        ("loans.repay", "pay off all of my loan"),
        ("loans.repay", "repay the entire outstanding amount"),
    ],
)
def test_all_of_it_is_the_amount(intent, text):
    assert slots(intent, text)["amount"] == "all"


@pytest.mark.parametrize(
    "text, many",
    [
        ("buy 3 海底捞双人套餐", 3),
        ("order 3 星巴克拿铁", 3),
        ("buy one 海底捞四人套餐", 1),
        ("the 100-for-79 supermarket voucher", None),
        ("buy 2 adult tickets and 1 child ticket", None),
    ],
)
def test_how_many_are_bought_is_counted_and_a_price_is_not(text, many):
    assert slots("life.buy", text).get("quantity") == many

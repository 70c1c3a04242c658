"""Which card, account or bill is meant, as it is written in English."""

from datetime import datetime

import pytest

from guitai.money import Money
from guitai.understanding.fold import said
from guitai.understanding.slots.reading import read
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=BANK_ZONE)


def slots(text):
    return read(said(text), NOW).slots


@pytest.mark.parametrize(
    "text, account",
    [
        ("Freeze 4406 at once", "4406"),
        ("please lock 4406", "4406"),
        ("freeze my 4406 card", "4406"),
        ("the 4406 card was stolen", "4406"),
        ("freeze ****4406", "4406"),
        ("freeze xxxx4406", "4406"),
        ("lift the block on card number ...4406", "4406"),
        ("a/c XX7342 balance", "7342"),
        ("the freeze on 5590", "5590"),
        ("take the hold off 5590", "5590"),
        ("remove the freeze from 5590", "5590"),
        ("trasactions on 7342 between 3 and 15 October", "7342"),
        ("show spending on 7342 in October", "7342"),
        ("what's left on 7342?", "7342"),
        ("how much in 7342", "7342"),
        ("bal of a/c 7342", "7342"),
        ("check 2816 pls", "2816"),
        ("statement from Jan to Mar 2026 for 7342", "7342"),
        ("repay my credit card in full, the 3876 one", "3876"),
        ("minimum payment on the 6021 card bill", "6021"),
        ("pay the minimum on 3876", "3876"),
        ("repay 500 on the 3876", "3876"),
        ("send 200 from my 2816 card to Tom", "2816"),
        ("current acct balance", "current"),
        ("how much is in my current a/c", "current"),
        ("chequing account balance", "current"),
        ("balance in my fixed account", "fixed"),
        ("my FD balance", "fixed"),
    ],
)
def test_the_account_is_the_one_that_was_written(text, account):
    assert slots(text)["account"] == account
    assert slots(text).get("amount") in (None, "all", Money(200_00), Money(500_00))


@pytest.mark.parametrize(
    "text",
    [
        "transactions on 4410 yuan",
        "the 2000 one",
        "spending in 2025",
        "break the 9000 bill into three parts",
        "cancel 2816 to Tom",
        "unfreeze 5,590.00",
        "current balance",
    ],
)
def test_a_sum_or_a_year_is_no_account(text):
    assert "account" not in slots(text)


@pytest.mark.parametrize(
    "text, number, yuan",
    [
        ("account 3301204857", "3301204857", None),
        ("pay water bill a/c no 55810073, 96 yuan", "55810073", 96),
        ("electricity, household number 7700 3185 62, amount 233.4", "7700318562", 233.4),
        ("landline bill for grandma lah, number 02558813307", "02558813307", None),
        ("landline 02558813307, 60 yuan", "02558813307", 60),
        ("pay electricity bill, consumer no 4400123456, 350", "4400123456", 350),
        ("electricity bill meter 88231045, 200 kuai", "88231045", 200),
        ("pay 150 for water, acct 77003185", "77003185", 150),
        ("broadband bill, user ID 7550012345, 199", "7550012345", 199),
        ("pay tuition 5,600 student number 20260133", "20260133", 5600),
        ("electric bill 7700318562 120 yuan", "7700318562", 120),
        ("water bill ref 44120987 pay 75", "44120987", 75),
        ("pay heating bill. Account: 66120934. Amount: 1,240", "66120934", 1240),
        ("transfer 800 to acct no. 6217 0033 8120 4459", "6217003381204459", 800),
    ],
)
def test_the_number_of_a_bill_is_its_account_and_what_stands_beside_it_the_sum(text, number, yuan):
    read_ = slots(text)

    assert read_["account_no"] == number
    assert read_.get("amount") == (Money(round(yuan * 100)) if yuan else None)


@pytest.mark.parametrize(
    "text", ["top up 50, number 13800138000", "verification code number 482913", "house no 12"]
)
def test_another_number_is_no_account(text):
    assert "account_no" not in slots(text)


def test_the_word_for_an_account_is_nobody():
    assert "payee" not in slots("transfer 800 to acct no. 6217 0033 8120 4459")

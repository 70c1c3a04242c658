"""Sums as they are said in English in Britain, America, India and Singapore: to the fen, or asked about."""

import pytest

from guitai.money import Money
from guitai.understanding.fold import fold, said
from guitai.understanding.slots.beside_money import Unread
from guitai.understanding.slots.money_words import amount, sums


@pytest.mark.parametrize(
    "text, yuan",
    [
        ("a loan of 3 lakh yuan", 300_000),
        ("FD of 2.5 lakh RMB", 250_000),
        ("borrow 2 lakhs for home renovation", 200_000),
        ("personal loan 5 lac please", 500_000),
        ("fifteen lakh yuan over 3 years", 1_500_000),
        ("send a lakh to Zhang Wei", 100_000),
        ("send half a lakh to Zhang Wei", 50_000),
        ("send 2.5lakh to Tom", 250_000),
        ("a loan of 1.25 crore", 12_500_000),
        ("send 2 crore 50 lakh to Tom", 25_000_000),
        ("two lakh fifty thousand", 250_000),
        ("send 1 lakh 20 thousand to Priya", 120_000),
        ("put 1,50,000 in fixed deposit", 150_000),
        ("put 12,50,000 yuan in FD", 1_250_000),
        ("1,00,00,000.00", 10_000_000),
        ("a loan of 1.5 mil", 1_500_000),
        ("2 billion yuan", 2_000_000_000),
        ("send 3 wan 5 thousand to Tom", 35_000),
        ("5million", 5_000_000),
        ("send 2 thousands to Tom", 2_000),
        ("send 3 thousand 5 hundred to Wang Fang", 3_500),
        ("transfer 500 to Lakshmi", 500),
        ("pay 500 though it is late", 500),
        ("my orders 500 yuan", 500),
    ],
)
def test_a_sum_is_read_in_the_scale_that_was_said(text, yuan):
    assert amount(fold(said(text))) == Money(yuan * 100)


@pytest.mark.parametrize(
    "text",
    [
        "send 2.5 k to mum",
        "send 3 L to Zhang Wei",
        "send 3 cr to Zhang Wei",
        "borrow 3 bn",
        "borrow 1.5 M",
        "send 3 lacks to Tom",
        "send 5 milion to Tom",
        "send 5 thousnd to Tom",
        "send 2 hunderd to Tom",
        "send 3 wan and a half to Tom",
        "send 5 dozen to Zhang Wei",
        "send 20 big ones to Zhang Wei",
        "send two to three lakh to Tom",
        "two or three thousand",
        "a thousand five",
        "one grand five",
        "two thousand five",
        "lakhs",
        "10,20,300",
        "12,50,500 yuan",
        "send x12 million to Tom",
        "send 2 five to Tom",
    ],
)
def test_a_sum_whose_scale_is_not_certain_is_asked_about(text):
    named = sums(fold(said(text)))

    assert Unread.VAGUE in {place.money for place in named}
    assert not any(isinstance(place.money, Money) for place in named)


@pytest.mark.parametrize(
    "text",
    [
        "Rs 50,000",
        "Rs. 500",
        "send 500 rs to Tom",
        "send ₹5,000 to Li Lei",
        "200 sing",
        "50 sen",
        "100 ringgit",
        "3 lakh rupees",
    ],
)
def test_another_countrys_money_is_no_sum_of_ours(text):
    assert {place.money for place in sums(fold(said(text)))} == {Unread.FOREIGN}

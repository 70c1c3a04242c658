"""The banks that money can be sent to, and what they are called."""

import pytest

from guitai.clearing.banks import (
    BANKS,
    NoSuchBank,
    bank,
    bank_named,
    bank_of_card,
    check_digit,
)


@pytest.mark.parametrize("code", [bank.code for bank in BANKS])
def test_the_last_digit_of_a_clearing_code_proves_the_others(code):
    assert len(code) == 12
    assert check_digit(code[:11]) == code[11]


def test_no_two_banks_share_a_code_or_a_name():
    assert len({bank.code for bank in BANKS}) == len({bank.short for bank in BANKS}) == len(BANKS) == 16


@pytest.mark.parametrize("known", BANKS, ids=lambda bank: bank.short)
def test_a_bank_is_found_by_each_of_its_names(known):
    assert {bank_named(name) for name in (known.name, known.short, known.english, f" {known.short} ")} == {
        known
    }
    assert bank(known.code) == known


@pytest.mark.parametrize("name", ["", "中国", "银行", "人民银行", "宁波银行"])
def test_what_is_no_bank_of_ours_is_not_found(name):
    assert bank_named(name) is None


def test_a_bank_that_can_not_be_reached_is_refused():
    with pytest.raises(NoSuchBank):
        bank("100000000000")


@pytest.mark.parametrize(
    ("number", "short"),
    [
        ("6214830000000009", "招商银行"),
        ("6222020000000000000", "工商银行"),
        ("6228480000000000018", "农业银行"),
        ("6239990000000000018", "江海银行"),
    ],
)
def test_a_card_says_which_bank_gave_it_out(number, short):
    assert bank_of_card(number).short == short


@pytest.mark.parametrize("number", ["", "621483", "6299990000000000"])
def test_a_card_of_nobody_known_says_nothing(number):
    assert bank_of_card(number) is None

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.clearing.banks import OWN, SAMPLE_BINS
from guitai.demo.numbers import BIN, card_number, deposit_number, id_check, id_number, luhn_check, mobile


def luhn_passes(number):
    """The textbook's way, from the right."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


@given(st.integers(0, 10**12 - 1))
def test_every_card_number_has_nineteen_digits_and_passes_luhn(serial):
    number = card_number(serial)

    assert len(number) == 19
    assert luhn_passes(number)


@pytest.mark.parametrize(
    "number", ["6214830000000009", "620000000000000005", "6222020000000000000", "6228480000000000018"]
)
def test_luhn_agrees_with_known_card_numbers(number):
    assert luhn_check(number[:-1]) == number[-1]


@pytest.mark.parametrize(
    "number", ["11010519491231002X", "440524188001010014", "110101199003077512", "310101199501010019"]
)
def test_the_check_character_agrees_with_known_identity_numbers(number):
    assert id_check(number[:-1]) == number[-1]


@given(st.integers(1, 9), st.dates(date(1920, 1, 1), date(2012, 12, 31)), st.integers(0, 999))
def test_an_identity_number_tells_the_birthday_and_is_from_no_province(district, born_on, sequence):
    number = id_number(district=district, born_on=born_on, sequence=sequence)

    assert number[6:14] == f"{born_on:%Y%m%d}"
    assert number.startswith("9901")
    assert id_check(number[:17]) == number[17]


def test_mobiles_and_deposits_have_their_lengths():
    assert mobile(7) == "15400000007"
    assert len(deposit_number(7)) == 17


def test_the_bank_knows_its_own_cards_by_the_demos_range():
    assert SAMPLE_BINS[BIN] == OWN.code

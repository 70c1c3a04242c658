import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.money import Money, format_money, half_up


@given(st.integers(-(10**15), 10**15))
def test_what_is_printed_parses_back(fen):
    assert Money.parse(str(Money(fen))) == Money(fen)


@pytest.mark.parametrize("text", ["", "1.234", "1e3", ".5", "1,000", "１２", "0x1", " 1", "1.", "+1", "五"])
def test_what_is_no_exact_amount_is_refused(text):
    with pytest.raises(ValueError, match="no amount"):
        Money.parse(text)


@given(st.integers(), st.integers(1, 10**6))
def test_rounding_is_never_more_than_half_away(numerator, denominator):
    assert abs(half_up(numerator, denominator) * denominator - numerator) * 2 <= denominator


def test_a_customer_reads_groups_of_thousands_and_two_decimals():
    assert format_money(Money(1234567)) == "¥12,345.67"
    assert format_money(Money(-5)) == "-¥0.05"

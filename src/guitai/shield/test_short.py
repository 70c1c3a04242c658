import pytest

from guitai.language import Language
from guitai.money import Money
from guitai.shield.short import short


@pytest.mark.parametrize(
    ("yuan", "simplified", "english"),
    [
        ("0", "0", "0"),
        ("0.01", "<1", "<1"),
        ("1", "1", "1"),
        ("8500", "8,500", "8,500"),
        ("9999.49", "9,999", "9,999"),
        ("9999.50", "1.0万", "10.0K"),
        ("12345", "1.2万", "12.3K"),
        ("999949", "100.0万", "999.9K"),
        ("999950", "100.0万", "1.0M"),
        ("99999499", "9,999.9万", "100.0M"),
        ("99999500", "1.0亿", "100.0M"),
        ("1234500000000", "1.2万亿", "1.2T"),
        ("98765432109876543.21", "98,765.4万亿", "98,765.4T"),
    ],
)
def test_an_amount_is_rounded_to_what_is_shown(yuan, simplified, english):
    assert short(Money.parse(yuan), Language.SIMPLIFIED) == simplified
    assert short(Money.parse(yuan), Language.ENGLISH) == english


def test_traditional_has_its_own_characters():
    assert short(Money.parse("12345"), Language.TRADITIONAL) == "1.2萬"
    assert short(Money.parse("250000000"), Language.TRADITIONAL) == "2.5億"

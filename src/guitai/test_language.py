from datetime import date, datetime

import pytest

from guitai.clock import BANK_ZONE
from guitai.language import Catalogue, Language, Words
from guitai.money import Money

CATALOGUE = Catalogue({"{name}，您有{amount}。": "{name}, you have {amount}."})
WORDS = Words("{name}，您有{amount}。", {"name": "陈国强", "amount": Money(123456)})


def test_the_constant_is_what_simplified_chinese_says():
    assert CATALOGUE.speak(WORDS, Language.SIMPLIFIED) == "陈国强，您有¥1,234.56。"


def test_english_is_looked_up_by_the_constant():
    assert CATALOGUE.speak(WORDS, Language.ENGLISH) == "陈国强, you have ¥1,234.56."


def test_traditional_converts_our_words_and_leaves_the_customers():
    words = Words("账户{name}", {"name": "陈国强"})

    assert CATALOGUE.speak(words, Language.TRADITIONAL) == "賬戶陈国强"


@pytest.mark.parametrize(
    ("simplified", "as_hong_kong_writes_it"),
    [
        ("请发卡号，或者发卡号", "請發卡號，或者發卡號"),  # no hair clip
        ("请不要签", "請不要簽"),
        ("已经冲正过", "已經沖正過"),
        ("请回复“取消”，没有收到回复", "請回覆「取消」，沒有收到回覆"),
        ("会尽快核实，请尽量填全", "會盡快核實，請盡量填全"),
        ("柜台认得这台设备", "櫃檯認得這台設備"),
        ("恢复收款，请勿重复", "恢復收款，請勿重複"),
    ],
)
def test_a_word_is_written_in_traditional_as_it_is_meant(simplified, as_hong_kong_writes_it):
    assert CATALOGUE.speak(simplified, Language.TRADITIONAL) == as_hong_kong_writes_it


def test_days_and_moments_are_written_as_the_language_writes_them():
    words = Words("{day} {at}", {"day": date(2026, 1, 2), "at": datetime(2026, 1, 2, 9, 5, tzinfo=BANK_ZONE)})

    assert CATALOGUE.speak(words, Language.SIMPLIFIED) == "2026年1月2日 2026年1月2日 09:05"
    assert CATALOGUE.speak(words, Language.ENGLISH) == "2 Jan 2026 2 Jan 2026 09:05"

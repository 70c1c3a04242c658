from datetime import date, datetime

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


def test_days_and_moments_are_written_as_the_language_writes_them():
    words = Words("{day} {at}", {"day": date(2026, 1, 2), "at": datetime(2026, 1, 2, 9, 5, tzinfo=BANK_ZONE)})

    assert CATALOGUE.speak(words, Language.SIMPLIFIED) == "2026年1月2日 2026年1月2日 09:05"
    assert CATALOGUE.speak(words, Language.ENGLISH) == "2 Jan 2026 2 Jan 2026 09:05"

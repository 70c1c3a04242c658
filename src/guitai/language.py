"""Text with named fields, said in the language of the one who reads it. Knows no conversation and no customer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cache

from opencc import OpenCC

from guitai.money import Money, format_money
from guitai.zone import BANK_ZONE

# As Traditional has them. Of two forms of a character that are both right, the one that is read in Hong Kong too.
AS_READ = str.maketrans("“”‘’臺儘", "「」『』台盡")
# What OpenCC takes for other words: 发卡号 is no hair clip (髮卡), 要签 no lot to be drawn (籤).
MISTAKEN = (("髮卡", "發卡"), ("要籤", "要簽"), ("衝正", "沖正"), ("回復", "回覆"))


class Language(StrEnum):
    """What we answer in (BCP 47)."""

    SIMPLIFIED = "zh-Hans"
    TRADITIONAL = "zh-Hant"
    ENGLISH = "en"


@dataclass(frozen=True)
class Words:
    """A constant sentence in Simplified Chinese with named fields, and the fields' values.

    The constant is the key of its translation, so it never holds a value itself.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a part of one, that anybody may hear though it was made of what the bank keeps."""

    public_name: Words


@dataclass(frozen=True)
class Written:
    """A value that Chinese and English write each in its own way, such as a sum of money in words."""

    chinese: str
    english: str


@dataclass(frozen=True)
class Tongue:
    """A language, and the catalogue to speak it by."""

    catalogue: "Catalogue"
    language: Language

    def speak(self, words: Words | str) -> str:
        """A sentence in it."""
        return self.catalogue.speak(words, self.language)

    def value(self, value: object) -> str:
        """One value as it is written in it."""
        return self.catalogue.value(value, self.language)


class Catalogue:
    """Says `Words` in each language: Chinese is the constant, English is looked up, Traditional is converted."""

    def __init__(self, english: Mapping[str, str]) -> None:
        self.english = english

    def speak(self, words: Words | str, language: Language) -> str:
        """The sentence with its values in, each value written as that language writes it.

        Values of type `str` stay as they are: what a customer said keeps the script it was said in.
        """
        words = Words(words) if isinstance(words, str) else words
        template = self._template(words.text, language)
        if not words.values:
            return template
        return template.format_map({name: self.value(v, language) for name, v in words.values.items()})

    def value(self, value: object, language: Language) -> str:
        """One value as that language writes it."""
        match value:
            case Words():
                return self.speak(value, language)
            case Written():
                return (
                    value.english if language is Language.ENGLISH else self._template(value.chinese, language)
                )
            case Money():
                return format_money(value)
            case datetime():
                return _moment(value.astimezone(BANK_ZONE), language)
            case date():
                return _day(value, language)
            case _:
                return format(value)

    def _template(self, text: str, language: Language) -> str:
        if language is Language.ENGLISH:
            return self.english.get(text, text)
        return traditional(text) if language is Language.TRADITIONAL else text


@cache
def traditional(text: str) -> str:
    converted = str(_converter().convert(text)).translate(AS_READ)
    for mistaken, meant in MISTAKEN:
        converted = converted.replace(mistaken, meant)
    return converted


@cache
def _converter() -> OpenCC:
    return OpenCC("s2tw")  # the characters that readers in Taiwan and Hong Kong share


def _day(day: date, language: Language) -> str:
    if language is Language.ENGLISH:
        return f"{day.day} {day:%b %Y}"
    return f"{day.year}年{day.month}月{day.day}日"


def _moment(at: datetime, language: Language) -> str:
    return f"{_day(at.date(), language)} {at:%H:%M}"

"""Short answers to a question: an amount, a period, a number of a list, yes or no. No model reads these."""

import re
from datetime import datetime

from guitai.money import Money
from guitai.understanding.fold import fold, said, standard
from guitai.understanding.slots.durations import DURATION, ENGLISH_DURATION, duration
from guitai.understanding.slots.number_words import number, whole
from guitai.understanding.slots.period import Period
from guitai.understanding.slots.period_words import back_from
from guitai.understanding.slots.reading import read
from guitai.zone import BANK_ZONE

CIRCLED = {
    chr(first + at): at + 1 for first in (0x2460, 0x2776) for at in range(20 if first == 0x2460 else 10)
}
CHOSEN = re.compile(
    r"(?:我?(?:[选要看查]|就)?)(?:第)?(?P<number>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})(?:[个项号款条张]|吧|的)*"
)
ENGLISH_WORDS = "one two three four five six seven eight nine ten".split()
ENGLISH_PLACES = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
CHOSEN_IN_ENGLISH = re.compile(
    r"(?:i(?:'ll take| want| choose) )?(?:the |number |no\.? ?|option )*"
    r"(?P<number>[0-9]{1,3}|[a-z]+)(?:(?<=\d)(?:st|nd|rd|th))?(?: one)?"
)
ALONE = re.compile("[一二两三四五六七八九十]")
LENGTH = re.compile(rf"(?:{DURATION}|{ENGLISH_DURATION})")

ANY_TIME = datetime(2026, 1, 1, tzinfo=BANK_ZONE)  # what is an amount doesn't depend on the day

YES = frozenset(
    "是 是的 是啊 对 对的 对啊 好 好的 好吧 好啊 行 行的 行吧 可以 可以的 确定 确认 没错 没问题 同意 嗯 嗯嗯 要 要的"
    " 办 需要 继续 成 中 系 系啊 系呀 啱 得 好呀 好嘅 行啊 可以啊 可以的 要得 没毛病 嗯好 冇问题"
    " yes y ok okay sure yep yeah yesplease confirm right correct".split()
)
NO = frozenset(
    "不 不是 不是的 不对 不好 不行 不可以 不要 不用 不用了 不要了 不了 不需要 不必 不办 不办了 不确定 不同意 没有 否 别"
    " 算了 先不 唔使 唔使喇 唔要 唔系 唔好 免了 不必了 先不要 暂时不用 no n nope not nothanks nothankyou".split()
)


def amount_in(text: str) -> Money | None:
    """The amount that answers how much. As an answer, a single 五 is one too.

    >>> amount_in("五百吧"), amount_in("五"), amount_in("三千多")
    (Money(fen=50000), Money(fen=500), None)
    """
    folded = fold(said(text)).rstrip("。.!吧")
    if ALONE.fullmatch(folded):
        return Money(int(number(folded) or 0) * 100)
    found = read(said(text), ANY_TIME).slots.get("amount")
    return found if isinstance(found, Money) else None


def period_in(text: str, now: datetime) -> Period | None:
    """The period that answers when. As an answer, 三个月 is the three months up to today."""
    length = LENGTH.fullmatch(fold(said(text)).rstrip("。.!吧"))
    if length and (term := duration(length)):
        return back_from(now.astimezone(BANK_ZONE).date(), term)
    found = read(said(text), now).slots.get("period")
    return found if isinstance(found, Period) else None


def choice_number(text: str) -> int | None:
    """The number that was chosen from a list, if the text is nothing else.

    >>> [choice_number(text) for text in ("2", "２", "②", "第二个", "选二", "the second", "二十元")]
    [2, 2, 2, 2, 2, 2, None]
    """
    bare = text.strip().rstrip("。.!！、)）")
    if bare in CIRCLED:
        return CIRCLED[bare]
    folded = fold(said(bare))
    if chosen := CHOSEN.fullmatch(folded):
        return whole(chosen["number"])
    if chosen := CHOSEN_IN_ENGLISH.fullmatch(folded):
        word = chosen["number"]
        places = next((words for words in (ENGLISH_WORDS, ENGLISH_PLACES) if word in words), None)
        return int(word) if word.isdigit() else places.index(word) + 1 if places else None
    return None


def yes_no(text: str) -> bool | None:
    """Yes, no, or neither for certain.

    >>> [yes_no(text) for text in ("好的。", "對", "OK", "不用了", "No, thanks", "大概吧")]
    [True, True, True, False, False, None]
    """
    folded = re.sub(r"[\s。.!~,、]", "", fold(said(text)))
    if folded in YES:
        return True
    return False if folded in NO else None


def same_words(text: str) -> str:
    """What two ways of writing one name have in common: 余额 is 餘額."""
    return standard(fold(said(text))).replace(" ", "")

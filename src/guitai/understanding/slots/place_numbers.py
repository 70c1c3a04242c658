"""Numerals that are part of a place's name are no amount, day or count: 五一广场, 三里屯, 五角场, 二七路."""

import re
from functools import cache

from guitai.understanding.slots.gazetteer import words

NUMERALS = "一二三四五六七八九十"
SOME = "某"  # in a numeral's place
FESTIVE = "(?:国庆|春节|元旦|端午|中秋|[五十八七]一|五四|三八|双十)"
WHERE = "(?:广场|大街|大道|路(?![费上])|街(?!上)|公园|大?桥(?!梁)|大厦|大学|中学|小学|小区|商场|村|号线|支行|分行)"
NUMBERED = re.compile(rf"(?<![百千万零\d])(?:{FESTIVE}|[一二三四五六七八九]{{1,2}})(?=[元里道]?{WHERE})")


def placed(text: str) -> str:
    """The folded text without the numerals of places, place by place.

    >>> placed("五一广场那家五一开门吗"), placed("去五角场取五百")
    ('某某广场那家五一开门吗', '去某角场取五百')
    """
    return _known().sub(_hidden, NUMBERED.sub(_hidden, text))


def restored(marked: str, text: str) -> str:
    """The marked text with the numerals of places as they were in `text`."""
    return "".join(was if now == SOME else now for now, was in zip(marked, text, strict=True))


def _hidden(match: re.Match[str]) -> str:
    return re.sub(".", SOME, match[0]) if match.re is NUMBERED else re.sub(f"[{NUMERALS}]", SOME, match[0])


@cache
def _known() -> re.Pattern[str]:
    """The listed places with a numeral that might be read as one."""
    named = [word for word in words("place", "cities") if re.search(f"[{NUMERALS}]", word)]
    return re.compile("|".join(sorted(named, key=len, reverse=True)))

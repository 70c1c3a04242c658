"""Who is meant where somebody else is named first: 李四的妹妹张三 is 张三, and 李四他妈 is not 李四."""

import re

from guitai.understanding.slots.gazetteer import Span, lexicon
from guitai.understanding.slots.kin_words import HAN, KIN
from guitai.understanding.slots.people import NAMED, likely, name_in

OTHERS = "同学|朋友|好友|兄弟|姐妹|客户|亲戚|妈|爸|爷|奶|哥|弟|姐|妹|叔|婶|伯|姑|舅|姨"
WHOSE = re.compile(rf"家?(?P<of>的|[他她]家?的?)?(?:的?(?:那个|{KIN}|{OTHERS}))(?:叫|是)?[ ,(]?")
ROLE = re.compile(rf"{KIN}|公司|单位|学校")
RELATIVE = re.compile(rf"{HAN}+?(?:{KIN}|{OTHERS})")  # 李四老婆 | 张三
ENDED = re.compile(rf"$|(?!{HAN})|[转汇打付还借做当的]")


def meant(text: str, start: int, end: int) -> Span | None:
    """Where the one is named who is meant by what follows a name, in folded text; None where nothing of that follows.

    >>> meant("李四的妹妹张三", 0, 2), meant("转给李四他妈", 2, 4), meant("李四转300", 0, 2)
    ((5, 7), (2, 6), None)
    """
    if whose := WHOSE.match(text, end):
        if named := _named(text, whose.end()):
            return named
        return (start, whose.end()) if whose["of"] and _ends(text, whose.end()) else None
    if ROLE.fullmatch(text, start, end) and text[end : end + 1] == "的":
        return _named(text, end + 1)
    return _named(text, end) if RELATIVE.fullmatch(text, start, end) else None


def _named(text: str, at: int) -> Span | None:
    run = re.match(f"{HAN}*", text[at:])
    assert run is not None, "it may be empty"
    place = name_in(run[0]) if NAMED.match(run[0]) and likely(run[0]) else None
    if place is None or place[0] != 0 or not _ends(text, at + place[1]):
        return None
    return at, at + place[1]


def _ends(text: str, at: int) -> bool:
    """Whether who is named ends here: with the sentence, before a verb, or before what the money is for."""
    return ENDED.match(text, at) is not None or lexicon("memo", "purposes").at(text, at) > at

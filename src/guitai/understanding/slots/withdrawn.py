"""What was said and taken back in the same breath: 转500，不对，600. Read on marked text, where values are capitals."""

import re

from guitai.understanding.slots.gazetteer import Span

FILLER = "[啊哦噢呃额嗯哎诶唉, 。!的吧]*"
WRONG = (
    "(?:不对|不是(?=[,。 ])|不不不?|错了|[说写打讲搞输]错了?|讲错|更正|口误|唔系|唔啱|应该是|应为|改成|改为|换成|改回"
    r"|(?<=[吧啊呃嗯额,])不,?(?=[A-Z])|no,? ?wait|wait|sorry|i mean|i meant|make (?:it|that)"
    r"|scratch that|correction|actually|no(?=,))"
)
MARKS = "AKMNT"
BACK = re.compile(
    "|".join(
        rf"(?P<first{mark}>{mark}+)[^,。;?{mark}]{{0,12}}{FILLER}{WRONG}[^A-Z;?]{{0,8}}(?={mark})"
        rf"|不是(?P<not{mark}>{mark}+)(?:块钱?|元钱?)?[, ]*(?:而是|应该是|是|要|系|改成)[^A-Z;?]{{0,3}}(?={mark})"
        rf"|(?<={mark})(?:块钱?|元钱?)?[, ]*(?:而不是|而唔系|not )[^A-Z;?]{{0,2}}(?P<last{mark}>{mark}+)"
        for mark in MARKS
    )
)


def withdrawn(marked: str) -> list[Span]:
    """The places of the values that were taken back: where another of the same kind was said for them.

    >>> withdrawn("给NN转AAA,不对,是AAA"), withdrawn("转AAA给NN和NN")
    ([(4, 7)], [])
    """
    return [match.span(str(match.lastgroup)) for match in BACK.finditer(marked)]


def stands(start: int, end: int, gone: list[Span]) -> bool:
    """Whether this place was not taken back."""
    return not any(first <= start and end <= last for first, last in gone)

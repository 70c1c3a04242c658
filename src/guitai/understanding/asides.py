"""What is asked in passing, behind words that only hold the bank up: 等下 我5207还有多少. Pure."""

import re

from guitai.understanding.fold import said

HOLDS = re.compile(
    r"(?:(?:等一?[下会]儿?|等等|慢着|稍等|且慢|[哎诶欸唉哦噢喔啊呃嗯咦]+|对了|话说|那个|顺便|先等等"
    r"|wait(?: a (?:sec|second|minute|moment))?"
    r"|hold on|hang on|oh|hmm+|by the way|btw|one (?:sec|second|moment)|quick question|actually)"
    r"|我?(?:先|再)?(?:想)?(?:问|請問|请问)(?:你|您)?(?:一?[下個个]|句)?|let me (?:just )?(?:ask|check) ?(?:first)?)"
    r"[\s,，。.…!！~:：]*",
    re.IGNORECASE,
)
MINE = re.compile(r"^我(?:的|個|个)?(?=\d{4})")


def aside(text: str) -> str:
    """What is said behind them; empty where there are none, or nothing is behind them.

    >>> aside("等下 我5207还有多少"), aside("哎先问下 我这个月转出去过几笔"), aside("等一下")
    ('5207还有多少', '我这个月转出去过几笔', '')
    >>> aside("我的余额")
    ''
    """
    plain = rest = said(text).strip()
    while (held := HOLDS.match(rest)) and held.end():
        rest = rest[held.end() :]
    rest = MINE.sub("", rest)
    return rest if rest != plain else ""

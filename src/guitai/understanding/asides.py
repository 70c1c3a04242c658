"""What is asked in passing, behind words that only hold the bank up: 等下 我5207还有多少. Pure."""

import re
from collections.abc import Mapping

from guitai.understanding.fold import fold, said, standard
from guitai.understanding.order_talk import QUESTION
from guitai.understanding.slots.reading import Reading

HOLDS = re.compile(
    r"(?:(?:等一?[下会]儿?|等等|慢着|稍等|且慢|[哎诶欸唉哦噢喔啊呃嗯咦]+|对了|话说|那个|顺便|先等等"
    r"|wait(?: a (?:sec|second|minute|moment))?"
    r"|hold on|hang on|oh|hmm+|by the way|btw|one (?:sec|second|moment)|quick question|actually)"
    r"|我?(?:先|再)?(?:想)?(?:问|請問|请问)(?:你|您)?(?:一?[下個个]|句)?|let me (?:just )?(?:ask|check) ?(?:first)?)"
    r"[\s,，。.…!！~:：]*",
    re.IGNORECASE,
)
APART = re.compile(r"[\s,，。.;；!！…~、]+")
# What people write behind it, and mean nothing by: 5207 rn.
TRAILS = re.compile(
    r"[\s,.]+(?:rn|(?:right )?now|asap|real quick|lol|tho|btw|thx|tbh|atm)[\s.!?~]*$", re.IGNORECASE
)
MINE = re.compile(r"^我(?:的|個|个)?(?=\d{4})")


def alone(reading: Reading, phrases: Mapping[str, str], among: tuple[str, ...]) -> str | None:
    """The one intent `among` these that a part of it says in known words, where no value is told and nothing asked.

    >>> from datetime import UTC, datetime
    >>> from guitai.understanding.slots.reading import read
    >>> shouted = read("快快快 余额！在收银台", datetime(2026, 11, 23, tzinfo=UTC))
    >>> alone(shouted, {"余 额": "accounts.balance"}, ("accounts.",))
    'accounts.balance'
    """
    parts = (standard(fold(part)) for part in APART.split(reading.said))
    known = {phrases[part] for part in parts if part in phrases and not phrases[part].startswith("talk.")}
    asked = bool(reading.slots) or QUESTION.search(reading.folded)
    return (
        next((one for one in known if one.startswith(among)), None) if len(known) == 1 and not asked else None
    )


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
    rest = TRAILS.sub("", MINE.sub("", rest))
    return rest if rest != plain else ""

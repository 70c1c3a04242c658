"""A time of day: 三点, 下午两点半, 10:30, 3 pm, half past two. Which day it is on, others know."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from guitai.understanding.slots.english_numbers import WORDS
from guitai.understanding.slots.number_words import whole

PART = (
    "(?P<part>凌晨|清晨|早上|早晨|清早|上午|中午|正午|午后|下午(?!茶)|傍晚|晚上|夜里|夜间|深夜|半夜|晚间"
    "|早(?=[一二三四五六七八九十\\d])"
    "|晚(?=[一二三四五六七八九十\\d]))"
)
# 周二十一点 is eleven on Tuesday: what follows a week's name is its day. Figures may follow a name: 张三3点.
START = r"(?:(?<![\d一二三四五六七八九十第.:周期拜])|(?<=[周期拜][一二三四五六日天])|(?<=[一二三四五六七八九十])(?=\d))"
HOUR = r"(?P<hour>2[0-3]|1\d|0?\d|二十[一二三]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])"
MINUTE = r"(?P<minute>[0-5]\d(?!\d)|[二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九])"
SMALL_HOUR = rf"(?:1[0-2]|[1-9]|{'|'.join(list(WORDS)[1:13])})"
NOT_TIME = r"(?:积分|[个几些儿]|的(?!号|位|时候|预约)|\d+[万千百]|[一二三四五六七八九][万千百亿])"
NO_CLOCK = r"\s?(?:yuan|rmb|cny|kuai|per|each|apiece|a (?:piece|unit|share))(?![a-z])"
# 2-4pm, between 9 and 10 am: the first of them, in the half of the day that makes it the earlier.
OPENING = (
    r"(?P<opens>1[0-2]|[1-9])(?=(?:\s?(?:to|till?|until|-|~|—|–)\s?|(?<=between \d) and |(?<=between \d\d) and )"
    r"(?P<closes>1[0-2]|[1-9])(?::[0-5]\d)?\s?(?P<half>[ap])\.?m\b)"
)
# 一点 also means a little: an hour needs a day or a part of it before, a digit, or what only a time has.
CLOCK = re.compile(
    rf"{PART}?的?{START}{HOUR}[点时](?:(?P<sure>钟|整|半|[一三]刻|{MINUTE}分?)|(?!{NOT_TIME}))"
    rf"|{PART.replace('part', 'half_day')}?\s?(?<![\d:])(?P<clock>(?:[01]?\d|2[0-3])[:.][0-5]\d(?=\s?[ap]\.?m\b)"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d"
    rf"|(?<=\bat )(?:[01]?\d|2[0-3])\.[0-5]\d(?![\d.%]|{NO_CLOCK}))(?:\s?(?P<noon>[ap])\.?m\b)?"
    rf"|\b{OPENING}"
    r"|\b(?P<military>(?:[01]\d|2[0-3])[0-5]\d)\s?(?:hrs|hours)\b"
    r"|(?<![a-z\d.])(?P<english>1[0-2]|[1-9])\s?(?P<m>[ap])\.?m\b"
    rf"|\b(?:(?P<past>half|quarter) past|(?P<to>quarter) to) (?P<after>{SMALL_HOUR})\b"
    rf"|\b(?P<sharp>{SMALL_HOUR}) o'?clock\b"
    rf"|\bat (?P<words>{'|'.join(list(WORDS)[1:13])}|[1-9]|1[0-2])(?: (?P<thirty>thirty|fifteen))?(?=$"
    r"|[,.?!](?!\d)| (?:in|on|tomorrow|today|this|next|at|for|to|please|pls|plz|thanks|then|instead|ok|okay|sharp|T))"
    r"|(?:\bat |T )?\b(?P<named>noon|midday|midnight)\b"
)
PARTS_OF_DAY = re.compile(f"{PART}|\\b(?:in the )?(?:morning|afternoon|evening|night)\\b")
ENGLISH_PART = re.compile(r"\b(?P<part>morning|afternoon|evening|night|tonight)\b")
LATE, NOON = (
    {
        "下午",
        "傍晚",
        "晚上",
        "夜里",
        "夜间",
        "晚间",
        "深夜",
        "午后",
        "晚",
        "p",
        "afternoon",
        "evening",
        "night",
        "tonight",
    },
    {"中午", "正午"},
)
NIGHT = frozenset({"晚上", "夜里", "夜间", "晚间", "深夜", "晚", "tonight", "night"})
OPENS = 7  # a bare 三点 is one of the bank's day: nobody comes at three in the morning
JOINED = re.compile(r"\s?(?:到|至|-|~|—|–|to|till?|until)\s?")


@dataclass(frozen=True)
class Clock:
    """A time of day with its place; `certain` where it can't be something else."""

    start: int
    end: int
    at: time
    certain: bool
    next_day: bool = False


def clocks(text: str) -> Iterator[Clock]:
    """Every time of day in folded text. What is joined to one before it is that one's end and is left out."""
    last = None
    for match in CLOCK.finditer(text):
        joined = last is not None and _joined(text, last, match)
        last = match
        if not joined and (at := _time(match, text)):
            midnight = at == time(0) and not match["named"] and _part(match, text) in NIGHT
            yield Clock(match.start(), match.end(), at, _certain(match), next_day=midnight)


def _joined(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    joint = text[one.end() : other.start()]
    between = text.endswith("between ", 0, one.start()) and joint == " and "
    return between or JOINED.fullmatch(joint) is not None


def _certain(match: re.Match[str]) -> bool:
    return match["hour"] is None or bool(match["part"] or match["sure"] or match["hour"].isdigit())


def _time(match: re.Match[str], text: str) -> time | None:
    if match["named"]:
        return time(0 if match["named"] == "midnight" else 12)
    if match["opens"]:
        return _opening(int(match["opens"]) % 12, int(match["closes"]) % 12, match["half"])
    hour, minute = _said(match)
    part = _part(match, text)
    morning = part in {"早", "早上", "morning", "上午", "凌晨", "清晨", "早晨", "清早"}
    unsaid = not part and not (match["clock"] and len(re.split("[:.]", match["clock"])[0]) == 2)
    if (
        0 < hour < 12
        and (part in LATE or (unsaid and hour < OPENS) or (part in NOON and hour < 3))
        and not morning
    ):
        hour += 12
    if hour == 12 and part in {"a", "凌晨", "半夜", *NIGHT}:
        hour = 0
    return time(hour % 24, minute)


def _part(match: re.Match[str], text: str) -> str:
    """The part of the day that it is in, as it was said."""
    return match["part"] or match["half_day"] or match["noon"] or match["m"] or _part_around(text, match)


def _opening(hour: int, closes: int, half: str) -> time:
    """11 to 1 pm begins before noon, 1 to 2 pm after it."""
    afternoon = (half == "p") == (hour < closes)
    return time(hour + 12 * afternoon)


def _said(match: re.Match[str]) -> tuple[int, int]:
    if match["clock"]:
        hour, minute = re.split("[:.]", match["clock"])
        return int(hour), int(minute)
    if match["military"]:
        return int(match["military"][:2]), int(match["military"][2:])
    if match["after"]:
        hour = whole(match["after"]) or 0
        return (hour - 1, 45) if match["to"] else (hour, 30 if match["past"] == "half" else 15)
    if match["words"]:
        return whole(match["words"]) or 0, {"thirty": 30, "fifteen": 15}.get(match["thirty"] or "", 0)
    return whole(match["hour"] or match["english"] or match["sharp"]) or 0, _minute(
        match["sure"] or "", match["minute"]
    )


def _part_around(text: str, match: re.Match[str]) -> str:
    """今晚 and `in the afternoon` say which half of the day is meant, though they stand apart."""
    before = re.search("[今明昨后当][天日]?([早晚])[^,。]{0,4}$", text[: match.start()])
    if before:
        return before[1]
    part = ENGLISH_PART.search(text, match.end(), match.end() + 24) or ENGLISH_PART.search(
        text, max(0, match.start() - 24), match.start()
    )
    return part["part"] if part else ""


def _minute(said: str, minute: str | None) -> int:
    if said == "半":
        return 30
    if said.endswith("刻"):
        return 15 if said.startswith("一") else 45
    return whole(minute.lstrip("零0")) or 0 if minute and minute.lstrip("零0") else 0

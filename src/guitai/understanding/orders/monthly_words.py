"""What is told of a transfer of every month that it can't have: an hour, a later start, an end, a second day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from guitai.understanding.slots.clock_words import PARTS_OF_DAY
from guitai.understanding.slots.durations import Term
from guitai.understanding.slots.found import REMARK, Found
from guitai.understanding.slots.number_words import whole
from guitai.understanding.slots.reading import Reading
from guitai.understanding.slots.transfer_words import LAST_DAY, Monthly
from guitai.zone import day_of

HOUR, START, END, DAYS = "hour", "start", "end", "days"
COUNT = "(?:[2-9]|[1-9][0-9]|[二两三四五六七八九]|[二三四五六七八九]?十[一二三四五六七八九]?)"
MONTH = "(?:[0-9]{1,2}|十?[一二三四五六七八九十])月"
SOON = "这个?月|本月|当月|今天|现在|即日|马上|this month|today|now"
BEGINS = re.compile(
    rf"(?:从|自(?!己)|由)(?!{SOON})(?P<since>[^,。;给转]{{1,10}}?)(?:起(?![付来])|开始)"
    rf"|(?<!从)(?<!从明年)(?P<at>下个?月|明年|{MONTH}份?)(?:再|才|起|[0-9]{{1,2}}[号日])?(?:开始|起(?!付))"
    r"|(?:第一|首)[次笔](?P<first>[^,。;]{2,10})"
    r"|\bfirst (?:one|payment|transfer|time)(?: is| on| in| should be)+ (?P<once>[^,.;]+)"
    r"|(?<![a-z])(?:starting|beginning|as of|(?:start|begin)s?(?: it)? (?:from|in|on|at))(?![a-z])"
    rf"(?! ?(?:{SOON}))(?P<english>[^,.;]+)"
)
NEXT_MONTH = re.compile(r"下个?月|(?: from)? next month")
ENDS = re.compile(
    r"[到至](?!我|取消|通知|停)[^,。;给转]{1,10}?(?:为止|止|结束)"
    rf"|(?:转|付|汇|一直|持续)到(?:明年|后年|今年|年[底末]|{MONTH}|\d{{4}}年)"
    rf"|(?:(?:共|只|就|连续|转|付|,)\s?|^)(?:转|付|汇)?{COUNT}[次期回笔]"
    r"|\b(?:stop|end)(?:s|ping|ing)? (?:it )?(?:after|in|on|by|at the end)\b"
    r"|\b(?:until|till)\b(?! (?:i|further)\b)|\b\d+ times\b"
)
UNTIL = re.compile(
    r"\b(?:until|till)\b[^,.;]*|\bfor(?: a| \w+)?(?: years?| months?)\b"
    r"|(?:[年月]底|(?<=[年月底日号]))(?:为?止|[就再]?停[了掉]?$)|一(?=共)"
)
# What it can't have is given up: no end date then, 那就不要期限了.
LIMITS = {
    HOUR: "钟点|时间|几点|hour|time",
    START: "起始日?期?|开始日?期?|start(?: date)?",
    END: "结束日?期?|截止日?期?|期限|次数|end(?: date)?|limit",
}
LIMIT = "|".join(f"(?:{words})" for words in LIMITS.values())
NONE = "不要|不用|不设|不限|去掉|唔要|唔使"
GIVEN_UP = re.compile(
    rf"[那就咁可以行好吧先]*(?:(?:{NONE}|不管|别管|没有|无|冇)(?:{LIMIT})|(?:{LIMIT})[就都也]?(?:{NONE}|算))[了吧啦喇]*"
    r"|(?:(?:ok|okay|fine|then|alright|well|so|just|in that case) )*"
    r"(?:no|without|forget|skip|drop|never mind|(?:i )?don't need)(?: an?| the| any| about)*"
    rf"(?: specific| particular| fixed)? (?:{LIMIT})(?: then| ok| please)*"
)
AND = re.compile("(?:、|,|和|跟|与|同埋?|及|以及|还有|又|再)*")
DAY = re.compile("[0-9一二三四五六七八九十廿]{1,3}[号日]")


@dataclass(frozen=True)
class MonthlyBut:
    """Every month on each of these `days`, with what it can't have: any of `HOUR`, `START`, `END` and `DAYS`."""

    but: tuple[str, ...]
    days: tuple[int, ...]


def monthly_but(reading: Reading, before: tuple[int, ...] = ()) -> MonthlyBut | None:
    """What is told of such a transfer that can't be; None where there is nothing, or nothing is sent every month.

    `before` are the days of every month on which an order is sent so far, of which this is said.
    """
    named = {*_days(reading)}  # 每个月自动转, 每月20号 names one day
    days = tuple(sorted(named - {0})) or before or tuple(named)
    if not days:
        return None
    said = "".join(
        mark if mark == REMARK else letter
        for letter, mark in zip(reading.folded, reading.valued, strict=False)
    )
    told = {
        HOUR: _at_an_hour(reading),
        START: _later(said, days, day_of(reading.now)),
        END: _ends(said, reading),
        DAYS: len(days) > 1 and days != before,
    }
    but = tuple(what for what, is_told in told.items() if is_told)
    return MonthlyBut(but, days) if but else None


def given_up(folded: str, before: object) -> Monthly | MonthlyBut | None:
    """The transfer of every month without what it can't have, where a clause says only that this is given up.

    >>> given_up("那就不要期限了", MonthlyBut((END,), (5,))), given_up("不要钱了", MonthlyBut((END,), (5,)))
    (Monthly(day=5), None)
    """
    if not isinstance(before, MonthlyBut) or not GIVEN_UP.fullmatch(folded):
        return None
    named = {what for what, words in LIMITS.items() if re.search(words, folded)}
    but = tuple(what for what in before.but if what not in named)
    if but == before.but:
        return None
    if but:
        return MonthlyBut(but, before.days)
    return Monthly(*before.days) if len(before.days) == 1 else None


def without_limits(marked: str, folded: str) -> str:
    """Marked text without the words for when it begins or ends."""
    for place in (place for words in (BEGINS, ENDS, UNTIL) for place in words.finditer(folded)):
        start, end = place.span()
        marked = marked[:start] + " " * (end - start) + marked[end:]
    return marked


def _monthly(reading: Reading) -> list[Found]:
    return [place for place in reading.times if isinstance(place.slots.get("arrival"), Monthly)]


def _days(reading: Reading) -> Iterator[int]:
    """The days of the month that are named, the second without its 每月 too: 每月5号和20号."""
    for monthly in _monthly(reading):
        named = monthly.slots["arrival"]
        assert isinstance(named, Monthly), "it was looked for"
        yield named.day
        for place in reading.times:
            between, day = reading.folded[monthly.end : place.start], place.slots.get("when")
            alone = DAY.fullmatch(reading.folded[place.start : place.end])
            if isinstance(day, date) and alone and place.start >= monthly.end and AND.fullmatch(between):
                yield day.day


def _at_an_hour(reading: Reading) -> bool:
    clock = any(isinstance(place.slots.get("when"), datetime) for place in reading.times)
    return clock or any(PARTS_OF_DAY.match(reading.folded, place.end) for place in _monthly(reading))


def _later(said: str, days: tuple[int, ...], today: date) -> bool:
    """Whether it is to begin later than it does: from the next month on is no later where this month's day is over."""
    found = BEGINS.search(said)
    if found is None:
        return False
    since = next(text for text in found.groups() if text is not None)
    following = (today.replace(day=1) + timedelta(days=31)).month
    month = re.match(rf"\s*({MONTH})", since)
    named = whole(month[1].removesuffix("月")) if month else None
    return not ((NEXT_MONTH.match(since) or named == following) and max(days) <= today.day < LAST_DAY)


def _ends(said: str, reading: Reading) -> bool:
    lasts = any(isinstance(place.slots.get("term"), Term) for place in reading.times)
    return lasts or ENDS.search(said) is not None

"""The day or time ahead that is meant: 明天下午三点, 下周五, 12月1号, 三天后, tomorrow at 3 pm."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from guitai.understanding.slots import chinese_days, english_days
from guitai.understanding.slots.dated import Dated, Named, Rule, find
from guitai.understanding.slots.durations import DURATION, ENGLISH_DURATION, duration
from guitai.understanding.slots.found import TIME, Found
from guitai.understanding.slots.number_words import whole
from guitai.understanding.slots.period import Period, earlier
from guitai.zone import BANK_ZONE

HOUR = (
    r"(?<![\d一二三四五六七八九十第.:])"
    r"(?P<hour>2[0-3]|1\d|0?\d|二十[一二三]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])"
)
MINUTE = r"(?P<minute>[0-5]\d|[二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九])"
PART = r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里)"
# 一点 also means a little: an hour needs a day or a part of it before, a digit, or what only a time has.
CLOCK = re.compile(
    rf"{PART}?{HOUR}[点时](?:(?P<sure>钟|整|半|[一三]刻|{MINUTE}分?)|(?!积分|[个几的]))"
    r"|(?<![\d:])(?P<clock>(?:[01]?\d|2[0-3]):[0-5]\d)(?:\s?(?P<noon>[ap])\.?m\b)?"
    r"|\b(?P<english>1[0-2]|[1-9])\s?(?P<m>[ap])\.?m\b"
)
PARTS_OF_DAY = re.compile(PART)
AFTERNOON, NOON = {"下午", "傍晚", "晚上", "夜里", "晚", "p"}, "中午"
OPENS = 7  # a bare 三点 is one of the bank's day: nobody comes at three in the morning
RECURS = re.compile(r"(?:每个?|\bevery )$")


def whens(text: str, now: datetime) -> Iterator[Found]:
    """A day alone is a date, with a time a moment in the bank's zone. Two days or two times are none."""
    local = now.astimezone(BANK_ZONE)
    days = [d for d in find(text, RULES, local.date()) if not RECURS.search(text[: d.start])]
    ahead = {day for dated in days if (day := _ahead(dated.named, local.date()))}
    clocks = [clock for clock in CLOCK.finditer(text) if _certain(clock, text, days)]
    yield from (Found(*match.span(), TIME) for match in [*clocks, *PARTS_OF_DAY.finditer(text)])
    place = days[0] if days else clocks[0] if clocks else None
    if isinstance(place, Dated) and len(ahead) == 1 and len(days) == 1:
        at = _time(clocks[0], text[place.start : place.end]) if len(clocks) == 1 else None
        when = datetime.combine(ahead.pop(), at, BANK_ZONE) if at else ahead.pop()
        yield Found(place.start, place.end, TIME, {"when": when})
    elif isinstance(place, re.Match) and len(clocks) == 1:
        yield Found(*place.span(), TIME, {"when": _next(local, _time(place, ""))})


def _ahead(named: Named, today: date) -> date | None:
    """The one day that is meant, today or later. A whole month is no day."""
    period = named.after(today) if named.after else named.period
    return period.first if period.first == period.last >= today else None


def _certain(clock: re.Match[str], text: str, days: list[Dated]) -> bool:
    said = clock["hour"] is None or clock["part"] or clock["sure"] or clock["hour"].isdigit()
    return bool(said) or any(clock.start() == day.end for day in days)


def _time(clock: re.Match[str], day: str) -> time:
    part = clock["part"] or clock["noon"] or clock["m"] or ("晚" if re.search("晚|tonight", day) else "")
    if clock["clock"]:
        hour, minute = map(int, clock["clock"].split(":"))
    else:
        hour = whole(clock["hour"] or clock["english"]) or 0
        minute = _minute(clock["sure"] or "", clock["minute"])
    bank_hours = not part and not clock["clock"] and "早" not in day and hour < OPENS
    if hour < 12 and (part in AFTERNOON or bank_hours or (part == NOON and hour < 3)):
        hour += 12
    return time(0 if hour == 12 and part in {"a", "凌晨"} else hour, minute)


def _minute(said: str, minute: str | None) -> int:
    if said == "半":
        return 30
    if said.endswith("刻"):
        return 15 if said.startswith("一") else 45
    return whole(minute.lstrip("零0")) or 0 if minute and minute.lstrip("零0") else 0


def _next(now: datetime, at: time) -> datetime:
    moment = datetime.combine(now.date(), at, BANK_ZONE)
    return moment if moment > now else moment + timedelta(days=1)


def _later(match: re.Match[str], today: date) -> Named | None:
    """三天后, in two weeks: counted from today."""
    term = duration(match)
    if term is None:
        return None
    months = -12 * term.years - term.months
    return Named(Period.day(earlier(today, months=months, weeks=-term.weeks, days=-term.days)))


def _end_of_month(match: re.Match[str], today: date) -> Named | None:
    first = earlier(today.replace(day=1), months=-1 if match["next"] else 0)
    return Named(Period.day(Period.months(first.year, first.month).last))


RULES: list[Rule] = [
    *chinese_days.RULES,
    *english_days.RULES,
    (re.compile(rf"(?:过)?{DURATION}(?:[之以]?后)"), _later),
    (re.compile(rf"\bin {ENGLISH_DURATION}"), _later),
    (re.compile(r"(?P<next>下个?)?(?:这个?|本)?月[底末]"), _end_of_month),
]

"""The day or time ahead that is meant: 明天下午三点, 下周五, 12月1号, 三天后, tomorrow at 3 pm."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from guitai.understanding.slots import english_days
from guitai.understanding.slots.clock_words import PARTS_OF_DAY, Clock, clocks
from guitai.understanding.slots.dated import Dated, Named, Rule
from guitai.understanding.slots.durations import COUNT, DURATION, ENGLISH_COUNT, ENGLISH_DURATION, duration
from guitai.understanding.slots.found import TIME, EitherDay, Found
from guitai.understanding.slots.named_days import find_days
from guitai.understanding.slots.number_words import whole
from guitai.understanding.slots.period import Period, earlier
from guitai.understanding.slots.withdrawn import regretted
from guitai.zone import BANK_ZONE

PAUSE = re.compile("[,.，。;；!?]")
YEAR = re.compile(r"20\d\d|\d\d年")
RECURS = re.compile(r"(?:每个?|\bevery )$")
SOON = re.compile(
    rf"(?:过)?(?P<count>{COUNT})?(?P<half>半)?(?:个)?(?P<half_hour>半)?(?P<unit>小时|钟头|分钟)(?:[之以]?后)"
    rf"|\b(?P<in>in )?(?P<english>{ENGLISH_COUNT}|half an) (?P<each>hour|minute)s?\b(?(in)| from now\b)",
    re.ASCII,
)


def whens(text: str, now: datetime) -> Iterator[Found]:
    """A day alone is a date, with a time a moment in the bank's zone. Two times for one day are none.

    A date that is one of two days is neither, and one with its year that has passed is none, but may be asked about.
    So may a Monday that is named on a Monday: it is today, or in a week.
    """
    local = now.astimezone(BANK_ZONE)
    days = [d for d in find_days(text, RULES, local.date()) if not RECURS.search(text[: d.start])]
    times: list[Clock] = []
    for one in clocks(text):
        instead = bool(times) and regretted(text, times[-1].end, one.start)
        if one.certain or instead or any(one.start == day.end for day in days):
            yield Found(one.start, one.end, TIME)
            times = [*(times[:-1] if instead else times), one]
    yield from (Found(*match.span(), TIME) for match in PARTS_OF_DAY.finditer(text))
    doubtful = list(english_days.either_days(text, local.date()))
    days = [day for day in days if not any(start <= day.start < end for start, end, _ in doubtful)]
    doubtful += [
        (day.start, day.end, [day.named.period.last]) for day in days if _over(text, day, local.date())
    ]
    if len(days) == 1 and (again := _as_today(days[0], local.date())):
        over = any(_moment(local.date(), one) <= local for one in times)
        doubtful += [] if over else [(days[0].start, days[0].end, [local.date(), again])]
        days = [replace(days[0], named=Named(Period.day(again)))] if over else []
    yield from (Found(start, end, TIME) for start, end, _ in doubtful)
    if any(_ahead(day.named, local.date()) for day in days):
        yield from _dated(text, days, times, local.date())
    elif doubtful:
        yield from _doubtful(text, doubtful, times)
    elif not days and len(times) == 1:
        yield Found(times[0].start, times[0].end, TIME, {"when": _next(local, times[0].at)})
    elif not days:
        yield from _soon(text, local)


def _over(text: str, day: Dated, today: date) -> bool:
    """Whether it is a day of a year that was named, and has passed. That 的 follows says whose or what it was."""
    only = day.named.period.first == day.named.period.last < today
    return only and bool(YEAR.search(text[day.start : day.end])) and text[day.end : day.end + 1] != "的"


def _as_today(day: Dated, today: date) -> date | None:
    """The same day of next week, where a day of the week is named alone that today is too."""
    if day.named.after is None or day.named.period != Period.day(today):
        return None
    again = day.named.after(today + timedelta(days=1)).first
    return again if again == today + timedelta(days=7) else None


def _dated(text: str, days: Sequence[Dated], times: Sequence[Clock], today: date) -> Iterator[Found]:
    """Each day ahead, with the time in its clause; where only one is named, with the time wherever it is.

    Of two in one clause nobody knows which: it may be either, and is asked about.
    """
    taken_back = [one for one, other in pairwise(days) if regretted(text, one.end, other.start)]
    ahead = {dated: day for dated in days if dated not in taken_back and (day := _ahead(dated.named, today))}
    only = len(set(ahead.values())) == 1
    for dated, day in ahead.items():
        beside = {one: other for one, other in ahead.items() if not _apart(text, dated, one)}
        if len(ways := sorted(set(beside.values()))) > 1:
            start, end = min(one.start for one in beside), max(one.end for one in beside)
            if dated.start == start:
                yield Found(start, end, TIME, {"arrival": EitherDay(text[start:end], tuple(ways))})
            continue
        near = [one for one in times if not _apart(text, dated, one)] or (times if only else [])
        at = {_moment(day, one) for one in near}
        moment = at.pop() if len(at) == 1 else day
        yield Found(dated.start, dated.end, TIME, {"when": moment})


def _moment(day: date, clock: Clock) -> datetime:
    """今晚12点 is where the next day begins."""
    return datetime.combine(day + timedelta(days=clock.next_day), clock.at, BANK_ZONE)


def _doubtful(
    text: str, doubtful: Sequence[tuple[int, int, list[date]]], times: Sequence[Clock]
) -> Iterator[Found]:
    """The date that may be one of these days, with the time that is named. Two such dates are none."""
    if len({tuple(days) for _, _, days in doubtful}) > 1:
        return
    start, end, days = doubtful[0]
    at = {one.at for one in times}
    clock = at.pop() if len(at) == 1 else None
    ways = tuple(datetime.combine(day, clock, BANK_ZONE) if clock else day for day in days)
    yield Found(start, end, TIME, {"arrival": EitherDay(text[start:end], ways)})


def _apart(text: str, one: Dated, other: Dated | Clock) -> bool:
    """Whether they stand in different clauses."""
    return bool(PAUSE.search(text, min(one.end, other.end), max(one.start, other.start)))


def _soon(text: str, now: datetime) -> Iterator[Found]:
    """半小时后, in two hours: counted from now, to the minute."""
    for match in SOON.finditer(text):
        said = match["count"] or match["english"] or ""
        count = 1 if said in {"a", "an"} else (whole(said) or 0) if said and said != "half an" else 0
        hours = "分" not in (match["unit"] or "") and match["each"] != "minute"
        minutes = count * (60 if hours else 1)
        minutes += 30 if hours and (match["half"] or match["half_hour"] or said == "half an") else 0
        if minutes:
            yield Found(
                *match.span(),
                TIME,
                {"when": (now + timedelta(minutes=minutes)).replace(second=0, microsecond=0)},
            )


def _ahead(named: Named, today: date) -> date | None:
    """The one day that is meant, today or later. A whole month is no day."""
    period = named.after(today) if named.after else named.period
    return period.first if period.first == period.last >= today else None


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
    (re.compile(rf"(?:过)?{DURATION}(?:[之以]?后)"), _later),
    (re.compile(rf"\bin {ENGLISH_DURATION}", re.ASCII), _later),
    (re.compile(r"(?P<next>下个?)?(?:这个?|本)?月[底末]"), _end_of_month),
    (
        re.compile(
            r"\b(?:(?:the )?end of (?:the |this |(?P<next>next ))?month|(?:the )?month[- ]?end)\b", re.ASCII
        ),
        _end_of_month,
    ),
]

"""A day or a longer time that was named, and what to make of one whose year, month or week was left out."""

import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from guitai.understanding.slots.period import Period, calendar_day, earlier

# The occurrence in the unit so many after the present one: 0 is this year's, -1 last year's.
Spans = Callable[[int], Period | None]
JOINED = re.compile(r"\s?(?:[到至~—–-]|\b(?:to|till?|until|through)\b)\s?")
FAR = 60  # units; far enough for a 29 February, a 31st, a range that began last year


@dataclass(frozen=True)
class Named:
    """What one expression means. Where part of its date was left out, `after` finds it on or after a day."""

    period: Period
    after: Callable[[date], Period] | None = None


@dataclass(frozen=True)
class Dated:
    """An expression with its place in the text."""

    start: int
    end: int
    named: Named


Rule = tuple[re.Pattern[str], Callable[[re.Match[str], date], Named | None]]
Place = tuple[int, int, Named | None]
"""From where to where, and what is named there: None where the calendar doesn't have it."""


def find(text: str, rules: Iterable[Rule], today: date) -> list[Dated]:
    """Every expression that the rules know, in order."""
    return in_order(text, places(text, rules, today))


def places(text: str, rules: Iterable[Rule], today: date) -> list[Place]:
    """Wherever one of the rules knows an expression."""
    return [
        (match.start(), match.end(), meaning(match, today))
        for pattern, meaning in rules
        for match in pattern.finditer(text)
    ]


def in_order(text: str, found: Iterable[Place]) -> list[Dated]:
    """The expressions in their order; where two overlap, the first, then the longest.

    What the calendar doesn't have is none, and neither is a part of it, nor what it is joined to: 2月30号到3月5号.
    """
    kept: list[Place] = []
    for start, end, named in sorted(found, key=lambda one: (one[0], -one[1], one[2] is None)):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, named))
    wrong = [(start, end) for start, end, named in kept if named is None]
    return [
        Dated(start, end, named)
        for start, end, named in kept
        if named
        and not any(JOINED.fullmatch(text[e:start]) or JOINED.fullmatch(text[end:s]) for s, e in wrong)
    ]


def recurring(spans: Spans, today: date) -> Named | None:
    """The latest that has begun: 12月 said in November is last year's, 25号 said on the 23rd last month's."""
    back = next((p for unit in range(0, -FAR, -1) if (p := spans(unit)) and p.first <= today), None)
    if back is None:
        return None

    def after(day: date) -> Period:
        return next(p for unit in itertools.count(-FAR) if (p := spans(unit)) and p.last >= day)

    return Named(back, after)


def yearly(span: Callable[[int], Period | None], today: date, year: int | None) -> Named | None:
    """A time within a year: that of the year that was said, or the latest."""
    if year is None:
        return recurring(lambda unit: span(today.year + unit), today)
    period = span(year)
    return Named(period) if period else None


def day_of_month(day: int, today: date) -> Named | None:
    """The 5th: of this month, or of the last that has one."""

    def span(unit: int) -> Period | None:
        month = earlier(today.replace(day=1), months=-unit)
        found = calendar_day(month.year, month.month, day)
        return Period.day(found) if found else None

    return recurring(span, today)


def day_of_week(weekday: int, today: date, days: int = 1) -> Named | None:
    """Friday, or a weekend of two days: the latest, and again every week."""

    def span(unit: int) -> Period:
        first = earlier(Period.week(today).first, days=-weekday, weeks=-unit)
        return Period(first, earlier(first, days=1 - days))

    return recurring(span, today)


def on_weekday(named: Named | None, weekday: int, today: date) -> Named | None:
    """Saturday 14 November: the latest such day or the next, whichever falls on it. Where neither does, none."""
    if named is None:
        return None
    near = [named.period, *([named.after(today)] if named.after else [])]
    return next((Named(period) for period in near if period.first.weekday() == weekday), None)


def within_year(year: int, month: int, day: int | None) -> Period | None:
    """A whole month of a year, or one day of it."""
    if day is None:
        return Period.months(year, month)
    found = calendar_day(year, month, day)
    return Period.day(found) if found else None

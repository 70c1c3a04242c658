"""On which days banks settle and people are paid: the working days the State Council announced, and two feasts.

An announcement covers one year and comes late in the year before. For a year without one all that can be said is
Monday to Friday, but for what is a holiday by law every year, as far as its date is known.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

NEW_YEAR = "2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26"
MID_AUTUMN = "2023-09-29 2024-09-17 2025-10-06 2026-09-25 2027-09-15 2028-10-03"


def _days(text: str) -> Iterator[date]:
    return (date.fromisoformat(day) for day in text.split())


# 全国年节及纪念日放假办法 (国务院令第795号, since 2025), art. 2: nothing makes one of these a working day. 清明 and
# 端午 are not known here before they are announced.
_EVERY_YEAR = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
_SPRING_FESTIVAL = frozenset(first + timedelta(days=n) for first in _days(NEW_YEAR) for n in (-1, 0, 1, 2))
FEASTS = frozenset(_days(NEW_YEAR)) | frozenset(_days(MID_AUTUMN))
"""When red packets are sent: the first day of the lunar year, and the Mid-Autumn Festival."""


@dataclass(frozen=True)
class Calendar:
    """The years that are announced: their days off, and the Saturdays and Sundays that are worked in exchange."""

    years: frozenset[int]
    off: frozenset[date]
    made_up: frozenset[date]


def works(day: date, calendar: Calendar) -> bool:
    """Whether this is a working day."""
    if not announced(day.year, calendar):
        return day.weekday() < 5 and not _by_law(day)
    return day in calendar.made_up or (day.weekday() < 5 and day not in calendar.off)


def announced(year: int, calendar: Calendar) -> bool:
    """Whether the State Council has announced that year's holidays."""
    return year in calendar.years


def next_workday(day: date, calendar: Calendar) -> date:
    """This day, or the first working day after it."""
    while not works(day, calendar):
        day += timedelta(days=1)
    return day


def paid_on(day: date, calendar: Calendar) -> date:
    """The day a salary due on `day` is paid: the same, or the last working day before it."""
    while not works(day, calendar):
        day -= timedelta(days=1)
    return day


def _by_law(day: date) -> bool:
    return (day.month, day.day) in _EVERY_YEAR or day in _SPRING_FESTIVAL or day in FEASTS

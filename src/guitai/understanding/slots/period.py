"""Days from one to another, and the arithmetic of the calendar that they need."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both of them in it, in the bank's zone."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period that ends on {self.last} can't begin on {self.first}")

    @classmethod
    def day(cls, day: date) -> Self:
        """That day alone."""
        return cls(day, day)

    @classmethod
    def week(cls, day: date) -> Self:
        """From Monday to Sunday."""
        monday = day - timedelta(days=day.weekday())
        return cls(monday, monday + timedelta(days=6))

    @classmethod
    def months(cls, year: int, month: int, count: int = 1) -> Self:
        """Whole months, the first of them given: 3 is a quarter, 12 a year."""
        first = date(year, month, 1)
        return cls(first, earlier(first, months=-count) - timedelta(days=1))

    @classmethod
    def until(cls, today: date, **back: int) -> Self:
        """So many days, weeks, months or years back from today: 近三个月 on 23 November begins on 23 August."""
        return cls(earlier(today, **back), today)


def earlier(day: date, *, years: int = 0, months: int = 0, weeks: int = 0, days: int = 0) -> date:
    """The day so long before; later where a number is negative. The 31st becomes the last day of a short month.

    >>> earlier(date(2026, 3, 31), months=1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 - years * 12 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) - timedelta(days=days + weeks * 7)


def calendar_day(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has none: 31 April."""
    try:
        return date(year, month, day)
    except ValueError:
        return None

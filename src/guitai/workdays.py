"""On which days banks settle and people are paid: the working days the State Council announced, and two feasts.

An announcement covers one year and comes late in the year before. For a year without one all that can be said is
Monday to Friday, but for what is a holiday by law every year, as far as its date is known.
"""

from collections.abc import Iterator
from datetime import date, timedelta

# First and last day off: 国办发明电〔2022〕16号, 〔2023〕7号, 〔2024〕12号, 〔2025〕7号.
HOLIDAYS = """
    2022-12-31/2023-01-02 2023-01-21/2023-01-27 2023-04-05/2023-04-05 2023-04-29/2023-05-03
    2023-06-22/2023-06-24 2023-09-29/2023-10-06 2024-01-01/2024-01-01 2024-02-10/2024-02-17
    2024-04-04/2024-04-06 2024-05-01/2024-05-05 2024-06-10/2024-06-10 2024-09-15/2024-09-17
    2024-10-01/2024-10-07 2025-01-01/2025-01-01 2025-01-28/2025-02-04 2025-04-04/2025-04-06
    2025-05-01/2025-05-05 2025-05-31/2025-06-02 2025-10-01/2025-10-08 2026-01-01/2026-01-03
    2026-02-15/2026-02-23 2026-04-04/2026-04-06 2026-05-01/2026-05-05 2026-06-19/2026-06-21
    2026-09-25/2026-09-27 2026-10-01/2026-10-07
"""

# Saturdays and Sundays that were worked in exchange, by the same notices.
MADE_UP = """
    2023-01-28 2023-01-29 2023-04-23 2023-05-06 2023-06-25 2023-10-07 2023-10-08
    2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12
    2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
    2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10
"""

NEW_YEAR = "2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26"
MID_AUTUMN = "2023-09-29 2024-09-17 2025-10-06 2026-09-25 2027-09-15 2028-10-03"


def _days(text: str) -> Iterator[date]:
    for part in text.split():
        first, _, last = part.partition("/")
        day, end = date.fromisoformat(first), date.fromisoformat(last or first)
        while day <= end:
            yield day
            day += timedelta(days=1)


_OFF = frozenset(_days(HOLIDAYS))
_MADE_UP = frozenset(_days(MADE_UP))
_ANNOUNCED = frozenset(day.year for day in _MADE_UP)  # some day was made up in each of them
# 全国年节及纪念日放假办法 (国务院令第795号, since 2025), art. 2: nothing makes one of these a working day. 清明 and
# 端午 are not known here before they are announced.
_EVERY_YEAR = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
_SPRING_FESTIVAL = frozenset(first + timedelta(days=n) for first in _days(NEW_YEAR) for n in (-1, 0, 1, 2))
FEASTS = frozenset(_days(NEW_YEAR)) | frozenset(_days(MID_AUTUMN))
"""When red packets are sent: the first day of the lunar year, and the Mid-Autumn Festival."""


def works(day: date) -> bool:
    """Whether this is a working day.

    >>> works(date(2026, 2, 14)), works(date(2026, 2, 16))
    (True, False)
    """
    if not announced(day.year):
        return day.weekday() < 5 and not _by_law(day)
    return day in _MADE_UP or (day.weekday() < 5 and day not in _OFF)


def announced(year: int) -> bool:
    """Whether the State Council has announced that year's holidays."""
    return year in _ANNOUNCED


def next_workday(day: date) -> date:
    """This day, or the first working day after it.

    >>> next_workday(date(2026, 2, 15))
    datetime.date(2026, 2, 24)
    """
    while not works(day):
        day += timedelta(days=1)
    return day


def paid_on(day: date) -> date:
    """The day a salary due on `day` is paid: the same, or the last working day before it.

    >>> paid_on(date(2026, 10, 5))
    datetime.date(2026, 9, 30)
    """
    while not works(day):
        day -= timedelta(days=1)
    return day


def _by_law(day: date) -> bool:
    return (day.month, day.day) in _EVERY_YEAR or day in _SPRING_FESTIVAL or day in FEASTS

"""The working days of the payment systems, as the State Council announced them; the house's own table.

For a year without an announcement all that can be said is Monday to Friday, but for New Year, Labour Day and National
Day, on which nobody works.
"""

from datetime import date, timedelta

# The days off of each year that are not just its weekends: first and last, month and day.
OFF = {
    2024: "0101-0101 0210-0217 0404-0406 0501-0505 0608-0610 0915-0917 1001-1007",
    2025: "0101-0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008",
    2026: "0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007",
}

# The days of a weekend that are worked in exchange.
WORKED = {
    2024: "0204 0218 0407 0428 0511 0914 0929 1012",
    2025: "0126 0208 0427 0928 1011",
    2026: "0104 0214 0228 0509 0920 1010",
}

# Holidays by law in every year, with a date of their own.
NEVER_WORKED = "0101 0501 0502 1001 1002 1003"

SATURDAY = 5


def works(day: date) -> bool:
    """Whether banks work on that day.

    >>> works(date(2026, 10, 5)), works(date(2026, 10, 10))
    (False, True)
    """
    written = f"{day:%m%d}"
    if written in WORKED.get(day.year, "").split():
        return True
    if written in NEVER_WORKED.split():
        return False
    spans = (span.split("-") for span in OFF.get(day.year, "").split())
    return day.weekday() < SATURDAY and not any(first <= written <= last for first, last in spans)


def workday_from(day: date) -> date:
    """That day, or the first working day after it.

    >>> workday_from(date(2026, 10, 1))
    datetime.date(2026, 10, 8)
    """
    while not works(day):
        day += timedelta(days=1)
    return day

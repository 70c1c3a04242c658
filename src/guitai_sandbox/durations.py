"""ISO 8601 durations: `P1D`, `PT90M`, `P1Y2M3DT4H5M6.5S`, `P2W`."""

import re
from calendar import monthrange
from datetime import MAXYEAR, datetime, timedelta

NUMBER = r"(\d+(?:[.,]\d+)?)"
FORM = re.compile(
    rf"P(?=[\dT])(?:(\d+)Y)?(?:(\d+)M)?(?:{NUMBER}W)?(?:{NUMBER}D)?"
    rf"(?:T(?=\d)(?:{NUMBER}H)?(?:{NUMBER}M)?(?:{NUMBER}S)?)?"
)


def later(moment: datetime, duration: str) -> datetime:
    """The moment, that duration on. A month on from 31 January is the last of February.

    >>> later(datetime(2026, 1, 31), "P1MT1H")
    datetime.datetime(2026, 2, 28, 1, 0)
    """
    match = FORM.fullmatch(duration)
    if match is None:
        raise ValueError(f"{duration} is not an ISO 8601 duration such as P1D or PT2H30M")
    years, months, *rest = match.groups()
    weeks, days, hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in rest)
    span = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return _months_on(moment, int(years or 0) * 12 + int(months or 0)) + span


def _months_on(moment: datetime, months: int) -> datetime:
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    if year > MAXYEAR:
        raise ValueError("that is beyond the year 9999")
    last = monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))

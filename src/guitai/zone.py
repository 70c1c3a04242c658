"""Where the bank is: the zone in which its days begin and end."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

BANK_ZONE = ZoneInfo("Asia/Shanghai")


def day_of(moment: datetime) -> date:
    """The bank's day at that moment."""
    return moment.astimezone(BANK_ZONE).date()

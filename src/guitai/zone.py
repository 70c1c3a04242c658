"""Where the bank is: the zone in which its days begin and end."""

from zoneinfo import ZoneInfo

BANK_ZONE = ZoneInfo("Asia/Shanghai")

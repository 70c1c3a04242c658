"""The days off that customers name: 国庆, 春节, 清明. Those that follow the moon are known for the years announced."""

import re
from datetime import date

from guitai.understanding.slots.dated import Named, yearly
from guitai.understanding.slots.kin_words import SURNAMES
from guitai.understanding.slots.period import Period, earlier

EVERY_YEAR = {"元旦": (1, 1, 1), "五一": (5, 1, 5), "国庆": (10, 1, 7), "十一": (10, 1, 7)} | {
    "双十一": (11, 11, 11),
    "双11": (11, 11, 11),
    "双十二": (12, 12, 12),
    "双12": (12, 12, 12),
}
# First and last day off: 国办发明电〔2022〕16号, 〔2023〕7号, 〔2024〕12号, 〔2025〕7号.
ANNOUNCED = {
    "春节": "2023-01-21/2023-01-27 2024-02-10/2024-02-17 2025-01-28/2025-02-04 2026-02-15/2026-02-23",
    "清明": "2023-04-05/2023-04-05 2024-04-04/2024-04-06 2025-04-04/2025-04-06 2026-04-04/2026-04-06",
    "端午": "2023-06-22/2023-06-24 2024-06-10/2024-06-10 2025-05-31/2025-06-02 2026-06-19/2026-06-21",
    "中秋": "2024-09-15/2024-09-17 2026-09-25/2026-09-27",  # in 2023 and 2025 it fell within 国庆
}
# The feasts that are one day, and the day itself of those with days off.
DAYS = {"情人节": (2, 14), "妇女节": (3, 8), "儿童节": (6, 1), "教师节": (9, 10)} | {
    "光棍节": (11, 11),
    "平安夜": (12, 24),
    "圣诞": (12, 25),
}
BY_THE_MOON = {
    "春节": "2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06",
    "元宵": "2023-02-05 2024-02-24 2025-02-12 2026-03-03 2027-02-20",
    "清明": "2023-04-05 2024-04-04 2025-04-04 2026-04-05 2027-04-05",  # by the sun
    "端午": "2023-06-22 2024-06-10 2025-05-31 2026-06-19 2027-06-09",
    "七夕": "2023-08-22 2024-08-10 2025-08-29 2026-08-19 2027-08-08",
    "中秋": "2023-09-29 2024-09-17 2025-10-06 2026-09-25 2027-09-15",
    "重阳": "2023-10-23 2024-10-11 2025-10-29 2026-10-18 2027-10-08",
}
EVE = r"除夕|大?年三十|年三十晚"
FEAST = rf"(?:六一)?儿童节|(?:三八)?妇女节|情人节|教师节|光棍节|平安夜|圣诞(?=节)|元宵(?=节)|七夕|重阳|{EVE}"
# Only where money is spoken of: 情人节套餐 is an offer.
OF_MONEY = (
    r"节?(?:当[天日]|那[天日晚]|期间|晚上|(?=[花刷收支]|(?:的|我)?(?:流水|明细|账|消费|支出|收入|开销|开支|花)"
    r"|[到至~—–-]))"
)
ALSO = {"过年": "春节", "劳动节": "五一", "新年": "元旦"}
HOLIDAY = (
    r"元旦|(?<![零幺一二三四五六七八九十百千万亿\d])五一(?![零幺一二三四五六七八九十\d元块万千百亿毛])|劳动节"
    rf"|(?<![给人名叫向跟替是,，][{SURNAMES}])国庆|双(?:十一|11|十二|12)|(?<!双)十一(?=长假|假期|黄金周|期间)|春节|清明|端午|中秋"
    r"|过年(?=那几|期间|的?时候|花|收)"
)


def every_year(name: str) -> bool:
    """Whether it is on the same days every year."""
    return ALSO.get(name, name) in EVERY_YEAR


def holiday(name: str, year: int) -> Period | None:
    """The days off of that year, or None where they aren't known."""
    name = ALSO.get(name, name)
    if name in EVERY_YEAR:
        month, first, last = EVERY_YEAR[name]
        return Period(date(year, month, first), date(year, month, last))
    days = next((days for days in ANNOUNCED[name].split() if days.startswith(str(year))), None)
    return Period(*map(date.fromisoformat, days.split("/"))) if days else None


def own_day(name: str, year: int | None, today: date) -> Named | None:
    """The day itself: 中秋那天, 除夕. One that follows the moon is this year's or the last's."""
    eve = re.fullmatch(EVE, name) is not None
    name = "春节" if eve else ALSO.get(name, name).removeprefix("六一").removeprefix("三八")
    if name not in BY_THE_MOON:
        month, day = DAYS.get(name) or EVERY_YEAR[name][:2]
        return yearly(lambda year: Period.day(date(year, month, day)), today, year)
    days = [date.fromisoformat(day) for day in BY_THE_MOON[name].split()]
    days = [earlier(day, days=int(eve)) for day in days]
    said = [
        day for day in days if (day.year == year if year else today.year - 1 <= day.year and day <= today)
    ]
    return Named(Period.day(said[-1])) if said else None

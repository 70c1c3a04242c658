"""The days off that customers name: 国庆, 春节, 清明. Those that follow the moon are known for the years announced."""

from datetime import date

from guitai.understanding.slots.kin_words import SURNAMES
from guitai.understanding.slots.period import Period

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
ALSO = {"过年": "春节", "劳动节": "五一", "新年": "元旦"}
HOLIDAY = (
    r"元旦|(?<![零幺一二三四五六七八九十百千万亿\d])五一(?![零幺一二三四五六七八九十\d元块万千百亿毛])|劳动节"
    rf"|(?<![给人名叫向跟替][{SURNAMES}])国庆|双(?:十一|11|十二|12)|(?<!双)十一(?=长假|假期|黄金周|期间)|春节|清明|端午|中秋"
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

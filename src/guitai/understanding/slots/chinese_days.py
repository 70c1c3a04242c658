"""Days, weeks, months, quarters and years in Chinese: each way to name one, with what it means."""

import re
from datetime import date

from guitai.understanding.slots.dated import Named, Rule, day_of_month, day_of_week, within_year, yearly
from guitai.understanding.slots.holidays import HOLIDAY, every_year, holiday
from guitai.understanding.slots.number_words import digits, whole
from guitai.understanding.slots.period import Period, calendar_day, earlier

TO = r"\s?[到至~—–-]\s?"
ALONE = r"(?<![\d一二三四五六七八九十.第每近])(?<!每月)(?<!每个月)"
MONTH_NO = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
DAY_NO = (
    r"(?:3[01]|[12]\d|0?[1-9]|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
)
DAY_END = r"[日号](?![元楼线店厅口码])"
# 10月1到15号, 10到11月: what they share is said once.
DAY = rf"(?P<day>{DAY_NO})(?:{DAY_END}|(?={TO}{DAY_NO}[日号]))"
# Behind its month it is a day, whatever follows: 十月五号店里收的.
DATE = DAY.replace(DAY_END, "[日号](?!元)")
MONTH = rf"{ALONE}(?P<month>{MONTH_NO})(?:月(?!子)份?|(?={TO}{MONTH_NO}月(?!{DAY_NO}[日号])))"
PART = r"(?P<part>[上中下])旬"
NUMBER = r"[\d一二三四五六七八九十廿]+"
YEAR = (
    r"(?<!\d)(?:(?P<year>20\d\d|二[零〇][零〇一二三四五六七八九]{2}|\d\d(?=年的?\d{1,2}月))"
    r"|(?P<near>大前|上一|[今本去上前明]))年(?!级)"
)
WEEKDAY = r"(?P<weekday>[一二三四五六日天])"
AWAY = (
    r"(?P<away>再?上+一?个?|这一?个?|今个|呢个|[本当]"
    r"|(?<![一看查问])下+一?个?|(?<=[看查问])下(?!月月))"  # 上上 is two back
)
YEARS_BACK = {"明": -1, "今": 0, "本": 0, "去": 1, "上": 1, "上一": 1, "前": 2, "大前": 3}
DAYS_BACK = {
    "大前天": 3,
    "前天": 2,
    "前日": 2,
    "前晚": 2,
    "昨": 1,
    "今": 0,
    "当天": 0,
    "明": -1,
    "后天": -2,
    "后日": -2,
    "大后天": -3,
}


def _year(match: re.Match[str], today: date) -> int | None:
    if match["near"]:
        return today.year - YEARS_BACK[match["near"]]
    return (2000 + int(digits(match["year"])) % 100) if match["year"] else None


def _month(match: re.Match[str], today: date) -> Named | None:
    month = 1 if match["month"] == "元" else whole(match["month"])
    day = whole(match["day"]) if match["day"] else None
    part = match["part"]

    def span(year: int) -> Period | None:
        named = within_year(year, month or 0, day)
        return _third(named, part) if named and part else named

    return yearly(span, today, _year(match, today))


def _third(month: Period, part: str) -> Period:
    """上旬, 中旬 and 下旬: ten days each, the last to the month's end."""
    first = month.first.replace(day={"上": 1, "中": 11, "下": 21}[part])
    return Period(first, month.last if part == "下" else earlier(first, days=-9))


def _part_of_year(match: re.Match[str], today: date) -> Named | None:
    if match["half"]:
        first, count = (1 if match["half"] == "上" else 7), 6
    else:
        first, count = (whole(match["quarter"]) or 0) * 3 - 2, 3
    return yearly(lambda year: Period.months(year, first, count), today, _year(match, today))


def _whole_year(match: re.Match[str], today: date) -> Named | None:
    return Named(Period.months(_year(match, today) or today.year, 1, 12))


def _back(match: re.Match[str]) -> int:
    """How many units back: 上上 and 再上 are 2, 这 is 0, 下 is -1."""
    return sum(match["away"].count(word) for word in "再上") - match["away"].count("下")


def _near_month(match: re.Match[str], today: date) -> Named | None:
    first = earlier(today.replace(day=1), months=_back(match))
    named = within_year(first.year, first.month, whole(match["day"]) if match["day"] else None)
    return Named(_third(named, match["part"]) if match["part"] else named) if named else None


def _near_quarter(match: re.Match[str], today: date) -> Named | None:
    first = earlier(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), months=3 * _back(match))
    return Named(Period.months(first.year, first.month, 3))


def _near_week(match: re.Match[str], today: date) -> Named | None:
    week = Period.week(earlier(today, weeks=_back(match)))
    if match["end"]:
        return Named(Period(earlier(week.last, days=1), week.last))
    return Named(Period.day(earlier(week.first, days=-_weekday(match)))) if match["weekday"] else Named(week)


def _weekday(match: re.Match[str]) -> int:
    return "一二三四五六日".index(match["weekday"].replace("天", "日"))


def _bare_weekday(match: re.Match[str], today: date) -> Named | None:
    return day_of_week(5, today, days=2) if match["end"] else day_of_week(_weekday(match), today)


def _word(match: re.Match[str], today: date) -> Named | None:
    return Named(Period.day(earlier(today, days=DAYS_BACK[match["word"]])))


def _full_date(match: re.Match[str], today: date) -> Named | None:
    found = calendar_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return Named(Period.day(found)) if found else None


def _month_and_day(match: re.Match[str], today: date) -> Named | None:
    return yearly(lambda year: within_year(year, int(match["month"]), int(match["day"])), today, None)


def _day(match: re.Match[str], today: date) -> Named | None:
    day = whole(match["day"])
    return day_of_month(day, today) if day else None


def _holiday(match: re.Match[str], today: date) -> Named | None:
    """Days off that follow the moon are this year's or the last's: others may not be known, and none is guessed."""
    name, year = match["holiday"], _year(match, today)
    if every_year(name):
        return yearly(lambda year: holiday(name, year), today, year)
    days = holiday(name, year or today.year)
    if days and year is None and days.first > today:
        days = holiday(name, today.year - 1)
    return Named(days) if days else None


def _year_begin(match: re.Match[str], today: date) -> Named | None:
    return Named(Period.day(today.replace(month=1, day=1) if match["of"] == "年" else today.replace(day=1)))


def _pointed(match: re.Match[str], today: date) -> Named | None:
    """11.1-11.15: only a pair of them is a period, since one is a sum or a share just as well."""
    (month, day), (last_month, last_day) = (map(int, match[end].split(".")) for end in ("from", "to"))

    def span(year: int) -> Period | None:
        turn = (last_month, last_day) < (month, day)
        first, last = calendar_day(year, month, day), calendar_day(year + turn, last_month, last_day)
        return Period(first, last) if first and last else None

    return yearly(span, today, None)


POINTED = r"(?:1[0-2]|0?[1-9])\.(?:3[01]|[12]\d|0?[1-9])"
OPEN_END = r"(?=以来|至今|到现在|到今天|到目前)"
RULES: list[Rule] = [
    (re.compile(pattern), meaning)
    for pattern, meaning in [
        (rf"(?:{YEAR}的?)?{MONTH}(?:的?(?:{DATE}|{PART})|(?!的?{NUMBER}[日号]))", _month),
        (
            rf"(?:{YEAR}的?)?(?:(?P<half>[上下])半年|[第q]?(?P<quarter>[一二三四1-4])(?:季度|(?<=第.)季(?!节)|(?<=q\d)(?!\w)))",
            _part_of_year,
        ),
        (rf"(?<!同比){YEAR}(?:全年|一?整?年)?(?!的?同[期比])", _whole_year),
        (rf"{AWAY}月份?(?:的?(?:{DAY}|{PART}))?", _near_month),
        (rf"{AWAY}季度?", _near_quarter),
        (rf"{AWAY}(?:周|星期|礼拜)(?:{WEEKDAY}|(?P<end>末))?", _near_week),
        (
            rf"(?<![每上这本下个一二两三四五六\d老小阿])(?:周|星期|礼拜)(?:{WEEKDAY}|(?P<end>末))",
            _bare_weekday,
        ),
        (r"(?P<word>大前天|前天|前日|前晚|当天|大后天|(?<!大)后天|(?<![以之此最前今日])后日)", _word),
        (r"(?P<word>[昨今明])[天日晚早儿]", _word),
        (
            r"(?<!\d)(?P<year>20\d\d)(?:[-/.](?P<month>1[0-2]|0?[1-9])[-/.](?P<day>3[01]|[12]\d|0?[1-9]))(?!\d)",
            _full_date,
        ),
        (
            r"(?<!\d)(?P<year>20\d\d)(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[12]\d|0[1-9])(?![\d元块万])",
            _full_date,
        ),
        (r"(?<![\d/])(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d|0?[1-9])(?![\d/])", _month_and_day),
        (rf"(?<!月)(?<!月的)(?<!月份){ALONE}{DAY}", _day),
        (rf"(?<![\d.])(?P<from>{POINTED}){TO}(?P<to>{POINTED})(?![\d.%]|\s?(?:[元块万千之]|yuan))", _pointed),
        (
            rf"(?:{YEAR}的?)?(?P<holiday>{HOLIDAY})(?:节|期间|假期|长假|黄金周|当天|那几?天)*",
            _holiday,
        ),
        (rf"(?P<of>[年月])初{OPEN_END}", _year_begin),
    ]
]

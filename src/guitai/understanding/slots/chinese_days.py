"""Days, weeks, months, quarters and years in Chinese: each way to name one, with what it means."""

import re
from datetime import date
from itertools import pairwise

from guitai.understanding.slots.dated import (
    Named,
    Rule,
    day_of_month,
    day_of_week,
    find,
    on_weekday,
    within_year,
    yearly,
)
from guitai.understanding.slots.holidays import FEAST, HOLIDAY, OF_MONEY, every_year, holiday, own_day
from guitai.understanding.slots.number_words import digits, whole
from guitai.understanding.slots.period import Period, calendar_day, earlier

TO = r"\s?[到至~—–-]\s?"
# Figures may follow a name: 李四12月1号.
ALONE = r"(?<![\d.第每近])(?<!每月)(?<!每个月)(?:(?<![一二三四五六七八九十])|(?=\d))"
MONTH_NO = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
DAY_NO = (
    r"(?:3[01]|[12]\d|0?[1-9]|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
)
DAY_END = r"[日号](?![元楼线店厅口码摊铺档柜]|通知|车位|机器|公[车交]|巴士|出口|车厢)"
# 10月1到15号, 10到11月: what they share is said once.
DAY = rf"(?P<day>{DAY_NO})(?:{DAY_END}|(?={TO}{DAY_NO}[日号]))"
# Behind its month it is a day, whatever follows: 十月五号店里收的.
DATE = DAY.replace(DAY_END, "(?:[日号](?!元)|(?=[那当]天))")
MONTH = rf"{ALONE}(?P<month>{MONTH_NO})(?:月(?!子)份?|(?={TO}{MONTH_NO}月(?!{DAY_NO}[日号])))"
# 10月23打的: behind a month such figures are a day where a word follows that counts no money and nothing else.
FIGURES = r"(?:3[01]|[12]\d|0?[1-9])(?=[\u4e00-\u9fff])(?![日号元块角毛分万千百十亿点时笔个张次份人期])"
PART = r"(?:(?P<part>[上中下])旬|(?P<halved>[上下])半月|前(?P<days>\d{1,2}|[两二三四五六七八九十]{1,3})天)"
NUMBER = r"[\d一二三四五六七八九十廿]+"
YEAR = (
    r"(?<!\d)(?:(?P<year>20\d\d|二[零〇][零〇一二三四五六七八九]{2}|\d\d(?=年的?\d{1,2}月))"
    r"|(?P<near>大前|上一|[今本去上前明]))年(?!级)"
)
WEEKDAY = r"(?P<weekday>[一二三四五六日天])"
AWAY = (
    r"(?P<away>(?<!手)再?上+一?个?|这一?个?|今个|呢个|[本当]"
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

    def span(year: int) -> Period | None:
        named = within_year(year, month or 0, day)
        return _part(named, match) if named else None

    return yearly(span, today, _year(match, today))


def _part(named: Period, match: re.Match[str]) -> Period | None:
    """上旬, 中旬 and 下旬: ten days each, the last to the month's end. 上半月 and 下半月 meet at the 15th."""
    part, halved, days = match["part"], match["halved"], match["days"]
    if days:
        last = earlier(named.first, days=1 - (whole(days) or 0))
        return Period(named.first, last) if named.first <= last <= named.last else None
    if not part and not halved:
        return named
    begins = {"上": 1, "中": 11, "下": 21}[part] if part else {"上": 1, "下": 16}[halved]
    first = named.first.replace(day=begins)
    return Period(first, named.last if "下" in (part, halved) else earlier(first, days=-9 if part else -14))


def _dated_weekday(match: re.Match[str], today: date) -> Named | None:
    """11月13号星期五 is that day only where it is a Friday."""
    named = _month(match, today) if "month" in match.groupdict() else _day(match, today)
    weekday = match["weekday"]
    return on_weekday(named, _weekday(match), today) if weekday else named


def _months_listed(match: re.Match[str], today: date) -> Named | None:
    """八九两个月, 七、八月: months that follow one another; any others are two times, and not read here."""
    months = [whole(month) or 0 for month in re.findall(MONTH_NO.replace("元", ""), match["list"])]
    count = whole(match["in_all"]) if match["in_all"] else len(months)
    if len(months) != count or any(two != one + 1 for one, two in pairwise(months)):
        return None
    return yearly(lambda year: Period.months(year, months[0], len(months)), today, _year(match, today))


def _beginning_of_year(match: re.Match[str], today: date) -> Named | None:
    """今年前三季度, 去年前五个月. 前三个季度 alone is sure only where those are the last three as well."""
    months = (whole(match["count"]) or 0) * (3 if "季" in match["unit"] else 1)
    year = _year(match, today)
    if not 0 < months < 12 or (
        year is None and "个" in match["unit"] and (today.month - 1) // 3 * 3 != months
    ):
        return None
    begun = Period.months(year or today.year, 1, months)
    return Named(begun if year or begun.last < today else Period.months(today.year - 1, 1, months))


def _last_quarter(match: re.Match[str], today: date) -> Named | None:
    return Named(Period.months(_year(match, today) or today.year, 10, 3))


def _season(match: re.Match[str], today: date) -> Named | None:
    """As the weather service counts them. When a winter or a school's holidays begin and end, nobody has said."""
    year = today.year if match["this"] else _year(match, today)
    season = {"春": 3, "夏": 6, "秋": 9}.get(match["season"][0])
    return Named(Period.months(year, season, 3)) if year and season else None


def _calendar_year(match: re.Match[str], today: date) -> Named | None:
    return Named(Period.months(int(match["year"]), 1, 12))


def _day_to_day(match: re.Match[str], today: date) -> Named | None:
    """7月15到8月15: both of them dates, though the day's own word is left out."""
    month, last_month = whole(match["month"]) or 0, whole(match["last_month"]) or 0
    day, last_day = whole(match["day"]) or 0, whole(match["last_day"]) or 0

    def span(year: int) -> Period | None:
        first = calendar_day(year, month, day)
        last = calendar_day(year + ((last_month, last_day) < (month, day)), last_month, last_day)
        return Period(first, last) if first and last else None

    return yearly(span, today, _year(match, today))


def _days_of_month(match: re.Match[str], today: date) -> Named | None:
    """11月20到25的: days, though the word is left out, where the month stands before them and nothing is counted."""
    month, day, last_day = whole(match["month"]) or 0, whole(match["day"]) or 0, whole(match["last_day"]) or 0

    def span(year: int) -> Period | None:
        first, last = calendar_day(year, month, day), calendar_day(year, month, last_day)
        return Period(first, last) if first and last and first <= last else None

    return yearly(span, today, _year(match, today))


def _part_of_year(match: re.Match[str], today: date) -> Named | None:
    if match["half"]:
        first, count = (1 if match["half"] in "上前" else 7), 6
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
    part = _part(named, match) if named else None
    return Named(part) if part else None


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
    if match["own"]:
        return own_day(name, year, today)
    if every_year(name):
        return yearly(lambda year: holiday(name, year), today, year)
    days = holiday(name, year or today.year)
    if days and year is None and days.first > today:
        days = holiday(name, today.year - 1)
    return Named(days) if days else None


def _feast(match: re.Match[str], today: date) -> Named | None:
    return own_day(match["holiday"], _year(match, today), today)


def _new_year(match: re.Match[str], today: date) -> Named | None:
    """初一 to 初十 of the first month of the moon."""
    first = own_day("春节", _year(match, today), today)
    return (
        Named(Period.day(earlier(first.period.first, days=1 - (whole(match["nth"]) or 1)))) if first else None
    )


def _last_day(match: re.Match[str], today: date) -> Named | None:
    """10月最后一天, 上个月最后一天."""
    month = find(match["month_said"], RULES, today)
    return Named(Period.day(month[0].named.period.last)) if month else None


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
OPEN_END = r"(?=以来|至今|到现在|到今天|到目前|到今|开始|起(?!的))"
# Which weekday a date falls on, said with it: 11月13号星期五, 周五，11月13号.
WEEK = r"(?:周|星期|礼拜)"
WITH_WEEKDAY = rf"(?:[,是(]?{WEEK}{WEEKDAY}\)?)"
SEVERAL = r"(?P<in_all>[两俩]|(?<![\d十])(?:[2-6]|[二三四五六](?=个)))个?月(?!前|后|内|以)"
LISTED = rf"(?P<list>{MONTH_NO}月?(?:[、,和及跟]?{MONTH_NO}月?){{1,5}})"
MANY_MONTHS = rf"(?P<list>[一二三四五六七八九]{{2,3}}|{MONTH_NO}(?:、{MONTH_NO}){{1,4}})"
RUN_OF_MONTHS = rf"{MANY_MONTHS}月(?!子)份?(?!的?{NUMBER}[日号])(?P<in_all>)"
NOT_COUNTED = "(?<![百千万亿个])"
BARE_WEEKDAY = (
    rf"(?:(?<![每上这本下个一二两三四五六\d老小阿])|(?<=[周期拜][一二三四五六])|(?<=[挑找约选]个)){WEEK}"
)
RULES: list[Rule] = [
    (re.compile(pattern), meaning)
    for pattern, meaning in [
        (rf"(?:{YEAR}的?)?{MONTH}(?:的?(?:{DATE}|{PART})|(?!的?{NUMBER}[日号]))", _month),
        (
            rf"(?:{YEAR}的?)?{ALONE}(?P<month>{MONTH_NO})月(?P<day>{FIGURES})(?P<part>)(?P<halved>)(?P<days>)",
            _month,
        ),
        (rf"(?:{YEAR}的?)?{MONTH}的?{DATE}{WITH_WEEKDAY}(?P<part>)(?P<halved>)(?P<days>)", _dated_weekday),
        (
            rf"{BARE_WEEKDAY}{WEEKDAY}(?=[,(\d])[,(]?(?:{YEAR}的?)?{MONTH.replace(ALONE, '')}的?{DATE}"
            r"(?P<part>)(?P<halved>)(?P<days>)",
            _dated_weekday,
        ),
        (
            rf"(?:{YEAR}的?)?{ALONE}(?P<month>{MONTH_NO})月(?P<day>{DAY_NO})(?P<said>[日号])?{TO}(?P<last_month>{MONTH_NO})月"
            rf"(?P<last_day>{DAY_NO})(?(said)(?![日号])|[日号]?)(?![日号.元块万千百点时])(?:(?<=[日号])|(?![\d一二三四五六七八九十]))",
            _day_to_day,
        ),
        (
            rf"(?:{YEAR}的?)?{ALONE}(?P<month>{MONTH_NO})月份?(?P<day>{DAY_NO})[日号]?{TO}(?P<last_day>{DAY_NO})"
            r"(?=的|之间|期间|[这那]几天|[,。;!?]|\s*$|支出|收入|明细|流水|花|[转进出]了)",
            _days_of_month,
        ),
        (rf"(?:{YEAR}的?)?{NOT_COUNTED}{ALONE}{LISTED}{SEVERAL}", _months_listed),
        (rf"(?:{YEAR}的?)?{NOT_COUNTED}{ALONE}{RUN_OF_MONTHS}", _months_listed),
        (
            rf"(?:{YEAR}的?)?(?:(?P<half>[上下]|(?<=年)[前后]|(?<=年的)[前后])半年"
            r"|[第q]?(?P<quarter>[一二三四1-4])(?:季度|(?<=第.)个?季度?(?!节)|(?<=q\d)(?![a-z0-9])))",
            _part_of_year,
        ),
        (
            rf"{YEAR}的?[前头](?P<count>[\d一两二三四五六七八九十]{{1,2}})(?P<unit>个?季度?(?!节)|个?月)(?!前)",
            _beginning_of_year,
        ),
        (r"前(?P<count>[两二三23])(?P<unit>个?季度)(?P<year>)(?P<near>)", _beginning_of_year),
        (rf"{YEAR}的?最后一?个?季度?", _last_quarter),
        (rf"(?:{YEAR}的?|(?P<this>这个?))(?P<season>[春夏秋冬][天季]|[寒暑]假)", _season),
        (rf"(?<!同比){YEAR}(?:全年|一?整?年|度(?![假]))?(?!的?同[期比])", _whole_year),
        (r"(?<!\d)(?P<year>20\d\d)(?:全年|一?整年)", _calendar_year),
        (rf"{AWAY}月份?(?:的?(?:{DAY}|{PART}))?", _near_month),
        (rf"{AWAY}季度?", _near_quarter),
        (rf"{AWAY}(?:周|星期|礼拜)(?:{WEEKDAY}|(?P<end>末))?", _near_week),
        (
            rf"{BARE_WEEKDAY}(?:{WEEKDAY}|(?P<end>末))",
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
        (rf"(?<!月)(?<!月的)(?<!月份){ALONE}{DAY}{WITH_WEEKDAY}", _dated_weekday),
        (
            rf"(?<![\d.])(?P<from>{POINTED})[日号]?{TO}(?P<to>{POINTED})[日号]?(?![\d.%]|\s?(?:[元块万千之]|yuan))",
            _pointed,
        ),
        (
            rf"(?:{YEAR}的?)?(?P<holiday>{HOLIDAY})节?"
            r"(?:(?P<own>当[天日]|[那嗰][天日晚])|(?:期间|假期|长假|黄金周|那几天)*)",
            _holiday,
        ),
        (rf"(?:{YEAR}的?)?(?P<holiday>{FEAST}){OF_MONEY}(?P<own>)", _feast),
        (
            rf"(?:{YEAR}的?)?(?:大年|正月|春节|(?<![今去明前])年|(?<=[到至]))初(?P<nth>[一二三四五六七八九十])",
            _new_year,
        ),
        (rf"(?P<of>[年月])初{OPEN_END}", _year_begin),
        (rf"(?P<month_said>(?:{YEAR}的?)?(?<!\d)(?:{MONTH_NO})月份?|{AWAY}月份?)的?最后一[天日]", _last_day),
        ("去年的?今[天日]", lambda _, today: Named(Period.day(earlier(today, years=1)))),
    ]
]

"""Days, weeks, months, quarters and years in English: each way to name one, with what it means."""

import re
from datetime import date

from guitai.understanding.slots.dated import (
    Named,
    Rule,
    day_of_month,
    day_of_week,
    on_weekday,
    within_year,
    yearly,
)
from guitai.understanding.slots.period import Period, earlier

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
DAYS = "mon tue wed thu fri sat sun".split()
WORDS = {"today": 0, "tonight": 0, "yesterday": 1, "tomorrow": -1}
AWAY = {"last": 1, "previous": 1, "this": 0, "current": 0, "next": -1}
ORDINAL = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": 4,
}
# "may" is a month only where it stands like one: in may, 5 may, may 2026.
MONTH = (
    r"\b(?P<month>(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|(?:(?<=in )|(?<=of )|(?<=since )|(?<=from )|(?<=to )|(?<=last )|(?<=during )|(?<=\d )|(?<=th ))may"
    r"|may(?= \d))\b)\.?"
)
DAY = r"(?P<{}>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?! ?(?:yuan|rmb|cny|kuai))"
NEAR_YEAR = r",? (?:of |in )?(?P<near>last|this|next) year\b"
YEAR = rf"(?:,? (?:of )?(?P<year>20\d\d)\b|{NEAR_YEAR})"
TO = r"\s?(?:-|to|till|until|through)\s?(?:the )?"
NEAR = r"\b(?:the )?(?P<away>last|previous|this|current|next) "


def _said_year(match: re.Match[str], today: date) -> int | None:
    if match["near"]:
        return today.year - AWAY[match["near"]]
    return int(match["year"]) if match["year"] else None


def _month(match: re.Match[str], today: date) -> Named | None:
    day = match["before"] or match["after"]
    month = MONTHS.index(match["month"][:3]) + 1
    return yearly(
        lambda year: within_year(year, month, int(day) if day else None),
        today,
        _said_year(match, today),
    )


def _days_of_month(match: re.Match[str], today: date) -> Named | None:
    """October 1 to 15: the month is said once."""
    month, first, last = MONTHS.index(match["month"][:3]) + 1, int(match["first"]), int(match["last"])

    def span(year: int) -> Period | None:
        begin, end = within_year(year, month, first), within_year(year, month, last)
        return Period(begin.first, end.last) if begin and end and begin.first <= end.last else None

    return yearly(span, today, _said_year(match, today))


def _date_with_weekday(match: re.Match[str], today: date) -> Named | None:
    return on_weekday(_month(match, today), DAYS.index(match["weekday"]), today)


def _day_with_weekday(match: re.Match[str], today: date) -> Named | None:
    return on_weekday(_day(match, today), DAYS.index(match["weekday"]), today)


def _day_of_near_month(match: re.Match[str], today: date) -> Named | None:
    first = earlier(today.replace(day=1), months=AWAY[match["away"]])
    named = within_year(first.year, first.month, int(match["day"]))
    return Named(named) if named else None


def _to_date(match: re.Match[str], today: date) -> Named | None:
    first = today.replace(day=1) if match["unit"] in {"month", "m"} else today.replace(month=1, day=1)
    return Named(Period(first, today))


def _season(match: re.Match[str], today: date) -> Named | None:
    """As the weather service counts them. When a winter begins and ends, its year doesn't tell."""
    season = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}.get(match["season"])
    year = _said_year(match, today) or today.year
    return Named(Period.months(year, season, 3)) if season else None


def _near(match: re.Match[str], today: date) -> Named | None:
    back = AWAY[match["away"]]
    match match["unit"]:
        case "week":
            return Named(Period.week(earlier(today, weeks=back)))
        case "weekend":
            sunday = Period.week(earlier(today, weeks=back)).last
            return Named(Period(earlier(sunday, days=1), sunday))
        case "month":
            first = earlier(today.replace(day=1), months=back)
            return Named(Period.months(first.year, first.month))
        case "quarter":
            first = earlier(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), months=3 * back)
            return Named(Period.months(first.year, first.month, 3))
    return Named(Period.months(today.year - back, 1, 12))


def _before_last(match: re.Match[str], today: date) -> Named | None:
    if match["unit"] == "week":
        return Named(Period.week(earlier(today, weeks=2)))
    first = earlier(today.replace(day=1), months=2)
    return Named(Period.months(first.year, first.month))


def _word(match: re.Match[str], today: date) -> Named | None:
    back = WORDS[match["word"]]
    further = bool(match["further"]) * (1 if back > 0 else -1)
    return Named(Period.day(earlier(today, days=back + further)))


def _weekday(match: re.Match[str], today: date) -> Named | None:
    weekday = DAYS.index(match["weekday"][:3])
    if not match["away"]:
        return day_of_week(weekday, today)
    monday = Period.week(earlier(today, weeks=AWAY[match["away"]])).first
    return Named(Period.day(earlier(monday, days=-weekday)))


def _day(match: re.Match[str], today: date) -> Named | None:
    return day_of_month(int(match["day"]), today)


def _year(match: re.Match[str], today: date) -> Named | None:
    return Named(Period.months(int(match["year"]), 1, 12))


def _part_of_year(match: re.Match[str], today: date) -> Named | None:
    year = _said_year(match, today)
    if match["half"]:
        return yearly(lambda y: Period.months(y, ORDINAL[match["half"]] * 6 - 5, 6), today, year)
    quarter = ORDINAL[match["quarter"]] if match["quarter"] else int(match["q"])
    return yearly(lambda y: Period.months(y, quarter * 3 - 2, 3), today, year)


OF_YEAR = rf"(?:(?:(?: of)? (?P<year>20\d\d)\b|{NEAR_YEAR}))?"
WEEKDAY = r"\b(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:day)?,? "
RULES: list[Rule] = [
    (re.compile(pattern, re.ASCII), meaning)  # a Chinese character ends a word: last month嘅
    for pattern, meaning in [
        (rf"(?:{DAY.format('before')}(?: of)? )?{MONTH}(?: {DAY.format('after')})?{YEAR}?", _month),
        (
            rf"{WEEKDAY}(?:the )?(?:{DAY.format('before')}(?: of)? )?{MONTH}(?: {DAY.format('after')})?{YEAR}?"
            r"(?(before)|(?(after)|(?!)))",
            _date_with_weekday,
        ),
        (rf"{WEEKDAY}the (?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b", _day_with_weekday),
        (rf"{MONTH} {DAY.format('first')}{TO}{DAY.format('last')}{YEAR}?", _days_of_month),
        (rf"\b{DAY.format('first')}{TO}{DAY.format('last')}(?: of)? {MONTH}{YEAR}?", _days_of_month),
        (rf"\bbetween {MONTH} {DAY.format('first')} and {DAY.format('last')}{YEAR}?", _days_of_month),
        (
            rf"\bbetween (?:the )?{DAY.format('first')} and (?:the )?{DAY.format('last')}(?: of)? {MONTH}{YEAR}?",
            _days_of_month,
        ),
        (
            r"\b(?:on )?the (?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th) (?:of )?(?P<away>last|this|next) month\b",
            _day_of_near_month,
        ),
        (r"\b(?P<unit>year|month|(?<![a-z])[ym](?=td\b))(?: to date|-to-date|td)\b", _to_date),
        (
            rf"\b(?:the )?(?P<season>spring|summer|autumn|fall|winter)(?: of (?P<year>20\d\d)\b|{NEAR_YEAR})",
            _season,
        ),
        (r"\bthis (?P<season>spring|summer|autumn|winter)(?P<year>)(?P<near>)\b", _season),
        (rf"{NEAR}(?P<unit>weekend|week|month|quarter|year)\b", _near),
        (r"\b(?:the )?(?P<unit>week|month) before last\b", _before_last),
        (
            r"\b(?P<further>(?:the )?day (?:before|after) )?(?P<word>today|tonight|yesterday|tomorrow)\b",
            _word,
        ),
        (r"\bthis (?:morning|afternoon)\b", lambda _, today: Named(Period.day(today))),
        (
            r"\b(?:(?P<away>last|this|next) )?(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sun)(?:day)\b",
            _weekday,
        ),
        (
            r"\b(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day (?:of )?(?P<away>last|this|next) week\b",
            _weekday,
        ),
        (
            r"\b(?:(?P<away>last|this|next) |(?<=on )|(?<=by )|(?=\w+\.?,? (?:at |morning|afternoon|evening|night"
            r"|\d{1,2}(?::\d\d|\s?[ap]m))))(?P<weekday>mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b",
            _weekday,
        ),
        (r"\b(?:on )?the (?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b", _day),
        (
            "(?:(?<=in )|(?<=of )|(?<=all )|(?<=during )|(?<=for )|(?<=since )|(?<=from )|(?<=year"
            r" ))(?P<year>20\d\d)\b",
            _year,
        ),
        (
            r"\b(?:the )?(?:(?P<half>first|second) half"
            r"|(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th|last) quarter"
            rf"|q(?P<q>[1-4])){OF_YEAR}\b",
            _part_of_year,
        ),
    ]
]

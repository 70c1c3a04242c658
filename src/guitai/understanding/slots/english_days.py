"""Days, weeks, months, quarters and years in English: each way to name one, with what it means."""

import re
from datetime import date

from guitai.understanding.slots.dated import Named, Rule, day_of_month, day_of_week, within_year, yearly
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
    r"|(?:(?<=in )|(?<=of )|(?<=since )|(?<=from )|(?<=to )|(?<=last )|(?<=\d )|(?<=th ))may"
    r"|may(?= \d))\b)\.?"
)
DAY = r"(?P<{}>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?! ?(?:yuan|rmb|cny|kuai))"
YEAR = r"(?:,? (?P<year>20\d\d))"
NEAR = r"\b(?:the )?(?P<away>last|previous|this|current|next) "


def _month(match: re.Match[str], today: date) -> Named | None:
    day = match["before"] or match["after"]
    month = MONTHS.index(match["month"][:3]) + 1
    return yearly(
        lambda year: within_year(year, month, int(day) if day else None),
        today,
        int(match["year"]) if match["year"] else None,
    )


def _days_of_month(match: re.Match[str], today: date) -> Named | None:
    """October 1 to 15: the month is said once."""
    month, first, last = MONTHS.index(match["month"][:3]) + 1, int(match["first"]), int(match["last"])

    def span(year: int) -> Period | None:
        begin, end = within_year(year, month, first), within_year(year, month, last)
        return Period(begin.first, end.last) if begin and end and begin.first <= end.last else None

    return yearly(span, today, int(match["year"]) if match["year"] else None)


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
    year = int(match["year"]) if match["year"] else None
    if match["half"]:
        return yearly(lambda y: Period.months(y, ORDINAL[match["half"]] * 6 - 5, 6), today, year)
    quarter = ORDINAL[match["quarter"]] if match["quarter"] else int(match["q"])
    return yearly(lambda y: Period.months(y, quarter * 3 - 2, 3), today, year)


OF_YEAR = r"(?:(?: of)? (?P<year>20\d\d))?"
RULES: list[Rule] = [
    (re.compile(pattern, re.ASCII), meaning)  # a Chinese character ends a word: last month嘅
    for pattern, meaning in [
        (rf"(?:{DAY.format('before')}(?: of)? )?{MONTH}(?: {DAY.format('after')})?{YEAR}?", _month),
        (
            rf"{MONTH} {DAY.format('first')}\s?(?:-|to|till|until|through)\s?{DAY.format('last')}{YEAR}?",
            _days_of_month,
        ),
        (
            rf"\b{DAY.format('first')}\s?(?:-|to|till|until|through)\s?{DAY.format('last')}(?: of)? {MONTH}{YEAR}?",
            _days_of_month,
        ),
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

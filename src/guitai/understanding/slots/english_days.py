"""Days, weeks, months, quarters and years in English: each way to name one, with what it means."""

import re
from collections.abc import Iterator
from datetime import date

from guitai.understanding.pinyin import syllables
from guitai.understanding.slots.dated import (
    Named,
    Rule,
    day_of_month,
    day_of_week,
    on_weekday,
    within_year,
    yearly,
)
from guitai.understanding.slots.kin_words import SURNAMES
from guitai.understanding.slots.period import Period, calendar_day, earlier

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
DAYS = "mon tue wed thu fri sat sun".split()
# As they are typed in a hurry: tomorow, tmr, 2moro, yday.
WORDS = {
    "to?day|tdy|tonight|tonite|2day|2nite": 0,
    "yest(?:erday|erdy|rday|arday)?|yesterdy|yday": 1,
    "tom+or+ow|tommorw|tomorro|tmrw?|tmrrw|tmro|tmw|2mo?r+o?w?": -1,
}
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
A_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
DAY = r"(?P<{}>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?! ?(?:yuan|rmb|cny|kuai))"
NEAR_YEAR = r",? (?:of |in )?(?P<near>last|this|next) year\b"
YEAR = rf"(?:,? (?:of )?(?P<year>20\d\d)\b|{NEAR_YEAR})"
BETWEEN = r"(?:between|btwn?|b/w)"
TO = r"\s?(?:-|to|till|until|through)\s?(?:the )?"
# last months spending, with its apostrophe left out
RECORDS = (
    r"(?:[a-z]+ ){0,2}(?:spendings?|transactions?|payments?|transfers?|purchases?|bills?|statements?|expenses?|income"
    r"|salary|deposits?|withdrawals?|activity|movements?|txns?)\b"
)
NEAR = r"\b(?:the )?(?P<away>last|previous|this|current|next) "


# Surnames in letters that are no English words.
FAMILIES = frozenset(syllables(surname)[0] for surname in SURNAMES) - frozenset(
    "a an can he she so you".split()
)


def _said_year(match: re.Match[str], today: date) -> int | None:
    if match["near"]:
        return today.year - AWAY[match["near"]]
    return int(match["year"]) if match["year"] else None


def _month(match: re.Match[str], today: date) -> Named | None:
    """November, or a day of it; but Ma Jun is somebody."""
    day = match["before"] or match["after"]
    before = match.string[: match.start()].split(" ")
    if not day and len(before) > 1 and before[-2] in FAMILIES:
        return None
    month = MONTHS.index(match["month"][:3]) + 1
    return yearly(
        lambda year: within_year(year, month, int(day) if day else None),
        today,
        _said_year(match, today),
    )


def _day_and_month(match: re.Match[str], today: date) -> Named | None:
    """28/11 can only be a day of November: there is no 28th month."""
    return yearly(lambda year: within_year(year, int(match["number"]), int(match["before"])), today, None)


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
    back = next(back for words, back in WORDS.items() if re.fullmatch(words, match["word"]))
    further = bool(match["further"]) * (1 if back > 0 else -1)
    return Named(Period.day(earlier(today, days=back + further)))


def _weekday(match: re.Match[str], today: date) -> Named | None:
    weekday = DAYS.index(match["weekday"][:3])
    if not match["away"]:
        return day_of_week(weekday, today)
    monday = Period.week(earlier(today, weeks=AWAY[match["away"]])).first
    return Named(Period.day(earlier(monday, days=-weekday)))


def _ordinal_day(match: re.Match[str], today: date) -> Named | None:
    month, day = MONTHS.index(match["month"][:3]) + 1, _ordinal(match["ordinal"])
    return yearly(lambda year: within_year(year, month, day), today, _said_year(match, today))


def _ordinal(said: str) -> int:
    tens, _, ones = said.rpartition("-") if "-" in said else said.rpartition(" ")
    return {"": 0, "twenty": 20, "thirty": 30}[tens] + ORDINALS.index(ones) + 1


def _with_year(match: re.Match[str], today: date) -> Named | None:
    days = _days(match)
    return Named(Period.day(days[0])) if len(days) == 1 else None


def _with_year_and_weekday(match: re.Match[str], today: date) -> Named | None:
    date_alone = WITH_YEAR.search(match.string, match.start("first"))
    assert date_alone is not None, "it is a part of the match"
    return on_weekday(_with_year(date_alone, today), DAYS.index(match["weekday"]), today)


def _days(match: re.Match[str]) -> list[date]:
    """28.11.2026 is that day in Britain and in America; 5.12.2026 is in May or in December, as its weekday may tell."""
    first, second = int(match["first"]), int(match["second"])
    # Another date beside it may show which way it is written: from 01/10/2026 to 15/10/2026.
    every = [(int(one["first"]), int(one["second"])) for one in WITH_YEAR.finditer(match.string)]
    american, british = any(other > 12 for _, other in every), any(one > 12 for one, _ in every)
    ways = {(second, first)} if american else {(first, second)}
    ways |= set() if american or british else {(second, first)}
    days = sorted(
        day for of, month in ways if (day := calendar_day(int(match["year"]), month, of)) is not None
    )
    weekday = BEFORE_DATE.search(match.string[: match.start()])
    return [day for day in days if weekday and day.weekday() == DAYS.index(weekday["weekday"])] or days


def either_days(text: str, today: date) -> Iterator[tuple[int, int, list[date]]]:
    """Every date ahead that is one of two days, in its place."""
    for match in WITH_YEAR.finditer(text):
        if len(days := _days(match)) > 1:
            yield *match.span(), days
    for match in WITHOUT_YEAR.finditer(text):
        first, second = int(match["first"]), int(match["second"])
        ways = {_next(today, first, second), _next(today, second, first)}
        if len(ways) > 1:
            yield *match.span(), sorted(ways)


def _next(today: date, month: int, day: int) -> date:
    found = date(today.year, month, day)
    return found if found >= today else found.replace(year=today.year + 1)


def _day(match: re.Match[str], today: date) -> Named | None:
    return day_of_month(int(match["day"]), today)


def _year(match: re.Match[str], today: date) -> Named | None:
    year = int(match["year"])
    return Named(Period.months(year, 1, 12)) if today.year - OLDEST <= year <= today.year + 1 else None


def _part_of_year(match: re.Match[str], today: date) -> Named | None:
    year = _said_year(match, today)
    if match["half"]:
        return yearly(lambda y: Period.months(y, ORDINAL[match["half"]] * 6 - 5, 6), today, year)
    quarter = ORDINAL[match["quarter"]] if match["quarter"] else int(match["q"])
    return yearly(lambda y: Period.months(y, quarter * 3 - 2, 3), today, year)


OLDEST = 15  # years; what is further back is a sum: a loan of 2000
OF_SUM = "".join(
    f"(?<!{word} of )"
    for word in "loan sum premium amount deposit payment transfer total rent fd repayment purchase salary withdrawal"
    " limit fee instalment installment".split()
)
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth thirtieth".split()
)
ORDINAL_DAY = (
    rf"(?P<ordinal>(?:{'|'.join(ORDINALS[9:19])}|(?:twenty|thirty)[- ](?:{'|'.join(ORDINALS[:9])})"
    rf"|{'|'.join(ORDINALS[:9])}))"
)
OF_YEAR = rf"(?:(?:(?: of)? (?P<year>20\d\d)\b|{NEAR_YEAR}))?"
WITH_YEAR = re.compile(
    r"(?<![\d./-])(?P<first>3[01]|[12]\d|0?[1-9])(?P<mark>[-/.])(?P<second>3[01]|[12]\d|0?[1-9])(?P=mark)"
    r"(?P<year>20\d\d)(?![\d./-])",
    re.ASCII,
)
# Either may be the month: on 5/12. In Chinese the first is.
WITHOUT_YEAR = re.compile(
    r"(?:(?<=\bon )|(?<=\bby ))(?P<first>1[0-2]|0?[1-9])/(?P<second>1[0-2]|0?[1-9])(?![\d/])", re.ASCII
)
WEEKDAY = r"\b(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:day)?,? "
BEFORE_DATE = re.compile(rf"{WEEKDAY}$", re.ASCII)
RULES: list[Rule] = [
    (re.compile(pattern, re.ASCII), meaning)  # a Chinese character ends a word: last month嘅
    for pattern, meaning in [
        (
            rf"(?:(?:\bthe )?{DAY.format('before')}(?: of)? )?{MONTH}(?: {DAY.format('after')})?{YEAR}?",
            _month,
        ),
        (
            rf"{WEEKDAY}(?:the )?(?:{DAY.format('before')}(?: of)? )?{MONTH}(?: {DAY.format('after')})?{YEAR}?"
            r"(?(before)|(?(after)|(?!)))",
            _date_with_weekday,
        ),
        (rf"{WEEKDAY}the (?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b", _day_with_weekday),
        (rf"{MONTH} {DAY.format('first')}{TO}{DAY.format('last')}{YEAR}?", _days_of_month),
        (rf"\b(?:the )?{DAY.format('first')}{TO}{DAY.format('last')}(?: of)? {MONTH}{YEAR}?", _days_of_month),
        (rf"\b{BETWEEN} {MONTH} {DAY.format('first')} and {DAY.format('last')}{YEAR}?", _days_of_month),
        (
            rf"\b{BETWEEN} (?:the )?{DAY.format('first')} and (?:the )?{DAY.format('last')}(?: of)? {MONTH}{YEAR}?",
            _days_of_month,
        ),
        (rf"\b(?:the )?{ORDINAL_DAY} of {MONTH}{YEAR}?", _ordinal_day),
        (WITH_YEAR.pattern, _with_year),
        (rf"{WEEKDAY}{WITH_YEAR.pattern}", _with_year_and_weekday),
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
        (rf"{NEAR}(?P<unit>weekend|week|month|quarter|year)(?:s(?= {RECORDS}))?\b", _near),
        (r"\b(?:the )?(?P<unit>week|month) before last\b", _before_last),
        (
            rf"\b(?P<further>(?:the )?day (?:before|after) )?(?P<word>{'|'.join(WORDS)})s?\b",
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
        (
            r"(?:(?<=on )|(?<=from )|(?<=to )|(?<=by )|(?<=since )|(?<=until ))"
            r"(?P<before>1[3-9]|2\d|3[01])/(?P<number>1[0-2]|0?[1-9])(?![\d/])",
            _day_and_month,
        ),
        (
            r"(?:\b(?:on )?the |(?<=\bon )|(?<=\bby ))(?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b"
            rf"(?! (?:of )?{A_MONTH})",
            _day,
        ),
        (
            rf"{OF_SUM}(?:(?<=in )|(?<=of )|(?<=all )|(?<=during )|(?<=for )|(?<=since )|(?<=from )|(?<=year"
            r" ))(?P<year>20\d\d)\b(?! (?:a|per|each|every|yuan|rmb|cny|kuai)\b)",
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

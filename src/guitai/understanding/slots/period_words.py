"""Periods that customers name, for looking back: 上个月, 10月到11月, 近三个月, 今年以来, since August."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from guitai.understanding.slots import chinese_days
from guitai.understanding.slots.dated import Dated, Named, Rule
from guitai.understanding.slots.durations import COUNT, DURATION, ENGLISH_DURATION, Term, duration
from guitai.understanding.slots.found import TIME, Found
from guitai.understanding.slots.named_days import find_days
from guitai.understanding.slots.number_words import whole
from guitai.understanding.slots.period import Period, earlier

RECORDS = r"(?:银行)?(?:流水|明细|交易|账单|对账单|记录|收支|支出|收入|消费|花销)"
TO = re.compile(
    rf"(?:[开查拉打导调]?{chinese_days.TO}|一直到|截[至到止]到?|算到| (?:to|till?|until|through) )"
)
AND = re.compile(r"\s?(?:[和与跟同、,及]|以及|还有| and )?\s?")
TO_NOW = re.compile(
    r"(?:以来|至今|到现在|到今天|到目前(?:为止)?|算到(?:今天|现在)|开始|算起|起(?!的)|[之以]?后(?!天)"
    r"| (?:to|till|until|up to) (?:now|date|today)| onwards?)"
)
SINCE = re.compile(r"(?:自从?|\bsince )$")
BEFORE = re.compile(r"[之以]?前(?![天日晚年])| ago\b")
# 上周六跟周日这两天, 九月十月两个月: how many they are in all is no other time.
IN_ALL = re.compile(
    r"(?:[这那]?[两俩二三四五六2-6]|[这那]几)(?:天|个?月|个?(?:周|星期|礼拜)|个?季度|年)(?:[之以]?内|里|时间)?(?!前|后)"
)
EXPLAINS = re.compile(
    r"(?:之间|期间|这段时间|[那这嗰][天日])?(?:[,:(]|,?(?:也就是|就是|即是?|指的?是?))(?:也?就是?|即是?|具体是?|指的?是?)?自?从?"
)
WITHIN = re.compile("的,(?:就|只)?[看要]?自?从?")  # 11月的，从20号到25号: days whose month stands before them
NO_BEGINNING = re.compile(r"(?:每个?|(?<![日号天月年份周\d])截[至到止]到?|\b(?:before|every|by|until) )$")
STEPS = ({"weeks": 1}, {"months": 1}, {"years": 1})


def periods(text: str, today: date) -> Iterator[Found]:
    """Every period in folded text. What is only said to lie before a day is left out: it has no beginning.

    Of two of which one is said to explain the other, the narrower is meant: 8月上旬，就是1号到10号.
    """
    said = _said(text, today)
    while said:
        one = said.pop(0)
        while said and _explains(text, one.end, said[0]) and (both := _narrower(one, said[0], today)):
            one = both
            said.pop(0)
        yield Found(one.start, one.end, TIME, {"period": one.period})


def _explains(text: str, end: int, other: "_Said") -> bool:
    within = other.first.after and WITHIN.fullmatch(text, end, other.start)
    return bool(EXPLAINS.fullmatch(text, end, other.start) or within)


class _Said(NamedTuple):
    """A period in its place, with the expressions that it begins and ends with."""

    start: int
    end: int
    period: Period
    first: Named
    last: Named


def _said(text: str, today: date) -> list[_Said]:
    dates = [dated for dated in find_days(text, RULES, today) if not NO_BEGINNING.search(text[: dated.start])]
    said: list[_Said] = []
    while dates:
        dated = last = dates.pop(0)
        end, period = dated.end, dated.named.period
        between = text[end : dates[0].start] if dates else None
        if between is not None and (TO.fullmatch(between) or _between(text, dated, between)):
            last = dates.pop(0)
            end, joined = last.end, _joined(dated.named, last.named, today)
            if joined is None:
                continue
            period = joined
        elif (now := TO_NOW.match(text, end)) or SINCE.search(text[: dated.start]):
            if period.first > today:
                continue
            end, period = (now.end() if now else end), Period(period.first, today)
        elif BEFORE.match(text, end):
            continue
        several, open_ended = False, period.last == today != dated.named.period.last and last is dated
        while dates and (both := _adjoining(period, dated.named, dates[0].named, text[end : dates[0].start])):
            end, period, several = dates.pop(0).end, both, True
        if several and (total := IN_ALL.match(text, end)):
            end = total.end()
            dates = [one for one in dates if one.start >= end]
        both_named = Named(period)
        named = (both_named, both_named) if several or open_ended else (dated.named, last.named)
        said.append(_Said(dated.start, end, period, *named))
    return said


def _narrower(one: _Said, other: _Said, today: date) -> _Said | None:
    """Of these the one that lies within the other: 1号到10号, said of August, are days of August."""
    for wide, narrow in ((one.period, other), (other.period, one)):
        first = narrow.first.after(wide.first) if narrow.first.after else narrow.first.period
        last = first if narrow.first is narrow.last else _following(narrow.last, first)
        if wide.first <= first.first <= last.last <= wide.last:
            return _Said(one.start, other.end, Period(first.first, last.last), narrow.first, narrow.last)
    return None


def _between(text: str, begin: Dated, joint: str) -> bool:
    """Between one and the other: without the word, two are named."""
    return joint == " and " and text[: begin.start].endswith("between ")


def _adjoining(one: Period, begin: Named, named: Named, joint: str) -> Period | None:
    """九月和十月, 昨天前天: two that are named together are one where the calendar leaves nothing between them.

    Where a year is said with one of them, it is the other's too: 去年八月九月.
    """
    if not AND.fullmatch(joint):
        return None
    pairs = [(one, named.period)]
    if named.after and not begin.after:
        pairs.append((one, named.after(one.first)))
    if begin.after and not named.after:
        pairs.append((begin.after(earlier(named.period.first, days=31)), named.period))
    for pair in pairs:
        first, last = sorted(pair, key=lambda period: period.first)
        if last.first - first.last == timedelta(days=1):
            return Period(first.first, last.last)
    return None


def _joined(begin: Named, end: Named, today: date) -> Period | None:
    """From one to the other: the latest such, unless a year or month was said."""
    first, last = begin.period, _following(end, begin.period)
    if begin.after and last.last < first.first:
        before = [begin.after(earlier(last.first, **step)) for step in STEPS]
        first = next((one for one in before if one.first <= last.first), before[-1])
    elif begin.after and last.first.replace(day=1) > today:
        first = _one_before(begin)
        last = _following(end, first)
    return Period(first.first, last.last) if first.first <= last.last else None


def _following(named: Named, first: Period) -> Period:
    return named.after(first.first) if named.after else named.period


def _one_before(named: Named) -> Period:
    """The occurrence before the latest, whether it comes every week, month or year."""
    assert named.after
    earlier_ones = (named.after(earlier(named.period.first, **step)) for step in STEPS)
    return next(period for period in earlier_ones if period != named.period)


def _back_from_today(match: re.Match[str], today: date) -> Named | None:
    term = duration(match)
    return Named(back_from(today, term)) if term else None


def back_from(today: date, term: Term) -> Period:
    """So long back from today: 近三个月 begins on the same day of the month, 近30天 are thirty days with today."""
    if not term.years and not term.months:
        return Period.until(today, days=term.weeks * 7 + term.days - 1)
    return Period.until(today, years=term.years, months=term.months, weeks=term.weeks, days=term.days)


def _last_months(match: re.Match[str], today: date) -> Named | None:
    months = whole(match["count"])
    return Named(Period.until(today, months=months)) if months else None


def _ago(match: re.Match[str], today: date) -> Named | None:
    """三天前 is a day, 两个月前 a calendar month, 去年 a calendar year. Half a year ago is no certain time."""
    half = match.groupdict().get("half") or match.groupdict().get("en_half")
    match duration(match):
        case Term(years=0, months=0, weeks=0, days=days) if not half:
            return Named(Period.day(earlier(today, days=days)))
        case Term(years=0, months=months, weeks=0, days=0) if not half:
            month = earlier(today.replace(day=1), months=months)
            return Named(Period.months(month.year, month.month))
        case Term(years=years, months=0, weeks=0, days=0):
            return Named(Period.months(today.year - years, 1, 12))
    return None


RULES: list[Rule] = [
    (re.compile(pattern), meaning)
    for pattern, meaning in [
        (
            rf"(?:最近|近|过去|这|前(?![一1两2]|几))的?{DURATION}(?:之?内|以内|以?来|时间)?",
            _back_from_today,
        ),
        (rf"(?:最近|近|过去)(?P<count>{COUNT})月", _last_months),
        (rf"{DURATION}(?:[之以]?内|以?来(?!自|回)|(?=的?{RECORDS}))", _back_from_today),
        (rf"\b(?:the )?(?:last|past|previous|recent|latest) {ENGLISH_DURATION}", _back_from_today),
        (r"\b(?:the )?past (?P<en_unit>week|month|quarter|year)\b", _back_from_today),
        (r"\b(?:the )?(?:past|last|previous) (?P<en_unit>fortnight)\b", _back_from_today),
        (rf"{DURATION}[之以]?前", _ago),
        (rf"{ENGLISH_DURATION} ago\b", _ago),
    ]
]

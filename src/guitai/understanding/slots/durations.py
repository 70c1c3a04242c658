"""Lengths of time: 三个月, 一年半, 90天, six months. Whether back from today or for how long, the reader decides."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guitai.understanding.slots.english_numbers import WORDS
from guitai.understanding.slots.found import TIME, Found
from guitai.understanding.slots.number_words import NUMERAL, RUN, number, whole

COUNT = r"(?:(?<!\d)\d{1,3}|[零〇一二两俩仨三四五六七八九十廿卅百壹贰叁肆伍陆柒捌玖拾]{1,6})"
UNIT = (
    rf"(?P<unit>年零?(?P<months>{COUNT})个?月|个月零?(?P<extra>{COUNT})天|个半月|个月|个?(?:星期|礼拜)|个?季度?"
    r"|周(?![一二三四五六日末岁年转])|(?<=[俩仨])月|年半|周年|年(?!年)|天(?!天)|日(?![元结]))"
)
HALF = "(?P<half>半(?:年|个月|月)|个半月|年半)"
DURATION = rf"(?:(?P<count>{COUNT}){UNIT}|{HALF})"
ENGLISH_COUNT = rf"(?:\d{{1,3}}|an?|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
QUARTER = "quarter(?!s? (?:of )?(?:a )?(?:million|thousand|grand))"
ENGLISH_DURATION = (
    rf"(?:(?P<en_count>{ENGLISH_COUNT})(?:[ -]|(?<=\d))(?P<en_more>and a half )?"
    rf"(?P<en_unit>day|week|wk|fortnight|month|mnth|mth|mo|{QUARTER}|year|yr)s?(?P<en_and_half> and a half)?\b"
    r"|(?P<en_half>half[ -](?:a )?year\b))"
)
# 上个月, 每三个月 and 近三个月 say when, not how long; 三天前, 三年级 and 两天后 are other things.
FIGURES = rf"\d{NUMERAL}"
# 一天能赚4块钱, 一天挣300来块: what it comes to in each
A_DAY = "一天(?:大概|差不多|也|就|才|只|能|可以|会|得|要)*(?:赚|挣|跑|收入|有个|进账)"
TERM = re.compile(
    rf"(?<![第每近去今本这过上下前明后{FIGURES}年月.])(?<!最近)(?<!过去)"
    rf"(?!{A_DAY})"
    rf"(?:(?P<run>{RUN}){UNIT}|(?:{RUN})?{HALF})(?:期(?!限))?(?![前级度]|(?:之?后|内)(?!(?:就|再|一定|全部|给)*[还归]))"
)
ENGLISH_TERM = re.compile(
    rf"(?<!last )(?<!past )(?<!every )(?<!\d\.)\b{ENGLISH_DURATION}(?! (?:ago|later|before)\b)"
)
EACH = {"天": "days", "日": "days", "周": "weeks", "星期": "weeks", "礼拜": "weeks"} | {
    "个月": "months",
    "月": "months",
    "年": "years",
    "周年": "years",
}
ENGLISH_EACH = {
    "day": (1, "days"),
    "week": (1, "weeks"),
    "fortnight": (2, "weeks"),
    "month": (1, "months"),
} | {
    "quarter": (3, "months"),
    "year": (1, "years"),
}
ENGLISH_EACH |= {
    short: ENGLISH_EACH[unit]
    for short, unit in {"wk": "week", "mnth": "month", "mth": "month", "mo": "month", "yr": "year"}.items()
}
HALVES = {"半年": {"months": 6}, "个半月": {"months": 1, "days": 15}, "年半": {"years": 1, "months": 6}}


@dataclass(frozen=True)
class Term:
    """For how long, in the units that were said. As text it is an ISO 8601 duration.

    >>> str(Term(years=1, months=6))
    'P1Y6M'
    """

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0

    def __str__(self) -> str:
        parts = {"Y": self.years, "M": self.months, "W": self.weeks, "D": self.days}
        return "P" + "".join(f"{number}{letter}" for letter, number in parts.items() if number)


def terms(text: str) -> Iterator[Found]:
    """Every length of time in folded text. What may end an amount or begin a term is marked, and says neither."""
    for match in TERM.finditer(text):
        if match["half"]:
            yield Found(
                match.start("half"),
                match.end(),
                TIME,
                {"term": Term(**HALVES.get(match["half"], {"days": 15}))},
            )
        elif counts := _counts(match["run"], text[: match.start()][-1:]):
            at = counts[0]
            count = whole(match["run"][at:]) if at == 0 or len(counts) == 1 else None
            term = _chinese(count, match["unit"], match["months"], match["extra"]) if count else None
            yield Found(
                match.start() + (at if count else 0), match.end(), TIME, {"term": term} if term else {}
            )
    for match in ENGLISH_TERM.finditer(text):
        if term := duration(match):
            yield Found(*match.span(), TIME, {"term": term})


def _counts(run: str, before: str) -> list[int]:
    """Where in a run of figures the count may begin, with an amount or nothing before it.

    In 一万三个月 the 三 counts the months; in 五千六十天 it may be 十 or 六十.
    """
    return [
        at
        for at in range(len(run))
        if re.fullmatch(COUNT, run[at:])
        and whole(run[at:])
        and not (run[at - 1 : at].isdigit() and run[at].isdigit())
        and (
            at == 0
            or (
                number(run[:at].rstrip(",")) is not None
                and (before in ("块", "毛") or re.search("[百千万亿wk\\d]", run[:at]))
            )
        )
    ]


def duration(match: re.Match[str]) -> Term | None:
    """The length that a match of `DURATION` or `ENGLISH_DURATION` says."""
    groups = match.groupdict()
    if groups.get("half"):
        return Term(**HALVES.get(groups["half"], {"days": 15}))
    if groups.get("en_half"):
        return Term(months=6)
    if groups.get("en_unit"):
        return _english(groups)
    count = whole(groups.get("count") or "")
    return _chinese(count, groups["unit"], groups["months"], groups["extra"]) if count else None


def _english(groups: dict[str, str | None]) -> Term | None:
    times, each = ENGLISH_EACH[groups["en_unit"] or ""]
    said = groups.get("en_count") or "a"
    count = 1 if said in {"a", "an"} else whole(said)
    if not count:
        return None
    if groups.get("en_more") or groups.get("en_and_half"):
        return {"years": Term(years=count, months=6), "months": Term(months=count, days=15)}.get(each)
    return Term(**{each: count * times})


def _chinese(count: int, unit: str, months: str | None, extra: str | None) -> Term | None:
    if months:
        more = whole(months)
        return Term(years=count, months=more) if more and more < 12 else None
    if extra:
        return Term(months=count, days=whole(extra) or 0)
    if unit == "年半":
        return Term(years=count, months=6)
    if unit == "个半月":
        return Term(months=count, days=15)
    if "季" in unit:
        return Term(months=count * 3)
    return Term(**{EACH[unit if unit in EACH else unit.removeprefix("个")]: count})

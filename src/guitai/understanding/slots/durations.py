"""Lengths of time: 三个月, 一年半, 90天, six months. Whether back from today or for how long, the reader decides."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guitai.understanding.slots.found import TIME, Found
from guitai.understanding.slots.number_words import NUMERAL, WORDS, whole

COUNT = rf"(?:\d{{1,3}}|[{NUMERAL}]{{1,3}})"
DURATION = (
    rf"(?:(?P<count>{COUNT})(?P<unit>个月零?(?P<extra>{COUNT})天|个半月|个月|个?(?:星期|礼拜)|个?季度"
    r"|周(?![一二三四五六日末])|年半|年|天|日(?!元))"
    rf"|(?P<half>半(?:年|个月|月)))"
)
ENGLISH_COUNT = rf"(?:\d{{1,3}}|an?|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
ENGLISH_DURATION = (
    rf"(?:(?P<en_count>{ENGLISH_COUNT})[ -](?P<en_unit>day|week|fortnight|month|quarter|year)s?\b"
    r"|(?P<en_half>half (?:a )?year\b))"
)
# 上个月, 每三个月 and 近三个月 say when, not how long; 三天前, 三年级 and 两天后 are other things.
TERM = re.compile(
    rf"(?<![第每近去今本这过\d{NUMERAL}年月.])(?<!最近)(?<!过去){DURATION}(?:期(?!限))?(?![前后级内度])"
    rf"|(?<!last )(?<!past )(?<!every )\b{ENGLISH_DURATION}(?! ago\b)"
)
EACH = {"天": "days", "日": "days", "周": "weeks", "星期": "weeks", "礼拜": "weeks"} | {
    "个月": "months",
    "年": "years",
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
    """Every length of time in folded text."""
    for match in TERM.finditer(text):
        if term := duration(match):
            yield Found(*match.span(), TIME, {"term": term})


def duration(match: re.Match[str]) -> Term | None:
    """The length that a match of `DURATION` or `ENGLISH_DURATION` says."""
    groups = match.groupdict()
    if groups.get("half"):
        return Term(months=6) if groups["half"] == "半年" else Term(days=15)
    if groups.get("en_half"):
        return Term(months=6)
    if groups.get("en_unit"):
        times, each = ENGLISH_EACH[groups["en_unit"]]
        said = groups.get("en_count") or "a"
        count = 1 if said in {"a", "an"} else whole(said)
        return Term(**{each: count * times}) if count else None
    count = whole(groups.get("count") or "")
    return _chinese(count, groups["unit"], groups["extra"]) if count else None


def _chinese(count: int, unit: str, extra: str | None) -> Term:
    if extra:
        return Term(months=count, days=whole(extra) or 0)
    if unit == "年半":
        return Term(years=count, months=6)
    if unit == "个半月":
        return Term(months=count, days=15)
    if unit.endswith("季度"):
        return Term(months=count * 3)
    return Term(**{EACH[unit if unit in EACH else unit.removeprefix("个")]: count})

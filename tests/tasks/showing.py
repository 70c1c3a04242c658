"""What a task's card has to show, as the books have it: balances, or lines of some days, chosen as a customer would."""

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from tests.walking import Books, Card, Line, signed

Days = tuple[date, date]


def _month(day: date) -> Days:
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _back(day: date, months: int) -> date:
    month = day.year * 12 + day.month - 1 - months
    last = calendar.monthrange(month // 12, month % 12 + 1)[1]
    return date(month // 12, month % 12 + 1, min(day.day, last))


PERIODS: Mapping[str, Callable[[date], Days]] = {
    "today": lambda day: (day, day),
    "yesterday": lambda day: (day - timedelta(1), day - timedelta(1)),
    "this month": lambda day: (day.replace(day=1), day),
    "last month": lambda day: _month(day.replace(day=1) - timedelta(1)),
    "three months": lambda day: (_back(day, 3), day),
    "half a year": lambda day: (_back(day, 6), day),
    "this year": lambda day: (day.replace(month=1, day=1), day),
    "last year": lambda day: (date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)),
    "last week": lambda day: (day - timedelta(day.weekday() + 7), day - timedelta(day.weekday() + 1)),
    "a week": lambda day: (day - timedelta(6), day),
}
KINDS = {"balances", "days", "tails", "way", "with", "least", "most", "newest", "largest"}


def missing(shows: Mapping[str, Any], card: Card, books: Books, today: date) -> str:
    """What is not on the card as it should be; empty where it shows what the books have."""
    if strange := shows.keys() - KINDS:
        raise ValueError(f"nothing shows {strange}")
    if "balances" in shows:
        held, tails = _held(books), shows["balances"]
        should = {tail: held[tail] for tail in tails} if tails else held
        return "" if card.balances == should else f"{card.balances} instead of {should}"
    lines = wanted(shows, books, today)
    values = [signed(line.fen) for line in lines]
    seen = [value for _, value in card.lines]
    if not seen or seen != values[: len(seen)]:
        return f"{card.rows} instead of {values[:10]}"
    if "newest" not in shows and "largest" not in shows and card.places[-1] != len(values):
        return f"{card.places} of {len(values)} lines"
    return ""


def wanted(shows: Mapping[str, Any], books: Books, today: date) -> list[Line]:
    """The lines, the newest first; the largest first where that is asked for."""
    days = shows.get("days", "three months")
    first, last = PERIODS[days](today) if isinstance(days, str) else days
    tails = shows.get("tails") or [tail for tail in books.balances() if tail != "sum"]
    found = [line for line in books.lines(tails, first, last) if _meant(line, shows)]
    if "largest" in shows:
        found.sort(key=lambda line: -abs(line.fen))
        return found[: shows["largest"]]
    return found[: shows.get("newest", len(found))]


def _meant(line: Line, shows: Mapping[str, Any]) -> bool:
    yuan, way = abs(line.fen), shows.get("way")
    return (
        way in (None, "in" if line.fen > 0 else "out")
        and shows.get("with", "") in line.counterparty
        and shows.get("least", 0) <= yuan <= shows.get("most", yuan)
    )


def _held(books: Books) -> dict[str, str]:
    """The balances of the accounts that are open: one that was closed has nothing on it."""
    held = {tail: value for tail, value in books.balances().items() if value != "¥0.00"}
    return held if len(held) > 2 else {tail: value for tail, value in held.items() if tail != "sum"}

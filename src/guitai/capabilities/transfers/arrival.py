"""When a transfer is sent: at once, two hours on, the next day, on a day that was named, or every month. Pure.

The first three have to be offered (银发〔2016〕261号); "the next day" is the next natural day, and the time is that at
which this bank sends.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from guitai.language import Words
from guitai.understanding.answer import Answer, Unclear
from guitai.understanding.fold import fold
from guitai.understanding.fold import said as as_said
from guitai.understanding.orders.monthly_words import DAYS, END, HOUR, START, MonthlyBut
from guitai.understanding.slots.found import EitherDay
from guitai.understanding.slots.number_words import whole
from guitai.understanding.slots.transfer_words import LAST_DAY, NEXT_DAY, NOW, OTHERWISE, TWO_HOURS, Monthly
from guitai.zone import BANK_ZONE, day_of

TWO = timedelta(hours=2)
RUNS_AT = time(0, 30)  # what is for a day is sent so long after it began: before it, the day before is closed
TRIED_AGAIN_AT = (time(9), time(12), time(18))  # on its day, what could not be sent for want of money
LATEST_MONTHS = 6
LAST_SURE_DAY = 28  # every month has it


class When(StrEnum):
    """The ways to arrive."""

    AT_ONCE = "at_once"
    TWO_HOURS = "two_hours"
    NEXT_DAY = "next_day"
    DATED = "dated"
    MONTHLY = "monthly"


@dataclass(frozen=True)
class Arrival:
    """How soon. `at` is the moment that was named, of a `DATED` one; `day` the day of each month (31: its last).

    `waived` says that the customer was told of the wait that a first payment has, and gave it up.
    """

    when: When
    at: datetime | None = None
    day: int = 0
    chosen: bool = True  # by the customer
    waived: bool = False

    @property
    def holds(self) -> bool:
        """Whether the money is set apart until then. On a day that was named it has to be there then, not before."""
        return self.when in (When.TWO_HOURS, When.NEXT_DAY)

    @property
    def soon(self) -> bool:
        """Whether the customer wants it to be sent today."""
        return self.chosen and self.when in (When.AT_ONCE, When.TWO_HOURS)

    def due_at(self, now: datetime) -> datetime | None:
        """When it is sent, if it is accepted now; None: at once."""
        local = now.astimezone(BANK_ZONE)
        match self.when:
            case When.TWO_HOURS:
                return local + TWO
            case When.NEXT_DAY:
                return datetime.combine(local.date() + timedelta(days=1), RUNS_AT, BANK_ZONE)
            case When.MONTHLY:
                return run_at(next_on(self.day, local.date()))
        return self.at


@dataclass(frozen=True)
class Day:
    """A day or a moment that may be meant, and how soon that is."""

    on: date
    arrival: Arrival

    @property
    def public_name(self) -> Words:
        """What the tap says. A moment that was kept has another zone of the same hours: it is the same label."""
        on = self.on.astimezone(BANK_ZONE) if isinstance(self.on, datetime) else self.on
        return Words("{on}", {"on": on})


@dataclass(frozen=True)
class Either:
    """One of these, and the customer knows which: what they `said` was 05/12/2026."""

    said: str
    days: tuple[Day, ...]


@dataclass(frozen=True)
class Each:
    """A day of every month, as it can be had."""

    arrival: Arrival

    @property
    def public_name(self) -> Words:
        """What the tap says."""
        return of_each_month(self.arrival.day)

    @property
    def known_as(self) -> tuple[str, ...]:
        """The same, said, with 每月 or without."""
        day = self.arrival.day
        return (
            (of_each_month(day).text, "最后一天")
            if day == LAST_DAY
            else (f"每月{day}号", f"每月{day}日", f"{day}号")
        )


@dataclass(frozen=True)
class Otherwise:
    """What was wanted every month can't be had, and why not; what can be had instead, if a day was told."""

    why: tuple[Words, ...]
    each: tuple[Each, ...]


WHY_NOT = {
    HOUR: Words("每月转账都在当天{at}转出，不能选几点。", {"at": f"{RUNS_AT:%H:%M}"}),
    START: Words("每月转账从下一个转账日就开始，不能约到以后才开始。"),
    END: Words("每月转账没有期限和次数，会一直转到您停掉为止。"),
    DAYS: Words("一笔每月转账只能选每月的一天，要转几天，请一笔一笔地约。"),
}
NO_SUCH_DAY = Words("每月转账请选1号到28号中的一天，或者每月最后一天，比如“每月5号”。")
DAY_OF_MONTH = re.compile(
    r"(?:每月|那就?|就|改成?)*(?P<day>[0-9]{1,2}|[一二三四五六七八九十廿]{1,3})[号日]?(?:吧|就行|好了)?"
)
DAY_ALONE = re.compile("(?P<day>[0-9]{1,2}|[一二三四五六七八九十廿]{1,3})[号日](?!线|楼|店)")
ONCE = re.compile("月|次|只转|单次")
AT_ONCE = Arrival(When.AT_ONCE)
USUAL = Arrival(When.AT_ONCE, chosen=False)


def arrival_asked(answer: Answer) -> Arrival | Either | Otherwise:
    """How soon, or how often, the customer wants it to arrive; of a date that may be two days, those that can be."""
    said = answer.slots.get("arrival")
    local = answer.said_at.astimezone(BANK_ZONE)
    match said:
        case Monthly(day=day) if _in_every_month(day):
            return Arrival(When.MONTHLY, day=day)
        case MonthlyBut(but=but, days=days) if all(map(_in_every_month, days)):
            each = tuple(Each(Arrival(When.MONTHLY, day=day)) for day in days)
            return Otherwise(tuple(WHY_NOT[what] for what in but), each)
        case Monthly() | MonthlyBut():
            return Otherwise((NO_SUCH_DAY,), ())
        case datetime() | date():
            return _dated(said, local)
        case EitherDay(days=days):
            return Either(said.said, tuple(_possible(days, local)))
    arrivals = {NOW: AT_ONCE, TWO_HOURS: Arrival(When.TWO_HOURS), NEXT_DAY: Arrival(When.NEXT_DAY)}
    if isinstance(said, str) and said in arrivals:
        return arrivals[said]
    if said == OTHERWISE:
        raise Unclear("定期转账现在只能按月办理，比如“每月5号”；也可以只转一次，比如“下周五”。")
    raise Unclear("请说什么时候到账，比如“实时到账”“两小时后到账”“次日到账”，或者某一天。")


LAST_OF_IT = re.compile("月底|月末|月尾|最后一[天日]|\\blast day\\b")


def each_month(answer: Answer) -> Arrival | Either | Otherwise:
    """The day of every month, where that is asked: 9号, 9, 只能一天就15号. Who wants it only once may say so."""
    folded = fold(as_said(answer.text))
    named = [*DAY_ALONE.finditer(folded)]
    day = DAY_OF_MONTH.fullmatch(folded) or (
        named[0] if len(named) == 1 and not ONCE.search(folded) else None
    )
    found = Monthly(whole(day["day"]) or 0) if day else answer.slots.get("arrival")
    if LAST_OF_IT.search(folded) and not ONCE.search(folded):
        found = Monthly(LAST_DAY)
    said = arrival_asked(replace(answer, slots={**answer.slots, "arrival": found}))
    if isinstance(said, Otherwise) and not said.each:
        raise Unclear(NO_SUCH_DAY.text)
    return said


def _in_every_month(day: int) -> bool:
    return 0 < day <= LAST_SURE_DAY or day == LAST_DAY


def next_on(day: int, today: date) -> date:
    """The next day after today that is this day of a month; 31 is the last of any.

    >>> next_on(31, date(2027, 1, 31)), next_on(5, date(2026, 11, 23))
    (datetime.date(2027, 2, 28), datetime.date(2026, 12, 5))
    """
    found = _in_month(today.year, today.month, day)
    if found > today:
        return found
    later = today.replace(day=1) + timedelta(days=31)
    return _in_month(later.year, later.month, day)


def run_at(day: date) -> datetime:
    """When what is for that day is sent."""
    return datetime.combine(day, RUNS_AT, BANK_ZONE)


def again_at(now: datetime) -> datetime | None:
    """When it is tried again today; None where today has no such hour any more."""
    local = now.astimezone(BANK_ZONE)
    moments = (datetime.combine(local.date(), at, BANK_ZONE) for at in TRIED_AGAIN_AT)
    return next((moment for moment in moments if moment > local), None)


def of_each_month(day: int) -> Words:
    """Which day of each month, in words."""
    return Words("每月最后一天") if day == LAST_DAY else Words("每月{day}日", {"day": day})


def latest(today: date) -> date:
    """The last day for which a transfer is taken in advance."""
    month = today.month - 1 + LATEST_MONTHS
    year, month = today.year + month // 12, month % 12 + 1
    return _in_month(year, month, today.day)


def _possible(days: Iterable[date], local: datetime) -> Iterator[Day]:
    """Those that a transfer can be for; where none can, why the last can not."""
    found, why = [], None
    for day in days:
        try:
            found.append(Day(day, _dated(day, local)))
        except Unclear as no:
            why = no
    if why and not found:
        raise why
    yield from found


def _dated(said: date, local: datetime) -> Arrival:
    day = day_of(said) if isinstance(said, datetime) else said
    if day > latest(local.date()):
        raise Unclear("最多可以约到6个月以内的一天，请换一个日子。")
    if day < local.date() or (isinstance(said, datetime) and said <= local):
        raise Unclear("这个时间已经过去了，请换一个时间。")
    if isinstance(said, datetime):
        return Arrival(When.DATED, said)
    return USUAL if day == local.date() else Arrival(When.DATED, run_at(day))


def _in_month(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))

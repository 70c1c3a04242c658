"""The rails: what each takes at most, for which day it takes a payment at a moment, and when it is settled. Pure."""

from datetime import date, datetime, time, timedelta

from guitai_sandbox.clearing.workdays import workday_from, works
from guitai_sandbox.state.clock import ZONE
from guitai_sandbox.state.payments import Rail

DAY = timedelta(days=1)
CLOSES = time(0, 5)  # at this time of the next day a day is closed
HVPS_OPENS, HVPS_CLOSES = time(20, 30), time(17, 15)
MOST_FEN = 100_000_000  # a payment over IBPS and BEPS: 1,000,000 yuan


def most_fen(rail: Rail) -> int | None:
    """The largest amount that the rail takes; None: any."""
    return None if rail is Rail.HVPS else MOST_FEN


def days_taken(rail: Rail, at: datetime) -> tuple[date, ...]:
    """For which days the rail takes a payment at that moment, the earliest first; none where it is closed."""
    today, now = at.date(), at.time()
    if rail is Rail.HVPS:
        open_for = ((today, now < HVPS_CLOSES), (today + DAY, now >= HVPS_OPENS))
        return tuple(day for day, taken in open_for if taken and works(day))
    return (today - DAY, today) if now < CLOSES else (today,)


def opens(rail: Rail, at: datetime) -> datetime:
    """The first moment, this one or a later, at which the rail takes payments."""
    if days_taken(rail, at):
        return at
    eve = workday_from(at.date() + DAY) - DAY
    return datetime.combine(eve, HVPS_OPENS, at.tzinfo)


def settles(rail: Rail, at: datetime) -> datetime:
    """When what is taken at that moment reaches the payee's bank: BEPS goes in sessions, on the hour."""
    if rail is not Rail.BEPS:
        return at
    return at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def closing(day: date) -> datetime:
    """When that day is closed."""
    return datetime.combine(day + DAY, CLOSES, ZONE)


def beginning(day: date) -> datetime:
    """When the first payment of that day may come: over HVPS, on the eve."""
    return datetime.combine(day - DAY, HVPS_OPENS, ZONE)

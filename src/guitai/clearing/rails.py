"""By which way a payment goes to another bank, when it can go, and for which day it counts. Pure.

Hours and amounts are those of the People's Bank's systems, as the bank's terms have them. HVPS opens for a working day
on the evening before and closes in its afternoon; IBPS and BEPS never close.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from guitai.language import Words
from guitai.money import Money
from guitai.terms.terms import BankTerms
from guitai.workdays import next_workday, works
from guitai.zone import BANK_ZONE, day_of

# A day's last messages may still be on their way when it ends: the house closes it so long after.
CLOSES_AFTER = timedelta(minutes=5)
# The bank sends nothing for a day in its last minute: what the house would get too late, it would reject.
GRACE = timedelta(minutes=1)
DAY = timedelta(days=1)


class Rail(StrEnum):
    """网上支付跨行清算、小额批量支付、大额支付 are the People's Bank's; INTERNAL never leaves the bank."""

    INTERNAL = "INTERNAL"
    IBPS = "IBPS"
    BEPS = "BEPS"
    HVPS = "HVPS"


@dataclass(frozen=True)
class Route:
    """The way, from when it is open, and why it is this one, in words for a customer."""

    rail: Rail
    sends_at: datetime
    why: Words


def route(amount: Money, at: datetime, terms: BankTerms, *, real_time: bool = True) -> Route:
    """How an amount that leaves at this moment goes to another bank.

    `real_time` False: the payee's bank takes none in real time now. A customer's wish for a later arrival is no reason:
    it is about when this bank sends.
    """
    rails = terms.rails.on(day_of(at))
    if amount <= rails.ibps_most and real_time:
        return Route(Rail.IBPS, at, Words("实时到账，一般几秒内到对方账户。"))
    if amount <= rails.beps_most:
        return Route(Rail.BEPS, at, Words("普通汇款，一般几小时内到账。"))
    opens_at = hvps_opens(at, terms)
    if opens_at == at:
        return Route(Rail.HVPS, at, Words("金额较大，通过大额支付系统汇出，一般几分钟内到账。"))
    why = Words("金额较大，要等大额支付系统开门再汇出：{at}。", {"at": opens_at})
    return Route(Rail.HVPS, opens_at, why)


def hvps_opens(at: datetime, terms: BankTerms) -> datetime:
    """This moment where HVPS is open, otherwise the next one at which it opens."""
    at = at.astimezone(BANK_ZONE)
    day = settlement_day(Rail.HVPS, at, terms)
    return max(at, datetime.combine(day - DAY, terms.rails.on(day).hvps_opens, BANK_ZONE))


def settlement_day(rail: Rail, at: datetime, terms: BankTerms) -> date:
    """The day for which a payment sent at this moment counts; for HVPS the next one that it will be open for."""
    at = at.astimezone(BANK_ZONE)
    if rail is not Rail.HVPS:
        return at.date()
    today, calendar = at.date(), terms.calendar
    open_today = at.time() < terms.rails.on(today).hvps_closes and works(today, calendar)
    return today if open_today else next_workday(today + DAY, calendar)


def closes_at(rail: Rail, day: date, terms: BankTerms) -> datetime:
    """When the house takes no more payments of that day."""
    if rail is Rail.HVPS:
        return datetime.combine(day, terms.rails.on(day).hvps_closes, BANK_ZONE)
    return datetime.combine(day + DAY, time(), BANK_ZONE) + CLOSES_AFTER


def sent_until(rail: Rail, day: date, terms: BankTerms) -> datetime:
    """When the bank sends no more payments of that day."""
    return closes_at(rail, day, terms) - GRACE

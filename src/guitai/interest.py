"""What the bank's deposits earn. Pure and exact: whole numbers to the end, and one rounding, half a fen up.

All interest is a sum of yuan-days, each at the rate of a year of 360 days; a term's month counts as thirty of them.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from guitai.money import Money, half_up

YEAR_DAYS, MONTH_DAYS = 360, 30
QUARTERS_END = (3, 6, 9, 12)
SETTLED_ON, CREDITED_ON = 20, 21  # the days of those months: 银发〔2005〕129号


def settled(on: date) -> bool:
    """Whether the quarter's interest on current accounts is settled at the end of this day."""
    return on.day == SETTLED_ON and on.month in QUARTERS_END


def credited(on: date) -> bool:
    """Whether the quarter's interest, settled on the 20th, is credited on this day."""
    return on.day == CREDITED_ON and on.month in QUARTERS_END


def quarter_began(on: date) -> date:
    """The first day of the interest quarter that this day is in.

    >>> quarter_began(date(2026, 12, 20)), quarter_began(date(2026, 12, 21))
    (datetime.date(2026, 9, 21), datetime.date(2026, 12, 21))
    """
    while not credited(on):
        on -= timedelta(days=1)
    return on


def matures_on(opened_on: date, months: int) -> date:
    """The same day so many months later, or the month's last where it has no such day.

    >>> matures_on(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    years, month = divmod(opened_on.month - 1 + months, 12)
    first = date(opened_on.year + years, month + 1, 1)
    return first.replace(day=min(opened_on.day, monthrange(first.year, first.month)[1]))


@dataclass(frozen=True)
class Earning:
    """So many whole yuan for so many days, added up, at one rate."""

    yuan_days: int
    rate_bps: int

    @property
    def points(self) -> int:
        """In basis points of a yuan, times the days of a year: what can be added to others without rounding."""
        return self.yuan_days * self.rate_bps


def interest(*earnings: Earning, part: int = 1, whole: int = 1) -> Money:
    """The interest of all of these together, or a part of the whole of it: rounded once.

    >>> interest(Earning(10_000 * 92, 5))
    Money(fen=128)
    """
    return Money(
        half_up(sum(earning.points for earning in earnings) * part * 100, 10_000 * YEAR_DAYS * whole)
    )


def held_to_term(principal: Money, *, rate_bps: int, months: int) -> Earning:
    """What a fixed deposit earns that is held to its end: counted in whole months, on whole yuan."""
    return Earning(principal.whole_yuan * months * MONTH_DAYS, rate_bps)


def demand_interest(yuan_days: int, *, rate_bps: int) -> Money:
    """Interest on a current account; `yuan_days` is the sum of the whole yuan in it at the end of each day.

    The rate is the one posted on the day of settlement, for the whole period: 储蓄管理条例 article 27.

    >>> demand_interest(10_000 * 92, rate_bps=5)
    Money(fen=128)
    """
    return interest(Earning(yuan_days, rate_bps))


def fixed_interest(principal: Money, *, rate_bps: int, months: int) -> Money:
    """Interest on a fixed deposit that was held to its end.

    >>> fixed_interest(Money.parse("50000"), rate_bps=110, months=12)
    Money(fen=55000)
    """
    return interest(held_to_term(principal, rate_bps=rate_bps, months=months))


def yuan_days(before: Money, changes: Iterable[tuple[date, Money]], *, since: date, until: date) -> int:
    """The sum of the whole yuan at the end of each day from `since` to `until`, both counted.

    `before` was in the account at the end of the day before `since`; the changes come by their days.

    >>> yuan_days(Money(1_00), [(date(2026, 3, 2), Money(99))], since=date(2026, 3, 1), until=date(2026, 3, 2))
    2
    """
    accrual = Accrual(since)
    accrual.balance = before
    for on, by in changes:
        accrual.change(by, on)
    accrual.change(Money(0), until + timedelta(days=1))
    return accrual.yuan_days


class Accrual:
    """The yuan-days of one account, kept up as its balance changes."""

    def __init__(self, since: date) -> None:
        self.balance = Money(0)
        self.yuan_days = 0
        self._since = since  # `balance` is what each day from this one on ended with

    def change(self, by: Money, on: date) -> None:
        """Add to the balance on that day; days are given in their order."""
        self.yuan_days += self.balance.whole_yuan * (on - self._since).days
        self.balance += by
        self._since = on

    def settle(self, on: date, *, rate_bps: int) -> Money:
        """The interest of the days before `on`, the day it is credited; the next period begins."""
        self.change(Money(0), on)
        yuan_days, self.yuan_days = self.yuan_days, 0
        return demand_interest(yuan_days, rate_bps=rate_bps)

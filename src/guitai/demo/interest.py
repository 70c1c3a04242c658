"""What the demo bank's deposits earn. Exact: whole numbers to the end, and one rounding, half a fen up."""

from calendar import monthrange
from datetime import date

from guitai.money import Money, half_up

# The rates posted, in basis points a year, by the day they came into force; the first stands for all before.
DEMAND_BPS = ((date(2024, 7, 25), 15), (date(2024, 10, 18), 10), (date(2025, 5, 20), 5))
FIXED_BPS = {  # by the term in months
    3: ((date(2024, 7, 25), 105), (date(2024, 10, 18), 80), (date(2025, 5, 20), 65)),
    6: ((date(2024, 7, 25), 125), (date(2024, 10, 18), 100), (date(2025, 5, 20), 85)),
    12: ((date(2024, 7, 25), 135), (date(2024, 10, 18), 110), (date(2025, 5, 20), 95)),
    24: ((date(2024, 7, 25), 145), (date(2024, 10, 18), 120), (date(2025, 5, 20), 105)),
    36: ((date(2024, 7, 25), 175), (date(2024, 10, 18), 150), (date(2025, 5, 20), 125)),
}


def demand_rate_bps(on: date) -> int:
    """The rate of current accounts that was posted on that day."""
    return _posted(DEMAND_BPS, on)


def fixed_rate_bps(months: int, on: date) -> int:
    """The rate that a fixed deposit of so many months opened on that day keeps to its end."""
    return _posted(FIXED_BPS[months], on)


def _posted(rates: tuple[tuple[date, int], ...], on: date) -> int:
    return max((since, bps) for since, bps in rates if since <= max(on, rates[0][0]))[1]


def credited(on: date) -> bool:
    """Whether the quarter's interest, settled on the 20th, is credited on this day (银发〔2005〕129号)."""
    return on.day == 21 and on.month % 3 == 0


def matures_on(opened_on: date, months: int) -> date:
    """The same day so many months later, or the month's last where it has no such day.

    >>> matures_on(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    years, month = divmod(opened_on.month - 1 + months, 12)
    first = date(opened_on.year + years, month + 1, 1)
    return first.replace(day=min(opened_on.day, monthrange(first.year, first.month)[1]))


def demand_interest(yuan_days: int, *, rate_bps: int) -> Money:
    """Interest on a current account; `yuan_days` is the sum of the whole yuan in it at the end of each day.

    A year is 360 days. The rate is the one posted on the day of settlement, for the whole period:
    储蓄管理条例 article 27.

    >>> demand_interest(10_000 * 92, rate_bps=5)
    Money(fen=128)
    """
    return Money(half_up(yuan_days * 100 * rate_bps, 10_000 * 360))


def fixed_interest(principal: Money, *, rate_bps: int, months: int) -> Money:
    """Interest on a fixed deposit that was held to its end, counted in whole months and on whole yuan.

    >>> fixed_interest(Money.parse("50000"), rate_bps=110, months=12)
    Money(fen=55000)
    """
    return Money(half_up(principal.whole_yuan * 100 * rate_bps * months, 10_000 * 12))


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

    def settle(self, on: date) -> Money:
        """The interest of the days before `on`, the day it is credited; the next period begins."""
        self.change(Money(0), on)
        yuan_days, self.yuan_days = self.yuan_days, 0
        return demand_interest(yuan_days, rate_bps=demand_rate_bps(on.replace(day=on.day - 1)))

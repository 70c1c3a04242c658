"""Account classes II and III: what may go in and out on a day and in a year, and what may be in one. Pure.

银发〔2015〕392号, 银发〔2016〕302号, 银发〔2018〕16号. In and out are counted apart. What goes to or comes from
the account that it is bound to (绑定账户) is not counted; another one of the customer's own counts like anybody's.
What may be on an account of class III is so whoever pays it in.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from guitai.money import Money
from guitai.terms.terms import AccountClasses


class Way(StrEnum):
    """Into the account or out of it."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True)
class Caps:
    """The most that may go one way on a day and in a calendar year, and, for some, the most that may be there."""

    day: Money
    year: Money
    balance: Money | None = None


SECOND, THIRD = "current_2", "current_3"  # as the ledger calls them


def caps_of(kind: str, posted: AccountClasses) -> Caps | None:
    """What the bank's terms have for accounts of this kind; None where there are no caps."""
    if kind == SECOND:
        return Caps(posted.second.day, posted.second.year)
    if kind == THIRD:
        return Caps(posted.third.day, posted.third.year, balance=posted.third.balance)
    return None


@dataclass(frozen=True)
class Counted:
    """What has gone one way, as it stood on that day: on the day itself, and in the year until then."""

    on: date
    day: Money
    year: Money

    def as_of(self, today: date) -> "Counted":
        """The same today: a day's sum ends at midnight, a year's with the year. Whoever comes late to a day is in it.

        >>> Counted(date(2026, 12, 31), Money(1), Money(5)).as_of(date(2027, 1, 1))
        Counted(on=datetime.date(2027, 1, 1), day=Money(fen=0), year=Money(fen=0))
        >>> Counted(date(2027, 1, 1), Money(1), Money(5)).as_of(date(2026, 12, 31))
        Counted(on=datetime.date(2027, 1, 1), day=Money(fen=1), year=Money(fen=5))
        """
        today = max(today, self.on)
        day = self.day if self.on == today else Money(0)
        year = self.year if self.on.year == today.year else Money(0)
        return Counted(today, day, year)

    def over_day(self, amount: Money, caps: Caps) -> bool:
        """Whether this would be more than may go on a day. What reaches a cap is within it."""
        return self.day + amount > caps.day

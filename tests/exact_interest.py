"""What deposits earn, in exact fractions, written from the rules and from nothing of the bank's code.

储蓄管理条例 arts. 24 to 27, 银发〔2005〕129号, 通知存款管理办法 arts. 14 to 16. Amounts are whole fen; what is paid is
rounded, half a fen up, and nothing else. Interest settled on the 20th is credited on the 21st; a deposit is paid or
renewed on the day it matures. What is booked late for an earlier day counts when interest is settled, and not before.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from math import floor

DAY = timedelta(days=1)
RATES = {  # in per cent a year, by the day on which they were posted
    "demand": {"2000-01-01": "0.15", "2024-10-18": "0.10", "2025-05-20": "0.05"},
    "3M": {"2000-01-01": "1.05", "2024-10-18": "0.80", "2025-05-20": "0.65"},
    "6M": {"2000-01-01": "1.25", "2024-10-18": "1.00", "2025-05-20": "0.85"},
    "1Y": {"2000-01-01": "1.35", "2024-10-18": "1.10", "2025-05-20": "0.95"},
    "2Y": {"2000-01-01": "1.45", "2024-10-18": "1.20", "2025-05-20": "1.05"},
    "3Y": {"2000-01-01": "1.75", "2024-10-18": "1.50", "2025-05-20": "1.25"},
    "5Y": {"2000-01-01": "1.80", "2024-10-18": "1.55", "2025-05-20": "1.30"},
    "1D": {"2000-01-01": "0.15", "2024-10-18": "0.10"},
    "7D": {"2000-01-01": "0.70", "2024-10-18": "0.45", "2025-05-20": "0.30"},
}
MONTHS = {"3M": 3, "6M": 6, "1Y": 12, "2Y": 24, "3Y": 36, "5Y": 60}
NOTICE = {"1D": 1, "7D": 7}


def rate(what: str, on: date) -> Fraction:
    """The yearly rate that was posted on that day."""
    posted = [value for since, value in RATES[what].items() if date.fromisoformat(since) <= on]
    return Fraction(posted[-1]) / 100


def paid(yuan: Fraction) -> int:
    """In fen, half a fen up."""
    return floor(yuan * 100 + Fraction(1, 2))


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(last, day.day))
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")


@dataclass
class Current:
    """A current account: what moved on which effective day, and since when interest is not settled."""

    since: date
    moved: dict[date, int] = field(default_factory=dict)
    stopped: bool = False
    closed: bool = False
    known: int = 0  # yuan-days, each day's as it was known when the day was closed
    owed: list[int] = field(default_factory=list)

    def move(self, fen: int, on: date) -> None:
        """So much came in, or went out, as of that day."""
        self.moved[on] = self.moved.get(on, 0) + fen

    @property
    def balance(self) -> int:
        """What it holds."""
        return sum(self.moved.values())

    def count(self, day: date) -> None:
        """The day has ended."""
        self.known += sum(fen for on, fen in self.moved.items() if on <= day) // 100

    def earned(self, through: date, rated_on: date) -> Fraction:
        """The interest from the first day that is not settled through that one."""
        day, yuan_days = self.since, 0
        balance = sum(fen for on, fen in self.moved.items() if on < day)
        while day <= through:
            balance += self.moved.get(day, 0)
            yuan_days += balance // 100
            day += DAY
        return yuan_days * rate("demand", rated_on) / 360


@dataclass
class Deposit:
    """A deposit for a term, or at notice."""

    code: str
    principal: int
    start: date
    pays_to: Current
    renewal: str
    fixed_rate: Fraction = Fraction(0)
    ends: date | None = None
    overdue: bool = False
    parted: bool = False
    idle: int = 0
    called: tuple[date, int] | None = None

    def __post_init__(self) -> None:
        self._begin(self.start)

    def _begin(self, start: date) -> None:
        self.start, self.parted, self.fixed_rate = start, False, rate(self.code, start)
        self.ends = months_later(start, MONTHS[self.code]) if self.code in MONTHS else None

    def due(self, on: date) -> bool:
        """Whether it is to be paid or renewed on that day: a renewal waits until its interest can be paid."""
        waits = self.renewal == "principal" and self.pays_to.stopped
        ended = self.ends is not None and self.ends <= on
        return bool(self.principal) and ended and not self.overdue and not waits

    def earned(self, fen: int, on: date) -> Fraction:
        """The interest of so much of it, withdrawn on that day."""
        if self.ends is None:
            return self._at_notice(fen, on)
        if on < self.ends:
            return fen // 100 * (on - self.start).days * rate("demand", on) / 360
        term = fen // 100 * self.fixed_rate * MONTHS[self.code] / 12
        return term + fen // 100 * (on - self.ends).days * rate("demand", on) / 360

    def _at_notice(self, fen: int, on: date) -> Fraction:
        days, kept = (on - self.start).days, 0
        if self.called and on == self.called[0] + NOTICE[self.code] * DAY and days >= NOTICE[self.code]:
            kept = min(fen, self.called[1])
        good, poor = kept // 100 * days, (fen - kept) // 100 * days
        good, idle = max(good - self.idle, 0), max(self.idle - good, 0)
        return good * rate(self.code, on) / 360 + max(poor - idle, 0) * rate("demand", on) / 360

    def accrued(self, through: date) -> Fraction:
        """What the bank owes for it at the end of that day, as if it is kept to its end."""
        days = (through - self.start).days + 1
        if self.ends is None:
            return max(self.principal // 100 * days - self.idle, 0) * rate(self.code, through) / 360
        term = (self.ends - self.start).days
        whole = self.principal // 100 * self.fixed_rate * MONTHS[self.code] / 12
        after = self.principal // 100 * max(days - term, 0) * rate("demand", through) / 360
        return whole * min(days, term) / term + after

    def uncalled(self, fen: int, on: date) -> None:
        """Notice for so much came to nothing on that day."""
        assert self.called, "there was one"
        self.idle += fen // 100 * min((on - self.called[0]).days, NOTICE[self.code])

    def renew(self, on: date) -> None:
        """Its next term begins on the day the last one ended, on whatever day its interest can be paid."""
        assert self.ends, "it has a term"
        interest = paid(self.earned(self.principal, self.ends))
        if self.renewal == "all":
            self.principal += interest
        else:
            self.pays_to.move(interest, on)
        self._begin(self.ends)


class Oracle:
    """A bank's deposits and their interest."""

    def __init__(self) -> None:
        self.currents: dict[Hashable, Current] = {}
        self.deposits: dict[Hashable, Deposit] = {}
        self.payments = 0

    @property
    def balances(self) -> dict[Hashable, int]:
        """What each account holds."""
        held = {key: current.balance for key, current in self.currents.items()}
        return held | {key: deposit.principal for key, deposit in self.deposits.items()}

    def owed(self, through: date) -> int:
        """What the books must hold for customers at the end of that day: each account's interest so far, rounded."""
        demand = sum(paid(one.known * rate("demand", through) / 360) for one in self.currents.values())
        terms = sum(paid(one.accrued(through)) for one in self.deposits.values() if one.principal)
        return demand + terms + sum(sum(one.owed) for one in self.currents.values())

    def close_current(self, key: Hashable, on: date) -> int:
        """What is owed, and interest to the day before at the rate of this one; all is paid out. How much that is."""
        one = self.currents[key]
        one.move(sum(one.owed), on)
        one.owed = []
        one.move(paid(one.earned(on - DAY, on)), on)
        out = one.balance
        one.move(-out, on)
        one.closed, one.known = True, 0
        self.payments += 1
        return out

    def withdraw(self, key: Hashable, fen: int, on: date) -> None:
        """So much is withdrawn from a deposit, with its interest."""
        one = self.deposits[key]
        one.pays_to.move(fen + paid(one.earned(fen, on)), on)
        left = one.principal - fen
        spent = fen // 100 * (on - one.start).days
        one.idle = max(one.idle - spent, 0)
        if one.called:
            one.uncalled(min(max(one.called[1] - fen, 0), left), on)
        one.principal, one.parted, one.called = left, True, None
        self.payments += 1

    def count_day(self, on: date) -> None:
        """That day has ended: what it adds to the interest of current accounts is known."""
        for one in self.currents.values():
            if not one.closed:
                one.count(on)

    def close_day(self, on: date) -> None:
        """In the night after that day interest is settled, deposits are paid or renewed, notice lapses."""
        for one in self.currents.values():
            if one.owed and not one.stopped:
                one.move(sum(one.owed), on + DAY)
                one.owed = []
            if (on.month, on.day) in {(3, 20), (6, 20), (9, 20), (12, 20)} and not one.closed:
                self._settle(one, on)
        for deposit in self.deposits.values():
            while deposit.due(on + DAY):
                self._mature(deposit, on + DAY)
            if deposit.called and deposit.called[0] + NOTICE[deposit.code] * DAY <= on:
                deposit.uncalled(deposit.called[1], on)
                deposit.called = None

    def _settle(self, one: Current, on: date) -> None:
        interest = paid(one.earned(on, on))
        one.since, one.known = on + DAY, 0
        self.payments += 1
        if one.stopped:
            one.owed.append(interest)
        else:
            one.move(interest, on + DAY)

    def _mature(self, deposit: Deposit, on: date) -> None:
        self.payments += 1
        if deposit.renewal != "none":
            deposit.renew(on)
        elif deposit.pays_to.stopped:
            deposit.overdue = True
        else:
            deposit.pays_to.move(deposit.principal + paid(deposit.earned(deposit.principal, on)), on)
            deposit.principal = 0

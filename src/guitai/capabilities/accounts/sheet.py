"""What a statement of account says: one account, some days, every line of them. Pure; knows no paper."""

from dataclasses import dataclass
from datetime import datetime

from guitai.capabilities.accounts.rules import OwnAccount
from guitai.money import Money
from guitai.understanding.slots.period import Period


@dataclass(frozen=True)
class SheetLine:
    """One line as the books have it; what came in is positive. `bank` and `account` are the counterparty's."""

    number: str
    booked_at: datetime
    summary: str
    counterparty: str
    amount: Money
    balance: Money
    memo: str
    channel: str = ""
    bank: str = ""
    account: str = ""


@dataclass(frozen=True)
class Sheet:
    """A statement. The lines come in the order of the books, and each follows from the one before it."""

    holder: str
    account: OwnAccount
    number: str
    period: Period
    opening: Money
    lines: tuple[SheetLine, ...]

    def __post_init__(self) -> None:
        balance = self.opening
        for line in self.lines:
            balance += line.amount
            assert balance == line.balance, (
                f"line booked at {line.booked_at} does not follow from those before"
            )
        assert self.opening + self.received - self.paid == self.closing, "a statement adds up"

    @property
    def closing(self) -> Money:
        """What was there at the period's end."""
        return self.lines[-1].balance if self.lines else self.opening

    @property
    def received(self) -> Money:
        """All that came in."""
        return sum((line.amount for line in self.lines if line.amount.fen > 0), Money(0))

    @property
    def paid(self) -> Money:
        """All that went out."""
        return -sum((line.amount for line in self.lines if line.amount.fen < 0), Money(0))

    @property
    def received_count(self) -> int:
        """In how many lines it came in."""
        return sum(line.amount.fen > 0 for line in self.lines)

    @property
    def paid_count(self) -> int:
        """In how many lines it went out."""
        return len(self.lines) - self.received_count

    @property
    def facts(self) -> dict[str, str]:
        """What can be confirmed of it later: each thing that somebody may read on it."""
        return {
            "holder": self.holder,
            "tail": self.account.tail,
            "first": self.period.first.isoformat(),
            "last": self.period.last.isoformat(),
            "opening": str(self.opening),
            "received": str(self.received),
            "paid": str(self.paid),
            "closing": str(self.closing),
        }


def halves(period: Period) -> tuple[Period, ...]:
    """A period of several days in two, at the end of a month where there is one."""
    first, last = period.first, period.last
    assert first < last, "a day has no halves"
    middle = first + (last - first) / 2
    month_end = Period.months(middle.year, middle.month).last
    end = month_end if month_end < last else middle
    return Period(first, end), Period(end.fromordinal(end.toordinal() + 1), last)


def ends(number: str) -> str:
    """Somebody else's account number, masked as everywhere, but without blanks: in the column it stays on one line.

    >>> ends("6239990000000001668"), ends("")
    ('6239****1668', '')
    """
    return f"{number[:4]}****{number[-4:]}" if number else ""

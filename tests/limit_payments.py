"""What the oracle on payments counts: accounts, payments, what is paid every month, the rule for small sums."""

from dataclasses import dataclass
from datetime import date, datetime

WAITING, LEFT, ARRIVED, RETURNED, UNDONE = "waiting", "left", "arrived", "returned", "undone"


@dataclass(frozen=True)
class Account:
    """An account that pays or is paid. `mine`: it is the customer's own; `here`: it is one of this bank's.

    `bound_to` is the name of the account (绑定账户) that one of class II or III is bound to.
    """

    name: str
    kind: int = 1
    mine: bool = False
    here: bool = True
    bound_to: str = ""


@dataclass
class Payment:
    """One payment: `choice` is how the customer wanted it to arrive, empty where they did not say."""

    at: datetime
    fen: int
    source: Account
    payee: Account
    choice: str = ""
    on: date | None = None  # for a day that was named
    day: int = 0  # of every month; 31 is its last
    number: str = ""  # payments that are due together leave by their numbers
    strength: int = 0
    new_until: datetime | None = None  # of the device that signed it
    device: str = ""
    state: str = ""
    due_at: datetime | None = None
    counted_at: datetime | None = None
    arrived_on: date | None = None
    drafted_at: datetime | None = None  # when the customer was told until when it waits
    waits: bool = False  # they were told then that a first payment waits
    waived: bool = False  # and gave that up
    plan: "Plan | None" = None  # that makes it, month by month

    @property
    def takes_from_cap(self) -> bool:
        """Whether it counts as outflow of the account that pays: whoever is paid, but for its bound account."""
        return self.payee.name != self.source.bound_to

    @property
    def adds_to_cap(self) -> bool:
        """Whether it counts as inflow of the account that is paid: from whomever, but for its bound account."""
        return self.source.name != self.payee.bound_to

    @property
    def counts(self) -> bool:
        """Whether it counts against a signature's limits at all, and still does."""
        return not self.payee.mine and self.state != UNDONE and self.counted_at is not None

    @property
    def counted_on(self) -> date | None:
        """Against which day's limits."""
        return self.counted_at.date() if self.counted_at else None


@dataclass
class Plan:
    """What is paid on a day of every month, as it was signed once."""

    wish: Payment
    next_at: datetime


@dataclass
class SmallRule:
    """What the customer allows to be paid unsigned."""

    single: int
    day: int
    from_at: datetime

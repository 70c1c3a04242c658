"""What a history is made of: parties, and money that moves from one to the other. Values only."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from guitai.money import Money


class Outside(StrEnum):
    """Where money comes from and goes to when it isn't in a customer's account."""

    CASH = "cash"
    OTHER_BANKS = "other banks"
    INTEREST = "interest"


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a movement: the name the other side sees, and the number of an account or where outside."""

    name: str
    account: str = Outside.OTHER_BANKS


CASH = Party("现金", Outside.CASH)
INTEREST = Party("江海银行", Outside.INTEREST)


@dataclass(frozen=True, slots=True)
class About:
    """What a customer reads about a movement. `received` is the receiver's category where it's another."""

    summary: str
    category: str
    channel: str
    memo: str = ""
    received: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """Money that moves from `source` to `target` at a moment. Of a hundred like it, `refunds` come back."""

    at: datetime
    amount: Money
    source: Party
    target: Party
    about: About
    refunds: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """What moved on one day, in the order of time."""

    on: date
    movements: tuple[Movement, ...]

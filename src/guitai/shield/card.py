"""What a card holds: values of the bank's, as plain data that any screen can lay out. Knows no screen."""

from dataclasses import dataclass
from datetime import date, datetime

from guitai.language import Words
from guitai.money import Money


@dataclass(frozen=True)
class Row:
    """A label and its value. The value is formatted in the customer's language when the card is opened."""

    label: Words | str
    value: Money | date | datetime | Words | str


@dataclass(frozen=True)
class Month:
    """What came in and what went out in one month, both zero or more. `month` is any day of it."""

    month: date
    money_in: Money
    money_out: Money

    def __post_init__(self) -> None:
        if self.money_in.fen < 0 or self.money_out.fen < 0:
            raise ValueError(f"money in and out of {self.month:%Y-%m} are amounts, not signed changes")


@dataclass(frozen=True)
class Bars:
    """Money in and out by month, the earliest first."""

    title: Words | str
    groups: tuple[Month, ...]

    def __post_init__(self) -> None:
        if not self.groups:
            raise ValueError("bars need at least one month")


@dataclass(frozen=True)
class Part:
    """One part of a whole: a category of spending and its amount, zero or more."""

    label: Words | str
    amount: Money

    def __post_init__(self) -> None:
        if self.amount.fen < 0:
            raise ValueError(f"a part of a whole is no negative amount: {self.amount}")


@dataclass(frozen=True)
class Shares:
    """The parts of a whole, in the order in which they are shown: usually the largest first."""

    title: Words | str
    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        if not self.parts:
            raise ValueError("shares need at least one part")


@dataclass(frozen=True)
class Slip:
    """A receipt to keep or to send on: what was done, how much, the particulars, and a line below them."""

    title: Words | str
    amount: Money
    rows: tuple[Row, ...]
    foot: Words | str = ""


Chart = Bars | Shares | Slip


@dataclass(frozen=True)
class File:
    """A document to open or to keep, such as a statement in PDF. `data` is base64."""

    title: Words | str
    media_type: str
    data: str


@dataclass(frozen=True)
class Page:
    """A page of the bank's that is the same for everybody, by its name: `bind`, `devices`, `freeze`, `statements`."""

    name: str


@dataclass(frozen=True)
class Card:
    """A value of the bank's as the customer sees it on a sealed page: rows, a text, pictures, documents."""

    title: Words | str
    rows: tuple[Row, ...] = ()
    text: Words | str = ""
    charts: tuple[Chart, ...] = ()
    documents: tuple[File, ...] = ()

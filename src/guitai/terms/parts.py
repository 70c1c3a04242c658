"""What a file of terms is made of: sums and rates as people write them, and what holds by day."""

import re
from datetime import date, time
from itertools import pairwise
from typing import Annotated, Generic, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    RootModel,
    Strict,
    model_validator,
)

from guitai.money import Money

PERCENT = re.compile(r"(\d{1,2})(?:\.(\d{1,2}))?%", re.ASCII)
NO_SUM = 'a sum is written in yuan and in quotation marks, as "2.00"; not as {value!r}'
NO_RATE = 'a rate is written in percent and in quotation marks, as "0.05%", to two decimals; not as {value!r}'


def _sum(value: object) -> Money:
    """A number would have to be yuan or fen, and one with a point would be a float: only text says which."""
    try:
        money = Money.parse(value) if isinstance(value, str) else None
    except ValueError:
        money = None
    if money is None or money < Money(0):
        raise ValueError(NO_SUM.format(value=value))
    return money


def _bps(value: object) -> int:
    match = PERCENT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(NO_RATE.format(value=value))
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))


def percent(rate_bps: int) -> str:
    """A rate as the file has it.

    >>> percent(5), percent(130)
    ('0.05%', '1.30%')
    """
    return f"{rate_bps // 100}.{rate_bps % 100:02d}%"


Sum = Annotated[Money, PlainValidator(_sum), PlainSerializer(str)]
Rate = Annotated[int, PlainValidator(_bps), PlainSerializer(percent)]
Day = Annotated[date, Strict()]
Hour = Annotated[time, Strict()]
Number = Annotated[int, Strict()]


class Part(BaseModel):
    """A table of the file: what it does not know, it does not take."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sheet(Part):
    """All that holds of one kind from a day on, until the next sheet."""

    from_on: Day = Field(alias="from")

    @property
    def since(self) -> str:
        """Which one it is of its kind."""
        return f"from {self.from_on}"


S = TypeVar("S", bound=Sheet)


class Dated(RootModel[tuple[S, ...]], Generic[S]):
    """The sheets of one kind, the earliest first: what was, is and will be in force."""

    model_config = ConfigDict(frozen=True)

    def on(self, day: date) -> S:
        """The sheet in force on that day; the first stands for all days before it too."""
        first, *later = self.root
        return next((sheet for sheet in reversed(later) if sheet.from_on <= day), first)

    def after(self, day: date) -> S | None:
        """The next sheet that will be in force after that day, if one is written."""
        return next((sheet for sheet in self.root[1:] if sheet.from_on > day), None)

    @model_validator(mode="after")
    def _in_order(self) -> "Dated[S]":
        days = [sheet.from_on for sheet in self.root]
        if not days:
            raise ValueError("there has to be one at least")
        if any(later <= earlier for earlier, later in pairwise(days)):
            raise ValueError("each has to be from a later day than the one before it")
        return self

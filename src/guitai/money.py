"""Money: whole fen, never a float. The only parser and printer of exact amounts."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

EXACT = re.compile(r"(-?)(\d+)(?:\.(\d{1,2}))?", re.ASCII)


class Currency(StrEnum):
    """What an entry is counted in (ISO 4217)."""

    CNY = "CNY"


@dataclass(frozen=True, order=True)
class Money:
    """An amount in fen. Arithmetic is exact; there is no division: who divides says how it rounds.

    >>> Money.parse("20000.99") + Money(fen=1)
    Money(fen=2000100)
    """

    fen: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """An amount in yuan as machines write it: digits, at most two decimals.

        >>> Money.parse("0.5")
        Money(fen=50)
        """
        match = EXACT.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is no amount in yuan with at most two decimals")
        sign, yuan, part = match.groups()
        fen = int(yuan) * 100 + int((part or "").ljust(2, "0"))
        return cls(-fen if sign else fen)

    @property
    def whole_yuan(self) -> int:
        """The yuan without their fen, towards zero: what a deposit earns interest on."""
        return abs(self.fen) // 100 * (1 if self.fen >= 0 else -1)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.fen + other.fen)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.fen - other.fen)

    def __mul__(self, times: int) -> "Money":
        return Money(self.fen * times)

    def __neg__(self) -> "Money":
        return Money(-self.fen)

    def __bool__(self) -> bool:
        return self.fen != 0

    def __str__(self) -> str:
        sign = "-" if self.fen < 0 else ""
        return f"{sign}{abs(self.fen) // 100}.{abs(self.fen) % 100:02d}"


def format_money(money: Money) -> str:
    """As a customer reads it.

    >>> format_money(Money(fen=-123456789))
    '-¥1,234,567.89'
    """
    sign = "-" if money.fen < 0 else ""
    yuan, fen = divmod(abs(money.fen), 100)
    return f"{sign}¥{yuan:,}.{fen:02d}"


def half_up(numerator: int, denominator: int) -> int:
    """A fraction of fen as whole fen, half a fen away from zero: how interest and fees are rounded when posted.

    >>> half_up(5, 2), half_up(-5, 2), half_up(7, 3)
    (3, -3, 2)
    """
    rounded = (2 * abs(numerator) + abs(denominator)) // (2 * abs(denominator))
    return rounded if (numerator >= 0) == (denominator > 0) else -rounded

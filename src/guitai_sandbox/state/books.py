"""The clearing house's own books of the one bank: every line by its day, and the balance between the days."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

# What the bank had at the house when its records began. The bank compares differences, so any figure would do.
OPENING_FEN = 100_000_000_000


class Kind(Enum):
    """Family and sub-family of a line, and whether the bank gained by it."""

    PAYMENT = ("ICDT", "DMCT", False)
    RETURN = ("ICDT", "RRTN", True)
    CREDIT = ("RCDT", "DMCT", True)
    REFUSED = ("RCDT", "RRTN", False)

    @property
    def gained(self) -> bool:
        """Whether the bank gained by it."""
        return self.value[2]


@dataclass(frozen=True)
class Line:
    """One amount that moved: of which payment, or of which return."""

    day: date
    kind: Kind
    amount_fen: int
    end_to_end_id: str
    tx_id: str

    @property
    def moved_fen(self) -> int:
        """What it did to the bank's balance."""
        return self.amount_fen if self.kind.gained else -self.amount_fen


@dataclass(frozen=True)
class Day:
    """A day that is closed."""

    day: date
    opening_fen: int
    lines: tuple[Line, ...]
    closing_fen: int


class Books:
    """The lines of the days that are open, and the balance before them."""

    def __init__(self, first: date) -> None:
        self.first_open = first  # the earliest day that takes a line
        self.balance_fen = OPENING_FEN  # by all that was settled, also for tomorrow
        self._closed_fen = OPENING_FEN
        self._open: list[Line] = []

    def book(self, line: Line) -> None:
        """Write a line into a day that is open."""
        assert line.day >= self.first_open
        self._open.append(line)
        self.balance_fen += line.moved_fen

    def close(self, day: date) -> Day:
        """End a day: nothing is ever written into it again."""
        lines = tuple(line for line in self._open if line.day == day)
        self._open = [line for line in self._open if line.day != day]
        before = self._closed_fen
        self._closed_fen += sum(line.moved_fen for line in lines)
        self.first_open = day + timedelta(days=1)
        return Day(day, before, lines, self._closed_fen)

"""What stands in a picture, laid straight: lines of print in rows, and codes. Pure."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import atan2, cos, sin
from statistics import median

Corners = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Line:
    """A piece of print, and where it stands in the straightened picture, in pixels.

    `score`, of a hundred, is how sure its reader is of the letter of which it is least sure.
    """

    text: str
    score: int
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """How large the print is."""
        return self.bottom - self.top

    def beside(self, other: "Line") -> bool:
        """Whether they stand in one row."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared > min(self.height, other.height) / 2


@dataclass(frozen=True)
class Seen:
    """Everything that was read in a picture. `rows` from the top, each from the left."""

    rows: tuple[tuple[Line, ...], ...]
    codes: tuple[str, ...] = ()

    @property
    def lines(self) -> list[Line]:
        """All its lines, as they would be read aloud."""
        return [line for row in self.rows for line in row]

    @property
    def text(self) -> str:
        """All its print, a row a line."""
        return "\n".join(" ".join(line.text for line in row) for row in self.rows)


def unreadable(told: bytes) -> str:
    """Why the process that looks at pictures (`sight`) could not; empty where it could."""
    return str(json.loads(told).get("unreadable", ""))


def seen(told: bytes) -> Seen:
    """What it has told, straightened."""
    answer = json.loads(told)
    lines = [
        (line["text"], int(100 * line["score"]), [(x, y) for x, y in line["corners"]])
        for line in answer["lines"]
    ]
    turn = _turn([corners for _, _, corners in lines])
    return Seen(_rows(_straight(*line, turn) for line in lines), tuple(answer["codes"]))


def _turn(every: Sequence[Corners]) -> float:
    """By how much the picture was held at a slant, in radians: long lines tell it best."""
    if not every:
        return 0.0
    widths = [right[0] - left[0] for left, right, *_ in every]
    long = [c for c, width in zip(every, widths, strict=True) if width >= median(widths)]
    return median(atan2(right[1] - left[1], right[0] - left[0]) for left, right, *_ in long)


def _straight(text: str, score: int, corners: Corners, turn: float) -> Line:
    across = [x * cos(turn) + y * sin(turn) for x, y in corners]
    down = [y * cos(turn) - x * sin(turn) for x, y in corners]
    return Line(text, score, min(across), max(across), min(down), max(down))


def _rows(lines: Iterable[Line]) -> tuple[tuple[Line, ...], ...]:
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.top + line.bottom):
        row = next((row for row in rows[::-1] if all(line.beside(other) for other in row)), None)
        if row is None:
            rows.append([line])
        else:
            row.append(line)
    return tuple(tuple(sorted(row, key=lambda line: line.left)) for row in rows)

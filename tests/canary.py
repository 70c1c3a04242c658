"""The search: planted values, in every spelling, in whatever bytes are shown to it."""

import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tests.spellings import SPELLINGS, STAR, Spelling, Value

# Eight bytes are one number to the processor: bytes are read as such numbers, from three places on, so that no three
# places in a row are passed over, and of every needle of ten bytes or more one of its first three windows is seen.
WINDOW_BYTES = 8
PLACES = (0, 3, 6)
SHIFTS = 3
SHORTEST_BYTES = WINDOW_BYTES + SHIFTS - 1
SHORTEST_MASKED_BYTES = 8
HEAD_BYTES = 8
AROUND_BYTES = 40
OTHER_STARS = "＊•×●"


@dataclass(frozen=True)
class Planted:
    """A value of somebody's, and what it is to them."""

    whose: str
    what: str
    value: Value


class Found(NamedTuple):
    """A planted value that could be read, and how it was written."""

    planted: Planted
    spelling: str


@dataclass(frozen=True)
class Leak:
    """A planted value that crossed a border: on which channel, and among which bytes."""

    channel: str
    found: Found
    around: bytes


class Canary:
    """Knows what was planted, and finds it. Needles may be hundreds of thousands: they cost memory more than time."""

    def __init__(self, planted: Iterable[Planted], spellings: Mapping[str, Spelling] = SPELLINGS) -> None:
        self.planted = list(planted)
        self.needles = self._longest_masked = 0
        self._windows: set[int] = set()
        self._by_head: dict[bytes, list[tuple[bytes, Found]]] = {}
        for one in self.planted:
            for name, spelling in spellings.items():
                for text in spelling(one.value):
                    self._add(text.encode(), Found(one, name))

    def find(self, data: bytes) -> list[tuple[Found, bytes]]:
        """What can be read in these bytes, and what stands around it."""
        data = _folded(data)
        return [
            (found, data[max(0, start - AROUND_BYTES) : start + len(needle) + AROUND_BYTES])
            for start in sorted({*self._starts(data), *self._masked_starts(data)})
            for needle, found in self._by_head.get(data[start : start + HEAD_BYTES], ())
            if data.startswith(needle, start)
        ]

    def _starts(self, data: bytes) -> Iterator[int]:
        """Where a needle may begin. Hardly ever anywhere: this is the way that everything goes."""
        bytes_ = memoryview(data)
        for first in PLACES:
            last = first + (len(data) - first) // WINDOW_BYTES * WINDOW_BYTES
            for window in self._windows.intersection(bytes_[first:last].cast("Q")):
                for place in _places(data, window.to_bytes(WINDOW_BYTES, sys.byteorder)):
                    yield from range(max(0, place - SHIFTS + 1), place + 1)

    def _masked_starts(self, data: bytes) -> Iterator[int]:
        """Where a needle with a star in it may begin: some of them are too short for windows, and stars are rare."""
        for place in _places(data, STAR.encode()):
            yield from range(max(0, place - self._longest_masked), place + 1)

    def _add(self, needle: bytes, found: Found) -> None:
        self.needles += 1
        self._by_head.setdefault(needle[:HEAD_BYTES], []).append((needle, found))
        if STAR.encode() in needle:
            assert len(needle) >= SHORTEST_MASKED_BYTES, f"{needle!r} could be there by chance"
            self._longest_masked = max(self._longest_masked, len(needle))
            return
        assert len(needle) >= SHORTEST_BYTES, f"{needle!r} could be missed, or be there by chance"
        windows = (needle[at : at + WINDOW_BYTES] for at in range(SHIFTS))
        self._windows.update(int.from_bytes(window, sys.byteorder) for window in windows)


class Watch:
    """What has crossed so far: how many bytes on which channel, and what could be read in them."""

    def __init__(self, canary: Canary) -> None:
        self.canary = canary
        self.bytes: Counter[str] = Counter()
        self.leaks: list[Leak] = []
        self._lock = threading.Lock()

    def saw(self, channel: str, *crossed: bytes) -> None:
        """Look through what crosses there."""
        for data in crossed:
            found = self.canary.find(data)
            with self._lock:
                self.bytes[channel] += len(data)
                self.leaks += [Leak(channel, what, around) for what, around in found]


def _folded(data: bytes) -> bytes:
    """Whatever hides a figure is a star, and a backslash that was escaped is one."""
    for other in OTHER_STARS:
        data = data.replace(other.encode(), STAR.encode())
    return data.replace(rb"\\", b"\\")


def _places(data: bytes, piece: bytes) -> Iterator[int]:
    """Every place of the piece."""
    place = data.find(piece)
    while place >= 0:
        yield place
        place = data.find(piece, place + 1)

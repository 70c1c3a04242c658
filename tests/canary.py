"""The search: planted values, in every spelling, in whatever bytes are shown to it."""

import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tests.spellings import SPELLINGS, STAR, Spelling, Value

WINDOW_BYTES = 6
STRIDE = 3  # of every so many places one is looked at: a part of a needle lies on one of them
SHORTEST_BYTES = WINDOW_BYTES + STRIDE - 1
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
    """Where a planted value was found: on which channel, between which bytes."""

    channel: str
    found: Found
    between: bytes


class Canary:
    """Knows what was planted, and finds it. Needles may be hundreds of thousands: what they cost is memory, not time."""

    def __init__(self, planted: Iterable[Planted], spellings: Mapping[str, Spelling] = SPELLINGS) -> None:
        self.planted = list(planted)
        self.needles = 0
        self._windows: set[bytes] = set()
        self._by_head: dict[bytes, list[tuple[bytes, Found]]] = {}
        for one in self.planted:
            for name, spelling in spellings.items():
                for text in spelling(one.value):
                    self._add(text.encode(), Found(one, name))

    def find(self, data: bytes) -> list[tuple[int, Found]]:
        """What can be read in these bytes, and at which place."""
        data = _starred(data)
        windows = self._windows
        near = [
            place
            for place in range(0, len(data) - WINDOW_BYTES + 1, STRIDE)
            if data[place : place + WINDOW_BYTES] in windows
        ]
        starts = {at for place in near for at in range(max(0, place - STRIDE + 1), place + 1)}
        return [
            (at, found)
            for at in sorted(starts)
            for needle, found in self._by_head.get(data[at : at + WINDOW_BYTES], ())
            if data.startswith(needle, at)
        ]

    def _add(self, needle: bytes, found: Found) -> None:
        assert len(needle) >= SHORTEST_BYTES, f"{needle!r} could be missed, or be there by chance"
        self.needles += 1
        self._windows.update(needle[at : at + WINDOW_BYTES] for at in range(STRIDE))
        self._by_head.setdefault(needle[:WINDOW_BYTES], []).append((needle, found))


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
                self.leaks += [Leak(channel, what, data[max(0, at - 40) : at + 80]) for at, what in found]

    def caught(self) -> set[tuple[str, str]]:
        """Channel and spelling of everything that was found."""
        return {(leak.channel, leak.found.spelling) for leak in self.leaks}


def _starred(data: bytes) -> bytes:
    """Whatever hides a figure is a star."""
    for other in OTHER_STARS:
        data = data.replace(other.encode(), STAR.encode())
    return data

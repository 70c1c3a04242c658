"""The clearing house's messages for the bank, numbered without a gap, kept for thirty days."""

from collections import deque
from datetime import datetime, timedelta

from guitai_sandbox.state.clock import Clock

KEPT = timedelta(days=30)
LARGEST_ANSWER = 8 * 1024 * 1024  # bytes; a JSON string takes up to twice what it holds


class Mailbox:
    """Messages get their number when they are first given: a house that has begun anew goes on from the bank's."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._given: deque[tuple[int, datetime, str]] = deque()
        self._waiting: deque[tuple[datetime, str]] = deque()
        self._last = 0

    def put(self, xml: str) -> None:
        """A message for the bank."""
        self._waiting.append((self._clock.now(), xml))

    def anything_after(self, number: int) -> bool:
        """Whether there is something to give to who has all up to that number."""
        return bool(self._waiting) or number < self._last

    def after(self, number: int, *, most: int) -> list[dict[str, object]]:
        """The messages after that number, so many at most; the same again to who asks again."""
        self._forget()
        self._last = max(self._last, number)
        given = [(one, xml) for one, _, xml in self._given if one > number][:most]
        while self._waiting and len(given) < most:
            at, xml = self._waiting.popleft()
            self._last += 1
            self._given.append((self._last, at, xml))
            given.append((self._last, xml))
        return [{"number": one, "xml": xml} for one, xml in _that_fit(given)]

    def _forget(self) -> None:
        while self._given and self._given[0][1] < self._clock.now() - KEPT:
            self._given.popleft()


def _that_fit(messages: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The first ones, as many as one answer holds."""
    left = LARGEST_ANSWER
    fit: list[tuple[int, str]] = []
    for number, xml in messages:
        left -= 2 * len(xml.encode())
        if left < 0 and fit:
            break
        fit.append((number, xml))
    return fit

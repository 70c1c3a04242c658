"""What is still going on between sandbox and bank, and what the bank has reported over /control."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from guitai_sandbox.state.clock import Clock
from guitai_sandbox.state.pulse import Pulse

PRESENT_SECONDS = 60  # a bank that has not polled for so long is taken for one that does not report
POLL_SECONDS = 25


@dataclass(frozen=True)
class Move:
    """The clock was moved; the bank is to follow."""

    id: int
    at: datetime


class Bank:
    """Counts what is open, and asks a bank that polls whether it has finished."""

    def __init__(self, clock: Clock, pulse: Pulse) -> None:
        self._clock = clock
        self._pulse = pulse
        self._open = 0
        self._asked = 0
        self._settled = 0
        self._move = Move(0, clock.now())
        self._moved = 0
        self._next: datetime | None = None
        self._moving = False
        self._polling = 0
        self._polled_at: float | None = None

    @contextmanager
    def busy(self) -> Iterator[None]:
        """A push or a call is open; when it is over the bank is asked anew whether all is done."""
        self._open += 1
        try:
            yield
        finally:
            self._open -= 1
            self._asked += 1
            self._pulse.beat()

    @contextmanager
    def moving(self) -> Iterator[None]:
        """The clock is being moved: nothing is quiet between two of its steps."""
        self._moving = True
        try:
            yield
        finally:
            self._moving = False
            self._pulse.beat()

    @property
    def reports(self) -> bool:
        """Whether a bank polls /control."""
        if self._polling:
            return True
        return self._polled_at is not None and time.monotonic() - self._polled_at < PRESENT_SECONDS

    @property
    def idle(self) -> bool:
        """Nothing is open, a bank that reports has finished with everything, and the clock only ticks."""
        return not self._moving and self._finished

    @property
    def next(self) -> datetime | None:
        """When the next thing falls due in a bank that reports, as it said last."""
        return self._next if self.reports else None

    async def follow(self, *, until: float) -> None:
        """Tell the bank that the clock has moved; return when it has done what fell due.

        Or at the moment `until` of `time.monotonic`, if that comes first.
        """
        self._move = move = Move(self._move.id + 1, self._clock.now())
        self._asked += 1
        self._pulse.beat()
        if self.reports:
            await self._pulse.until(lambda: self._moved >= move.id, seconds=until - time.monotonic())

    async def settle(self, *, until: float) -> None:
        """Return when nothing is open and the bank has finished, or at that moment of `time.monotonic`."""
        await self._pulse.until(lambda: self._finished, seconds=until - time.monotonic())

    def comes_next(self, moment: datetime | None) -> None:
        """The bank says when the next thing falls due in it; None: nothing does."""
        self._next = moment

    async def poll(self, *, settled: int | None, moved: int | None, hello: bool) -> dict[str, object]:
        """Take the bank's report, and wait until there is something to ask of it."""
        if hello:
            self._start_over(tell_time=moved is None)
        self._settled = max(self._settled, min(settled or 0, self._asked))
        self._moved = max(self._moved, min(moved or 0, self._move.id))
        self._pulse.beat()
        self._polling += 1
        try:
            await self._pulse.until(self._wants_something, seconds=POLL_SECONDS)
        finally:
            self._polling -= 1
            self._polled_at = time.monotonic()
        return self._wish()

    def _start_over(self, *, tell_time: bool) -> None:
        """A bank that has just started may have work from before, and knows no move."""
        self._asked += 1
        if tell_time:
            self._move = Move(self._move.id + 1, self._clock.now())

    @property
    def _finished(self) -> bool:
        return not self._open and (not self.reports or self._settled >= self._asked)

    def _wants_something(self) -> bool:
        return self._moved < self._move.id or self._unsettled

    @property
    def _unsettled(self) -> bool:
        """Asked once nothing is open: a busy bank is not asked after each message whether it is quiet."""
        return not self._open and self._settled < self._asked

    def _wish(self) -> dict[str, object]:
        # To the microsecond: cut short, it would be before what the bank has to do then.
        move = {"id": self._move.id, "at": self._move.at.isoformat()} if self._moved < self._move.id else None
        return {"settle": self._asked if self._unsettled else None, "move": move}

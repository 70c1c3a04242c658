"""The line to the bank: pushes on their way, and the clock, which moves between them and never under one.

WeChat's three deliveries come within seconds. If a day went by between two of them, the bank would have to
take the second for an old request that somebody sends again.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from guitai_sandbox.state.pulse import Pulse

LONGEST_SECONDS = 600  # a fault may hold a push for so long; then the clock moves all the same


class Line:
    """Who is on it."""

    def __init__(self, pulse: Pulse) -> None:
        self._pulse = pulse
        self._pushes = 0
        self._moves = 0

    @asynccontextmanager
    async def push(self) -> AsyncIterator[None]:
        """A push, once no move of the clock is waiting for its turn."""
        await self._pulse.until(lambda: not self._moves, seconds=LONGEST_SECONDS)
        self._pushes += 1
        try:
            yield
        finally:
            self._pushes -= 1
            self._pulse.beat()

    @asynccontextmanager
    async def move(self) -> AsyncIterator[None]:
        """A move of the clock, once no push is open."""
        self._moves += 1
        try:
            await self._pulse.until(lambda: not self._pushes, seconds=LONGEST_SECONDS)
            yield
        finally:
            self._moves -= 1
            self._pulse.beat()

"""Waiting for something in the sandbox to change, without looking every so often."""

import asyncio
from collections.abc import Callable


class Pulse:
    """Beats on every change; who waits looks again at each beat."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()
        self._closed = False

    def beat(self) -> None:
        """Something has changed."""
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    @property
    def closed(self) -> bool:
        """Whether the sandbox ends."""
        return self._closed

    def close(self) -> None:
        """Let everybody go: the sandbox ends."""
        self._closed = True
        self.beat()

    async def until(self, ready: Callable[[], bool], *, seconds: float) -> bool:
        """Whether it became ready in that time."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while not ready():
            if self._closed or loop.time() >= deadline:
                return False
            await self._next(deadline)
        return True

    async def _next(self, deadline: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            async with asyncio.timeout_at(deadline):
                await future
        except TimeoutError:
            return  # the caller sees that its time is over
        finally:
            self._waiting.discard(future)

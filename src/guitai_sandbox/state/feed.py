"""What the phone page is told as it happens, over server-sent events."""

import asyncio
from collections.abc import AsyncIterator

BACKLOG = 1000  # a page that reads slower than this is cut off, and connects again


class Feed:
    """Passes every notice on to every page that listens."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[dict[str, object] | None]] = set()

    def tell(self, **notice: object) -> None:
        """Give the notice to all who listen now."""
        for queue in list(self._listeners):
            if queue.qsize() < BACKLOG:
                queue.put_nowait(notice)
            else:
                self._end(queue)

    def close(self) -> None:
        """End every stream: the sandbox ends."""
        for queue in list(self._listeners):
            self._end(queue)

    async def listen(self) -> AsyncIterator[dict[str, object]]:
        """The notices from now on."""
        queue: asyncio.Queue[dict[str, object] | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            while (notice := await queue.get()) is not None:
                yield notice
        finally:
            self._listeners.discard(queue)

    def _end(self, queue: asyncio.Queue[dict[str, object] | None]) -> None:
        self._listeners.discard(queue)
        queue.put_nowait(None)

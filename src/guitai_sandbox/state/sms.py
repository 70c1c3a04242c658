"""Text messages to mobile phones."""

from collections import deque
from collections.abc import Callable
from datetime import datetime

from guitai_sandbox.state.clock import stamp

KEPT = 1000


class Sms:
    """What each number has received, oldest first; `count` is of all that ever came."""

    def __init__(self, *, told: Callable[[str, str], None]) -> None:
        self._told = told
        self._messages: deque[tuple[int, str, dict[str, str]]] = deque(maxlen=KEPT)
        self.count = 0

    def deliver(self, mobile: str, text: str, *, at: datetime) -> None:
        """A message arrives."""
        self.count += 1
        self._messages.append((self.count, mobile, {"at": stamp(at), "text": text}))
        self._told(mobile, text)

    def of(self, mobile: str | None, *, after: int = 0) -> list[dict[str, str]]:
        """The messages of one number, of all where none is named, that came when there were `after` others."""
        return [
            message
            for number, receiver, message in self._messages
            if number > after and mobile in (None, receiver)
        ]

"""Text messages to mobile phones."""

from collections import deque
from datetime import datetime

from guitai_sandbox.state.clock import stamp

KEPT = 1000


class Sms:
    """What each number has received, oldest first."""

    def __init__(self) -> None:
        self._messages: deque[tuple[str, dict[str, str]]] = deque(maxlen=KEPT)

    def deliver(self, mobile: str, text: str, *, at: datetime) -> None:
        """A message arrives."""
        self._messages.append((mobile, {"at": stamp(at), "text": text}))

    def of(self, mobile: str | None) -> list[dict[str, str]]:
        """The messages of one number, of all where none is named."""
        return [message for number, message in self._messages if mobile in (None, number)]

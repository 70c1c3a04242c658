"""What a customer sees in the chat: numbered messages in both directions."""

from collections import deque
from collections.abc import Callable
from datetime import datetime
from itertools import dropwhile

from guitai_sandbox.state.clock import stamp

KEPT = 5000

Bubble = dict[str, object]  # a message of the phone API without its number, sender and time


class Chat:
    """One customer's messages; the number counts up over both directions."""

    def __init__(self, *, told: Callable[[int], None]) -> None:
        self._told = told
        self._messages: deque[tuple[int, Bubble]] = deque(maxlen=KEPT)
        self._last = 0

    @property
    def last(self) -> int:
        """The newest message's number."""
        return self._last

    def add(self, sender: str, bubble: Bubble, *, at: datetime) -> int:
        """A message appears; its number."""
        self._last += 1
        message = {"seq": self._last, "from": sender, "at": stamp(at), **bubble}
        self._messages.append((self._last, message))
        self._told(self._last)
        return self._last

    def after(self, seq: int) -> list[Bubble]:
        """The messages that came later than `seq`."""
        return [message for _, message in dropwhile(lambda item: item[0] <= seq, self._messages)]

    def message(self, seq: int) -> Bubble | None:
        """One message, None where it never was or is no longer kept."""
        return next((message for number, message in self._messages if number == seq), None)

"""When the bank may speak unasked: windows that a customer's doing opens, each with a count."""

from dataclasses import dataclass
from datetime import datetime

from guitai_sandbox.errors import WeChatError


@dataclass
class Window:
    """So many messages until that moment."""

    left: int
    until: datetime


class Windows:
    """One customer's windows, one for each kind of trigger; a new trigger opens its kind anew.

    WeChat does not say whether counts of several triggers add up. Here they do not: a message is
    taken from every open window, so that the largest alone decides.
    """

    def __init__(self) -> None:
        self._windows: dict[str, Window] = {}

    def open(self, trigger: str, *, count: int, until: datetime) -> None:
        """The customer did something that lets the bank speak."""
        self._windows[trigger] = Window(count, until)

    def close(self) -> None:
        """The customer has left."""
        self._windows.clear()

    def check(self, now: datetime) -> list[Window]:
        """The open windows; an error where there is none, or no message left in any."""
        standing = [window for window in self._windows.values() if now < window.until]
        if not standing:
            raise WeChatError(45015)
        if not any(window.left for window in standing):
            raise WeChatError(45047)
        return standing

    def spend(self, now: datetime) -> None:
        """One customer-service message is sent."""
        for window in self.check(now):
            window.left = max(0, window.left - 1)

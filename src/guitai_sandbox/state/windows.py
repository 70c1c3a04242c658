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

    WeChat does not say whether counts of several triggers add up. Here they do not unless that is wished
    for: a message is taken from every open window, so that the largest alone decides.
    """

    def __init__(self) -> None:
        self._windows: dict[str, Window] = {}

    def open(self, trigger: str, *, count: int, until: datetime) -> None:
        """The customer did something that lets the bank speak."""
        self._windows[trigger] = Window(count, until)

    def close(self) -> None:
        """The customer has left."""
        self._windows.clear()

    def check(self, now: datetime) -> None:
        """Refuse where no window is open, or no message is left in any."""
        standing = self._standing(now)
        if not standing:
            raise WeChatError(45015)
        if not any(window.left for window in standing):
            raise WeChatError(45047)

    def spend(self, now: datetime, *, add_up: bool) -> None:
        """One message less; where counts add up, it is taken from the window that ends first."""
        left = [window for window in self._standing(now) if window.left]
        if add_up:
            left = sorted(left, key=lambda window: window.until)[:1]
        for window in left:
            window.left -= 1

    def _standing(self, now: datetime) -> list[Window]:
        return [window for window in self._windows.values() if now < window.until]

"""How often each call was made today, and how often the counts were cleared this month."""

from collections import Counter

from guitai_sandbox.errors import WeChatError
from guitai_sandbox.state.clock import Clock

CLEARS_A_MONTH = 10
DEFAULT = 1_000_000
DAILY = {
    "/cgi-bin/token": 2_000,
    "/cgi-bin/stable_token": 500_000,
    "/cgi-bin/message/template/send": 100_000,
    "/cgi-bin/message/custom/send": 500_000,
    "/cgi-bin/message/mass/send": 100,
    "/cgi-bin/message/mass/sendall": 100,
    "/cgi-bin/menu/create": 1_000,
    "/cgi-bin/menu/addconditional": 2_000,
    "/cgi-bin/menu/delconditional": 2_000,
    "/cgi-bin/menu/trymatch": 20_000,
}


class Quota:
    """Counts by day, in the sandbox's clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._day = clock.now().date()
        self._used: Counter[str] = Counter()
        self._cleared: Counter[str] = Counter()

    def count(self, path: str) -> None:
        """One more call; refused beyond the day's limit."""
        self._turn_day()
        if self._used[path] >= DAILY.get(path, DEFAULT):
            raise WeChatError(45009)
        self._used[path] += 1

    def used(self, path: str) -> tuple[int, int]:
        """The day's limit, and how much of it is used."""
        self._turn_day()
        return DAILY.get(path, DEFAULT), self._used[path]

    def clear(self) -> None:
        """Begin to count anew, ten times a month."""
        month = f"{self._clock.now():%Y-%m}"
        if self._cleared[month] >= CLEARS_A_MONTH:
            raise WeChatError(48006)
        self._cleared[month] += 1
        self._used.clear()

    def _turn_day(self) -> None:
        today = self._clock.now().date()
        if today != self._day:
            self._day = today
            self._used.clear()

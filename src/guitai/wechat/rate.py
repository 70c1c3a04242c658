"""How fast one sender may push. Kept in the core's memory: each core counts for itself."""

import threading
from datetime import datetime

SENDERS = 10_000  # more than this and those who are quiet again are forgotten


class Rate:
    """How fast one sender may go: `burst` at once, then `per_second`. Remembers only who was busy lately."""

    # Nine pictures at once and hurried typing fit.
    def __init__(self, *, burst: int = 30, per_second: float = 1.0) -> None:
        self.burst = burst
        self.per_second = per_second
        self._used: dict[str, tuple[float, datetime]] = {}
        self._lock = threading.Lock()

    def admits(self, sender: str, now: datetime) -> bool:
        """Whether one more is within the rate; if so it counts."""
        with self._lock:
            used = self._now_used(sender, now)
            if used + 1 > self.burst:
                return False
            if len(self._used) > SENDERS:
                busy = [other for other in self._used if self._now_used(other, now) > 0]
                self._used = {other: self._used[other] for other in busy}
            self._used[sender] = (used + 1, now)
            return True

    def give_back(self, sender: str) -> None:
        """The last one does not count: it was a repeat, which the sender may not even have sent."""
        with self._lock:
            if sender in self._used:
                used, at = self._used[sender]
                self._used[sender] = (max(0.0, used - 1), at)

    def _now_used(self, sender: str, now: datetime) -> float:
        used, at = self._used.get(sender, (0.0, now))
        return max(0.0, used - (now - at).total_seconds() * self.per_second)

"""How fast one sender is served. Kept in the core's memory: each core counts for itself."""

import threading
from datetime import datetime, timedelta

SENDERS = 10_000  # more than this and those who are quiet again are forgotten


class Rate:
    """How fast one sender is served: `burst` at once, then `per_second`; what would have to wait for longer than
    `patience` is not. Remembers only who was busy lately.
    """

    # Nine pictures at once and hurried typing fit; who waits for each answer waits for the next no longer than 0.2 s.
    def __init__(
        self, *, burst: int = 30, per_second: float = 5.0, patience: timedelta = timedelta(seconds=2)
    ) -> None:
        self.burst = burst
        self.per_second = per_second
        self.patience = patience
        self._used: dict[str, tuple[float, datetime]] = {}
        self._lock = threading.Lock()

    def wait(self, sender: str, now: datetime) -> timedelta | None:
        """How long one more has to wait, and then it counts; None where that is too long."""
        with self._lock:
            used = self._now_used(sender, now) + 1
            wait = timedelta(seconds=max(0.0, used - self.burst) / self.per_second)
            if wait > self.patience:
                return None
            if len(self._used) > SENDERS:
                busy = [other for other in self._used if self._now_used(other, now) > 0]
                self._used = {other: self._used[other] for other in busy}
            self._used[sender] = (used, now)
            return wait

    def give_back(self, sender: str) -> None:
        """The last one does not count: it was a repeat, which the sender may not even have sent."""
        with self._lock:
            if sender in self._used:
                used, at = self._used[sender]
                self._used[sender] = (max(0.0, used - 1), at)

    def _now_used(self, sender: str, now: datetime) -> float:
        used, at = self._used.get(sender, (0.0, now))
        return max(0.0, used - (now - at).total_seconds() * self.per_second)

"""A second core for one sentence, while the machine has one to spare.

Two threads take two thirds of the time of one. But where something else wants the second core, each waits for the other
at every step, and they take longer than one alone. So who was kept waiting goes on alone for a while.
"""

from collections.abc import Callable
from threading import Lock
from time import monotonic, perf_counter, thread_time
from typing import TypeVar

ALONE_SECONDS = 1.0
KEPT_WAITING = 2  # times the processor time that it took
UNNOTICED_SECONDS = 0.005

Result = TypeVar("Result")


class Spare:
    """Tells how many threads a piece of work may use: two for one at a time, while nobody is kept waiting."""

    def __init__(self, use_threads: Callable[[int], object]) -> None:
        self._use_threads = use_threads
        self._lock = Lock()
        self._alone_until = 0.0

    def work(self, work: Callable[[], Result]) -> Result:
        """Do it on two threads, or on the caller's alone."""
        if monotonic() < self._alone_until or not self._lock.acquire(blocking=False):
            return self.alone(work)
        try:
            self._use_threads(2)
            began, worked = perf_counter(), thread_time()
            result = work()
            took, worked = perf_counter() - began, thread_time() - worked
            if took > KEPT_WAITING * worked + UNNOTICED_SECONDS:
                self._alone_until = monotonic() + ALONE_SECONDS
            return result
        finally:
            self._lock.release()

    def alone(self, work: Callable[[], Result]) -> Result:
        """Do it on the caller's thread."""
        self._use_threads(1)
        return work()

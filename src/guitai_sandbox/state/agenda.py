"""What outside parties will do later: each thing at its moment, by the sandbox's clock."""

import heapq
import logging
from collections.abc import Callable
from datetime import datetime
from itertools import count

from guitai_sandbox.state.bank import Bank
from guitai_sandbox.state.clock import Clock
from guitai_sandbox.state.pulse import Pulse

Work = Callable[[], None]

log = logging.getLogger(__name__)


class Agenda:
    """Work by moment; what stands at the same moment is done in the order in which it was put there."""

    def __init__(self, clock: Clock, pulse: Pulse, bank: Bank) -> None:
        self._clock = clock
        self._pulse = pulse
        self._bank = bank
        self._work: list[tuple[datetime, int, Work]] = []
        self._numbers = count()

    def at(self, moment: datetime, work: Work) -> None:
        """Do this at that moment; soon, where it has passed."""
        heapq.heappush(self._work, (moment, next(self._numbers), work))
        self._pulse.beat()

    def next(self) -> datetime | None:
        """The earliest moment at which there is something to do."""
        return self._work[0][0] if self._work else None

    @property
    def due(self) -> bool:
        """Whether a moment has come whose work is not done."""
        return bool(self._work) and self._work[0][0] <= self._clock.now()

    def run(self) -> None:
        """Do what is due, also what this itself brings up; then the bank is asked anew whether all is done."""
        while self.due:
            _, _, work = heapq.heappop(self._work)
            with self._bank.busy():
                try:
                    work()
                except Exception:  # what others have to do has its moment too
                    log.exception("something on the agenda failed")

"""How time passes: it ticks, or is moved from one moment at which anybody has something to do to the next."""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime

from guitai_sandbox.state.agenda import Agenda
from guitai_sandbox.state.bank import Bank
from guitai_sandbox.state.clock import Backwards, Clock, stamp
from guitai_sandbox.state.line import Line
from guitai_sandbox.state.pulse import Pulse

LONGEST_MOVE_SECONDS = 600  # a bank may have months of interest to run; then the rest is one step
LONGEST_WAIT_SECONDS = 3600.0  # a machine that slept looks at its agenda after so long at the latest


class Passage:
    """One move at a time; the next one waits for its turn. Meanwhile nothing is done by the tick."""

    def __init__(self, clock: Clock, pulse: Pulse, line: Line, bank: Bank, agenda: Agenda) -> None:
        self._clock = clock
        self._pulse = pulse
        self._line = line
        self._bank = bank
        self._agenda = agenda
        self._turn = asyncio.Lock()

    async def tick(self) -> None:
        """Do what stands on the agenda at its moment, as the clock ticks, until the sandbox ends."""
        while not self._pulse.closed:
            if self._turn.locked():
                await self._pulse.until(lambda: not self._turn.locked(), seconds=LONGEST_MOVE_SECONDS)
                continue
            self._agenda.run()
            first = self._agenda.next()
            await self._pulse.until(
                lambda first=first: self._agenda.due or self._agenda.next() != first,  # type: ignore[misc]
                seconds=self._seconds_to(first),
            )

    async def move(self, wanted: Callable[[datetime], datetime]) -> None:
        """Go on to the moment wanted, given the present one; return when everything that fell due has run."""
        async with self._turn:
            with self._bank.moving():
                async with self._line.move():
                    now = self._clock.now()
                    to = wanted(now)
                if to < now:
                    raise Backwards(f"the clock moves forward only; it is {stamp(now)}")
                await self._walk(now, to)
        self._pulse.beat()

    async def _walk(self, reached: datetime, to: datetime) -> None:
        until = time.monotonic() + LONGEST_MOVE_SECONDS
        await self._bank.settle(until=until)  # so that it has told what comes next
        while reached < to:
            late = time.monotonic() >= until
            reached = await self._step(to if late else self._next(reached, to), until)

    def _next(self, reached: datetime, to: datetime) -> datetime:
        """Where to go from there. What was due there and could not be done holds nobody up."""
        moments = (self._agenda.next(), self._bank.next)
        return min([moment for moment in moments if moment and reached < moment < to], default=to)

    async def _step(self, moment: datetime, until: float) -> datetime:
        """Let everybody do what falls due at that moment, the bank first; where the clock has been put."""
        async with self._line.move():
            reached = self._clock.move(moment)  # or past it: it ticked on while others worked
        await self._bank.follow(until=until)
        self._agenda.run()
        await self._bank.settle(until=until)
        return reached

    def _seconds_to(self, moment: datetime | None) -> float:
        if moment is None:
            return LONGEST_WAIT_SECONDS
        return min((moment - self._clock.now()).total_seconds(), LONGEST_WAIT_SECONDS)

"""The clockwork: goes through the doors for the clock, always through the one that fell due first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from time import monotonic

import structlog

from guitai.database import Database, Transaction
from guitai.rounds import Rounds
from guitai.schedule import aside, days
from guitai.schedule.aside import Aside
from guitai.schedule.doors import Daily, Door, Due, Each, Shift
from guitai.shield.strength import Limits
from guitai.zone import BANK_ZONE

# A door that failed, or that another process is in, is left alone for so long: the others go on.
PAUSE_SECONDS = 5.0
NIGHT = timedelta(days=1)

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Waiting:
    """A door, since when it is due, and for which business day; `again`: only for what was set aside there."""

    at: datetime
    door: Door
    on: date
    again: bool = False


class Clockwork:
    """Works in the core, on a thread of its own. Any number of processes may have one."""

    def __init__(
        self, database: Database, doors: Sequence[Door], limits: Limits, done: Callable[[int], None]
    ) -> None:
        self.database = database
        self.doors = sorted(doors, key=_order)
        self.limits = limits
        self.rounds = Rounds("clockwork", self.round, done)
        self._paused: dict[str, float] = {}

    def start(self) -> None:
        """Begin to work."""
        self.enrol()
        self.rounds.start()

    def enrol(self) -> None:
        """Let daily doors that were never here before begin with today: the days until now need nothing of them."""
        names = [door.name for door in self.doors if isinstance(door, Daily)]
        self.database.run(lambda db: days.enrol(db, names, db.today))

    def stop(self) -> None:
        """Finish the part that is being worked on, and end."""
        self.rounds.end()
        self.rounds.join()

    def round(self) -> int:
        """One part of the work of the door that fell due first; how much that was: 0 or 1."""
        waiting = self.next()
        if waiting is None or waiting.at > self.database.run(lambda db: db.now):
            return 0
        try:
            did = self.go_through(waiting)
        except Exception:  # the others go on, and this one is tried again
            log.exception("a door for the clock failed", door=waiting.door.name, on=waiting.on.isoformat())
            did = False
        if not did:
            self._paused[waiting.door.name] = monotonic() + PAUSE_SECONDS
        return 1

    def go_through(self, waiting: Waiting) -> bool:
        """Do one part of this door's work; False where there was none, or another process is at it."""
        return self.database.run(lambda db: self._part(db, waiting))

    def next(self) -> Waiting | None:
        """The door that falls due first, or has."""
        return self.database.run(self._next)

    def anything_due(self) -> bool:
        """Whether a door that is not paused could be gone through now."""

        def is_due(db: Transaction) -> bool:
            waiting = self._next(db)
            return waiting is not None and waiting.at <= db.now

        return self.database.run(is_due)

    def _next(self, db: Transaction) -> Waiting | None:
        done, set_aside = days.done_on(db), aside.every(db)
        every = (self._waiting(db, door, done, set_aside) for door in self.doors if not self._rests(door))
        return min((one for one in every if one), key=lambda one: one.at, default=None)

    def _waiting(
        self, db: Transaction, door: Door, done: dict[str, date], set_aside: Sequence[Aside]
    ) -> Waiting | None:
        mine = [one for one in set_aside if one.door == door.name]
        again = [Waiting(one.again_at, door, done.get(door.name, db.today), again=True) for one in mine]
        match door:
            case Daily() if door.name not in done:
                return None
            case Daily():
                on = done[door.name] + NIGHT
                waits = door.after is not None and done[door.after.name] < on
                at = None if waits else datetime.combine(on + NIGHT, door.at, BANK_ZONE)
            case Due():
                on, at = db.today, door.when(db)
            case Each():
                found = door.first(db, [one.item for one in mine if one.again_at > db.now])
                on, at = db.today, found and found[2]
        first = [Waiting(at, door, on)] if at else []
        return min(first + again, key=lambda one: one.at, default=None)

    def _rests(self, door: Door) -> bool:
        until = self._paused.get(door.name, 0.0)
        if until and until <= monotonic():
            del self._paused[door.name]
        return door.name in self._paused

    def _part(self, db: Transaction, waiting: Waiting) -> bool:
        shift = Shift(db, waiting.on, self.limits)
        match waiting.door:
            case Due() as door:
                return door.work(shift)
            case Each() as each:
                first, work = partial(each.first, db), partial(each.work, shift)
                return aside.do_one(db, each.name, first, work)
            case Daily() as daily:
                return self._daily(shift, daily, again=waiting.again)

    def _daily(self, shift: Shift, door: Daily, *, again: bool) -> bool:
        """A part of a day's work, which is done once; or of what was left over when it was."""
        if not days.take(shift.db, door.name, shift.on if again else shift.on - NIGHT):
            return False
        if not door.work(shift) and not again:
            days.finish(shift.db, door.name, shift.on)
        return True


def _order(door: Door) -> tuple[int, str]:
    """At one moment what was left from before comes first, then the day's work by name."""
    return isinstance(door, Daily), door.name

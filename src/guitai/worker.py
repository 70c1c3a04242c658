"""The worker: carries out what the outbox holds, and sends replies whose line has closed."""

import threading
from collections.abc import Callable, Mapping

import structlog

from guitai import outbox, turns
from guitai.database import Database, Transaction
from guitai.outbox import Request
from guitai.turns import CHAT

# After so many tries that broke off it is the request that is wrong, and those behind it have waited long enough.
MOST_LOST = 20
LOOK_EVERY_SECONDS = 0.5  # for what falls due by itself; a turn wakes the worker at once

log = structlog.get_logger(__name__)


class Worker:
    """Empties the outbox, each destination in a thread of its own: a slow one holds up no other.

    One whose requests somebody waits for has several, `side_by_side`. `done` is told after every round of any of them.
    """

    def __init__(
        self,
        database: Database,
        destinations: Mapping[str, Callable[[Request], None]],
        done: Callable[[], None],
        side_by_side: Mapping[str, int] | None = None,
    ) -> None:
        self.database = database
        self.destinations = list(destinations)
        several = side_by_side or {}
        self.lanes = [
            Lane(database, name, send, done)
            for name, send in destinations.items()
            for _ in range(several.get(name, 1))
        ]

    def lane(self, destination: str) -> "Lane":
        """The first of a destination's lanes."""
        return next(lane for lane in self.lanes if lane.destination == destination)

    def start(self) -> None:
        """Begin to work."""
        for lane in self.lanes:
            lane.start()

    def stop(self) -> None:
        """Finish the rounds that are running, and end."""
        for lane in self.lanes:
            lane.end()
        for lane in self.lanes:
            lane.join()

    def wake(self) -> None:
        """There may be something to do."""
        for lane in self.lanes:
            lane.wake()

    def quiet(self) -> int | None:
        """How many rounds have begun so far, or None while one is running: what it has claimed is due to nobody else.

        Equal before and after a look at the database, no round has run during the look.
        """
        begun = sum(lane.begun for lane in self.lanes)
        return None if any(lane.busy for lane in self.lanes) else begun

    def anything_due(self) -> bool:
        """Whether something waits that could be sent now, or a reply that has not taken its way."""
        with self.database.transaction() as db:
            return outbox.any_due(db, self.destinations) or turns.any_unsent(db)


class Lane:
    """The thread of one destination."""

    def __init__(
        self, database: Database, destination: str, send: Callable[[Request], None], done: Callable[[], None]
    ) -> None:
        self.database = database
        self.destination = destination
        self.send = send
        self.done = done
        self.busy = False
        self.begun = 0
        self._awake = threading.Event()
        self._stopped = False
        self._thread = threading.Thread(target=self._work, name=f"worker {destination}", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def end(self) -> None:
        """Begin no other round."""
        self._stopped = True
        self.wake()

    def join(self) -> None:
        """Wait for the round that is running."""
        self._thread.join()

    def wake(self) -> None:
        """There may be something to do."""
        self._awake.set()

    def round(self) -> int:
        """Carry out what is due, one request at a time: each has its lease to itself. How much that was."""
        overdue, request = self.database.run(self._claim)
        if request is None:
            return overdue
        self.send(request)
        return overdue + 1

    def _claim(self, db: Transaction) -> tuple[int, Request | None]:
        # By the one that sends them: what has just been put stands before what was held back.
        overdue = turns.send_overdue(db) if self.destination == CHAT else 0
        for request in outbox.claim(db, self.destination, most=1):
            if request.lost <= MOST_LOST:
                return overdue, request
            outbox.settle(db, request, failed="it was tried too often")
        return overdue, None

    def _work(self) -> None:
        while not self._stopped:
            self._awake.clear()
            carried_out = self._round()
            self.done()
            if not carried_out:
                self._awake.wait(LOOK_EVERY_SECONDS)

    def _round(self) -> int:
        self.busy = True
        self.begun += 1
        try:
            return self.round()
        except Exception:  # nobody else would carry on: the lease runs out, and it is tried again
            log.exception("a round of the worker failed")
            return 0
        finally:
            self.busy = False

"""The worker: carries out what the outbox holds, and sends replies whose line has closed."""

import threading
from collections.abc import Callable, Mapping

import structlog

from guitai import outbox, turns
from guitai.database import Database, Transaction
from guitai.outbox import Request

MOST_TRIES = 20  # then it is the request that is wrong; those behind it have waited long enough
LOOK_EVERY_SECONDS = 0.5  # for what falls due by itself; a turn wakes the worker at once

log = structlog.get_logger(__name__)


class Worker:
    """A thread that empties the outbox. `done` is told after every round."""

    def __init__(
        self,
        database: Database,
        destinations: Mapping[str, Callable[[Request], None]],
        done: Callable[[], None],
    ) -> None:
        self.database = database
        self.destinations = destinations
        self.done = done
        self.busy = False  # a round is running: what it has claimed is due to nobody else
        self._awake = threading.Event()
        self._stopped = False
        self._thread = threading.Thread(target=self._work, name="worker", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the round that is running, and end."""
        self._stopped = True
        self.wake()
        self._thread.join()

    def wake(self) -> None:
        """There may be something to do."""
        self._awake.set()

    def round(self) -> int:
        """Carry out what is due, one request at a time: each has its lease to itself. How much that was."""
        overdue, request = self.database.run(_claim)
        if request is None:
            return overdue
        self.destinations[request.destination](request)
        return overdue + 1

    def _work(self) -> None:
        while not self._stopped:
            self._awake.clear()
            carried_out = self._round()
            self.done()
            if not carried_out:
                self._awake.wait(LOOK_EVERY_SECONDS)

    def _round(self) -> int:
        self.busy = True
        try:
            return self.round()
        except Exception:  # nobody else would carry on: the lease runs out, and it is tried again
            log.exception("a round of the worker failed")
            return 0
        finally:
            self.busy = False


def _claim(db: Transaction) -> tuple[int, Request | None]:
    overdue = turns.send_overdue(db)
    for request in outbox.claim(db, most=1):
        if request.tries <= MOST_TRIES:
            return overdue, request
        outbox.settle(db, request, failed="it was tried too often")
    return overdue, None


def anything_due(database: Database) -> bool:
    """Whether something waits that could be sent now, or a reply that has not taken its way."""
    with database.transaction() as db:
        return outbox.any_due(db) or turns.any_unsent(db)

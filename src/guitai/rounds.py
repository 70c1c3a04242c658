"""A thread that goes on its rounds: at once again while there is something to do, otherwise when it is woken."""

import threading
from collections.abc import Callable

import structlog

LOOK_EVERY_SECONDS = 0.5  # for what falls due by itself; who has put something up wakes the thread at once

log = structlog.get_logger(__name__)


class Rounds:
    """Goes on `round`, which says how much it did, until it is ended. `done` is told so after each."""

    def __init__(self, name: str, round: Callable[[], int], done: Callable[[int], None]) -> None:
        self.begun = 0
        self.busy = False
        self._name = name
        self._round, self._done = round, done
        self._awake = threading.Event()
        self._woken = self._seen = 0
        self._stopped = False
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)

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
        self._woken += 1
        self._awake.set()

    @property
    def quiet(self) -> bool:
        """Whether a round that began after the last call for one found nothing, and none is running."""
        return not self.busy and self._seen >= self._woken

    def go(self) -> int:
        """One round, whatever comes of it; how much it did."""
        woken = self._woken
        self.busy = True
        self.begun += 1
        did = 0
        try:
            did = self._round()
        except Exception:  # nobody else would carry on, and what was not done is due again
            log.exception("a round failed", of=self._name)
        finally:
            if not did:
                self._seen = woken
            self.busy = False
        return did

    def _work(self) -> None:
        while not self._stopped:
            self._awake.clear()
            did = self.go()
            self._done(did)
            if not did:
                self._awake.wait(LOOK_EVERY_SECONDS)

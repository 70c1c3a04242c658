"""The worker: carries out what the outbox holds, and sends replies whose line has closed."""

from collections.abc import Callable, Mapping, Sequence

from guitai import outbox, turns
from guitai.database import Database, Transaction
from guitai.outbox import Request
from guitai.rounds import Rounds
from guitai.turns import CHAT

# After so many tries that broke off it is the request that is wrong, and those behind it have waited long enough.
MOST_LOST = 20


class Worker:
    """Empties the outbox, each destination in a thread of its own: a slow one holds up no other.

    One whose requests somebody waits for has several, `side_by_side`. What has to be fetched has a thread each too: it
    says how much there was. `done` is told after every round of any of them.
    """

    def __init__(
        self,
        database: Database,
        destinations: Mapping[str, Callable[[Request], None]],
        done: Callable[[int], None],
        side_by_side: Mapping[str, int] | None = None,
        fetching: Sequence[Callable[[], int]] = (),
    ) -> None:
        self.database = database
        self.destinations = list(destinations)
        several = side_by_side or {}
        self.lanes = [
            Lane(database, name, send, done)
            for name, send in destinations.items()
            for _ in range(several.get(name, 1))
        ]
        self.rounds = [lane.rounds for lane in self.lanes]
        self.rounds += [
            Rounds(f"worker fetching {number}", fetch, done) for number, fetch in enumerate(fetching)
        ]

    def lane(self, destination: str) -> "Lane":
        """The first of a destination's lanes."""
        return next(lane for lane in self.lanes if lane.destination == destination)

    def start(self) -> None:
        """Begin to work."""
        for rounds in self.rounds:
            rounds.start()

    def stop(self) -> None:
        """Finish the rounds that are running, and end."""
        for rounds in self.rounds:
            rounds.end()
        for rounds in self.rounds:
            rounds.join()

    def wake(self) -> None:
        """There may be something to do."""
        for rounds in self.rounds:
            rounds.wake()

    def anything_due(self) -> bool:
        """Whether something waits that could be sent now, or a reply that has not taken its way."""
        with self.database.transaction() as db:
            return outbox.any_due(db, self.destinations) or turns.any_unsent(db)


class Lane:
    """The rounds of one destination."""

    def __init__(
        self,
        database: Database,
        destination: str,
        send: Callable[[Request], None],
        done: Callable[[int], None],
    ) -> None:
        self.database = database
        self.destination = destination
        self.send = send
        self.rounds = Rounds(f"worker {destination}", self.round, done)

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

"""The bank's clearing as it runs: a worker and a core of their own at the sandbox's clearing house, over HTTP."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.clearing_desk import Desk, work_inbox, work_inquiries

from guitai import clock, outbox
from guitai.clearing import differences
from guitai.clearing.calls import ANSWERS, CLEARING
from guitai.clearing.house import Clearing
from guitai.clearing.messages import Party
from guitai.clearing.statements import statement
from guitai.database import Database
from guitai.ledger.chart import Internal

STEP = timedelta(hours=1)


class Bank:
    """One payer's bank, committed step by step, with its time beside the sandbox's."""

    def __init__(self, core: Database, worker: Database, sandbox: Any, clearing: Clearing) -> None:
        self.core, self.worker, self.sandbox, self.clearing = core, worker, sandbox, clearing
        self.keep_time()
        self.began, self.had = self.today(), self._has()
        with core.transaction() as db:
            self.desk = Desk(db, db.now)
        self.paid: list[Any] = []

    def house(self, on: date | None = None) -> dict[str, Any]:
        """What the house has of a day, or of today."""
        answer: dict[str, Any] = self.sandbox.get("/phone/clearing", **({"on": on} if on else {}))
        return answer

    def of_the_house(self) -> dict[str, str]:
        """How every payment so far stands at the house."""
        days = (self.today() - self.began).days
        every = [self.house(self.began + timedelta(days=day))["payments"] for day in range(days + 1)]
        return {payment["tx_id"]: payment["state"] for payments in every for payment in payments}

    def today(self) -> date:
        """By the sandbox's clock."""
        return datetime.fromisoformat(self.sandbox.get("/phone/clock")["now"]).date()

    def keep_time(self) -> None:
        """The bank's time is the sandbox's."""
        now = datetime.fromisoformat(self.sandbox.get("/phone/clock")["now"])
        with self.worker.transaction() as db:
            clock.move(db.connection, now)

    def pays(self, yuan: int, to: Party) -> None:
        """A payment leaves."""
        with self.core.transaction() as db:
            self.desk.db = db
            self.paid.append(self.desk.pays(yuan, to=to))
        self.works()

    def waits(self, **time: float) -> None:
        """Let time pass in steps, and do after each what there is to do."""
        left = timedelta(**time)
        while left > timedelta():
            step = min(left, STEP)
            self.sandbox.post("/phone/clock", advance=f"PT{int(step.total_seconds())}S")
            self.keep_time()
            self.works()
            left -= step

    def works(self) -> None:
        """Send, fetch and carry out, until nothing is left."""
        while self._sent() or self.clearing.fetch() or self.core.run(self._carried_out):
            pass

    def agrees(self) -> None:
        """What the bank has of it is what the house has, and nothing is left over."""
        known = self.of_the_house()
        days = [self.began + timedelta(days=day) for day in range((self.today() - self.began).days)]
        with self.core.transaction() as db:
            self.desk.db = db
            states = {payment_id: self.desk.state(payment_id) for payment_id in self.paid}
            told = {
                payment_id: state if isinstance(state, str) else state[0]
                for payment_id, state in states.items()
            }
            assert told == {paid: known.get(paid.hex, "rejected") for paid in self.paid}
            assert self.desk.fen(Internal.CLEARING_OUT) == 0
            assert self.desk.fen(Internal.SUSPENSE) == 0
            assert self.desk.fen(Internal.RESERVES) == self._has() - self.had
            assert [one for day in days for one in differences.of_day(db, day)] == []
            assert [day for day in days if statement(db, day) is None] == []

    def _has(self) -> int:
        """What the bank has at the house, in fen; where that count began is the house's business."""
        return int(Decimal(self.house()["balance"]) * 100)

    def _sent(self) -> bool:
        with self.worker.transaction() as db:
            requests = [one for way in (CLEARING, ANSWERS) for one in outbox.claim(db, way, most=8)]
        for request in requests:
            self.clearing.carry_out(request)
        return bool(requests)

    def _carried_out(self, db: Any) -> bool:
        return work_inbox(db, self.desk.admit) or work_inquiries(db)


@contextmanager
def open_bank(core: Database, worker: Database, sandbox: Any) -> Iterator[Bank]:
    """The bank at this sandbox's door."""
    token = sandbox.settings.clearing_token
    with closing(Clearing(worker, url=sandbox.url, token=token, proxy="")) as clearing:
        yield Bank(core, worker, sandbox, clearing)

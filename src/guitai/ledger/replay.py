"""Plays what happened to an account again from the first, and says where that and the account disagree. Pure."""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from guitai.ledger.accounts import CLOSED
from guitai.ledger.chart import STRIPES
from guitai.ledger.links import AccountRow, MarkRow, PostingRow, link, mark_link, opening

NO_BOUND = 2**63  # past every sum
STOPPING = ("stopped", "lifted")


@dataclass
class Replay:
    """The account as its postings, holds and stops make it. The last of them is `entry_id` or `hold_id`."""

    account: AccountRow
    seq: int = 0
    booked_at: int | None = None
    entry_id: UUID | None = None
    hold_id: UUID | None = None
    posted: Counter[str] = field(default_factory=Counter)
    pending: Counter[str] = field(default_factory=Counter)
    stops: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.head = opening(self.account)
        self._own, self._other = ("D", "C") if self.account.side == "D" else ("C", "D")
        self._customers = self.account.owner > STRIPES

    @property
    def balance_fen(self) -> int:
        """The account's own side less the other."""
        return self.posted[self._own] - self.posted[self._other]

    def add(self, row: PostingRow) -> str:
        """Play the next posting; what is wrong with it, or nothing."""
        self.entry_id, self.hold_id = row.entry_id, None
        self.seq += 1
        self.posted[row.side] += row.amount_fen
        if row.entry_booked_at is None:
            return self._go_on(row, "it has postings and no entry")
        booked_at = max(row.entry_booked_at, self.booked_at or row.entry_booked_at)
        self.booked_at = row.booked_at if self._customers else None
        if row.seq != self.seq:
            return self._go_on(row, f"number {self.seq} of its chain is missing")
        if row.link != link(self.head, self.account, row):
            return self._go_on(row, "its chain is broken")
        self.head = row.link
        if row.currency != self.account.currency:
            return "it is in another currency than the account"
        if row.balance_after_fen != (self.balance_fen if self._customers else None):
            return "its balance after is wrong"
        if self._stopped(row.side):
            return "it was posted though the account was stopped"
        if row.booked_at != booked_at:
            return "it is booked at another moment"
        return self._out_of_bounds() if row.last else ""

    def mark(self, row: MarkRow) -> str:
        """Play what moved no money; what is wrong with it, or nothing."""
        self.seq += 1
        what, *facts = [fact or "" for fact in row.facts]
        self.entry_id, self.hold_id = None, None if what in STOPPING else UUID(facts[1])
        if row.marked_at is None:
            return self._go_on(row, "it is of a hold that is missing")
        if row.seq != self.seq:
            return self._go_on(row, f"number {self.seq} of its chain is missing")
        if row.link != mark_link(self.head, self.account, row):
            return self._go_on(row, "its chain is broken")
        self.head = row.link
        if what == "stopped":
            return self._stop(*facts)
        if what == "lifted":
            return "" if self.stops.pop(facts[0], "") else "a stop is lifted that was not in force"
        side, amount_fen = facts[2], int(facts[3])
        if what == "held":
            self.pending[side] += amount_fen
            stopped = "it is held though the account was stopped" if self._stopped(side) else ""
            return stopped or self._out_of_bounds()
        self.pending[side] -= amount_fen
        return ""

    def disagreement(self) -> str:
        """What the account says otherwise than its postings, holds and stops, or nothing."""
        account = self.account
        if (account.debits_posted_fen, account.credits_posted_fen) != (self.posted["D"], self.posted["C"]):
            return "its sums are not those of its postings"
        if (account.debits_pending_fen, account.credits_pending_fen) != (
            self.pending["D"],
            self.pending["C"],
        ):
            return "its pending sums are not those of its holds"
        if (account.debits_open, account.credits_open) != (not self._stopped("D"), not self._stopped("C")):
            return "it is open otherwise than its stops have it"
        if (account.seq, account.head) != (self.seq, self.head):
            return "it is another account than was opened, or what happened last is missing"
        return "" if account.booked_at == self.booked_at else "its last booking is another"

    def _go_on(self, row: PostingRow | MarkRow, what: str) -> str:
        """From what is stored: what comes later is right or wrong by itself."""
        self.seq, self.head = row.seq, row.link
        return what

    def _stop(self, reason: str, debits: str, credits: str) -> str:
        if reason in self.stops:
            return "it is stopped twice for one reason"
        self.stops[reason] = "D" * int(debits) + "C" * int(credits)
        if reason == CLOSED and (self.balance_fen or self.pending.total()):
            return "it was closed with something on it"
        return ""

    def _stopped(self, side: str) -> bool:
        return any(side in sides for sides in self.stops.values())

    def _out_of_bounds(self) -> str:
        least, most = self.account.least_fen, self.account.most_fen
        if self.balance_fen - self.pending[self._other] < (-NO_BOUND if least is None else least):
            return "it takes the account below its bound"
        if self.balance_fen + self.pending[self._own] > (NO_BOUND if most is None else most):
            return "it takes the account above its cap"
        return ""

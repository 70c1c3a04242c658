"""What the check of the books says: how much was read, and the first thing that is wrong."""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from guitai.ledger.chart import AccountKey


@dataclass(frozen=True)
class Problem:
    """What is wrong, in which entry or hold, on which account."""

    what: str
    entry_id: UUID | None = None
    account: AccountKey | None = None
    hold_id: UUID | None = None

    def __str__(self) -> str:
        entry = f"entry {self.entry_id}: " if self.entry_id else ""
        hold = f"hold {self.hold_id}: " if self.hold_id else ""
        account = (
            f" (account {self.account.account_id} of owner {self.account.owner})" if self.account else ""
        )
        return f"{entry}{hold}{self.what}{account}"


@dataclass
class Report:
    """What was read and the first thing found wrong. Sums are debits less credits, by currency."""

    entries: int = 0
    postings: int = 0
    accounts: int = 0
    holds: int = 0
    stops: int = 0
    closings: int = 0
    heads: int = 0
    sums_fen: Counter[str] = field(default_factory=Counter)
    problem: Problem | None = None

    @property
    def sound(self) -> bool:
        """Whether everything was proved."""
        return self.problem is None

    def as_json(self) -> dict[str, object]:
        """The same for programs."""
        problem = self.problem or Problem("")
        return {
            "sound": self.sound,
            "entries": self.entries,
            "postings": self.postings,
            "accounts": self.accounts,
            "holds": self.holds,
            "stops": self.stops,
            "closings": self.closings,
            "heads": self.heads,
            "sums_fen": dict(self.sums_fen),
            "problem": problem.what or None,
            "entry": str(problem.entry_id) if problem.entry_id else None,
            "hold": str(problem.hold_id) if problem.hold_id else None,
            "owner": problem.account.owner if problem.account else None,
            "account": problem.account.account_id if problem.account else None,
        }

    def __str__(self) -> str:
        if self.problem:
            return f"the books are wrong: {self.problem}"
        read = (
            f"{self.entries} entries, {self.postings} postings, {self.accounts} accounts, {self.holds} holds, "
            f"{self.stops} stops, {self.closings} closed days, {self.heads} signed heads"
        )
        return f"the books are right: {read}; debits equal credits"

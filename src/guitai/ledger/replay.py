"""Plays an account's postings again from the first, and says where they and the account disagree. Pure."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from struct import pack
from typing import NamedTuple
from uuid import UUID

from guitai.ledger.chart import STRIPES

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)  # PostgreSQL's: its moments and days are counted from here
MICROSECOND = timedelta(microseconds=1)


class AccountRow(NamedTuple):
    """What the account says of itself."""

    owner: int
    account_id: int
    turn_id: UUID
    kind: str
    number: str | None
    currency: str
    side: str
    least_fen: int | None
    opened_on: date
    debits_pending_fen: int
    debits_posted_fen: int
    credits_pending_fen: int
    credits_posted_fen: int
    seq: int
    head: bytes
    booked_at: datetime | None


class PostingRow(NamedTuple):
    """One of its postings, with the digest and currency of its entry."""

    seq: int
    entry_owner: int
    entry_id: UUID
    turn_id: UUID
    side: str
    amount_fen: int
    balance_after_fen: int | None
    booked_at: datetime
    effective_on: date
    details_digest: bytes | None
    link: bytes
    entry_booked_at: datetime
    digest: bytes
    currency: str


@dataclass
class Replay:
    """The account as its postings make it."""

    account: AccountRow
    seq: int = 0
    booked_at: datetime | None = None
    entry_id: UUID | None = None
    posted: dict[str, int] = field(default_factory=lambda: {"D": 0, "C": 0})

    def __post_init__(self) -> None:
        self.head = opening(self.account)

    @property
    def balance_fen(self) -> int:
        """The account's own side less the other."""
        own = self.account.side
        return self.posted[own] - self.posted["D" if own == "C" else "C"]

    def add(self, row: PostingRow) -> str:
        """Play the next posting; what is wrong with it, or nothing."""
        account = self.account
        customers = account.owner > STRIPES
        booked_at = max(row.entry_booked_at, self.booked_at or row.entry_booked_at)
        self.seq += 1
        self.entry_id = row.entry_id
        self.posted[row.side] += row.amount_fen
        self.head = link(self.head, account, row)
        self.booked_at = row.booked_at if customers else None
        if row.seq != self.seq:
            return f"posting {self.seq} is missing"
        if row.link != self.head:
            return "its chain is broken"
        if row.currency != account.currency:
            return "it is in another currency than the account"
        if row.balance_after_fen != (self.balance_fen if customers else None):
            return "its balance after is wrong"
        if account.least_fen is not None and self.balance_fen < account.least_fen:
            return "it takes the account below its bound"
        return "" if row.booked_at == booked_at else "it is booked at another moment"

    def disagreement(self) -> str:
        """What the account says otherwise than its postings, or nothing."""
        account = self.account
        wrong = {
            "its sums are not those of its postings": (account.debits_posted_fen, account.credits_posted_fen)
            != (self.posted["D"], self.posted["C"]),
            "its pending sums are not those of its holds": account.debits_pending_fen != 0
            or account.credits_pending_fen != 0,
            "it is another account than was opened, or its last postings are missing": account.seq != self.seq
            or account.head != self.head,
            "its last booking is another": account.booked_at != self.booked_at,
        }
        return next((what for what, is_so in wrong.items() if is_so), "")


def link(head: bytes, account: AccountRow, row: PostingRow) -> bytes:
    """What ledger.post writes as a posting's link: SHA-256 over the link before and the posting itself."""
    signed = row.amount_fen if row.side == "C" else -row.amount_fen
    at, said_at = ((moment - EPOCH) // MICROSECOND for moment in (row.booked_at, row.entry_booked_at))
    day = row.effective_on.toordinal() - EPOCH.toordinal()
    return sha256(
        head
        + pack(">qqqqqq", account.owner, account.account_id, row.seq, signed, at, row.entry_owner)
        + row.entry_id.bytes
        + row.turn_id.bytes
        + pack(">qi", said_at, day)
        + row.digest
        + (row.details_digest or b"")
    ).digest()


def opening(account: AccountRow) -> bytes:
    """What ledger.opening gives: SHA-256 over what the account is."""
    facts = [account.owner, account.account_id, account.turn_id, account.kind, account.number or "-"]
    facts += [account.currency, account.side, "-" if account.least_fen is None else account.least_fen]
    facts.append((account.opened_on - EPOCH.date()).days)
    return sha256("\x1f".join(map(str, facts)).encode()).digest()

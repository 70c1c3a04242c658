"""The links of an account's chain, as the database writes them, and its moments and days as it sends them. Pure.

Moments are microseconds and days are days since the beginning of 2000, as PostgreSQL keeps them: any value can be read,
also one that no calendar has.
"""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from struct import pack
from typing import NamedTuple
from uuid import UUID

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
MARK = b"mark"


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
    most_fen: int | None
    opened_on: int
    debits_open: bool
    credits_open: bool
    debits_pending_fen: int
    debits_posted_fen: int
    credits_pending_fen: int
    credits_posted_fen: int
    seq: int
    head: bytes
    booked_at: int | None


class PostingRow(NamedTuple):
    """One of its postings, with the digest and currency of its entry. `last` of those that the entry has here."""

    seq: int
    entry_owner: int
    entry_id: UUID
    turn_id: UUID
    side: str
    amount_fen: int
    balance_after_fen: int | None
    booked_at: int
    effective_on: int
    details_digest: bytes | None
    link: bytes
    entry_booked_at: int | None
    digest: bytes | None
    currency: str | None
    last: bool


class MarkRow(NamedTuple):
    """What moved no money: a line of a hold, a stop, or the end of one. `facts` say what, which, and how much."""

    seq: int
    turn_id: UUID
    marked_at: int | None
    link: bytes
    facts: list[str | None]


def moment(microseconds: int) -> datetime:
    """The moment that PostgreSQL keeps so. OverflowError where no calendar has it."""
    return EPOCH + timedelta(microseconds=microseconds)


def day(days: int) -> date:
    """The day that PostgreSQL keeps so. ValueError or OverflowError where no calendar has it."""
    return date.fromordinal(EPOCH.toordinal() + days)


def opening(account: AccountRow) -> bytes:
    """What ledger.opening gives: SHA-256 over what the account is."""
    facts = [account.owner, account.account_id, account.turn_id, account.kind, account.number or "-"]
    facts += [account.currency, account.side, "-" if account.least_fen is None else account.least_fen]
    facts += [account.opened_on] if account.most_fen is None else [account.opened_on, account.most_fen]
    return sha256("\x1f".join(map(str, facts)).encode()).digest()


def link(head: bytes, account: AccountRow, row: PostingRow) -> bytes:
    """What ledger.post writes as a posting's link: SHA-256 over the link before and the posting itself."""
    signed = row.amount_fen if row.side == "C" else -row.amount_fen
    return sha256(
        head
        + pack(">qqqqqq", account.owner, account.account_id, row.seq, signed, row.booked_at, row.entry_owner)
        + row.entry_id.bytes
        + row.turn_id.bytes
        + pack(">qi", row.entry_booked_at, row.effective_on)
        + (row.digest or b"")
        + (row.details_digest or b"")
    ).digest()


def mark_link(head: bytes, account: AccountRow, row: MarkRow) -> bytes:
    """What ledger.mark gives: SHA-256 over the link before, a word that no posting begins with, and the facts."""
    return sha256(
        head
        + MARK
        + pack(">qqq", account.owner, account.account_id, row.seq)
        + row.turn_id.bytes
        + pack(">q", row.marked_at)
        + "\x1f".join(fact or "" for fact in row.facts).encode()
    ).digest()

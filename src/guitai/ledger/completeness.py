"""Whether a stored entry is the one that was posted: all its postings and details, to the letter. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from guitai.ledger.entry import AccountKey, Details, Entry, Posting, Side, digest
from guitai.money import Currency, Money
from guitai.zone import BANK_ZONE


class EntryRow(NamedTuple):
    """An entry as it is stored; without a name where only a posting speaks of it."""

    entry_id: UUID
    owner: int
    name: str | None
    currency: str
    effective_on: date | None
    digest: bytes
    turn_id: UUID
    booked_at: datetime


class LineRow(NamedTuple):
    """A posting as it is stored; without an owner where the entry has none."""

    owner: int | None
    account_id: int
    side: str
    amount_fen: int
    turn_id: UUID
    effective_on: date
    details_digest: bytes | None
    summary: str
    counterparty: str
    category: str
    channel: str
    memo: str


def flaw(entry: EntryRow, lines: Sequence[LineRow]) -> str:
    """What is wrong with this entry and its postings, or nothing."""
    if entry.name is None:
        return "it has postings and no entry"
    try:
        stored = Entry(
            entry.owner,
            entry.name,
            Currency(entry.currency),
            tuple(_posting(line, line.owner) for line in lines if line.owner is not None),
            entry.effective_on,
        )
    except ValueError as error:
        return f"it can't have been posted: {error}"
    # Whether it said when it is booked, or was booked when it was posted, is not stored: its digest tells.
    if entry.digest not in (digest(stored), digest(replace(stored, booked_at=entry.booked_at))):
        return "it is not what was posted: its digest is another"
    effective_on = entry.effective_on or entry.booked_at.astimezone(BANK_ZONE).date()
    if any((line.turn_id, line.effective_on) != (entry.turn_id, effective_on) for line in lines):
        return "a posting of it has another turn or day"
    return ""


def _posting(line: LineRow, owner: int) -> Posting:
    account = AccountKey(owner, line.account_id)
    return Posting(account, Side(line.side), Money(line.amount_fen), _details(line))


def _details(line: LineRow) -> Details | None:
    texts = line[LineRow._fields.index("summary") :]
    if line.details_digest is None and not any(texts):
        return None
    details = Details(*map(str, texts))
    if details.digest != line.details_digest:
        raise ValueError("the details of a posting are others")
    return details

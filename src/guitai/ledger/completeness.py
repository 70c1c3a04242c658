"""Whether a stored entry or hold is what was posted or placed: all its lines and details, to the letter. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from guitai.ledger.entry import AccountKey, Details, Entry, Posting, Side, digest
from guitai.ledger.links import day, moment
from guitai.money import Currency, Money
from guitai.zone import BANK_ZONE


class EntryRow(NamedTuple):
    """An entry as it is stored; without a name where only a posting speaks of it."""

    entry_id: UUID
    owner: int
    name: str | None
    currency: str
    effective_on: int | None
    digest: bytes
    reverses: UUID | None
    turn_id: UUID
    booked_at: int


class LineRow(NamedTuple):
    """A posting as it is stored; without an owner where the entry has none."""

    owner: int | None
    account_id: int
    side: str
    amount_fen: int
    turn_id: UUID
    effective_on: int
    details_digest: bytes | None
    summary: str
    counterparty: str
    category: str
    channel: str
    memo: str


class HoldRow(NamedTuple):
    """A hold as it is stored. `posted` are the lines of the entry that it became: owner, account, side and amount."""

    hold_id: UUID
    owner: int
    name: str | None
    currency: str
    effective_on: int | None
    digest: bytes
    turn_id: UUID
    state: str
    posted: list[str] | None


class HeldRow(NamedTuple):
    """A line of it."""

    owner: int | None
    account_id: int
    side: str
    amount_fen: int
    turn_id: UUID
    over: bool
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
        stored = replace(_body(entry, entry.name, lines), reverses=entry.reverses)
        booked_at = moment(entry.booked_at).astimezone(BANK_ZONE)
    except (ValueError, OverflowError) as error:
        return f"it can't have been posted: {error}"
    # Whether it said when it is booked, or was booked when it was posted, is not stored: its digest tells.
    if entry.digest not in (digest(stored), digest(replace(stored, booked_at=booked_at))):
        return "it is not what was posted: its digest is another"
    effective_on = stored.effective_on or booked_at.date()
    days = (effective_on - day(0)).days
    if any((line.turn_id, line.effective_on) != (entry.turn_id, days) for line in lines):
        return "a posting of it has another turn or day"
    return ""


def flaw_of_hold(hold: HoldRow, lines: Sequence[HeldRow]) -> str:
    """What is wrong with this hold and its lines, or nothing."""
    if hold.name is None:
        return "it has lines and no hold"
    try:
        stored = _body(hold, hold.name, lines)
    except (ValueError, OverflowError) as error:
        return f"it can't have been placed: {error}"
    if hold.digest != digest(stored):
        return "it is not what was held: its digest is another"
    if any((line.turn_id, line.over) != (hold.turn_id, hold.state != "pending") for line in lines):
        return "a line of it has another turn, or is over at another time"
    if hold.posted is not None and not _became(lines, [line.split() for line in hold.posted]):
        return "it was not posted as it was held"
    return ""


def _became(held: Sequence[HeldRow], posted: Sequence[Sequence[str]]) -> bool:
    """Whether these lines are the held ones, with the same amounts, or of two lines a part of each."""
    wanted = sorted((str(line.owner), str(line.account_id), line.side, line.amount_fen) for line in held)
    found = sorted((owner, account_id, side, int(fen)) for owner, account_id, side, fen in posted)
    if [line[:3] for line in wanted] != [line[:3] for line in found]:
        return False
    part = len(held) == 2 and found[0][3] < wanted[0][3]
    return part or wanted == found


def _body(row: EntryRow | HoldRow, name: str, lines: Sequence[LineRow | HeldRow]) -> Entry:
    return Entry(
        row.owner,
        name,
        Currency(row.currency),
        tuple(_posting(line, line.owner) for line in lines if line.owner is not None),
        None if row.effective_on is None else day(row.effective_on),
    )


def _posting(line: LineRow | HeldRow, owner: int) -> Posting:
    account = AccountKey(owner, line.account_id)
    return Posting(account, Side(line.side), Money(line.amount_fen), _details(line))


def _details(line: LineRow | HeldRow) -> Details | None:
    texts = line[line._fields.index("summary") :]
    if line.details_digest is None and not any(texts):
        return None
    details = Details(*map(str, texts))
    if details.digest != line.details_digest:
        raise ValueError("the details of a line are others")
    return details

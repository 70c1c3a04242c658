"""What is posted: sides, amounts, details, and their canonical bytes. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from json import JSONEncoder
from uuid import UUID

from guitai.ledger.chart import AccountKey as AccountKey
from guitai.ledger.chart import Internal
from guitai.ledger.chart import Side as Side
from guitai.money import Currency, Money

DEBIT, CREDIT = Side.DEBIT, Side.CREDIT
MOST = Money(fen=10**15)  # ten trillion yuan: more is a slip, and sums of it would not fit a bigint
ENCODER = JSONEncoder(ensure_ascii=False, separators=(",", ":"))
CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")  # and what no database takes
LONGEST_NAME = 200
EARLIEST = 1900


@dataclass(frozen=True)
class Details:
    """What a statement says about a posting: 摘要, 对方户名, 类别, 渠道, 附言.

    `digest` stands for them in the chain.
    """

    summary: str
    counterparty: str = ""
    category: str = ""
    channel: str = ""
    memo: str = ""
    digest: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        texts = [self.summary, self.counterparty, self.category, self.channel, self.memo]
        if CONTROL.search("".join(texts)):
            raise ValueError("details are single lines, without control characters")
        object.__setattr__(self, "digest", sha256(_json(texts)).digest())


@dataclass(frozen=True)
class Posting:
    """One side of an entry: an account debited or credited with a positive amount."""

    account: AccountKey
    side: Side
    amount: Money
    details: Details | None = None

    def __post_init__(self) -> None:
        if not 0 < self.amount.fen <= MOST.fen:
            raise ValueError(f"{self.amount} is no amount to post")


@dataclass(frozen=True)
class Entry:
    """Postings that happen together: what is debited equals what is credited, in one currency.

    `owner` caused it. `name` is the caller's, never used twice by one owner: it makes a repeat harmless.
    It is booked at the moment it is posted, unless it is history with a `booked_at` of its own; and effective on
    the day it is booked, unless `effective_on` is another. `reverses` is the id of the entry that it takes back.
    """

    owner: int
    name: str
    currency: Currency
    postings: tuple[Posting, ...]
    effective_on: date | None = None
    booked_at: datetime | None = None
    reverses: UUID | None = None

    def __post_init__(self) -> None:
        if self.booked_at and (self.booked_at.tzinfo is None or self.booked_at.year < EARLIEST):
            raise ValueError(f"entry {self.name} is booked at a moment without a zone, or before {EARLIEST}")
        if not 0 < len(self.name) <= LONGEST_NAME or CONTROL.search(self.name):
            raise ValueError(f"{self.name!r} is no name for an entry")
        if len(self.postings) < 2:
            raise ValueError(f"entry {self.name} needs at least two postings")
        if total(self.postings, DEBIT) != total(self.postings, CREDIT):
            raise ValueError(f"entry {self.name} is out of balance")


def total(postings: Iterable[Posting], side: Side) -> Money:
    """The sum of what stands on one side."""
    return Money(sum([posting.amount.fen for posting in postings if posting.side is side]))


def transfer(
    amount: Money,
    *,
    owner: int,
    name: str,
    source: AccountKey | Internal,
    target: AccountKey | Internal,
    details: Details | None = None,
    target_details: Details | None = None,
    currency: Currency = Currency.CNY,
    effective_on: date | None = None,
    booked_at: datetime | None = None,
) -> Entry:
    """The entry that debits `source` and credits `target`; an internal account is met in the owner's stripe.

    `details` are shown on both sides, unless the target's are others. Internal accounts keep none: what is
    personal stands in as few places as can be.
    """
    postings = (
        _posting(source, owner, DEBIT, amount, details),
        _posting(target, owner, CREDIT, amount, target_details or details),
    )
    return Entry(owner, name, currency, postings, effective_on, booked_at)


def _posting(
    account: AccountKey | Internal, owner: int, side: Side, amount: Money, details: Details | None
) -> Posting:
    key = account.stripe(owner) if isinstance(account, Internal) else account
    return Posting(key, side, amount, None if key.internal else details)


def lines(entry: Entry) -> list[Posting]:
    """The postings as they are posted: by account, credits first, so that no balance dips on the way."""
    return sorted(entry.postings, key=_order)


def _order(posting: Posting) -> tuple[int, int, str, int, bytes]:
    details = posting.details.digest if posting.details else b""
    return posting.account.owner, posting.account.account_id, posting.side, posting.amount.fen, details


def canonical(entry: Entry, ordered: Sequence[Posting] | None = None) -> bytes:
    """The body as bytes: equal for equal bodies, in whatever order the postings were given. A JSON array.

    Whoever has put its lines in order already gives them.
    """
    booked_at = [entry.booked_at.astimezone(UTC).isoformat()] if entry.booked_at else []
    return _json(
        [
            *booked_at,
            entry.owner,
            entry.name,
            entry.currency,
            entry.effective_on.isoformat() if entry.effective_on else None,
            [
                [
                    posting.account.owner,
                    posting.account.account_id,
                    posting.side,
                    posting.amount.fen,
                    posting.details.digest.hex() if posting.details else None,
                ]
                for posting in ordered or lines(entry)
            ],
            *([entry.reverses.hex] if entry.reverses else []),
        ]
    )


def digest(entry: Entry, ordered: Sequence[Posting] | None = None) -> bytes:
    """SHA-256 of the canonical bytes."""
    return sha256(canonical(entry, ordered)).digest()


def _json(value: object) -> bytes:
    return ENCODER.encode(value).encode()

"""What bank and clearing house tell each other, as values. How they stand in ISO 20022 is elsewhere. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import TypeAlias
from uuid import UUID

from guitai.clearing.rails import Rail
from guitai.ledger.entry import CONTROL
from guitai.money import Money

ACCC = "ACCC"
NOOR = "NOOR"


@dataclass(frozen=True)
class Party:
    """Who pays or is paid: name, account, and the bank by its clearing code."""

    name: str
    account: str
    bank: str


@dataclass(frozen=True)
class Ids:
    """What both sides know a payment by."""

    tx_id: str
    end_to_end_id: str
    uetr: str


@dataclass(frozen=True)
class CreditTransfer:
    """A payment from one bank to another (pacs.008)."""

    message_id: str
    made_at: datetime
    ids: Ids
    rail: Rail
    amount: Money
    settles_on: date
    payer: Party
    payee: Party
    memo: str


class Standing(StrEnum):
    """How a payment stands, as far as the one who says it knows."""

    SETTLED = "settled"
    REJECTED = "rejected"
    ON_ITS_WAY = "on its way"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Status:
    """How one payment stands (pacs.002). `reason` is a code of docs/clearing.md, empty where none is given."""

    tx_id: str
    standing: Standing
    reason: str


@dataclass(frozen=True)
class Return:
    """A payment that comes back after it was settled (pacs.004)."""

    return_id: str
    tx_id: str
    amount: Money
    settles_on: date
    reason: str


class Booked(StrEnum):
    """What a line of a statement books."""

    OUT = "out"  # a payment of ours was settled
    BACK = "back"  # one came back
    IN = "in"  # a payment from another bank
    REFUSED = "refused"  # one of those goes back: we refused it

    @property
    def leaves(self) -> bool:
        """Whether it takes from what the bank has at the house."""
        return self in (Booked.OUT, Booked.REFUSED)


@dataclass(frozen=True)
class Line:
    """One line of a statement. `tx_id` is the payment's, or the return's own."""

    booked: Booked
    tx_id: str
    end_to_end_id: str
    amount: Money


@dataclass(frozen=True)
class StatementPage:
    """A page of all that was settled on a day (camt.053). It covers the day from `since` on."""

    statement_id: str
    page: int
    last: bool
    on: date
    since: datetime
    opening: Money
    closing: Money
    lines: tuple[Line, ...]


Message: TypeAlias = CreditTransfer | Status | Return | StatementPage


def ids_of(payment_id: UUID) -> Ids:
    """The ids of a payment of ours, always the same. The UETR has to be a UUID of version 4, which ours are not."""
    digest = sha256(b"uetr " + payment_id.bytes).digest()
    return Ids(payment_id.hex, payment_id.hex, str(UUID(bytes=digest[:16], version=4)))


def one_line(text: str) -> str:
    """In one line and without control characters, as statements of accounts take it.

    >>> one_line(" 房租\\n 一月\\x7f")
    '房租 一月'
    """
    return " ".join(CONTROL.sub(" ", text).split())


def payment_of(tx_id: str) -> UUID | None:
    """Which payment of ours it may be; None where it can be none."""
    try:
        payment_id = UUID(hex=tx_id)
    except ValueError:
        return None
    return payment_id if payment_id.hex == tx_id else None

"""Payments between banks as the clearing house knows them: what was ordered, and how it stands."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Rail(StrEnum):
    """The three systems that payments go by."""

    IBPS = "IBPS"
    BEPS = "BEPS"
    HVPS = "HVPS"


class State(StrEnum):
    """How a payment stands at the house; the last two are the bank's word on one that it was paid."""

    PENDING = "pending"
    SETTLED = "settled"
    REJECTED = "rejected"
    RETURNED = "returned"
    CREDITED = "credited"
    REFUSED = "refused"


@dataclass(frozen=True)
class Party:
    """Whose account at which bank."""

    name: str
    account_no: str
    bank_code: str


@dataclass(frozen=True)
class Order:
    """One credit transfer, as its `pacs.008` says."""

    tx_id: str
    end_to_end_id: str
    uetr: str
    amount_fen: int
    rail: Rail
    day: date
    payer: Party
    payee: Party
    memo: str


@dataclass
class Payment:
    """An order that the house took, or brings to the bank (`incoming`); with `msg_id`, the message it stood in."""

    order: Order
    msg_id: str
    at: datetime
    incoming: bool = False
    state: State = State.PENDING
    reason: str | None = None  # why it was rejected, came back or was refused

    @property
    def settled(self) -> bool:
        """Whether the money moved, whatever came of it later."""
        return self.state not in (State.PENDING, State.REJECTED)

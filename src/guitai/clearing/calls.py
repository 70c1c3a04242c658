"""What core and worker hand each other: calls to the house through the outbox, what came of them through the inbox."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from guitai import clock, outbox
from guitai.clearing.sealing import seal, unseal
from guitai.database import Owner, Transaction
from guitai.keys.port import Use
from guitai.outbox import Request

CLEARING = "clearing"  # the outbox's destination
# Another, for what we answer: it is said for as long as it is not taken, and no payment waits for that.
ANSWERS = "clearing.answers"
INBOX = "clearing.inbox"
HOUSE = Owner(1)
"""Whose rows are the house's: a house owner."""


class Kind(StrEnum):
    """What the bank calls the house for."""

    PAY = "pay"  # pacs.008, once
    ASK = "ask"  # pacs.028
    TELL = "tell"  # pacs.002, until it is taken


@dataclass(frozen=True)
class Call:
    """A message on its way to the house, about the payment `subject`. From `until` on it is not begun any more."""

    kind: Kind
    subject: UUID
    until: datetime
    xml: str


class Outcome(StrEnum):
    """What the worker brings back."""

    MESSAGE = "message"  # the house's own, fetched
    ANSWERED = "answered"  # taken, with a message in the answer
    ACCEPTED = "accepted"  # taken; more will come
    REFUSED = "refused"  # at the door: nothing was taken
    UNSENT = "unsent"  # it never left, and never will
    IN_DOUBT = "in_doubt"


@dataclass(frozen=True)
class Brought:
    """What came of a call about a payment, or a message of the house's: then neither `kind` nor `subject`."""

    outcome: Outcome
    xml: str = ""
    kind: Kind | None = None
    subject: UUID | None = None


def put(db: Transaction, owner: Owner, call: Call) -> None:
    """Let the worker make this call after the commit. What it says is for the worker's key alone."""
    said = [call.kind, str(call.subject), call.until.isoformat(), call.xml]
    sealed = seal(db, Use.POST, CLEARING, owner, call.subject, said)
    # The id stands outside, as part of what it was sealed for.
    body = {"subject": str(call.subject), "sealed": b64encode(sealed).decode()}
    if call.kind is Kind.TELL:
        outbox.put(db, owner, ANSWERS, body, in_order=False)
    else:
        outbox.put(db, owner, CLEARING, body)


def called(db: Transaction, request: Request) -> Call:
    """The call that a request of the outbox's is."""
    subject, sealed = UUID(request.body["subject"]), b64decode(request.body["sealed"])
    kind, _, until, xml = unseal(db, Use.POST, CLEARING, request.owner, subject, sealed)
    return Call(Kind(kind), subject, datetime.fromisoformat(until), xml)


def bring(
    db: Transaction, owner: Owner, brought: Brought, *, turn_id: UUID, number: int | None = None
) -> bool:
    """Store what the worker brings, for the core to carry out. False: the message of this number is there already."""
    inbox_id = clock.uuid7(db.now)
    said = [brought.outcome, brought.xml, brought.kind, str(brought.subject) if brought.subject else None]
    stored = db.execute(
        """
        INSERT INTO clearing.inbox (owner, inbox_id, turn_id, number, stored_at, sealed, state, why)
        VALUES (%(owner)s, %(id)s, %(turn)s, %(number)s, %(now)s, %(sealed)s, 'stored', '')
            ON CONFLICT ON CONSTRAINT inbox_number DO NOTHING
        """,
        {
            "owner": owner,
            "id": inbox_id,
            "turn": turn_id,
            "number": number,
            "now": db.now,
            "sealed": seal(db, Use.POST, INBOX, owner, inbox_id, said),
        },
    )
    return stored.rowcount == 1


def opened(db: Transaction, owner: Owner, inbox_id: UUID, sealed: bytes) -> Brought:
    """What the worker brought."""
    outcome, xml, kind, subject = unseal(db, Use.POST, INBOX, owner, inbox_id, sealed)
    return Brought(Outcome(outcome), xml, Kind(kind) if kind else None, UUID(subject) if subject else None)


def last_number(db: Transaction) -> int:
    """The number of the house's last message that is stored; 0 where none is."""
    row = db.execute(
        "SELECT coalesce(max(number), 0) FROM clearing.inbox WHERE owner = %(house)s", {"house": HOUSE}
    ).fetchone()
    assert row is not None, "an aggregate has a row"
    return int(row[0])

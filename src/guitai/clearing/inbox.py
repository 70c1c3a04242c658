"""What the worker brought is carried out here, once, in order but for what fails. What can't be read is kept."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from guitai.clearing import reading
from guitai.clearing.calls import Brought, Kind, Outcome, opened
from guitai.clearing.document import BadMessage
from guitai.clearing.incoming import Admit, take
from guitai.clearing.inquiries import doubt
from guitai.clearing.messages import (
    CreditTransfer,
    Message,
    Return,
    Standing,
    StatementPage,
    Status,
    ids_of,
    payment_of,
)
from guitai.clearing.payments import State, Stored, ask, locked
from guitai.clearing.rails import Rail
from guitai.clearing.reasons import NOT_SENT, UNREADABLE, UNSAID
from guitai.clearing.reconciliation import book, reconcile
from guitai.clearing.returns import come_back
from guitai.clearing.settlement import reject, settle
from guitai.database import Owner, Transaction
from guitai.keys.port import Unsealable

# How long a rail may take to say what became of a payment that it took.
ANSWERS_WITHIN = {
    Rail.IBPS: timedelta(minutes=1),
    Rail.BEPS: timedelta(hours=4),
    Rail.HVPS: timedelta(minutes=5),
}

log = structlog.get_logger(__name__)


def carry_out(db: Transaction, owner: Owner, inbox_id: UUID, admit: Admit) -> None:
    """Carry out this message, unless somebody has done so."""
    row = db.execute(
        """
        SELECT sealed
          FROM clearing.inbox
         WHERE owner = %(owner)s AND inbox_id = %(id)s AND state = 'stored'
           FOR UPDATE
        """,
        {"owner": owner, "id": inbox_id},
    ).fetchone()
    if row is None:
        return
    why = _carried_out(db, owner, inbox_id, row[0], admit)
    if why:
        log.error("a message of the clearing house was set aside", inbox_id=str(inbox_id), why=why)
    _done(db, owner, inbox_id, why)


def next_inbox(db: Transaction, besides: Sequence[str] = ()) -> tuple[Owner, UUID, datetime] | None:
    """The first message that waits, of all but these: whose it is, its id, since when.

    What came of calls comes first, then the house's messages by their numbers. One that fails is set aside, and those
    behind it go on. It does no harm when it comes at last: no payment goes back a state, a day's statement has decided
    what nobody had said, and what was missing when that day was reconciled is reconciled with it then.
    """
    row = db.execute(
        """
        SELECT owner, inbox_id, stored_at
          FROM clearing.inbox
         WHERE state = 'stored' AND inbox_id <> ALL(%(besides)s::uuid[])
         ORDER BY number NULLS FIRST, stored_at
         LIMIT 1
        """,
        {"besides": list(besides)},
    ).fetchone()
    return (Owner(row[0]), row[1], row[2]) if row else None


def _carried_out(db: Transaction, owner: Owner, inbox_id: UUID, sealed: bytes, admit: Admit) -> str:
    """Why it was set aside, if it was."""
    try:
        brought = opened(db, owner, inbox_id, sealed)
    except Unsealable as error:
        return f"unreadable: {error}"
    if brought.outcome is not Outcome.MESSAGE:
        return _of_call(db, brought)
    try:
        message = reading.message(brought.xml.encode())
    except BadMessage as error:
        return f"unreadable: {error}"
    return _of_house(db, message, admit)


def _of_house(db: Transaction, message: Message, admit: Admit) -> str:
    why = ""
    match message:
        case Status():
            payment_id = payment_of(message.tx_id)
            stored = locked(db, payment_id) if payment_id else None
            return _heard(db, stored, message) if stored else "a status of a payment that is not ours"
        case StatementPage():
            return book(db, message)
        case Return():
            why = come_back(db, message)
        case CreditTransfer():
            take(db, message, admit)
    if message.settles_on < db.today:
        reconcile(db, message.settles_on)  # what comes after its day was closed may be what was missing there
    return why


def _of_call(db: Transaction, brought: Brought) -> str:
    if brought.kind is Kind.TELL:
        taken = brought.outcome in (Outcome.ANSWERED, Outcome.ACCEPTED)
        return "" if taken else "our answer to a payment was not taken"
    stored = locked(db, brought.subject) if brought.subject else None
    assert stored is not None, "calls are made for payments that are kept"
    if brought.outcome is Outcome.ANSWERED:
        return _of_answer(db, stored, brought)
    return _of_payment(db, stored, brought.outcome) if brought.kind is Kind.PAY else ""


def _of_answer(db: Transaction, stored: Stored, brought: Brought) -> str:
    """What the house answers, if it is about what it was called for; otherwise nobody knows."""
    try:
        message = reading.message(brought.xml.encode())
    except BadMessage as error:
        doubt(db, stored)
        return f"unreadable: {error}"
    if not isinstance(message, Status) or message.tx_id != ids_of(stored.payment.payment_id).tx_id:
        doubt(db, stored)
        return "an answer about something else"
    return _heard(db, stored, message)


def _of_payment(db: Transaction, stored: Stored, outcome: Outcome) -> str:
    """What came of sending a payment that the house did not answer at once."""
    match outcome:
        case Outcome.ACCEPTED:
            ask(db, stored, db.now + ANSWERS_WITHIN[stored.payment.rail])
        case Outcome.IN_DOUBT:
            doubt(db, stored)
        case Outcome.REFUSED | Outcome.UNSENT:
            reason = NOT_SENT if outcome is Outcome.UNSENT else UNREADABLE
            return _heard(db, stored, Status("", Standing.REJECTED, reason))
    return ""


def _heard(db: Transaction, stored: Stored, status: Status) -> str:
    """The first final word counts. One that contradicts it changes nothing."""
    settled = stored.state in (State.SETTLED, State.RETURNED)
    match status.standing:
        case Standing.SETTLED if stored.state.open:
            settle(db, stored)
        case Standing.REJECTED if stored.state.open:
            reject(db, stored, status.reason or UNSAID)
        case Standing.SETTLED if not settled:
            return "settled, after it was rejected"
        case Standing.REJECTED if settled:
            return "rejected, after it was settled"
        case Standing.UNKNOWN:
            doubt(db, stored)
        case Standing.ON_ITS_WAY if stored.state is State.SENT:
            ask(db, stored, db.now + ANSWERS_WITHIN[stored.payment.rail])
    return ""


def _done(db: Transaction, owner: int, inbox_id: UUID, why: str) -> None:
    db.execute(
        """
        UPDATE clearing.inbox
           SET state = %(state)s, why = %(why)s, done_at = %(now)s, done_turn_id = %(turn)s
         WHERE owner = %(owner)s AND inbox_id = %(id)s
        """,
        {
            "state": "set_aside" if why else "done",
            "why": why,
            "now": db.now,
            "turn": db.turn_id,
            "owner": owner,
            "id": inbox_id,
        },
    )

"""Payments of which nobody knows what became: asked for by their id, less and less often, and never sent again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from guitai import clock
from guitai.clearing import calls, writing
from guitai.clearing.calls import Call, Kind
from guitai.clearing.messages import ids_of
from guitai.clearing.payments import State, Stored, ask, change, locked
from guitai.database import Owner, Transaction

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=2)
GROWTH = 3
GOOD_FOR = timedelta(minutes=10)  # a question that waits longer for a way is asked anew


def doubt(db: Transaction, stored: Stored) -> None:
    """Nobody knows whether the house has it: ask soon. The money stays in transit."""
    if stored.state is State.SENT:
        change(db, stored, State.IN_DOUBT)
        ask(db, stored, db.now + FIRST_WAIT)


def ask_no_more(db: Transaction, stored: Stored) -> None:
    """The house can't know: it is for the staff."""
    if stored.state is State.SENT:
        change(db, stored, State.IN_DOUBT)
    ask(db, stored, None)


def inquire(db: Transaction, payment_id: UUID) -> None:
    """Ask the house for this payment, unless somebody has."""
    stored = locked(db, payment_id)
    if stored and stored.ask_at and stored.ask_at <= db.now:
        _ask(db, stored)


def next_inquiry(db: Transaction, besides: Sequence[str] = ()) -> tuple[Owner, UUID, datetime] | None:
    """The payment of which the house is to be asked next, of all but these: whose it is, its id, and when."""
    row = db.execute(
        """
        SELECT owner, payment_id, ask_at
          FROM clearing.payments
         WHERE ask_at IS NOT NULL AND payment_id <> ALL(%(besides)s::uuid[])
         ORDER BY ask_at
         LIMIT 1
        """,
        {"besides": list(besides)},
    ).fetchone()
    return (Owner(row[0]), row[1], row[2]) if row else None


def _ask(db: Transaction, stored: Stored) -> None:
    if stored.state is State.SENT:
        change(db, stored, State.IN_DOUBT)
    payment_id: UUID = stored.payment.payment_id
    ids = ids_of(payment_id)
    message_id = clock.uuid7(db.now).hex
    xml = writing.status_request(message_id, ids, original_message_id=payment_id.hex, at=db.now)
    calls.put(db, stored.payment.owner, Call(Kind.ASK, payment_id, db.now + GOOD_FOR, xml.decode()))
    wait = min(FIRST_WAIT * GROWTH ** min(stored.asked + 1, 10), LONGEST_WAIT)
    ask(db, stored, db.now + wait, asked=stored.asked + 1)

"""Payments of which nobody knows what became: asked for by their id, less and less often, and never sent again."""

from datetime import datetime, timedelta
from uuid import UUID

from guitai import clock
from guitai.clearing import calls, writing
from guitai.clearing.calls import Call, Kind
from guitai.clearing.messages import ids_of
from guitai.clearing.payments import State, Stored, ask, change, locked
from guitai.database import Transaction

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


def work_inquiries(db: Transaction) -> bool:
    """Ask the house for one payment, if it is time for any; whether it was."""
    row = db.execute(
        """
        SELECT payment_id
          FROM clearing.payments
         WHERE ask_at <= %(now)s
         ORDER BY ask_at
         LIMIT 1
        """,
        {"now": db.now},
    ).fetchone()
    if row is None:
        return False
    stored = locked(db, row[0])
    if stored and stored.ask_at and stored.ask_at <= db.now:
        _ask(db, stored)
    return True


def next_inquiry(db: Transaction) -> datetime | None:
    """When the house is to be asked for the next one; None where nothing is open."""
    row = db.execute("SELECT min(ask_at) FROM clearing.payments").fetchone()
    return row[0] if row else None


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

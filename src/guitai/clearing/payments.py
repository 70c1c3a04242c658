"""Payments to other banks: sending one, how it stands, and what there is to tell of it. Posting is elsewhere."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from guitai.clearing import banks, calls, writing
from guitai.clearing.calls import Call, Kind
from guitai.clearing.messages import CreditTransfer, Party, ids_of, one_line
from guitai.clearing.rails import Rail, hvps_opens, sent_until, settlement_day
from guitai.clearing.sealing import seal, unseal
from guitai.customers import customers
from guitai.database import Owner, Transaction
from guitai.keys.port import Use
from guitai.ledger.chart import AccountKey
from guitai.money import Money

PAYMENTS = "clearing.payments"
# What can't be handed over within it is not sent any more: the payer is waiting, and can try again.
LIFE = timedelta(minutes=30)
# The worker notes what came of a call at once; if nothing is heard of it at all, the house is asked.
NO_WORD = LIFE + timedelta(minutes=5)


class State(StrEnum):
    """Where a payment is: with the house, nobody knows, at the payee's bank, back at once, back later."""

    SENT = "sent"
    IN_DOUBT = "in_doubt"
    SETTLED = "settled"
    REJECTED = "rejected"
    RETURNED = "returned"
    RECEIVED = "received"
    """Only in news: a payment from another bank was credited."""

    @property
    def open(self) -> bool:
        """Whether it may still be settled or rejected."""
        return self in (State.SENT, State.IN_DOUBT)


@dataclass(frozen=True)
class Payment:
    """What is to be paid to another bank. The caller has posted `entry_id`, from the payer to what is in transit.

    `payee_bank` is a clearing code. `payment_id` is the caller's, and what the house knows the payment by. A fee that
    was taken, `fee_entry_id`, is given back where the payment is rejected.
    """

    owner: Owner
    payment_id: UUID
    amount: Money
    payer: AccountKey
    payer_name: str
    payer_account: str
    payee_name: str
    payee_account: str
    payee_bank: str
    memo: str
    rail: Rail
    entry_id: UUID
    fee_entry_id: UUID | None = None


@dataclass(frozen=True)
class Stored:
    """A payment that was sent, and how it stands. `reason` is a code of docs/clearing.md."""

    payment: Payment
    turn_id: UUID
    state: State
    reason: str
    sent_at: datetime
    settles_on: date
    ask_at: datetime | None
    asked: int


def send(db: Transaction, payment: Payment) -> None:
    """Hand it to the house soon after this transaction has committed, once.

    The rail has to be open now: see rails.route. Names and memo are put into one line; a text that is longer than
    docs/clearing.md allows is the caller's mistake.
    """
    if payment.payer.owner != payment.owner:
        raise ValueError("a payment leaves an account of its owner's")
    if payment.rail is Rail.INTERNAL or (payment.rail is Rail.HVPS and hvps_opens(db.now, db.terms) > db.now):
        raise ValueError(f"{payment.rail} takes no payment now")
    payment = replace(
        payment,
        payer_name=one_line(payment.payer_name),
        payee_name=one_line(payment.payee_name),
        memo=one_line(payment.memo),
    )
    settles_on = settlement_day(payment.rail, db.now, db.terms)
    xml = writing.credit_transfer(_message(payment, settles_on, db.now))
    _insert(db, payment, settles_on)
    _note(db, payment, State.SENT, "", None)
    until = min(db.now + LIFE, sent_until(payment.rail, settles_on, db.terms))
    calls.put(db, payment.owner, Call(Kind.PAY, payment.payment_id, until, xml.decode()))


def payment(db: Transaction, owner: Owner, payment_id: UUID) -> Stored | None:
    """How a payment of this owner's stands."""
    row = db.execute(
        """
        SELECT turn_id, sent_at, rail, settles_on, amount_fen, account_id, entry_id, fee_entry_id, sealed, state,
               reason, ask_at, asked
          FROM clearing.payments
         WHERE owner = %(owner)s AND payment_id = %(id)s
        """,
        {"owner": owner, "id": payment_id},
    ).fetchone()
    if row is None:
        return None
    turn_id, sent_at, rail, settles_on, fen, account_id, entry_id, fee_entry_id, sealed, *standing = row
    personal = unseal(db, Use.REST, PAYMENTS, owner, payment_id, sealed)
    payer, payer_account, payee, payee_account, payee_bank, memo = personal
    sent = Payment(
        owner=owner,
        payment_id=payment_id,
        amount=Money(fen),
        payer=AccountKey(owner, account_id),
        payer_name=payer,
        payer_account=payer_account,
        payee_name=payee,
        payee_account=payee_account,
        payee_bank=payee_bank,
        memo=memo,
        rail=Rail(rail),
        entry_id=entry_id,
        fee_entry_id=fee_entry_id,
    )
    state, reason, ask_at, asked = standing
    return Stored(sent, turn_id, State(state), reason, sent_at, settles_on, ask_at, asked)


def locked(db: Transaction, payment_id: UUID) -> Stored | None:
    """Whoever's payment has this id: nobody else changes it, or serves its owner, until this transaction ends."""
    row = db.execute(
        "SELECT owner FROM clearing.payments WHERE payment_id = %(id)s", {"id": payment_id}
    ).fetchone()
    if row is None:
        return None
    owner = Owner(row[0])
    customers.lock(db, owner)
    return payment(db, owner, payment_id)


def change(
    db: Transaction, stored: Stored, state: State, *, reason: str = "", entry_id: UUID | None = None
) -> None:
    """The payment is in another state now, for this reason, by this entry: there is something to tell."""
    assert stored.state.open or (stored.state, state) == (State.SETTLED, State.RETURNED), "states go forward"
    key = {"owner": stored.payment.owner, "id": stored.payment.payment_id}
    db.execute(
        """
        UPDATE clearing.payments
           SET state = %(state)s, reason = %(reason)s, news_at = %(now)s,
               ask_at = CASE WHEN %(open)s THEN ask_at END
         WHERE owner = %(owner)s AND payment_id = %(id)s
        """,
        {**key, "state": state, "reason": reason, "now": db.now, "open": state.open},
    )
    _note(db, stored.payment, state, reason, entry_id)


def tell_again(db: Transaction, stored: Stored) -> None:
    """It stands as it stood, and yet there is something to tell of it."""
    db.execute(
        """
        UPDATE clearing.payments
           SET news_at = %(now)s
         WHERE owner = %(owner)s AND payment_id = %(id)s
        """,
        {"now": db.now, "owner": stored.payment.owner, "id": stored.payment.payment_id},
    )


def ask(db: Transaction, stored: Stored, at: datetime | None, *, asked: int | None = None) -> None:
    """Ask the house for it at that moment, or not any more; `asked` counts how often that was done."""
    db.execute(
        """
        UPDATE clearing.payments
           SET ask_at = %(at)s, asked = %(asked)s
         WHERE owner = %(owner)s AND payment_id = %(id)s AND state IN ('sent', 'in_doubt')
        """,
        {
            "owner": stored.payment.owner,
            "id": stored.payment.payment_id,
            "at": at,
            "asked": stored.asked if asked is None else asked,
        },
    )


def _insert(db: Transaction, payment: Payment, settles_on: date) -> None:
    personal = [
        payment.payer_name,
        payment.payer_account,
        payment.payee_name,
        payment.payee_account,
        payment.payee_bank,
        payment.memo,
    ]
    db.execute(
        """
        INSERT INTO clearing.payments
               (owner, payment_id, turn_id, sent_at, rail, settles_on, amount_fen, account_id, entry_id, fee_entry_id,
                sealed, state, reason, news_at, ask_at, asked)
        VALUES (%(owner)s, %(id)s, %(turn)s, %(now)s, %(rail)s, %(settles_on)s, %(fen)s, %(account)s, %(entry)s,
                %(fee)s, %(sealed)s, 'sent', '', NULL, %(ask_at)s, 0)
        """,
        {
            "owner": payment.owner,
            "id": payment.payment_id,
            "turn": db.turn_id,
            "now": db.now,
            "rail": payment.rail,
            "settles_on": settles_on,
            "fen": payment.amount.fen,
            "account": payment.payer.account_id,
            "entry": payment.entry_id,
            "fee": payment.fee_entry_id,
            "sealed": seal(db, Use.REST, PAYMENTS, payment.owner, payment.payment_id, personal),
            "ask_at": db.now + NO_WORD,
        },
    )


def _note(db: Transaction, payment: Payment, state: State, reason: str, entry_id: UUID | None) -> None:
    db.execute(
        """
        INSERT INTO clearing.changes (owner, payment_id, state, turn_id, changed_at, reason, entry_id)
        VALUES (%(owner)s, %(id)s, %(state)s, %(turn)s, %(now)s, %(reason)s, %(entry)s)
        """,
        {
            "owner": payment.owner,
            "id": payment.payment_id,
            "state": state,
            "turn": db.turn_id,
            "now": db.now,
            "reason": reason,
            "entry": entry_id,
        },
    )


def _message(payment: Payment, settles_on: date, at: datetime) -> CreditTransfer:
    return CreditTransfer(
        message_id=payment.payment_id.hex,
        made_at=at,
        ids=ids_of(payment.payment_id),
        rail=payment.rail,
        amount=payment.amount,
        settles_on=settles_on,
        payer=Party(payment.payer_name, payment.payer_account, banks.OWN_CODE),
        payee=Party(payment.payee_name, payment.payee_account, payment.payee_bank),
        memo=payment.memo,
    )

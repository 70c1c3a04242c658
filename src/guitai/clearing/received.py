"""What came through the house, as it is kept: payments from other banks, and payments of ours that came back."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from guitai.clearing.messages import Booked, Party
from guitai.clearing.sealing import seal, unseal
from guitai.database import Owner, Transaction
from guitai.keys.port import Use
from guitai.ledger.chart import STRIPES, AccountKey
from guitai.money import Money

RECEIVED = "clearing.received"


@dataclass(frozen=True)
class Received:
    """What came, known to the house by `tx_id`. `account` was credited; where there is none, it is in suspense.

    `refused` is why a payment goes back; empty where it doesn't. `other` is who paid it, or, of a payment of ours that
    came back, whom it was for.
    """

    owner: Owner
    received_id: UUID
    booked: Booked
    tx_id: str
    settles_on: date
    amount: Money
    account: AccountKey | None
    entry_id: UUID
    other: Party
    memo: str
    refused: str = ""
    payment_id: UUID | None = None
    taken_back_on: date | None = None


def id_of(tx_id: str) -> UUID:
    """The id of what the house calls so: the same each time that it comes."""
    return UUID(bytes=sha256(f"received {tx_id}".encode()).digest()[:16])


def house_owner(some_id: UUID) -> Owner:
    """The house owner that has it, where no customer does: spread over all of them."""
    return Owner(some_id.int % STRIPES + 1)


def keep(db: Transaction, came: Received) -> None:
    """Keep it. A payment that was credited is news; one that came back is told as its payment's."""
    other = came.other
    personal = [other.name, other.account, other.bank, came.memo]
    news = came.booked is Booked.IN and came.account is not None
    db.execute(
        """
        INSERT INTO clearing.received
               (owner, received_id, turn_id, received_at, booked, tx_id, payment_id, settles_on, amount_fen, account_id,
                entry_id, refused, taken_back_on, sealed, news_at)
        VALUES (%(owner)s, %(id)s, %(turn)s, %(now)s, %(booked)s, %(tx_id)s, %(payment)s, %(settles_on)s, %(fen)s,
                %(account)s, %(entry)s, %(refused)s, NULL, %(sealed)s, %(news_at)s)
        """,
        {
            "owner": came.owner,
            "id": came.received_id,
            "turn": db.turn_id,
            "now": db.now,
            "booked": came.booked,
            "tx_id": came.tx_id,
            "payment": came.payment_id,
            "settles_on": came.settles_on,
            "fen": came.amount.fen,
            "account": came.account.account_id if came.account else None,
            "entry": came.entry_id,
            "refused": came.refused,
            "sealed": seal(db, Use.REST, RECEIVED, came.owner, came.received_id, personal),
            "news_at": db.now if news else None,
        },
    )


def found(db: Transaction, received_id: UUID) -> Received | None:
    """Whoever's it is."""
    row = db.execute(
        "SELECT owner FROM clearing.received WHERE received_id = %(id)s", {"id": received_id}
    ).fetchone()
    return received(db, Owner(row[0]), received_id) if row else None


def received(db: Transaction, owner: Owner, received_id: UUID) -> Received | None:
    """What came for this owner."""
    row = db.execute(
        """
        SELECT booked, tx_id, settles_on, amount_fen, account_id, entry_id, refused, payment_id, taken_back_on, sealed
          FROM clearing.received
         WHERE owner = %(owner)s AND received_id = %(id)s
        """,
        {"owner": owner, "id": received_id},
    ).fetchone()
    if row is None:
        return None
    booked, tx_id, settles_on, fen, account_id, entry_id, refused, payment_id, taken_back_on, sealed = row
    name, number, bank, memo = unseal(db, Use.REST, RECEIVED, owner, received_id, sealed)
    return Received(
        owner=owner,
        received_id=received_id,
        booked=Booked(booked),
        tx_id=tx_id,
        settles_on=settles_on,
        amount=Money(fen),
        account=AccountKey(owner, account_id) if account_id else None,
        entry_id=entry_id,
        other=Party(name, number, bank),
        memo=memo,
        refused=refused,
        payment_id=payment_id,
        taken_back_on=taken_back_on,
    )


def taken_back(db: Transaction, owner: Owner, received_id: UUID, on: date) -> None:
    """The house has taken back what was refused."""
    db.execute(
        """
        UPDATE clearing.received
           SET taken_back_on = %(on)s
         WHERE owner = %(owner)s AND received_id = %(id)s
        """,
        {"owner": owner, "id": received_id, "on": on},
    )

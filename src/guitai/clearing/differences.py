"""Where the house's day and ours are not the same: each kept, and its money in suspense until the staff has cleared it.

The bank's account at the central bank follows the house: it is the house that holds the money.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from guitai.clearing.calls import HOUSE
from guitai.clearing.messages import Booked
from guitai.clearing.received import house_owner
from guitai.database import Transaction
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.ledger.reversal import reversal
from guitai.money import Money

NOTHING = Money(0)


class Kind(StrEnum):
    """他有我无, 我有他无, 金额不符, 重复, and statements that don't go on from one another."""

    HOUSE_ONLY = "house_only"
    BANK_ONLY = "bank_only"
    AMOUNT = "amount"
    TWICE = "twice"
    BALANCE = "balance"


@dataclass(frozen=True, order=True)
class Difference:
    """What both know as `tx_id` is booked with one amount at the house, with another at the bank; nothing: not at all.

    `place` tells several of one kind apart. A `BALANCE` has no booking: no money can be named that stands against it.
    """

    on: date
    kind: Kind
    booked: Booked | None
    tx_id: str
    house: Money
    bank: Money
    place: int = 0

    @property
    def difference_id(self) -> UUID:
        """The same each time that it is found."""
        said = [self.on, self.kind, self.booked, self.tx_id, self.house.fen, self.bank.fen, self.place]
        return UUID(bytes=sha256(repr([str(one) for one in said]).encode()).digest()[:16])


def keep(db: Transaction, on: date, found: Iterable[Difference]) -> None:
    """These are the day's differences now: what is new goes into suspense, what is no more is taken back from there."""
    standing = dict(_standing(db, on))
    found_ids = {difference.difference_id: difference for difference in found}
    for difference_id in standing.keys() - found_ids.keys():
        _resolve(db, on, difference_id, standing[difference_id])
    for difference_id, difference in found_ids.items():
        if difference_id not in standing:
            _insert(db, difference)


def of_day(db: Transaction, on: date) -> list[Difference]:
    """What is different about a day."""
    rows = db.execute(
        """
        SELECT kind, booked, tx_id, house_fen, bank_fen, place
          FROM clearing.differences
         WHERE owner = %(house)s AND settles_on = %(on)s AND resolved_at IS NULL
         ORDER BY kind, booked, tx_id, place
        """,
        {"house": HOUSE, "on": on},
    ).fetchall()
    return [
        Difference(
            on, Kind(kind), Booked(booked) if booked else None, tx_id, Money(house), Money(bank), place
        )
        for kind, booked, tx_id, house, bank, place in rows
    ]


def _standing(db: Transaction, on: date) -> list[tuple[UUID, UUID | None]]:
    return db.execute(
        """
        SELECT difference_id, entry_id
          FROM clearing.differences
         WHERE owner = %(house)s AND settles_on = %(on)s AND resolved_at IS NULL
        """,
        {"house": HOUSE, "on": on},
    ).fetchall()


def _insert(db: Transaction, difference: Difference) -> None:
    difference_id = difference.difference_id
    db.execute(
        """
        INSERT INTO clearing.differences
               (owner, settles_on, difference_id, turn_id, found_at, kind, booked, tx_id, house_fen, bank_fen, place,
                entry_id)
        VALUES (%(house)s, %(on)s, %(id)s, %(turn)s, %(now)s, %(kind)s, %(booked)s, %(tx_id)s, %(house_fen)s,
                %(bank_fen)s, %(place)s, %(entry)s)
        """,
        {
            "house": HOUSE,
            "on": difference.on,
            "id": difference_id,
            "turn": db.turn_id,
            "now": db.now,
            "kind": difference.kind,
            "booked": difference.booked or "",
            "tx_id": difference.tx_id,
            "house_fen": difference.house.fen,
            "bank_fen": difference.bank.fen,
            "place": difference.place,
            "entry": _set_aside(db, difference),
        },
    )


def _set_aside(db: Transaction, difference: Difference) -> UUID | None:
    """Let the bank's account follow the house's, against suspense."""
    if difference.booked is None:
        return None
    more = difference.house - difference.bank
    came = -more if difference.booked.leaves else more
    reserves, suspense = Internal.RESERVES, Internal.SUSPENSE
    entry = transfer(
        came if came > NOTHING else -came,
        owner=house_owner(difference.difference_id),
        name=f"difference {difference.difference_id}",
        source=reserves if came > NOTHING else suspense,
        target=suspense if came > NOTHING else reserves,
    )
    return post(db, entry).entry_id


def _resolve(db: Transaction, on: date, difference_id: UUID, entry_id: UUID | None) -> None:
    if entry_id:
        owner = house_owner(difference_id)
        post(db, reversal(db, owner, entry_id, name=f"no difference {difference_id}"))
    db.execute(
        """
        UPDATE clearing.differences
           SET resolved_at = %(now)s, resolved_turn_id = %(turn)s
         WHERE owner = %(house)s AND settles_on = %(on)s AND difference_id = %(id)s
        """,
        {"now": db.now, "turn": db.turn_id, "house": HOUSE, "on": on, "id": difference_id},
    )

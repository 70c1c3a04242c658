"""A freeze stops all that a device could do for a customer. Anybody's phone can ask for one: it takes nothing."""

from typing import Literal
from uuid import UUID

from guitai import clock
from guitai.database import Owner, Transaction
from guitai.shield.refusals import Frozen, FrozenByStaff

CUSTOMER = "customer"
By = Literal["customer", "staff"]


def freeze(db: Transaction, owner: Owner, *, by: str, why: str) -> UUID:
    """From now on nothing opens and nothing is signed. `by` is the customer, or a member of staff by name."""
    freeze_id = clock.uuid7(db.now)
    db.execute(
        """
        INSERT INTO shield.freezes (owner, freeze_id, turn_id, frozen_at, by_whom, why)
        VALUES (%(owner)s, %(id)s, %(turn)s, %(now)s, %(by)s, %(why)s)
        """,
        {"owner": owner, "id": freeze_id, "turn": db.turn_id, "now": db.now, "by": by, "why": why},
    )
    return freeze_id


def lift(db: Transaction, owner: Owner, *, by: str) -> int:
    """End the freezes that `by` may end: the staff all, the customer their own; how many there were."""
    return db.execute(
        """
        UPDATE shield.freezes
           SET lifted_at = %(now)s, lifted_by = %(by)s
         WHERE owner = %(owner)s AND lifted_at IS NULL AND (%(by)s <> %(customer)s OR by_whom = %(customer)s)
        """,
        {"now": db.now, "by": by, "owner": owner, "customer": CUSTOMER},
    ).rowcount


def frozen_by(db: Transaction, owner: Owner) -> By | None:
    """Who has frozen everything; the staff where both have."""
    row = db.execute(
        """
        SELECT bool_or(by_whom <> %(customer)s)
          FROM shield.freezes
         WHERE owner = %(owner)s AND lifted_at IS NULL
        HAVING count(*) > 0
        """,
        {"customer": CUSTOMER, "owner": owner},
    ).fetchone()
    return None if row is None else "staff" if row[0] else "customer"


def check(db: Transaction, owner: Owner) -> None:
    """Refuse where the customer is frozen."""
    match frozen_by(db, owner):
        case "staff":
            raise FrozenByStaff
        case "customer":
            raise Frozen

"""Who at another bank was paid, or paid, by a customer's entries."""

from collections.abc import Sequence
from uuid import UUID

from guitai.clearing.messages import Party
from guitai.clearing.payments import PAYMENTS
from guitai.clearing.received import RECEIVED
from guitai.clearing.sealing import unseal
from guitai.database import Owner, Transaction
from guitai.keys.port import Use


def parties(db: Transaction, owner: Owner, turn_ids: Sequence[UUID]) -> dict[UUID, Party]:
    """By the entries of these turns: what was sent, what was given back because it was rejected, and what came."""
    asked = {"owner": owner, "turns": list(turn_ids)}
    sent = db.execute(
        """
        SELECT payment_id, entry_id, sealed
          FROM clearing.payments
         WHERE owner = %(owner)s AND turn_id = ANY(%(turns)s)
         UNION ALL
        SELECT p.payment_id, c.entry_id, p.sealed
          FROM clearing.changes AS c
          JOIN clearing.payments AS p USING (owner, payment_id)
         WHERE c.owner = %(owner)s AND c.turn_id = ANY(%(turns)s) AND c.entry_id IS NOT NULL
        """,
        asked,
    ).fetchall()
    came = db.execute(
        """
        SELECT received_id, entry_id, sealed
          FROM clearing.received
         WHERE owner = %(owner)s AND turn_id = ANY(%(turns)s)
        """,
        asked,
    ).fetchall()
    found = {}
    for payment_id, entry_id, sealed in sent:
        _, _, *payee, _ = unseal(db, Use.REST, PAYMENTS, owner, payment_id, sealed)
        found[entry_id] = Party(*payee)
    for received_id, entry_id, sealed in came:
        *other, _ = unseal(db, Use.REST, RECEIVED, owner, received_id, sealed)
        found[entry_id] = Party(*other)
    return found

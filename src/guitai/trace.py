"""One turn with all that it wrote, found by the id of any of it: the message, a card, an entry, a notice."""

from typing import Protocol
from uuid import UUID

from guitai import outbox, refusals, turns
from guitai.database import Transaction
from guitai.ledger import trace as ledger
from guitai.shield import audit, cards, orders


class Traced(Protocol):
    """A module whose rows carry the turn that wrote them."""

    def turn_of(self, db: Transaction, some_id: str) -> UUID | None:
        """The turn that wrote the row with this id."""

    def trace(self, db: Transaction, turn_id: UUID) -> list[dict[str, object]]:
        """The rows that this turn wrote."""


PARTS: dict[str, Traced] = {
    "turns": turns,
    "entries": ledger,
    "cards": cards,
    "orders": orders,
    "refusals": refusals,
    "requests": outbox,
    "audit": audit,
}


def trace(db: Transaction, some_id: str) -> dict[str, list[dict[str, object]]] | None:
    """Everything that the turn of this id wrote, by part; None where no part knows the id."""
    found = (part.turn_of(db, some_id) for part in PARTS.values())
    turn_id = next((turn for turn in found if turn), None)
    if turn_id is None:
        return None
    return {name: part.trace(db, turn_id) for name, part in PARTS.items()}

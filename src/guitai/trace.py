"""A turn, all that it wrote and all that came of it, found by the id of any of it: a message, a card, an entry."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Protocol, runtime_checkable
from uuid import UUID

from guitai import capabilities, outbox, refusals, turns_trace
from guitai.clearing import trace as clearing
from guitai.database import Transaction
from guitai.ledger import trace as ledger
from guitai.ledger import trace_holds, trace_stops
from guitai.media import trace as media
from guitai.shield import audit, cards, issued, orders


class Traced(Protocol):
    """A module whose rows carry the turn that wrote them."""

    def turn_of(self, db: Transaction, some_id: str) -> UUID | None:
        """The turn that wrote the row with this id."""

    def trace(self, db: Transaction, turn_id: UUID) -> list[dict[str, object]]:
        """The rows that this turn wrote."""


@runtime_checkable
class Lasting(Protocol):
    """A module whose things outlive a turn: an order is drafted in one, signed in the next, settled in a third."""

    def turns(self, db: Transaction, turn_id: UUID) -> list[UUID]:
        """Every turn of the things that this one had to do with."""


PARTS: dict[str, Traced] = {
    "turns": turns_trace,
    "entries": ledger,
    "holds": trace_holds,
    "stops": trace_stops,
    "payments": clearing,
    "cards": cards,
    "orders": orders,
    "documents": issued,
    "refusals": refusals,
    "requests": outbox,
    "media": media,
    "audit": audit,
}


def trace(db: Transaction, some_id: str) -> dict[str, list[dict[str, object]]] | None:
    """Everything that belongs together with what has this id, by part; None where no part knows the id."""
    parts = every_part()
    found = (part.turn_of(db, some_id) for part in parts.values())
    turn_id = next((turn for turn in found if turn), None)
    if turn_id is None:
        return None
    every = sorted(_together(db, turn_id, list(parts.values())))  # ids of turns sort by time
    return {name: [row for turn in every for row in part.trace(db, turn)] for name, part in parts.items()}


def every_part() -> dict[str, Traced]:
    """Whatever is asked, by its name. Loads nothing that understands what people say: it takes a second."""
    return PARTS | dict(_of_capabilities())


def _together(db: Transaction, turn_id: UUID, parts: list[Traced]) -> set[UUID]:
    """This turn, and those that lead to it or that it leads to."""
    lasting = [part for part in parts if isinstance(part, Lasting)]
    found: set[UUID] = set()
    new = {turn_id}
    while new:
        found |= new
        new = {turn for one in new for part in lasting for turn in part.turns(db, one)} - found
    return found


def _of_capabilities() -> Iterator[tuple[str, Traced]]:
    """A capability that keeps things has a module `trace`; what it tells goes by the capability's name."""
    for package in pkgutil.iter_modules(capabilities.__path__, "guitai.capabilities."):
        modules = pkgutil.iter_modules(importlib.import_module(package.name).__path__)
        if "trace" in (module.name for module in modules):
            yield package.name.rpartition(".")[2], importlib.import_module(f"{package.name}.trace")

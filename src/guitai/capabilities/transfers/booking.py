"""What the books have of a transfer: in whose name it was paid, and the number of the entry by which the money left."""

from guitai.capabilities.transfers.finding import name_of
from guitai.capabilities.transfers.receipts import Booked
from guitai.capabilities.transfers.store import Transfer
from guitai.database import Transaction
from guitai.ledger.statement import entry_named
from guitai.serial import serial


def booked(db: Transaction, of: Transfer) -> Booked:
    """As it stands now: what waits has no entry, and what came back keeps the one by which it left."""
    entry_id = entry_named(db, of.owner, of.name)
    return Booked(name_of(db, of.owner), serial(entry_id) if entry_id else "")

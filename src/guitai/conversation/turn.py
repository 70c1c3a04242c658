"""What a step is handed: the turn's transaction, whose turn it is, and the name of the step's effect."""

from dataclasses import dataclass

from guitai.database import Owner, Transaction
from guitai.language import Tongue
from guitai.shield.strength import Limits


@dataclass(frozen=True)
class Service:
    """Something the bank does in this chat: its title can be tapped, it may stand in the menu, was `used` so often."""

    intent: str
    title: str
    listed: bool
    used: int


@dataclass(frozen=True)
class Turn:
    """One step of one customer's turn. `key` is the same on every retry: it names the step's effect."""

    db: Transaction
    customer: Owner
    key: str
    services: tuple[Service, ...]
    limits: Limits
    tongue: Tongue  # what an order is written in: what is signed is words

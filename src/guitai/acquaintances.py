"""Whom and what a customer may name: those whom they have had to do with, and their accounts."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache

from guitai.database import Owner, Transaction
from guitai.ledger.accounts import tails_of
from guitai.understanding.acquaintance import Acquaintance
from guitai.understanding.answer import Answer


@dataclass(frozen=True)
class People:
    """The names of those whom a customer has had to do with in one business. Found by walking the capabilities.

    `meant`: the names, as the customer gave them, of those whom they call so: 我女儿.
    """

    names: Callable[[Transaction, Owner], Collection[str]]
    meant: Callable[[Transaction, Owner, str], Collection[str]]


def acquaintance(
    db: Transaction, owner: Owner, people: Sequence[People], heard: Sequence[Answer] = ()
) -> Acquaintance:
    """What the bank knows of who talks and has said this lately, looked up once, and where it can matter only."""
    names = cache(lambda: frozenset(name for of in people for name in of.names(db, owner)))
    meant = cache(lambda said: frozenset(name for of in people for name in of.meant(db, owner, said)))
    return Acquaintance(names, cache(lambda: tails_of(db, owner)), heard, meant)

"""The four details by which the bank knows somebody who is not at the counter: name, identity number, card, mobile."""

from collections.abc import Mapping
from dataclasses import dataclass

from guitai.customers import customers
from guitai.customers.customers import Customer
from guitai.customers.person import normal
from guitai.database import Owner, Transaction
from guitai.ledger.accounts import accounts_of
from guitai.shield.refusals import Unreadable

LONGEST = 100


@dataclass(frozen=True)
class Details:
    """What somebody entered about themselves. `card_number` is empty where it was not asked for."""

    name: str
    id_number: str
    mobile: str
    card_number: str = ""


def entered(body: Mapping[str, object], *, card: bool) -> Details:
    """From what a page sent: without the blanks that people put between groups of digits."""
    names = ["name", "id_number", "mobile", *(["card_number"] if card else [])]
    texts = {name: normal(str(body.get(name) or "")) for name in names}
    if not all(0 < len(text) <= LONGEST for text in texts.values()):
        raise Unreadable(detail="a detail is missing")
    return Details(**texts)


def whose(db: Transaction, details: Details) -> Customer | None:
    """The customer of whom all of this is true. Every part is looked at, whichever is wrong."""
    owner = customers.by_id_number(db, details.id_number)
    person = customers.customer(db, owner) if owner else None
    if person is None:
        return None
    same = [
        normal(person.name) == details.name,
        person.mobile == details.mobile,
        not details.card_number or details.card_number in cards_of(db, person.owner),
    ]
    return person if all(same) else None


def cards_of(db: Transaction, owner: Owner) -> list[str]:
    """The numbers of the customer's debit cards: those of the current accounts behind them."""
    return [account.number for account in accounts_of(db, owner) if account.kind == "current"]

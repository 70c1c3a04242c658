"""The payee books of the demo's people who are bound: whom their history has paid, as if they had paid them here."""

from collections.abc import Iterator

from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.whom import Payee
from guitai.clearing.banks import OWN
from guitai.customers import customers as bank_customers
from guitai.database import Database, Transaction
from guitai.demo.begun import Begun
from guitai.demo.history import customers
from guitai.demo.people import Customer
from guitai.demo.plan import Outside, Party
from guitai.demo.players import LIN, SUN, ZHOU

CALLED = {(LIN.name, ZHOU.name): "房东", (ZHOU.name, SUN.name): "女儿"}


def keep_payees(database: Database, demo: Begun) -> None:
    """Fill the books that are empty. Safe to run at every start."""
    everybody = customers(seed=demo.seed, start=demo.start_on)
    database.run(lambda db: _keep(db, [one for one in everybody if one.person.openid]))


def _keep(db: Transaction, bound: list[Customer]) -> None:
    for someone in bound:
        owner = bank_customers.by_id_number(db, someone.person.id_number)
        if owner is not None and not book.entries(db, owner):
            for party in dict.fromkeys(_paid(someone)):
                called = CALLED.get((someone.person.name, party.name), "")
                book.arrived(db, owner, Payee(party.name, party.account, OWN.code, called))


def _paid(someone: Customer) -> Iterator[Party]:
    """Whom somebody pays who banks here too, the one paid last in the book's order last."""
    own = {account.number for account in someone.accounts}
    standing = [paid.target for paid in someone.life.standing if paid.source.account in own]
    for party in (*someone.life.friends, *standing):
        if party.account not in own and party.account not in set(Outside):
            yield party

"""What the bank keeps of the deposits and the interest in a history, as if it had kept them all along.

A history pays every quarter and every term that ended before its last day. So the current quarter and the current
terms are what the bank goes on with.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from guitai.capabilities.deposits.rules import PRODUCTS, Renewal
from guitai.capabilities.deposits.rules import Deposit as Kept
from guitai.capabilities.deposits.takeover import take_over
from guitai.database import Database, Transaction
from guitai.demo.begun import Begun
from guitai.demo.history import customers
from guitai.demo.people import Customer, Deposit
from guitai.interest import matures_on, quarter_began
from guitai.ledger.accounts import page
from guitai.ledger.chart import AccountKey
from guitai.terms.terms import PostedRates

KINDS = ("current", "fixed")
MANY = 100_000  # more accounts than a history has
BY_MONTHS = {product.months: product for product in PRODUCTS.values() if product.months}

Keys = dict[str, AccountKey]
"""Accounts by their numbers."""


def keep_deposits(database: Database, demo: Begun) -> None:
    """Hand over what is not kept yet. Safe to run at every start, and with a history of an earlier version."""
    everybody = customers(seed=demo.seed, start=demo.start_on)
    database.run(lambda db: _keep(db, everybody, demo.start_on))


def _keep(db: Transaction, everybody: tuple[Customer, ...], start_on: date) -> None:
    keys = {account.number: account.key for account in page(db, KINDS, most=MANY)}
    quarter = quarter_began(start_on)
    since = {
        keys[account.number]: max(account.opened_on, quarter)
        for someone in everybody
        for account in someone.currents
        if account.number in keys
    }
    take_over(
        db, [kept for one in everybody for kept in _deposits(one, keys, start_on, db.terms.rates)], since
    )


def _deposits(someone: Customer, keys: Keys, start_on: date, rates: PostedRates) -> Iterator[Kept]:
    for deposit in someone.deposits:
        if deposit.number in keys:
            key, pays_to = keys[deposit.number], keys[someone.person.card_number]
            yield _in_its_term(deposit, key, pays_to, start_on, rates)


def _in_its_term(
    deposit: Deposit, key: AccountKey, pays_to: AccountKey, start_on: date, rates: PostedRates
) -> Kept:
    """As it stands at the end of the history: the term that had not ended before that day."""
    product, terms, starts_on = BY_MONTHS[deposit.months], 1, deposit.opened_on
    while (ends_on := matures_on(deposit.opened_on, terms * deposit.months)) < start_on:
        starts_on, terms = ends_on, terms + 1
    return Kept(
        key=key,
        number=deposit.number,
        product=product,
        renewal=Renewal.PRINCIPAL,
        pays_to=pays_to.account_id,
        opened_on=deposit.opened_on,
        starts_on=starts_on,
        matures_on=ends_on,
        rate_bps=product.rate_bps(starts_on, rates),
        principal=deposit.principal,
        accrued_on=starts_on - timedelta(days=1),
    )

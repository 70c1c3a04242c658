"""Accounts to post to: two customers', with some money."""

import pytest

from guitai.ledger.accounts import open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money


@pytest.fixture
def open_with():
    """Open a customer's account that holds so many yuan."""

    def open_with(db, owner, yuan):
        key = open_account(db, owner, "current", f"62148300{owner:08}").key
        if yuan:
            source = Internal.OPENING_BALANCES
            post(db, transfer(Money(fen=100 * yuan), owner=owner, name="opening", source=source, target=key))
        return key

    return open_with


@pytest.fixture
def lin(db, open_with):
    return open_with(db, 1001, 1_000)


@pytest.fixture
def wang(db, open_with):
    return open_with(db, 1002, 0)

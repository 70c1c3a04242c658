"""Accounts to post to: two customers', with some money."""

from dataclasses import replace
from datetime import timedelta

import pytest

from guitai.ledger.accounts import open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import Details, transfer
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


@pytest.fixture
def paid(db, lin, wang):
    """Three payments, a minute apart; the ids of their entries."""
    return [
        post(
            replace(db, now=db.now + timedelta(minutes=number)),
            transfer(
                Money(fen=20_000),
                owner=1001,
                name=f"pay-{number}",
                source=lin,
                target=wang,
                details=Details("转账", "王芳", "生活", "微信银行", "午饭"),
            ),
        ).entry_id
        for number in range(3)
    ]

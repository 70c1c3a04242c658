"""Customers with money on current accounts, deposits of theirs, and days that pass."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest

from guitai import clock
from guitai.capabilities.deposits import doors, holdings
from guitai.capabilities.deposits.rules import PRODUCTS, Deposit, Renewal
from guitai.database import Owner
from guitai.ledger.accounts import account, accounts_of, open_account
from guitai.ledger.chart import STRIPES, AccountKey, Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.schedule.doors import Shift
from guitai.shield import devices, orders
from guitai.shield.strength import DEFAULTS
from guitai.zone import BANK_ZONE

DAY = timedelta(days=1)


class Bank:
    """A bank in one transaction, whose days are closed one after the other."""

    def __init__(self, db, today):
        self.db, self.today = replace(db, now=_at(today, time(9))), today

    def current(self, owner, number, kind="current"):
        """A current account, opened today."""
        return open_account(self.db, Owner(owner), kind, number, opened_on=self.today).key

    def moves(self, key, yuan, *, effective_on=None):
        """Money comes in from outside, or, if it is less than nothing, goes out."""
        amount, outside = Money.parse(yuan), Internal.RESERVES
        came = amount > Money(0)
        post(
            self.db,
            transfer(
                amount if came else -amount,
                owner=key.owner,
                name=f"moved {clock.uuid7(self.db.now)}",
                source=outside if came else key,
                target=key if came else outside,
                effective_on=effective_on,
            ),
        )

    def deposit(self, current, code, yuan, renewal=Renewal.NONE):
        """A deposit opened today with money from outside, which pays to that account."""
        product, amount = PRODUCTS[code], Money.parse(yuan)
        number = f"8021{len(accounts_of(self.db, current.owner)):03}{current.owner:010}"
        key = open_account(self.db, current.owner, product.kind, number, opened_on=self.today).key
        self.moves(key, yuan)
        deposit = Deposit(
            key,
            number,
            product,
            renewal,
            current.account_id,
            self.today,
            self.today,
            product.ends_on(self.today),
            product.rate_bps(self.today, self.db.terms.rates),
            amount,
            self.today - DAY,
        )
        holdings.add(self.db, deposit)
        return key

    def jumps(self, to):
        """Let days pass of which none is closed: the next that is makes up for them."""
        self.today, self.db = to, replace(self.db, now=_at(to, time(9)))

    def closes(self, until):
        """Go through every door of each day that ends before that one."""
        while self.today < until:
            for door in sorted(DOORS, key=lambda door: door.at):
                self.db = replace(
                    self.db, now=_at(self.today + DAY, door.at), turn_id=clock.uuid7(self.db.now)
                )
                while door.work(Shift(self.db, self.today, DEFAULTS)):
                    pass
            self.today += DAY
            self.db = replace(self.db, now=_at(self.today, time(9)))

    def holds(self, key):
        """What the account holds."""
        return account(self.db, key).balance

    def kept(self, key):
        """The deposit as it is kept."""
        return holdings.locked(self.db, key)

    def payable(self):
        """The interest that the books hold for customers."""
        return self._internal(Internal.INTEREST_PAYABLE)

    def expense(self):
        """What interest has cost the bank."""
        return self._internal(Internal.INTEREST_EXPENSE)

    def accrued(self):
        """The interest that stands beside the accounts and is not paid, all together."""
        (fen,) = self.db.execute(
            """
            SELECT (SELECT coalesce(sum(accrued_fen), 0) FROM deposits.accruals)
                 + (SELECT coalesce(sum(accrued_fen), 0) FROM deposits.deposits)
                 + (SELECT coalesce(sum(interest_fen), 0) FROM deposits.settlements WHERE state = 'owed')
            """
        ).fetchone()
        return Money(int(fen))

    def told(self):
        """How often somebody was told something."""
        return self.db.execute("SELECT count(*) FROM notices.waiting").fetchone()[0]

    def _internal(self, which):
        stripes = (account(self.db, AccountKey(n, which.account_id)) for n in range(1, STRIPES + 1))
        return sum((stripe.balance for stripe in stripes), Money(0))


DOORS = [
    doors.accrue_demand,
    doors.accrue_terms,
    doors.settle,
    doors.mature,
    doors.lapse,
    doors.remind,
]


def _at(day, at):
    return datetime.combine(day, at, BANK_ZONE)


@pytest.fixture
def bank_on(db):
    """A bank on some day."""
    return lambda today: Bank(db, today)


@pytest.fixture
def bank(bank_on):
    """A bank on 21 September 2026, the first day of a quarter."""
    return bank_on(date(2026, 9, 21))


@pytest.fixture
def signs():
    """Read and sign the order behind the link of a phone's last reply, on a device that was bound a while ago."""

    def signs(phone):
        known = devices.devices(phone.db, phone.owner)
        device = known[0] if known else _device(phone)
        order = UUID(re.search(r"/orders/([0-9a-f-]+)", phone.reply.parts[-1].url)[1])
        orders.sign(replace(phone.db, now=phone.now), device, order, "a signature")
        phone.happens("signed", order)
        return order

    return signs


def _device(phone):
    keys = {"sign_key": {}, "open_key": {}}
    return devices.add(phone.db, phone.owner, openid="oLin", name="手机", low=False, **keys)

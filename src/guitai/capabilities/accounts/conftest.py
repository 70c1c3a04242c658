"""What the tests of accounts need beside a phone: more lines, and the pictures of a card."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from guitai.ledger.accounts import accounts_of
from guitai.ledger.chart import Internal
from guitai.ledger.entry import Details, transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.reply import Link
from guitai.shield import cards


@pytest.fixture
def more_lines(lin):
    def post_so_many(count):
        (account,) = accounts_of(lin.db, lin.owner)
        for number in range(count):
            entry = transfer(
                Money(100),
                owner=lin.owner,
                name=f"more {number}",
                source=account.key,
                target=Internal.MERCHANTS,
                details=Details("消费", f"小店{number}", "购物"),
                booked_at=lin.now - timedelta(minutes=60 - number),
            )
            post(lin.db, entry)

    return post_so_many


@pytest.fixture
def charts(lin):
    def titles():
        *_, link = (part for part in lin.reply.parts if isinstance(part, Link))
        stored = cards.by_link(replace(lin.db, now=lin.now), UUID(link.url))
        return stored and [chart.title for chart in stored.charts]

    return titles

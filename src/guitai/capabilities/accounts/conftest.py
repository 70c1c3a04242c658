"""What the tests of accounts need beside a phone: more lines, and the pictures of a card."""

from base64 import b64decode
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from itertools import accumulate
from uuid import UUID

import pytest
from pypdf import PdfReader

from guitai.ledger.accounts import accounts_of
from guitai.ledger.chart import Internal
from guitai.ledger.entry import Details, transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.reply import Link
from guitai.shield import cards


@pytest.fixture
def more_lines(lin):
    def post_so_many(count, phone=lin, tail="2816"):
        (account,) = [account for account in accounts_of(phone.db, phone.owner) if account.tail == tail]
        for number in range(count):
            entry = transfer(
                Money(100),
                owner=phone.owner,
                name=f"more {number}",
                source=account.key,
                target=Internal.MERCHANTS,
                details=Details("消费", f"小店{number}", "购物"),
                booked_at=phone.now - timedelta(minutes=60 - number),
            )
            post(phone.db, entry)

    return post_so_many


# What moves on Chen's accounts: when, from where, to where, yuan, what it says.
MOVES = [
    ("2026-10-05 09:00", Internal.CLEARING_IN, "1668", "6000", Details("扫码收款", "王芳", "经营")),
    ("2026-10-12 09:00", "1668", "1196", "2000", Details("转账", "陈国强", "本人转账", memo="家用")),
    ("2026-10-20 12:00", "1196", Internal.MERCHANTS, "31", Details("消费", "江海超市", "购物")),
    ("2026-10-22 12:00", Internal.MERCHANTS, "1196", "31", Details("退款", "江海超市", "退款")),
    ("2026-10-22 13:00", Internal.INTEREST_EXPENSE, "1668", "1.25", Details("结息", "江海银行", "利息")),
    (
        "2026-11-01 10:00",
        "1668",
        Internal.CLEARING_OUT,
        "1500",
        Details("转账", "李秀英", "经营", memo="铺租"),
    ),
    ("2026-11-18 10:00", "1196", Internal.MERCHANTS, "120.50", Details("电费", "江海电力", "缴费")),
]


@pytest.fixture
def busy(chen):
    """Chen, with lines on both current accounts, and a hundred yuan from one of them in the fixed deposit."""
    accounts = {account.tail: account.key for account in accounts_of(chen.db, chen.owner)}
    saved = ("2026-11-19 10:00", "1196", "7001", "100", Details("转存定期", "陈国强", "定期"))
    for number, (at, source, target, amount, details) in enumerate([*MOVES, saved]):
        entry = transfer(
            Money.parse(amount),
            owner=chen.owner,
            name=f"move {number}",
            source=accounts.get(source, source),
            target=accounts.get(target, target),
            details=details,
            booked_at=datetime.fromisoformat(f"{at}:00+08:00"),
        )
        post(chen.db, entry)
    return chen


@pytest.fixture
def drawn():
    """The pictures of the last card on a phone."""

    def charts(phone):
        *_, link = (part for part in phone.reply.parts if isinstance(part, Link))
        card_id = UUID(link.url.rpartition("/")[2])
        stored = cards.card(replace(phone.db, now=phone.now), phone.owner, card_id)
        return stored and stored.charts

    return charts


@pytest.fixture
def files():
    """The documents of the last card on a phone: their titles and bytes."""

    def documents(phone):
        *_, link = (part for part in phone.reply.parts if isinstance(part, Link))
        stored = cards.card(replace(phone.db, now=phone.now), phone.owner, UUID(link.url.rpartition("/")[2]))
        return {file["title"]: b64decode(file["data"]) for file in stored.content["documents"]}

    return documents


MM = 72 / 25.4
LEFT, BOTTOM = 15 * MM, 24 * MM
ENDS = [LEFT + MM * width for width in accumulate((9, 37, 18, 33, 24, 25, 34))]
SIZES = (8, 6.6)  # of what stands in the table, in points; nothing else above the foot is set in them


@pytest.fixture
def printed():
    """The table of a statement as somebody reads it off the paper: each line's cells, without the blanks in them."""

    def rows(pdf):
        found = []

        def read(text, at, within, font, size):
            cell = "".join(text.split())
            left, bottom = at[4] + within[4], at[5] + within[5]
            if not cell or round(size, 1) not in SIZES or bottom < BOTTOM:
                return
            column = next(number for number, end in enumerate(ENDS) if left < end)
            if column == 0:
                found.append([""] * len(ENDS))
            found[-1][column] += cell

        for page in PdfReader(BytesIO(pdf)).pages:
            page.extract_text(visitor_text=read)
        heads = [row for row in found if not row[0].isdigit()]
        return heads, [row for row in found if row[0].isdigit()]

    return rows

from datetime import datetime

import pytest

from guitai.ledger.accounts import accounts_of
from guitai.ledger.chart import Internal
from guitai.ledger.entry import Details, transfer
from guitai.ledger.posting import post
from guitai.money import Money


@pytest.mark.parametrize(
    "said, found",
    [
        ("did my salary come in this month", "+¥18,500.00"),
        ("spending on food", "-¥35.00"),
        ("最近三个月吃饭花了多少", "-¥35.00"),
    ],
)
def test_customers_words_are_looked_up_by_the_books_own(lin, said, found):
    lin.says(said)

    assert found in lin.card.values()


def test_where_the_books_own_word_finds_nothing_the_customers_does(lin):
    entry = transfer(
        Money.parse("88"),
        owner=lin.owner,
        name="pension",
        source=Internal.CLEARING_IN,
        target=accounts_of(lin.db, lin.owner)[0].key,
        details=Details("转账", "Anna", "转账", memo="pension"),
        booked_at=datetime.fromisoformat("2026-11-01T10:00:00+08:00"),
    )
    post(lin.db, entry)
    lin.says("transactions about pension this month")

    assert "+¥88.00" in lin.card.values()

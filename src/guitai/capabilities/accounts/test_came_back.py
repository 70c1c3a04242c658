from datetime import datetime

import pytest

from guitai.ledger.accounts import accounts_of
from guitai.ledger.chart import Internal
from guitai.ledger.entry import Details, transfer
from guitai.ledger.posting import post
from guitai.money import Money


@pytest.fixture
def gone_and_back(lin):
    """A transfer that another bank did not take."""
    account, clearing = accounts_of(lin.db, lin.owner)[0].key, Internal.CLEARING_OUT
    for hour, source, target, summary in (
        ("09", account, clearing, "转账"),
        ("10", clearing, account, "退回"),
    ):
        entry = transfer(
            Money.parse("88"),
            owner=lin.owner,
            name=summary,
            source=source,
            target=target,
            details=Details(summary, "黄丽", "转账"),
            booked_at=datetime.fromisoformat(f"2026-11-22T{hour}:00:00+08:00"),
        )
        post(lin.db, entry)


@pytest.mark.parametrize(
    "asked, rows",
    [
        ("昨天的明细", {"收入合计": "¥0.00", "支出合计": "¥88.00", "另有转账退回": "¥88.00"}),
        ("昨天花了多少", {"支出合计": "¥88.00", "另有转账退回": "¥88.00"}),
        ("昨天的收入", {"收入合计": "¥0.00", "另有转账退回": "¥88.00"}),
    ],
)
def test_what_came_back_of_a_transfer_was_not_received(lin, gone_and_back, asked, rows):
    lin.says(asked)

    assert {name: value for name, value in lin.card.items() if name in rows} == rows

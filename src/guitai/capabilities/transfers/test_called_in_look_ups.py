"""Whom the payee book knows by a role or another name is found among the lines by their name."""

from datetime import datetime

import pytest

from guitai.ledger.accounts import accounts_of
from guitai.ledger.chart import Internal
from guitai.ledger.entry import Details, transfer
from guitai.ledger.posting import post
from guitai.money import Money


@pytest.fixture(autouse=True)
def family(lin, known):
    """Lin has paid 孙丽娟, her daughter, and was paid by her; and somebody else, with the daughter in the memo."""
    known(lin, "孙丽娟", "6214830000000108", "308584000013", called="女儿")
    known(lin, "赵国安", "6214830000000207", "308584000013", called="房东")
    (account,) = [one.key for one in accounts_of(lin.db, lin.owner) if one.tail == "2816"]
    moves = [
        ("300", account, Internal.CLEARING_OUT, Details("转账", "孙丽娟", "转账")),
        ("20", Internal.CLEARING_IN, account, Details("转账", "孙丽娟", "转账")),
        ("50", account, Internal.CLEARING_OUT, Details("转账", "赵国安", "转账", memo="给女儿的书")),
    ]
    for number, (amount, source, target, details) in enumerate(moves):
        entry = transfer(
            Money.parse(amount),
            owner=lin.owner,
            name=f"family {number}",
            source=source,
            target=target,
            details=details,
            booked_at=datetime.fromisoformat(f"2026-11-21T15:3{number}:00+08:00"),
        )
        post(lin.db, entry)


def amounts(phone):
    return [value for label, value in phone.card.items() if label.startswith(("11月21日", "21 Nov"))]


@pytest.mark.parametrize(
    "said, found",
    [
        ("这个月给女儿转了多少", ["-¥300.00"]),
        ("女儿给我转过多少", ["+¥20.00"]),
        ("和女儿的往来", ["+¥20.00", "-¥300.00"]),
        ("和我闺女的往来", ["+¥20.00", "-¥300.00"]),
        ("一共给房东转了多少", ["-¥50.00"]),
        ("how much did I send my daughter this month", ["-¥300.00"]),
    ],
)
def test_who_is_called_so_is_looked_for_by_name(lin, said, found):
    lin.says(said)

    assert amounts(lin) == found


def test_the_name_stands_on_the_card_and_not_in_the_chat(lin):
    assert "孙丽娟" not in lin.says("这个月给女儿转了多少")
    assert lin.card["条件"] == "只看支出 · 含“女儿”（孙丽娟）"

    assert lin.says("九月呢").startswith("9月1日至9月30日没有和“女儿”有关的支出。")


def test_she_is_meant_in_what_is_said_of_it_next(lin, order):
    lin.says("这个月的明细")
    lin.says("和女儿的呢")
    assert amounts(lin) == ["+¥20.00", "-¥300.00"]

    lin.says("给她转50")
    assert order(lin)["收款人"] == "孙丽娟"


def test_whom_the_book_does_not_know_the_bank_asks_for(lin):
    assert lin.says("这个月给儿子转了多少").startswith("我不知道“儿子”是谁，请您说姓名。")

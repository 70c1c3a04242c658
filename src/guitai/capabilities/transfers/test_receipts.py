"""What a card says of one transfer: a receipt where money has left, with the number that the statement has too."""

from datetime import timedelta
from uuid import UUID

import pytest

from guitai.reply import Link
from guitai.serial import entry_of, serial
from guitai.shield import cards

LIN, CHEN, THERE = "6239990000000002816", "6239990000000001668", "6214830000000009"
HERE, ELSEWHERE = f"给陈国强转五百块，账号{CHEN}，备注饭钱", f"给张三转五百块，账号{THERE}"


@pytest.fixture
def entry(db):
    """The entry that was posted under a name that begins so."""

    def named(begins):
        ((entry_id,),) = db.execute(
            "SELECT entry_id FROM ledger.entries WHERE starts_with(name, %s)", (begins,)
        )
        return entry_id

    return named


@pytest.fixture
def stored(db):
    """A card that was shown, the last on a phone or the one that told somebody of something."""

    def last(phone):
        *_, link = (part.url for part in phone.reply.parts if isinstance(part, Link))
        return cards.card(phone.db, phone.owner, UUID(link.rpartition("/")[2]))

    return last


def told_card(phone):
    shown = phone.db.execute("SELECT card_id FROM shield.cards WHERE owner = %s", (phone.owner,)).fetchall()
    rows = [cards.card(phone.db, phone.owner, one).content["rows"] for (one,) in shown]
    return {row["label"]: row["value"] for row in rows[-1]}


def test_the_number_is_that_of_the_entry_on_card_picture_and_at_the_payees(lin, chen, pay, entry, stored):
    pay(HERE)
    (slip,) = stored(lin).charts
    number = lin.card["流水号"]
    lin.ticks()

    assert number == serial(entry("transfer "))
    assert {row.label: row.value for row in slip.rows}["流水号"] == number
    assert told_card(chen)["流水号"] == number


def test_what_was_set_apart_has_a_number_once_it_has_left(lin, chen, pay, entry):
    pay(f"{HERE}，次日到账")
    assert "流水号" not in lin.card

    lin.waits(timedelta(days=1))
    lin.says("我刚才转的钱到了吗")
    assert entry_of(lin.card["流水号"]) == entry("transfer ")


def test_what_came_back_has_the_number_of_the_entry_by_which_it_left(lin, pay, elsewhere, entry):
    pay(ELSEWHERE)
    elsewhere.refuses("AC04")
    lin.says("为什么没转成")

    assert lin.card["流水号"] == serial(entry("transfer "))


def test_a_receipt_is_of_money_that_has_left(lin, chen, pay, elsewhere, stored):
    def titled():
        return stored(lin).content["title"], bool(stored(lin).charts)

    pay(f"给张三转两万，账号{THERE}")
    assert titled() == ("转账受理", False)
    lin.says("撤销转账")
    lin.taps("撤销")
    lin.says("查转账")
    assert titled() == ("转账撤销", False)
    pay(HERE)
    assert titled() == ("转账回单", True)
    pay(ELSEWHERE)
    lin.says("转给张三的500到了吗")
    assert titled() == ("转账回单", True)
    elsewhere.takes_it()
    elsewhere.returns("AC04")
    lin.says("转给张三的500到了吗")
    assert titled() == ("转账退汇", False)


def test_what_failed_says_first_why_and_has_nothing_of_a_receipt(lin, known, pay, elsewhere, stored):
    known(lin, "张三", THERE, "308584000013")
    pay("给张三转一万二")
    elsewhere.refuses("AC04")
    lin.says("转给张三的钱到了吗")

    assert stored(lin).content["title"] == "转账未成功"
    assert list(lin.card.items())[:3] == [
        ("状态", "没有转成，钱已退回"),
        ("原因", "收款账户已经销户。请向收款人要一个新账号。"),
        ("金额", "¥12,000.00"),
    ]
    assert not {"手续费", "大写金额"} & set(lin.card)

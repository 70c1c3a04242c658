"""How sure a picture's reader was is said in words, and kept with what is proposed."""

import pytest

from guitai.conversation import store
from guitai.money import Money
from guitai.understanding.pictures.found import Field, Found, Kind
from guitai.understanding.pictures.telling import told

CHEN = "6239990000000001668"


def slip(unsure=(), **fields):
    whom = {"payee": Field("陈国强", 97), "account_no": Field(CHEN, 58), "bank": Field("江海银行", 99)}
    return told(Found(Kind.SLIP, whom | fields, unsure))


def test_what_was_read_with_some_doubt_is_to_be_checked(lin, chen):
    assert lin.shows(slip()).startswith(
        "图片里是转账信息：收款人陈国强，江海银行，尾号1668。不太清楚、请您核对的：号码。\n"
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("查餘額", "不太清楚、請您核對的：號碼。"),
        ("my balance", "Not quite clear, please check: the number."),
    ],
)
def test_it_is_said_in_the_customers_language(lin, chen, language, said):
    lin.says(language)

    assert said in lin.shows(slip())


def test_a_foreign_amount_is_said_not_to_be_taken(lin, chen):
    reply = lin.shows(slip(unsure=("foreign",)))

    assert "上面的外币金额没有采用。" in reply
    assert "没有看清的" not in reply


def test_the_proposal_keeps_how_sure_each_field_is(lin, chen):
    lin.shows(slip(amount=Field(Money.parse("500"), 93)))
    wish = lin.reply.taps[0].means

    assert wish.slots["confidence"] == {"payee": 97, "account_no": 58, "bank": 99, "amount": 93}
    lin.taps("按图片转账")
    (open_one,) = store.chat_of(lin.db, lin.owner).stack
    assert open_one.opening.slots["confidence"] == wish.slots["confidence"]

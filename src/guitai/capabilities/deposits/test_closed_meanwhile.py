"""The current account of an order was closed at the counter before it was signed."""

import pytest
from tests.savers import accounts

from guitai.capabilities.deposits import closing
from guitai.ledger.accounts import accounts_of, open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.ledger.stops import stop
from guitai.money import Money

FIRST, SECOND = "6239990000000002816", "6239990000000005207"
SAID = "订单上的活期账户已经销户，所以没有办理，您的钱没有变动。请您换一个账户重新办理。"


@pytest.fixture
def saver(lin):
    """Lin, with 4,705 yuan on a second account."""
    two = open_account(lin.db, lin.owner, "current", SECOND).key
    source, money = Internal.RESERVES, Money.parse("4705")
    post(lin.db, transfer(money, owner=lin.owner, name="two", source=source, target=two))
    return lin


def test_a_deposit_is_opened_from_no_account_that_was_closed(saver, signs):
    saver.says("从尾号5207存3000块定期半年")
    saver.says("1")
    closing.close(saver.db, SECOND, by="王柜员")
    signs(saver)

    assert saver.reply.parts[0] == SAID
    assert "fixed" not in accounts(saver)


def test_a_deposit_is_paid_to_no_account_that_was_closed(saver, signs):
    saver.says("从尾号2816存3000块定期半年")
    saver.says("1")
    signs(saver)
    (first,) = (one.key for one in accounts_of(saver.db, saver.owner) if one.number == FIRST)
    stop(saver.db, first, debits=False, credits=True, reason="court")
    saver.says("支取存款")
    saver.says("全部")
    closing.close(saver.db, SECOND, by="王柜员")
    signs(saver)

    assert saver.reply.parts[0] == SAID
    assert accounts(saver)["fixed"] == Money.parse("3000")

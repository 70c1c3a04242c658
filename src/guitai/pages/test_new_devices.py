"""An order that was put up before the browser that opens it was bound: what that device may sign is said at once."""

from base64 import b64decode
from datetime import datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from tests.devices import Refused

from guitai import clock
from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.whom import Payee
from guitai.clearing.banks import OWN_CODE
from guitai.ledger.accounts import account_numbered, open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money
from guitai.pages.conftest import CHEN, LIN
from guitai.shield import orders, usage
from guitai.shield.strength import Strength
from guitai.zone import BANK_ZONE


@pytest.fixture(autouse=True)
def by_day(database):
    """It is noon: at night more than a small sum takes a code on any device."""
    noon = datetime.now(BANK_ZONE).replace(hour=12) + timedelta(days=1)
    with psycopg.connect(database.url) as owner:
        clock.begin(owner, noon)


@pytest.fixture
def says(pages, lin, money):
    """Lin, who has money and has paid Chen before, says something; the reply."""
    with pages.database.transaction() as db:
        book.arrived(db, lin, Payee("陈国强", CHEN["card_number"], OWN_CODE))
    return pages.saying(lin)


@pytest.fixture
def puts_up(says):
    return lambda words: says(words).partition("/orders/")[2].partition('"')[0]


@pytest.fixture
def second(device, phone, lin):
    """Binds another browser of Lin's."""
    return lambda: device("oLin").binds(LIN, lin)


def test_a_new_device_is_asked_for_a_code_before_anything_is_entered(database, puts_up, second, chen, lin):
    order = puts_up("给陈国强转500")
    new = second()

    read = new.reads_order(order)

    assert (read["needs"], read["new_device"]) == (["code"], True)
    new.calls(f"/orders/{order}/codes", proof=new.proof("orders.code", order))
    document = b64decode(read["document"])
    assert new.signs_order(order, document, LIN["pin"], code=new.code(lin)).startswith("转账成功")
    with database.transaction() as db:
        assert usage.spent(db, lin) == {Strength.CODE: Money(500_00)}


def test_a_new_device_does_not_sign_without_the_code(puts_up, second, chen, refused):
    order = puts_up("给陈国强转500")
    new = second()
    document = new.opens_order(order)

    assert refused(new.signs_order, order, document, LIN["pin"]) == "shield.needs_code"


def test_more_than_a_new_device_may_sign_is_said_at_once_and_the_older_one_signs_it(
    database, puts_up, phone, second, chen, lin, refused
):
    order = puts_up("给陈国强转1500")
    new = second()

    assert refused(new.reads_order, order) == "limits.low"
    with database.transaction() as db:
        assert orders.order(db, lin, UUID(order)).shown_to == []
    read = phone.reads_order(order)
    assert (read["needs"], read["new_device"]) == ([], False)
    assert phone.signs_order(order, b64decode(read["document"]), LIN["pin"]).startswith("转账成功")


def test_what_is_said_of_the_limit_names_it(puts_up, second, chen):
    order = puts_up("给陈国强转1500")
    new = second()
    new.loads(f"/orders/{order}")
    proof = new.proof("orders.open", order)

    with pytest.raises(Refused) as no:
        new.calls(f"/orders/{order}/seals", proof=proof)
    assert "一笔最多付¥1,000.00，一天最多付¥5,000.00" in no.value.message


def test_between_own_accounts_a_new_device_needs_no_code(database, says, puts_up, second, lin):
    with database.transaction() as db:
        open_account(db, lin, "current", "6239990000000005207")
    order = puts_up("从2816转5000到5207")

    assert second().reads_order(order)["needs"] == []


def test_a_device_that_is_new_no_more_signs_as_any_other(puts_up, second, chen, later):
    new = second()
    later(timedelta(hours=24))

    assert new.reads_order(puts_up("给陈国强转1500"))["needs"] == []


def test_what_came_of_it_is_the_heading_and_a_refusal_has_none(database, puts_up, phone, chen, lin):
    def signed(words, meanwhile=lambda: None):
        order = puts_up(words)
        assert order, words
        document = phone.opens_order(order)
        meanwhile()
        signature = phone.signs(document, kid=phone.device_id)
        return phone.calls(f"/orders/{order}/signatures", pin=LIN["pin"], signature=signature)

    def spent():
        with database.transaction() as db:
            source = account_numbered(db, LIN["card_number"])
            post(db, transfer(Money(48_500_00), owner=lin, name="o", source=source, target=Internal.CASH))

    assert signed("给陈国强转500") == {"heading": "转账成功", "result": "转账成功，回单在卡片上。"}
    refused = signed("给陈国强转1200", spent)
    assert (refused["heading"], refused["result"][:8]) == ("", "账户可用余额不足")

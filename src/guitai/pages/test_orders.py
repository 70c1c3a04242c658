import json
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from tests.devices import Refused

from guitai.pages.conftest import CHEN, LIN
from guitai.shield import devices, ending, freezes, orders, pins, small
from guitai.shield.strength import Strength


@pytest.fixture
def says(pages, lin):
    """Lets Lin say something in the chat; gives the reply."""
    return pages.saying(lin)


@pytest.fixture
def order(says, phone):
    """The id of an order that waits in Lin's chat: the small-amount rule of ¥150 and ¥600."""

    def ask():
        says(wish="identity.small")
        says("150元")
        return says("600元").partition("/orders/")[2].partition('"')[0]

    return ask()


def test_an_order_is_read_signed_and_carried_out(database, lin, phone, order):
    document = phone.opens_order(order)
    lines = {line["name"]: line for line in json.loads(document)["lines"]}
    assert (lines["single"]["fen"], lines["day"]["fen"]) == (150_00, 600_00)
    phone.calls(f"/orders/{order}/codes", proof=phone.proof("orders.code", order))

    result = phone.signs_order(order, document, LIN["pin"], code=phone.code(lin))

    assert result == "小额免密已经开通：一笔最多¥150.00，一天最多¥600.00。"
    with database.transaction() as db:
        rule = small.in_force(db, lin)
        assert (rule.single.fen, rule.day.fen) == (150_00, 600_00)
        assert str(rule.device_id) == phone.device_id


def test_a_code_says_what_it_signs(phone, order, lin):
    coded(phone, order, lin)

    assert phone.pages.texts("sms", lin)[-1].partition("，用于")[2].startswith("开通小额免密，5分钟内有效。")


def test_a_code_says_how_much_goes_to_which_account(says, phone, lin, chen, money):
    said = says(f"给陈国强转6000元，账号{CHEN['card_number']}")
    coded(phone, said.partition("/orders/")[2].partition('"')[0], lin)

    text = phone.pages.texts("sms", lin)[-1]
    assert "用于转账确认：付给尾号1668人民币6,000.00元，5分钟内有效。" in text


@pytest.mark.parametrize(
    "words", ["給陳國強轉6000元，附言飯錢，帳號{}", "transfer 6000 to 陈国强, account {}, memo 飯錢"]
)
def test_a_code_is_told_in_simplified_whatever_the_chat_speaks(says, phone, lin, chen, money, words):
    said = says(words.format(CHEN["card_number"]))
    coded(phone, said.partition("/orders/")[2].partition('"')[0], lin)

    assert "用于转账确认：付给尾号1668人民币6,000.00元" in phone.pages.texts("sms", lin)[-1]


def coded(phone, order, lin):
    document = phone.opens_order(order)
    phone.calls(f"/orders/{order}/codes", proof=phone.proof("orders.code", order))
    return document, phone.code(lin)


def test_another_code_is_sent_in_a_minute_and_the_first_is_good_until_then(later, lin, phone, order, refused):
    document, code = coded(phone, order, lin)
    proof = phone.proof("orders.code", order)

    with pytest.raises(Refused) as no:
        phone.calls(f"/orders/{order}/codes", proof=proof)
    assert (no.value.status, no.value.code) == (429, "shield.code_just_sent")
    assert phone.code(lin) == code
    later(timedelta(minutes=1))
    _, another = coded(phone, order, lin)
    assert refused(phone.signs_order, order, document, LIN["pin"], code=code) == "shield.wrong_code"
    assert "已经开通" in phone.signs_order(order, document, LIN["pin"], code=another)


def test_it_is_signed_once(lin, phone, order, refused):
    document, code = coded(phone, order, lin)
    phone.signs_order(order, document, LIN["pin"], code=code)

    assert refused(phone.signs_order, order, document, LIN["pin"], code=code) == "shield.order_over"


def test_the_chat_learns_of_it_too(pages, lin, phone, order):
    document, code = coded(phone, order, lin)
    phone.signs_order(order, document, LIN["pin"], code=code)

    assert pages.texts("chat", lin)[-1].startswith("小额免密已经开通")


def test_a_code_is_asked_for(lin, phone, order, refused):
    document = phone.opens_order(order)

    assert refused(phone.signs_order, order, document, LIN["pin"]) == "shield.needs_code"
    assert refused(phone.signs_order, order, document, LIN["pin"], code="123456") == "shield.wrong_code"


def test_a_wrong_pin_signs_nothing_and_counts(database, lin, phone, order, refused):
    document, code = coded(phone, order, lin)

    for no in ("shield.wrong_pin", "shield.wrong_pin", "shield.pin_locked"):
        assert refused(phone.signs_order, order, document, "690417", code=code) == no
    with database.transaction() as db:
        assert small.in_force(db, lin) is None


@pytest.mark.parametrize("old, new", [(b"15000", b"15001"), (b'"fen":60000', b'"fen":90000'), (b"}", b"} ")])
def test_other_bytes_than_were_shown_are_not_signed(lin, phone, order, old, new, refused):
    document, code = coded(phone, order, lin)
    assert old in document

    altered = document.replace(old, new)

    assert refused(phone.signs_order, order, altered, LIN["pin"], code=code) == "shield.bad_signature"


def test_another_key_signs_nothing(device, lin, phone, order, refused):
    document, code = coded(phone, order, lin)
    thief = device("oLin")
    thief.device_id = phone.device_id
    thief.loads(f"/orders/{order}")

    assert refused(thief.signs_order, order, document, LIN["pin"], code=code) == "shield.bad_signature"


def test_a_device_signs_only_what_it_was_shown(device, lin, phone, order, refused):
    document, code = coded(phone, order, lin)
    second = device("oLin").binds(LIN, lin)
    second.loads(f"/orders/{order}")

    assert refused(second.signs_order, order, document, LIN["pin"], code=code) == "shield.not_shown"


def test_somebody_else_sees_no_order(device, chen, order, refused):
    other = device("oChen").binds(CHEN, chen)

    assert refused(other.opens_order, order) == "shield.gone"
    proof = other.proof("orders.decline", order)
    assert refused(other.calls, f"/orders/{order}/declines", proof=proof) == "shield.gone"


def test_it_expires_while_it_is_read(later, lin, phone, order, refused):
    document, code = coded(phone, order, lin)
    later(timedelta(minutes=5))

    assert refused(phone.signs_order, order, document, LIN["pin"], code=code) == "shield.order_over"
    assert refused(phone.opens_order, order) == "shield.order_over"


@pytest.mark.parametrize("words", ["取消", "返回"])
def test_what_was_taken_back_in_the_chat_is_not_signed(says, lin, phone, order, words, refused):
    document, code = coded(phone, order, lin)
    says(words)

    assert refused(phone.signs_order, order, document, LIN["pin"], code=code) == "shield.order_over"


def test_it_can_be_declined(database, pages, lin, phone, order, refused):
    document, code = coded(phone, order, lin)

    result = phone.calls(f"/orders/{order}/declines", proof=phone.proof("orders.decline", order))["result"]

    assert result == "您没有签名，这项业务没有办理。"
    assert pages.texts("chat", lin)[-1] == result
    assert refused(phone.signs_order, order, document, LIN["pin"], code=code) == "shield.order_over"
    with database.transaction() as db:
        assert db.execute("SELECT code FROM refusals.refusals ORDER BY refused_at DESC").fetchall()
        assert small.in_force(db, lin) is None


def test_nobody_signs_while_the_customer_is_frozen(database, lin, phone, order, refused):
    document, code = coded(phone, order, lin)
    with database.transaction() as db:
        freezes.freeze(db, lin, by="王柜员", why="警方通知")

    assert refused(phone.signs_order, order, document, LIN["pin"], code=code) == "shield.frozen_by_staff"


def test_a_device_that_is_removed_meanwhile_signs_nothing(database, lin, phone, order, meanwhile, refused):
    document, code = coded(phone, order, lin)

    def vetoed(db):
        (device,) = devices.devices(db, lin)
        ending.end(db, device, by="device", why="vetoed")

    with meanwhile(lin, vetoed):
        no = refused(phone.signs_order, order, document, LIN["pin"], code=code)
    assert no == "shield.no_device"
    with database.transaction() as db:
        assert orders.order(db, lin, UUID(order)).state == "drafted"


def test_a_pin_that_is_replaced_meanwhile_signs_nothing(database, lin, phone, order, meanwhile, refused):
    document, code = coded(phone, order, lin)

    def replaced(db):
        pins.put(db, lin, pins.hashed(db.keys, lin, "402918"), device_id=None)

    with meanwhile(lin, replaced):
        no = refused(phone.signs_order, order, document, LIN["pin"], code=code)
    assert no == "shield.wrong_pin"
    with database.transaction() as db:
        assert orders.order(db, lin, UUID(order)).state == "drafted"


def test_an_order_that_needs_a_certificate_gets_one(database, lin, phone, order, refused):
    with psycopg.connect(database.url) as owner:  # no flow asks for so much yet
        owner.execute("UPDATE shield.orders SET strength = %(most)s", {"most": Strength.CERTIFICATE})
    document, code = coded(phone, order, lin)
    assert refused(phone.signs_order, order, document, LIN["pin"], code=code) == "shield.needs_certificate"

    mine = f"/shield/devices/{phone.device_id}"
    phone.calls(f"{mine}/codes", proof=phone.proof("certificates.code"))
    certificate = phone.calls(
        f"{mine}/certificates",
        proof=phone.proof("certificates.issue"),
        pin=LIN["pin"],
        code=phone.code(lin),
    )["certificate"]
    number = json.loads(phone.unchecked(certificate))["jti"]
    signature = phone.signs(document, kid=phone.device_id, certificate=number)

    given = {"pin": LIN["pin"], "code": code, "signature": signature}
    result = phone.calls(f"/orders/{order}/signatures", **given)["result"]
    assert result.startswith("小额免密已经开通")


def test_a_rule_that_a_new_device_signed_holds_in_a_day(database, device, later, says, lin, phone):
    second = device("oLin").binds(LIN, lin)
    says(wish="identity.small")
    says("150元")
    order = says("600元").partition("/orders/")[2].partition('"')[0]
    document, code = coded(second, order, lin)

    assert "24小时以后才生效" in second.signs_order(order, document, LIN["pin"], code=code)
    with database.transaction() as db:
        assert small.in_force(db, lin) is None
    later(timedelta(hours=24))
    with database.transaction() as db:
        assert small.in_force(db, lin).single.fen == 150_00


def test_the_document_is_sealed_where_it_is_kept(database, lin, order):
    with database.transaction() as db:
        (kept,) = db.execute("SELECT document FROM shield.orders").fetchone()
        assert b"15000" not in bytes(kept)
        assert b"15000" in orders.order(db, lin, UUID(order)).document

"""What somebody tries who has a part of what a customer has, and not all of it."""

from datetime import datetime, time, timedelta

from guitai.customers import customers
from guitai.pages.conftest import CHEN, LIN, begun, details, finish
from guitai.shield import codes, devices, freezes


def test_tries_are_counted_by_the_number_however_it_is_written(device, lin, refused):
    wide = LIN["id_number"].translate({ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"})
    for number in range(5):
        phone = device(f"oThief{number}")
        phone.loads("/bind")
        wrong = details(LIN, name="王", id_number=wide if number % 2 else LIN["id_number"])
        assert refused(phone.calls, "/shield/bindings", **wrong) == "shield.not_matched"
    phone = device("oThief")
    phone.loads("/bind")

    assert refused(phone.calls, "/shield/bindings", **details(LIN, id_number=wide)) == "shield.too_many_tries"


def test_binding_ones_own_account_does_not_forget_what_was_tried_about_others(device, lin, chen, refused):
    phone = device("oChen")
    phone.loads("/bind")
    for number in range(4):
        wrong = details(LIN, id_number=f"99010119980412{number:04}")
        assert refused(phone.calls, "/shield/bindings", **wrong) == "shield.not_matched"
    phone.binds(CHEN, chen)
    phone.loads("/bind")
    assert refused(phone.calls, "/shield/bindings", **details(LIN, name="王")) == "shield.not_matched"

    assert refused(phone.calls, "/shield/bindings", **details(LIN)) == "shield.too_many_tries"


def test_who_has_no_try_left_uses_up_nobodys(device, lin, refused):
    thief = device("oThief")
    thief.loads("/bind")
    for _ in range(5):
        refused(thief.calls, "/shield/bindings", **details(LIN, id_number="990101199804129999"))
    for _ in range(5):
        assert refused(thief.calls, "/shield/bindings", **details(LIN)) == "shield.too_many_tries"
    phone = device("oLin")
    phone.loads("/bind")

    assert phone.calls("/shield/bindings", **details(LIN))["binding"]


def test_newcomers_push_out_newcomers_before_an_older_device(database, device, later, lin, phone):
    later(timedelta(days=30))
    for _ in range(4):
        device("oLin").binds({**LIN, "pin": "402918"}, lin, new_pin=True, replace=True)

    with database.transaction() as db:
        assert phone.device_id in {str(one.device_id) for one in devices.devices(db, lin)}


def test_the_binding_that_lifts_a_freeze_ends_every_other_device(database, device, lin, phone, refused):
    with database.transaction() as db:
        freezes.freeze(db, lin, by=freezes.CUSTOMER, why="stolen")
    again = device("oLin").binds({**LIN, "pin": "402918"}, lin, new_pin=True)

    with database.transaction() as db:
        assert [str(one.device_id) for one in devices.devices(db, lin)] == [again.device_id]
    phone.loads("/devices")
    assert refused(phone.proof, "devices.list") == "shield.no_device"


def test_another_wechat_lifts_no_freeze(database, device, lin, phone, refused):
    with database.transaction() as db:
        freezes.freeze(db, lin, by=freezes.CUSTOMER, why="the mobile was taken over")
    thief = device("oThief")
    binding = begun(thief, LIN)

    code = refused(finish, thief, binding, LIN, lin, pin="402918", new_pin=True)
    assert code == "shield.frozen_elsewhere"


def test_somebody_else_on_this_wechat_ends_what_was_bound_there(
    database, device, pages, lin, chen, phone, refused
):
    device("oLin").binds(CHEN, chen)

    with database.transaction() as db:
        assert devices.devices(db, lin) == []
        assert customers.openid_of(db, lin) is None
    assert "已经解绑" in pages.texts("sms", lin)[-1]
    device("oLin").binds(LIN, lin)
    phone.loads("/devices")
    assert refused(phone.proof, "devices.list") == "shield.no_device"


def test_a_name_may_have_blanks(device, customer):
    smith = {**CHEN, "name": "John Smith"}
    owner = customer(smith)

    assert device("oSmith").binds(smith, owner).device_id


def test_what_strangers_try_about_a_customer_is_in_the_customers_trail(database, device, lin, refused):
    thief = device("oThief")
    binding = begun(thief, LIN)
    refused(finish, thief, binding, LIN, lin, code="x")

    with database.transaction() as db:
        rows = db.execute(
            "SELECT what, by_whom, result FROM shield.audit WHERE owner = %(lin)s ORDER BY seq", {"lin": lin}
        ).fetchall()
    assert ("bindings.begin", "openid oThief", "done") in rows
    assert ("codes.send", "bank", "done") in rows
    assert ("bindings.finish", "openid oThief", "shield.wrong_code") in rows


def test_wrong_codes_are_counted_by_the_day_however_many_new_ones_are_asked_for(
    database, later, lin, phone, refused
):
    with database.transaction() as db:
        tomorrow = db.now.date() + timedelta(days=1)
        later(datetime.combine(tomorrow, time(9), db.now.tzinfo) - db.now)  # all of it is on one day
    phone.loads("/devices")
    mine = f"/shield/devices/{phone.device_id}"

    def guesses():
        later(codes.BETWEEN)
        phone.calls(f"{mine}/codes", proof=phone.proof("certificates.code"))
        for _ in range(3):
            given = {"pin": LIN["pin"], "code": "x"}
            yield refused(
                phone.calls, f"{mine}/certificates", proof=phone.proof("certificates.issue"), **given
            )

    said = [code for _ in range(8) for code in guesses()]
    assert said.index("shield.too_many_tries") == 20


def test_the_wechat_that_was_left_is_told(pages, database, device, lin, phone):
    with database.transaction() as db:
        sent_to = customers.owner_of(db, "oLin")
    assert sent_to == lin
    device("oLin2").binds(LIN, lin)

    with database.transaction() as db:
        left = customers.owner_of(db, "oLin")
    assert "改绑到另一个微信" in pages.texts("chat", left)[-1]

from datetime import timedelta

import pytest

from guitai.money import Money
from guitai.pages.conftest import CHEN, LIN
from guitai.shield import certificates, devices, ending, freezes, pins, small


def listed(phone):
    phone.loads("/devices")
    return phone.opens(phone.calls("/shield/devices/seals", proof=phone.proof("devices.list"))["seals"])[
        "devices"
    ]


def removes(phone, other):
    phone.loads("/devices")
    path = f"/shield/devices/{other.device_id}/removals"
    return phone.calls(path, proof=phone.proof("devices.remove", other.device_id))


def certified(phone, owner):
    phone.loads("/devices")
    mine = f"/shield/devices/{phone.device_id}"
    phone.calls(f"{mine}/codes", proof=phone.proof("certificates.code"))
    given = {"pin": LIN["pin"], "code": phone.code(owner)}
    return phone.calls(f"{mine}/certificates", proof=phone.proof("certificates.issue"), **given)


@pytest.fixture
def second(device, lin, phone):
    """Another device of Lin's, bound just now."""
    return device("oLin").binds(LIN, lin)


def test_the_devices_are_listed_for_one_of_them(phone, second):
    one, other = listed(phone)

    assert {one["device"], other["device"]} == {phone.device_id, second.device_id}
    by_id = {item["device"]: item for item in (one, other)}
    assert by_id[second.device_id]["low_until"]
    assert by_id[phone.device_id]["low_until"] is None
    assert by_id[phone.device_id]["certificate_until"] is None


def test_an_older_device_vetoes_a_new_one(database, pages, lin, phone, second, refused):
    removes(phone, second)

    second.loads("/devices")
    assert refused(second.proof, "devices.list") == "shield.no_device"
    assert "已经移除" in pages.texts("chat", lin)[-1]
    pins.check(database, lin, LIN["pin"])  # it was not set on the vetoed one


def test_a_veto_takes_the_pin_that_was_set_on_it(database, device, lin, phone):
    thief = device("oLin").binds({**LIN, "pin": "402918"}, lin, new_pin=True)
    removes(phone, thief)

    with pytest.raises(pins.PinDead):
        pins.check(database, lin, "402918")


def test_a_new_device_removes_no_older_one_for_a_day(later, phone, second, refused):
    assert refused(removes, second, phone) == "shield.too_new"

    later(timedelta(hours=24))
    removes(second, phone)
    phone.loads("/devices")
    assert refused(phone.proof, "devices.list") == "shield.no_device"


def test_a_device_may_leave_by_itself(phone, refused):
    removes(phone, phone)

    assert refused(phone.proof, "devices.list") == "shield.no_device"


def test_nobody_removes_another_customers_device(device, chen, phone, refused):
    other = device("oChen").binds(CHEN, chen)

    assert refused(removes, other, phone) == "shield.no_device"


def test_a_rule_ends_with_the_device_that_signed_it(database, lin, phone, second):
    with database.transaction() as db:
        bound = {str(one.device_id): one for one in devices.devices(db, lin)}
        device_id = bound[second.device_id].device_id
        small.put_in_force(db, lin, device_id, device_id, single=Money(100), day=Money(100), from_at=db.now)
    removes(phone, second)

    with database.transaction() as db:
        assert small.in_force(db, lin) is None


def test_a_certificate_names_its_device_and_key_and_is_renewed(database, lin, phone):
    first = certified(phone, lin)["certificate"]
    again = certified(phone, lin)["certificate"]

    with database.transaction() as db:
        (bound,) = devices.devices(db, lin)
        in_force = certificates.in_force(db, bound)
        said = db.keys.certificate(again, typ=certificates.TYPE)
        assert str(in_force.certificate_id).encode() in said
        assert bound.sign_key["x"].encode() in said
    assert first != again
    assert listed(phone)[0]["certificate_until"]


def test_a_certificate_asks_for_the_pin_and_a_code_of_its_own(lin, phone, refused):
    phone.loads("/devices")
    mine = f"/shield/devices/{phone.device_id}"
    phone.calls(f"{mine}/codes", proof=phone.proof("certificates.code"))

    def asks(**given):
        return phone.calls(f"{mine}/certificates", proof=phone.proof("certificates.issue"), **given)

    assert refused(asks, pin=LIN["pin"], code="1") == "shield.wrong_code"
    assert refused(asks, pin="690417", code=phone.code(lin)) == "shield.wrong_pin"


def test_a_device_that_is_removed_meanwhile_gets_no_certificate(database, lin, phone, meanwhile, refused):
    with database.transaction() as db:
        (bound,) = devices.devices(db, lin)

    with meanwhile(lin, lambda db: ending.end(db, bound, by="device", why="removed")):
        assert refused(certified, phone, lin) == "shield.no_device"
    with database.transaction() as db:
        assert certificates.in_force(db, bound) is None


def test_a_pin_that_is_replaced_meanwhile_gets_no_certificate(database, lin, phone, meanwhile, refused):
    def replaced(db):
        pins.put(db, lin, pins.hashed(db.keys, lin, "402918"), device_id=None)

    with meanwhile(lin, replaced):
        assert refused(certified, phone, lin) == "shield.wrong_pin"
    with database.transaction() as db:
        (bound,) = devices.devices(db, lin)
        assert certificates.in_force(db, bound) is None


def test_it_is_revoked_with_its_device(database, lin, phone, second):
    certified(second, lin)
    with database.transaction() as db:
        (bound,) = (one for one in devices.devices(db, lin) if str(one.device_id) == second.device_id)

    removes(phone, second)

    with database.transaction() as db:
        assert certificates.in_force(db, bound) is None


def test_anybodys_phone_freezes_a_customer_who_says_who_they_are(
    database, device, pages, lin, phone, refused
):
    friend = device("oFriend")
    friend.loads("/freeze")
    details = {name: LIN[name] for name in ("name", "id_number", "mobile")}

    assert refused(friend.calls, "/shield/freezes", **details | {"name": "王"}) == "shield.not_matched"
    assert friend.calls("/shield/freezes", **details) == {}

    with database.transaction() as db:
        assert freezes.frozen_by(db, lin) == "customer"
    assert "已经冻结" in pages.texts("chat", lin)[-1]


def test_a_freeze_is_tried_five_times_a_day(device, lin, refused):
    friend = device("oFriend")
    friend.loads("/freeze")
    details = {name: LIN[name] for name in ("name", "id_number", "mobile")}
    for _ in range(5):
        refused(friend.calls, "/shield/freezes", **details | {"name": "王"})

    assert refused(friend.calls, "/shield/freezes", **details) == "shield.too_many_tries"


def test_every_attempt_is_on_record(database, lin, phone, second, refused):
    refused(removes, second, phone)

    with database.transaction() as db:
        rows = db.execute(
            "SELECT what, result FROM shield.audit WHERE owner = %(lin)s ORDER BY seq", {"lin": lin}
        ).fetchall()
    assert ("devices.remove", "shield.too_new") in rows
    assert rows.count(("devices.add", "done")) == 2


def test_a_pin_that_dies_meanwhile_is_changed_for_no_other(database, device, lin, phone, meanwhile, refused):
    thief = device("oLin").binds({**LIN, "pin": "402918"}, lin, new_pin=True)
    other = device("oLin").binds({**LIN, "pin": "402918"}, lin)
    other.loads("/devices")

    def vetoed(db):
        by_id = {str(one.device_id): one for one in devices.devices(db, lin)}
        ending.remove(db, by_id[phone.device_id], by_id[thief.device_id])

    with meanwhile(lin, vetoed):
        given = {"pin": "402918", "new_pin": "573920"}
        no = refused(other.calls, "/shield/pins", proof=other.proof("pins.change"), **given)
    assert no == "shield.pin_locked_for_good"
    with pytest.raises(pins.PinDead):
        pins.check(database, lin, "573920")


def test_a_pin_dies_that_a_thiefs_first_device_set_for_the_second(database, device, lin, phone):
    first = device("oLin").binds({**LIN, "pin": "402918"}, lin, new_pin=True)
    second = device("oLin").binds({**LIN, "pin": "402918"}, lin)
    removes(first, first)

    removes(phone, second)

    with pytest.raises(pins.PinDead):
        pins.check(database, lin, "402918")


def test_nobody_uses_up_the_freezes_of_another(device, lin, refused):
    for number in range(6):
        thief = device(f"oThief{number}")
        thief.loads("/freeze")
        wrong = {"name": "王", "id_number": LIN["id_number"], "mobile": LIN["mobile"]}
        assert refused(thief.calls, "/shield/freezes", **wrong) == "shield.not_matched"
    friend = device("oFriend")
    friend.loads("/freeze")

    details = {name: LIN[name] for name in ("name", "id_number", "mobile")}
    assert friend.calls("/shield/freezes", **details) == {}

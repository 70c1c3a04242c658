from datetime import timedelta

import pytest
from joserfc.jwk import ECKey

from guitai.customers import customers
from guitai.pages.conftest import CHEN, LIN, begun, details, finish
from guitai.shield import devices, ending, freezes, pins
from guitai.shield.refusals import NoPin


def test_a_customer_binds_from_nothing(database, device, lin):
    phone = device("oLin").binds(LIN, lin)

    with database.transaction() as db:
        (bound,) = devices.devices(db, lin)
        assert str(bound.device_id) == phone.device_id
        assert customers.openid_of(db, lin) == "oLin"
        assert bound.low(db.now)
        assert pins.has(db, lin)


def test_the_first_device_with_the_pin_of_the_bank_is_as_good_as_any(database, device, lin, pin_of_the_bank):
    device("oLin").binds(LIN, lin)

    with database.transaction() as db:
        (bound,) = devices.devices(db, lin)
        assert not bound.low(db.now)


def test_a_page_goes_to_wechat_and_back_before_anything_else(pages):
    away = pages.ask("GET", "/bind?lang=en&x=1")

    assert away.status_code == 302
    assert away.headers["location"].startswith(
        "https://wechat.example/?page=https://bank.example/bind?lang=en"
    )
    assert "frame-ancestors 'none'" in away.headers["content-security-policy"]


def test_a_state_is_good_once_and_for_its_own_page(device, pages, lin):
    phone = device("oLin")
    phone.loads("/bind")
    away = pages.ask("GET", "/bind")
    state = away.headers["location"].rpartition("state=")[2]

    assert pages.ask("GET", f"/devices?code=oLin&state={state}").status_code == 302
    assert pages.ask("GET", f"/bind?code=oLin&state={state}").status_code == 302  # spent on the wrong page
    assert pages.ask("GET", "/bind?code=oLin&state=0").status_code == 302


def test_a_snapshot_has_no_visit(device):
    page = device("snapshot").loads("/bind")

    assert page["data-refused"] == "snapshot"
    assert "data-visit" not in page
    assert "data-openid" not in page


@pytest.mark.parametrize(
    "instead",
    [
        {"name": "林晓文"},
        {"id_number": CHEN["id_number"]},
        {"card_number": CHEN["card_number"]},
        {"mobile": CHEN["mobile"]},
    ],
)
def test_what_is_wrong_is_not_told_and_no_code_goes_out(device, pages, lin, chen, instead, refused):
    phone = device("oLin")
    phone.loads("/bind")

    assert refused(phone.calls, "/shield/bindings", **details(LIN, **instead)) == "shield.not_matched"
    assert pages.texts("sms", lin) == pages.texts("sms", chen) == []


def test_blanks_and_a_small_x_are_how_people_type(device, lin, customer):
    person = {**CHEN, "id_number": "99010219690903117X"}
    owner = customer(person)
    phone = device("oChen")
    phone.loads("/bind")
    typed = details(person, id_number="990102 19690903 117x", card_number="6239 9900 0000 0001 668")

    assert phone.calls("/shield/bindings", **typed)["binding"]
    assert phone.code(owner)


def test_five_tries_a_day_by_openid_and_by_identity_number(device, later, lin, refused):
    for number in range(5):
        phone = device(f"oThief{number}")
        phone.loads("/bind")
        assert refused(phone.calls, "/shield/bindings", **details(LIN, name="王")) == "shield.not_matched"
    phone = device("oLin")
    phone.loads("/bind")

    assert refused(phone.calls, "/shield/bindings", **details(LIN)) == "shield.too_many_tries"
    later(timedelta(days=1))
    phone.loads("/bind")
    assert phone.calls("/shield/bindings", **details(LIN))


def test_an_openid_has_five_tries_too(device, lin, refused):
    phone = device("oThief")
    phone.loads("/bind")
    for number in range(5):
        wrong = details(LIN, id_number=f"99010119980412{number:04}")
        assert refused(phone.calls, "/shield/bindings", **wrong) == "shield.not_matched"

    assert refused(phone.calls, "/shield/bindings", **details(LIN)) == "shield.too_many_tries"


def test_a_wrong_code_can_be_tried_again_but_not_for_long(device, lin, refused):
    phone = device("oLin")
    binding = begun(phone, LIN)
    wrong = "000000" if phone.code(lin) != "000000" else "000001"

    assert refused(finish, phone, binding, LIN, lin, code=wrong) == "shield.wrong_code"
    assert refused(finish, phone, binding, LIN, lin, code=wrong) == "shield.wrong_code"
    assert refused(finish, phone, binding, LIN, lin, code=wrong) == "shield.wrong_code"
    assert refused(finish, phone, binding, LIN, lin) == "shield.wrong_code"  # the right one, too late


def test_a_right_code_outlives_pins_that_are_refused(device, lin, refused):
    phone = device("oLin")
    binding = begun(phone, LIN)
    for pin in ("123456", "111111", "980412", "654321"):
        assert refused(finish, phone, binding, LIN, lin, pin=pin) == "shield.weak_pin"

    assert finish(phone, binding, LIN, lin)["device"]


def test_a_code_is_good_for_five_minutes(device, later, lin, refused):
    phone = device("oLin")
    binding = begun(phone, LIN)
    later(timedelta(minutes=5))

    assert refused(finish, phone, binding, LIN, lin) == "shield.wrong_code"


def test_a_binding_is_for_the_visit_that_began_it(device, lin, refused):
    binding = begun(device("oLin"), LIN)
    thief = device("oThief")
    thief.loads("/bind")

    assert refused(finish, thief, binding, LIN, lin) == "shield.gone"


def test_a_binding_is_finished_once(device, lin, refused):
    phone = device("oLin")
    binding = begun(phone, LIN)
    finish(phone, binding, LIN, lin)

    assert refused(finish, phone, binding, LIN, lin) == "shield.gone"


@pytest.mark.parametrize("pin", ["123456", "980412", "000001", "111111"])
def test_a_pin_that_everybody_tries_first_is_refused(device, lin, pin, refused):
    phone = device("oLin")
    binding = begun(phone, LIN)

    assert refused(finish, phone, binding, LIN, lin, pin=pin) == "shield.weak_pin"
    assert finish(phone, binding, LIN, lin)["device"]  # the code is still good


@pytest.mark.parametrize(
    "wrong",
    [
        {"binding": "another"},
        {"visit": "another"},
        {"sign": ECKey.generate_key("P-256").as_dict(private=False)},
        {"open": {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}},
        {"open": {"kty": "oct", "k": "AA"}},
        {"sign": None},
    ],
)
def test_a_device_shows_that_it_holds_its_key(device, lin, wrong, refused):
    phone = device("oLin")
    binding = begun(phone, LIN)

    forged = phone.introduces(binding, **wrong)

    assert refused(finish, phone, binding, LIN, lin, device=forged) == "shield.not_proved"


def test_a_second_device_has_low_limits_for_a_day_and_its_owner_is_told(database, device, pages, lin, phone):
    second = device("oLin").binds(LIN, lin)

    with database.transaction() as db:
        first, new = sorted(devices.devices(db, lin), key=lambda one: one.added_at)
        assert str(new.device_id) == second.device_id
        assert new.low(db.now)
        assert not new.low(db.now + timedelta(hours=24))
        assert not first.low(db.now)
    assert "刚绑定了一台新设备" in pages.texts("chat", lin)[-1]
    assert "/devices" in pages.texts("chat", lin)[-1]


def test_a_fourth_device_takes_the_place_of_the_one_used_longest_ago(database, device, lin, phone, refused):
    second, third = (device("oLin").binds(LIN, lin) for _ in range(2))
    fourth = device("oLin")
    binding = begun(fourth, LIN)

    assert refused(finish, fourth, binding, LIN, lin) == "shield.too_many_devices"
    fourth.device_id = finish(fourth, binding, LIN, lin, replace=True)["device"]
    with database.transaction() as db:
        left = {str(one.device_id) for one in devices.devices(db, lin)}
    assert left == {second.device_id, third.device_id, fourth.device_id}


def test_another_openid_ends_the_devices_of_the_first(database, device, pages, lin, phone, refused):
    device("oLin2").binds(LIN, lin)

    with database.transaction() as db:
        assert customers.openid_of(db, lin) == "oLin2"
        assert [one.openid for one in devices.devices(db, lin)] == ["oLin2"]
        left_behind = customers.owner_of(db, "oLin")
    assert left_behind != lin
    assert "改绑到另一个微信" in pages.texts("chat", left_behind)[-1]
    phone.loads("/bind")
    assert refused(phone.proof, "devices.list") == "shield.no_device"


def test_who_never_set_a_pin_signs_nothing_with_one(database, lin):
    for _ in range(4):
        with pytest.raises(NoPin):
            pins.check(database, lin, LIN["pin"])


def test_the_pin_that_is_known_is_asked_for_and_locks(device, later, lin, phone, refused):
    second = device("oLin")
    binding = begun(second, LIN)

    assert refused(finish, second, binding, LIN, lin, pin="690417") == "shield.wrong_pin"
    assert refused(finish, second, binding, LIN, lin, pin="690417") == "shield.wrong_pin"
    binding = begun(second, LIN)
    assert refused(finish, second, binding, LIN, lin, pin="690417") == "shield.pin_locked"
    assert refused(finish, second, binding, LIN, lin) == "shield.pin_locked"
    later(timedelta(hours=24))
    binding = begun(second, LIN)
    assert finish(second, binding, LIN, lin)["device"]


def test_six_wrong_pins_lock_it_until_it_is_set_anew(database, device, later, lin, phone, refused):
    second = device("oLin")
    for _ in range(2):
        for _ in range(3):
            binding = begun(second, LIN)
            refused(finish, second, binding, LIN, lin, pin="690417")
        later(timedelta(hours=24))
    binding = begun(second, LIN)
    assert refused(finish, second, binding, LIN, lin) == "shield.pin_locked_for_good"

    second.device_id = finish(second, binding, LIN, lin, pin="402918", new_pin=True)["device"]

    with database.transaction() as db:
        bound = devices.devices(db, lin)
        assert all(one.low(db.now) for one in bound if str(one.device_id) == second.device_id)
    pins.check(database, lin, "402918")


def test_a_frozen_customer_binds_with_a_new_pin_only_and_that_lifts_it(
    database, device, pages, lin, phone, refused
):
    with database.transaction() as db:
        freezes.freeze(db, lin, by=freezes.CUSTOMER, why="lost")
    second = device("oLin")
    binding = begun(second, LIN)

    assert refused(finish, second, binding, LIN, lin) == "shield.frozen"
    before = len(pages.texts("chat", lin))
    finish(second, binding, LIN, lin, pin="402918", new_pin=True)
    with database.transaction() as db:
        assert freezes.frozen_by(db, lin) is None
    (said,) = pages.texts("chat", lin)[before:]
    assert "冻结已经解除，其他设备都已移除" in said
    assert "以前约好的转账会照样转出，请发送“我的预约转账”核对" in said
    assert "冻结已经解除，其他设备都已移除" in pages.texts("sms", lin)[-1]


def test_a_new_device_with_a_new_pin_is_told_in_one_message(device, pages, lin, phone):
    before = len(pages.texts("chat", lin))
    device("oLin").binds(LIN, lin, pin="402918", new_pin=True)

    (said,) = pages.texts("chat", lin)[before:]
    assert "刚绑定了一台新设备，并重设了交易密码" in said


def test_what_the_staff_froze_only_the_staff_lift(database, device, lin, phone, refused):
    with database.transaction() as db:
        freezes.freeze(db, lin, by="王柜员", why="警方通知")
    second = device("oLin")
    binding = begun(second, LIN)

    assert refused(finish, second, binding, LIN, lin, pin="402918", new_pin=True) == "shield.frozen_by_staff"


def test_a_known_pin_is_changed(database, phone, lin, refused):
    phone.loads("/devices")

    phone.calls("/shield/pins", proof=phone.proof("pins.change"), pin=LIN["pin"], new_pin="402918")

    pins.check(database, lin, "402918")
    assert (
        refused(phone.calls, "/shield/pins", proof=phone.proof("pins.change"), pin="690417", new_pin="402918")
        == "shield.wrong_pin"
    )


def test_a_freeze_by_the_staff_stops_a_binding_that_is_under_way(database, device, lin, meanwhile, refused):
    phone = device("oLin")
    binding = begun(phone, LIN)

    def frozen(db):
        freezes.freeze(db, lin, by="王柜员", why="警方通知")

    with meanwhile(lin, frozen):
        assert refused(finish, phone, binding, LIN, lin) == "shield.frozen_by_staff"
    with database.transaction() as db:
        assert devices.devices(db, lin) == []


def test_a_pin_that_is_replaced_meanwhile_binds_no_device(
    database, device, lin, pin_of_the_bank, meanwhile, refused
):
    phone = device("oLin")
    binding = begun(phone, LIN)

    def replaced(db):
        pins.put(db, lin, pins.hashed(db.keys, lin, "402918"), device_id=None)

    with meanwhile(lin, replaced):
        assert refused(finish, phone, binding, LIN, lin) == "shield.wrong_pin"
    with database.transaction() as db:
        assert devices.devices(db, lin) == []


def test_a_device_that_is_removed_meanwhile_changes_no_pin(database, lin, phone, meanwhile, refused):
    phone.loads("/devices")

    with meanwhile(lin, lambda db: ending.unbind(db, lin, by="chat")):
        given = {"pin": LIN["pin"], "new_pin": "402918"}
        assert (
            refused(phone.calls, "/shield/pins", proof=phone.proof("pins.change"), **given)
            == "shield.no_device"
        )
    pins.check(database, lin, LIN["pin"])

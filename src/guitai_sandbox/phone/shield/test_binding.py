"""Binding a device by the calls of the bank's page, the code by SMS included."""

import asyncio
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from guitai_sandbox.phone.calls import PhoneError
from guitai_sandbox.phone.shield.codes import code_by_sms
from guitai_sandbox.settings import Settings
from guitai_sandbox.world import World


def test_who_types_in_what_the_bank_knows_has_a_device(wang, bank):
    answer = wang.binds()
    (device,) = bank.devices.values()

    assert answer == {"bound": True, "message": f"The device {device['id']} is bound."}
    assert (device["openid"], device["name"]) == (wang.openid, "小王的手机")
    assert wang.opens(bank.card())["title"] == "账户余额"


@pytest.mark.parametrize(
    "other, code",
    [({"card_number": "6217000000000009"}, "shield.not_matched"), ({"pin": "000000"}, "shield.wrong_pin")],
)
def test_a_refusal_is_given_in_the_banks_words(wang, bank, other, code):
    assert wang.binds(**other) == {"bound": False, "message": f"不行：{code}"}
    assert bank.devices == {}


def test_where_there_are_too_many_devices_one_makes_room(wang, bank):
    bank.most_devices = 1
    wang.binds()
    (before,) = bank.devices
    answer = wang.binds()

    assert answer["bound"]
    assert before not in bank.devices
    assert bank.calls.count("/shield/bindings") == 2


def test_a_phone_does_one_thing_at_a_time(lin, bank):
    orders = [bank.order(needs=["code"]) for _ in range(3)]
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lin.signs, orders))

    assert [answer["accepted"] for answer in answers] == [True] * 3
    assert len(bank.devices) == 1


def test_a_sandbox_that_starts_anew_has_its_devices_still(street, wang, bank, tmp_path):
    wang.binds()
    kept = tmp_path / "devices.json"
    again = type(wang)(street(), wang.openid, bank.customer)

    assert again.opens(bank.card())["title"] == "账户余额"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("devices*")] == ["devices.json"]


def test_a_bank_without_a_binding_page_is_told_of(bank, start):
    sandbox = start(bank_url=f"{bank.url}/nowhere")
    stranger = sandbox.stranger()

    assert sandbox.refused(f"{stranger.path}/device/bind", **bank.customer) == (404, "page_not_found")


def texts(*messages):
    """The code that a device reads when these have come to 138 and 139."""

    async def read():
        world = World(Settings(), url="http://127.0.0.1")
        world.sms.deliver("138", "旧验证码111111", at=world.clock.now())
        before = world.sms.count
        for mobile, text in messages:
            world.sms.deliver(mobile, text, at=world.clock.now())
        try:
            return await code_by_sms(world, "138", after=before, seconds=0.01)
        finally:
            await world.http.aclose()

    return asyncio.run(read())


def test_the_code_is_the_newest_six_digits_that_came_to_the_number():
    assert texts(("138", "验证码222222"), ("138", "验证码333333"), ("139", "验证码444444")) == "333333"
    assert texts(("138", "验证码222222"), ("138", "您尾号0001的卡转出20000.00元")) == "222222"


def test_a_code_that_does_not_come_is_told_of():
    with pytest.raises(PhoneError, match="no_code"):
        texts(("138", "单号12345678"), ("139", "验证码444444"))

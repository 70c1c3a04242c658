"""Binding a device, as a person does on the bank's page: who they are, the code by SMS, the PIN."""

import json

from guitai_sandbox import jose
from guitai_sandbox.phone.calls import PhoneError
from guitai_sandbox.phone.shield.codes import code_by_sms
from guitai_sandbox.phone.shield.loading import visit
from guitai_sandbox.phone.shield.visits import Refused, Visit
from guitai_sandbox.state.devices import Device
from guitai_sandbox.state.users import Details, User
from guitai_sandbox.world import World

LONGEST_NAME = 40


async def bind(world: World, user: User, details: Details) -> Device:
    """A new device, which is the phone's from now on. Where the bank refuses, `Refused` is raised."""
    page = await visit(world, user, f"{world.settings.bank_address}/bind", thing="page")
    before = world.sms.count
    binding = await page.told("binding", "/shield/bindings", **details.model_dump(exclude={"pin"}))
    code = await code_by_sms(world, details.mobile, after=before)
    to_sign, to_open = jose.new_key(), jose.new_key()
    claims = {
        "binding": binding,
        "visit": page.id,
        "name": f"{user.nickname}的手机"[:LONGEST_NAME],
        "sign": jose.public(to_sign),
        "open": jose.public(to_open),
    }
    keys = jose.sign(json.dumps(claims).encode(), to_sign)
    device_id = await _bound(page, binding, code=code, pin=details.pin, device=keys)
    device = Device(id=device_id, mobile=details.mobile, sign=to_sign, open=to_open)
    world.devices.keep(user.openid, device)
    return device


async def device_of(world: World, user: User, *, ended: Device | None = None) -> Device:
    """The phone's device. Where there is none but the one that has ended, a new one is bound in silence."""
    device = world.devices.of(user.openid)
    if device is not None and device != ended:
        return device
    if user.details is None:
        raise _not_bound(f"The phone of {user.nickname} has no device with the bank: call device/bind first.")
    try:
        return await bind(world, user, user.details)
    except Refused as no:
        raise _not_bound(f"The bank would not bind a device ({no.code}): {no.message}") from None


async def _bound(page: Visit, binding: str, **body: object) -> str:
    """The device's id. Where there are too many, the one that was used longest ago makes room."""
    path = f"/shield/bindings/{binding}"
    try:
        return await page.told("device", path, **body)
    except Refused as no:
        if no.code != "shield.too_many_devices":
            raise
    return await page.told("device", path, replace=True, **body)


def _not_bound(why: str) -> PhoneError:
    return PhoneError(409, "not_bound", why)

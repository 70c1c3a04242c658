"""One-time codes, as they come to a person by SMS."""

import re

from guitai_sandbox.phone.calls import PhoneError
from guitai_sandbox.phone.shield.visits import Refused, Visit
from guitai_sandbox.state.devices import Device
from guitai_sandbox.world import World

CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
WITHIN_SECONDS = 15.0
JUST_SENT = "shield.code_just_sent"


async def code_for(page: Visit, device: Device, path: str, *, act: str, subject: str) -> str:
    """The code that the bank sends when it is asked at this path; the one that it sent just now, where it says so."""
    proof = await page.proof(device, act, subject)
    before = page.world.sms.count
    try:
        await page.call(path, proof=proof)
    except Refused as no:
        if no.code != JUST_SENT:
            raise
        before = 0
    return await code_by_sms(page.world, device.mobile, after=before)


async def code_by_sms(world: World, mobile: str, *, after: int, seconds: float = WITHIN_SECONDS) -> str:
    """The newest code that has come to the number since so many messages had been delivered; waits for it."""

    def newest() -> str | None:
        texts = [message["text"] for message in world.sms.of(mobile, after=after)]
        return next((found[0] for text in reversed(texts) if (found := CODE.search(text))), None)

    await world.pulse.until(lambda: newest() is not None, seconds=seconds)
    code = newest()
    if code is None:
        raise PhoneError(409, "no_code", f"No code has come to {mobile} by SMS in {seconds:g} seconds.")
    return code

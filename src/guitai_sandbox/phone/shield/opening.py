"""Opening what is sealed to a phone's device: a card's content, an order's."""

from guitai_sandbox import jose
from guitai_sandbox.phone.shield import seals
from guitai_sandbox.phone.shield.binding import device_of
from guitai_sandbox.phone.shield.visits import Refused, Visit
from guitai_sandbox.state.devices import Device
from guitai_sandbox.state.users import User


async def opened(page: Visit, user: User) -> tuple[Device, bytes]:
    """The content, and the device that opened it: a new one where the bank no longer knows the one before."""
    device = await device_of(page.world, user)
    try:
        return device, await _unsealed(page, device)
    except Refused as no:
        if no.code != "shield.no_device":
            raise
    device = await device_of(page.world, user, ended=device)
    return device, await _unsealed(page, device)


async def _unsealed(page: Visit, device: Device) -> bytes:
    kind = f"{page.thing}s"
    if not page.subject or f"/{kind}/" not in page.url.path:
        raise page.unreadable(f"{page.url.copy_with(query=None)} is no page of one of the bank's {kind}")
    proof = await page.proof(device, f"{kind}.open", page.subject)
    answer = await page.call(f"/{kind}/{page.subject}/seals", proof=proof)
    try:
        return seals.opened(answer.get("seals"), device, subject=page.subject)
    except jose.Unsound as error:
        raise page.unreadable(f"the {page.thing} could not be unsealed: {error}") from None

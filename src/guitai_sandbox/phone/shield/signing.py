"""Signing an order, or declining it, as a person does who reads what the device shows."""

from pydantic import Base64Bytes, BaseModel

from guitai_sandbox import jose
from guitai_sandbox.phone.bodies import Signing
from guitai_sandbox.phone.shield.certificates import certificate_of
from guitai_sandbox.phone.shield.codes import code_for
from guitai_sandbox.phone.shield.document import Document
from guitai_sandbox.phone.shield.loading import visit
from guitai_sandbox.phone.shield.opening import opened
from guitai_sandbox.phone.shield.visits import Refused, Visit
from guitai_sandbox.phone.views import SignedView
from guitai_sandbox.state.devices import Device
from guitai_sandbox.state.users import User
from guitai_sandbox.world import World


class Order(BaseModel):
    """What is sealed for an order: the bytes to sign, and what is needed beside device and PIN."""

    document: Base64Bytes
    needs: list[str]


async def sign(world: World, user: User, wish: Signing) -> SignedView:
    """What was shown, and what the bank said to it. An order that is declined is not accepted."""
    page = await visit(world, user, wish.url, thing="order")
    shown = ""
    try:
        device, content = await opened(page, user)
        order = page.read(Order, content)
        shown = _shown(page, order)
        result = await (_declined(page, device) if wish.decline else _signed(page, user, device, order, wish))
    except Refused as no:
        if no.code == "shield.gone":
            raise page.refused(no) from None
        return {"shown": shown, "accepted": False, "result": no.message}
    return {"shown": shown, "accepted": not wish.decline, "result": result}


def _shown(page: Visit, order: Order) -> str:
    document = page.read(Document, order.document)
    if document.order != page.subject:
        raise page.unreadable("the document is another order's")
    return document.shown


async def _declined(page: Visit, device: Device) -> str:
    proof = await page.proof(device, "orders.decline", page.subject)
    return await page.told("result", f"/orders/{page.subject}/declines", proof=proof)


async def _signed(page: Visit, user: User, device: Device, order: Order, wish: Signing) -> str:
    """Sign the very bytes that were shown, with what the order needs beside."""
    header, given = {"kid": device.id}, {"pin": wish.pin}
    if "certificate" in order.needs:
        header["certificate"] = (await certificate_of(page, user, device, pin=wish.pin)).id
    code = wish.code
    if code is None and "code" in order.needs:
        path = f"/orders/{page.subject}/codes"
        code = await code_for(page, device, path, act="orders.code", subject=page.subject)
    if code is not None:
        given["code"] = code
    signature = jose.sign(order.document, device.sign, **header)
    return await page.told("result", f"/orders/{page.subject}/signatures", signature=signature, **given)

"""The sandbox's own device: it binds, opens and signs by the calls of the bank's pages, as docs/shield.md has them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from guitai_sandbox.phone.bodies import Opening, Signing
from guitai_sandbox.phone.calls import Calls, body_of, user_of, world_of
from guitai_sandbox.phone.shield import binding, cards, signing
from guitai_sandbox.phone.shield.visits import Refused
from guitai_sandbox.phone.views import BoundView, CardView, SignedView
from guitai_sandbox.state.users import Details, User
from guitai_sandbox.world import World

calls = Calls()


@calls.serve(
    "POST",
    "/phone/users/{openid}/device/bind",
    "Bind a device on the bank's page, the code by SMS included.",
    body=Details,
    answer=BoundView,
    errors=(400, 404, 409),
)
async def bind(request: Request) -> Response:
    """Bind a new device; it takes the place of the one that this phone had."""
    user, world = user_of(request), world_of(request)
    details = await body_of(request, Details)
    async with _in_hand(world, user):
        try:
            device = await binding.bind(world, user, details)
        except Refused as no:
            return JSONResponse({"bound": False, "message": no.message})
    return JSONResponse({"bound": True, "message": f"The device {device.id} is bound."})


@calls.serve(
    "POST",
    "/phone/users/{openid}/device/open",
    "Open a card; a phone without a device binds one first, where it has details to do it with.",
    body=Opening,
    answer=CardView,
    errors=(400, 404, 409),
)
async def open_card(request: Request) -> Response:
    """The card as the device shows it, its pictures served by the sandbox."""
    user, world = user_of(request), world_of(request)
    url = (await body_of(request, Opening)).url
    async with _in_hand(world, user):
        return JSONResponse(await cards.open_card(world, user, url))


@calls.serve(
    "POST",
    "/phone/users/{openid}/device/sign",
    "Sign an order, or decline it; what is shown is what is signed.",
    body=Signing,
    answer=SignedView,
    errors=(400, 404, 409),
)
async def sign(request: Request) -> Response:
    """What was shown, and what the bank said to the signature. Nothing that is declined is accepted."""
    user, world = user_of(request), world_of(request)
    wish = await body_of(request, Signing)
    async with _in_hand(world, user):
        return JSONResponse(await signing.sign(world, user, wish))


@asynccontextmanager
async def _in_hand(world: World, user: User) -> AsyncIterator[None]:
    """One thing at a time on one phone; until it is done, the bank is not idle."""
    with world.bank.busy():
        async with world.devices.turn(user.openid):
            yield

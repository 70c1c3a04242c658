"""The sandbox as one application: WeChat's API, the clearing house, the phone API, /control and the phone page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from guitai_sandbox import control
from guitai_sandbox.api import (
    account,
    codes,
    custom,
    followers,
    mass,
    material,
    media,
    menu,
    oauth,
    sms,
    tags,
    template,
    token,
)
from guitai_sandbox.api.door import WeChatDoor
from guitai_sandbox.clearing import days, desk
from guitai_sandbox.clearing.door import PATH, HouseDoor
from guitai_sandbox.openapi import document
from guitai_sandbox.phone import consent, device, instruments, messages, recording, streams, users
from guitai_sandbox.phone.calls import PhoneError, not_served, refusal
from guitai_sandbox.world import World

PAGE = Path(__file__).parent / "page"
API_AREAS = (
    token,
    custom,
    template,
    mass,
    media,
    material,
    menu,
    tags,
    followers,
    codes,
    account,
    oauth,
    sms,
)
PHONE_AREAS = (users, messages, device, instruments, streams, recording, desk)
PHONE_CALLS = [call for area in PHONE_AREAS for call in area.calls]


def application(world: World) -> Starlette:
    """Everything, over one world."""
    door = WeChatDoor([call for area in API_AREAS for call in area.calls])
    app = Starlette(
        routes=[
            Route("/", page),
            Route("/openapi.json", openapi),
            Route("/control", control.control, methods=["POST"]),
            Route(consent.PATH, consent.authorize),
            Route(PATH, HouseDoor().serve, methods=["GET", "POST"]),
            *(Route(call.path, recording.recorded(call), methods=[call.method]) for call in PHONE_CALLS),
            *(
                Route(f"/{root}/{{rest:path}}", door.serve, methods=["GET", "POST", "PUT", "DELETE"])
                for root in ("cgi-bin", "customservice", "sns", "sms")
            ),
            Mount("/page", StaticFiles(directory=PAGE, check_dir=False)),
        ],
        exception_handlers={PhoneError: refusal, HTTPException: not_served},
        lifespan=_lifespan,
    )
    app.state.world = world
    return app


async def page(_: Request) -> Response:
    """The phone page."""
    index = PAGE / "index.html"
    return (
        FileResponse(index) if index.exists() else PlainTextResponse("The phone API is at /openapi.json.\n")
    )


async def openapi(_: Request) -> Response:
    """The document of the phone API."""
    return JSONResponse(document(PHONE_CALLS))


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    world: World = app.state.world
    days.begin(world)
    world.spawn(world.passage.tick())
    yield
    await world.http.aclose()

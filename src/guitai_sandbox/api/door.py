"""The doors that the bank calls at, with the faults that strike a call; and the one to WeChat's API.

There path, method, token and quota are checked before a call is carried out.
"""

import asyncio
import re
from abc import ABC, abstractmethod

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from guitai_sandbox.api.ask import Ask, Call, Upload
from guitai_sandbox.api.journal import note, openid_in
from guitai_sandbox.errors import WeChatError
from guitai_sandbox.hindrance import hinder, went_through
from guitai_sandbox.state.faults import Deed, Rule
from guitai_sandbox.world import World

ESCAPED = re.compile(rb"(?<!\\)(?:\\\\)*\\u[0-9a-fA-F]{4}")
SILENT_SECONDS = 30.0  # how long a call hangs whose answer is to come too late


class Door(ABC):
    """One endpoint; what is behind it is somebody's API."""

    @abstractmethod
    def carried_out(self, ask: Ask) -> Response:
        """The answer to a call."""

    @abstractmethod
    def failing(self, errcode: int | None) -> Response:
        """The answer to a call that a fault lets fail."""

    def counts(self, request: Request) -> bool:
        """Whether anything happens by it. Otherwise no fault strikes it, and the bank is not asked anew to settle."""
        return True

    async def serve(self, request: Request) -> Response:
        """Serve one call, with the faults that strike it, and write it down."""
        world: World = request.app.state.world
        if not self.counts(request):
            return self.carried_out(await _read(request, world))
        with world.bank.busy():
            ask = await _read(request, world)
            openid = openid_in(ask)
            struck = world.faults.take("api", openid=openid, path=ask.path, method=ask.method)
            response = await self._struck(request, ask, openid, struck)
            went_through(world, "api", openid)
            return response

    async def _struck(
        self, request: Request, ask: Ask, openid: str | None, struck: dict[Deed, Rule]
    ) -> Response:
        await hinder(ask.world, "api", openid, struck)
        if Deed.DROP in struck:
            note(ask, openid, None, "the call was lost on its way")
            return Cut()
        if Deed.ERROR in struck:
            response = self.failing(struck[Deed.ERROR].errcode)
            note(ask, openid, response, "refused by a fault")
            return response
        response = self.carried_out(ask)
        note(ask, openid, response, None)
        if Deed.REPEAT in struck:
            note(ask, openid, self.carried_out(ask), "the call arrived a second time")
        if Deed.TIMEOUT in struck:
            await _until_gone(request, struck[Deed.TIMEOUT].seconds or SILENT_SECONDS)
        return Cut() if Deed.CUT in struck or Deed.TIMEOUT in struck else response


class WeChatDoor(Door):
    """All calls of WeChat's API by path."""

    def __init__(self, calls: list[Call]) -> None:
        self._calls = {call.path: call for call in calls}

    def failing(self, errcode: int | None) -> Response:
        """WeChat's own error of that number."""
        return JSONResponse(WeChatError(errcode or -1).answer())

    def carried_out(self, ask: Ask) -> Response:
        """The call's answer, once all that it needs is right."""
        try:
            answer = self._checked(ask).handler(ask)
        except WeChatError as error:
            answer = error.answer()
        return answer if isinstance(answer, Response) else JSONResponse(answer)

    def _checked(self, ask: Ask) -> Call:
        call = self._calls.get(ask.path)
        if call is None:
            raise WeChatError(40066, ask.path)
        if ask.method != call.method:
            raise WeChatError(43001 if call.method == "GET" else 43002)
        if call.token:
            ask.world.tokens.check(ask.query.get("access_token"))
        ask.world.quota.count(ask.path)
        if call.unescaped and ESCAPED.search(ask.raw):
            raise WeChatError(40033)
        return call


class Cut(Response):
    """The connection ends in the middle of the answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Begin an answer and never end it: the server then closes the connection."""
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]})


async def _read(request: Request, world: World) -> Ask:
    query = dict(request.query_params)
    path = request.url.path
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return Ask(world, request.method, path, query, await request.body(), headers=request.headers)
    fields, files = {}, {}
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                data = await value.read()
                files[name] = Upload(value.filename or "", value.content_type or "", data)
            else:
                fields[name] = value
    return Ask(world, request.method, path, query, b"", fields, files)


async def _until_gone(request: Request, seconds: float) -> None:
    """Say nothing until the bank hangs up, or the time is over."""
    try:
        async with asyncio.timeout(seconds):
            while (await request.receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return

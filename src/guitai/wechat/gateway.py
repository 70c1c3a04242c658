"""The one door that listens to the internet: checks what WeChat pushes and passes it on unread.

It knows the token, not the AES key: it cannot read a message. What it refuses leaves no trace but a count.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

import structlog
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from guitai.wechat import xml
from guitai.wechat.reply import SUCCESS
from guitai.wechat.signatures import in_force, signer

ANSWER_WITHIN = timedelta(seconds=4.5)  # WeChat gives up after 5 s and sends again
PATIENCE = timedelta(seconds=10)  # longer than WeChat stays on the line
FRESH_WITHIN = timedelta(minutes=5)

log = structlog.get_logger(__name__)


class Mode(StrEnum):
    """How WeChat's console is set to send messages. Production accepts `SAFE` alone."""

    PLAIN = "plain"
    COMPATIBLE = "compatible"  # everything in clear, and encrypted once more beside it
    SAFE = "safe"


@dataclass(frozen=True)
class Delivery:
    """A push that is WeChat's and fresh, still encrypted."""

    ciphertext: str
    timestamp: str
    nonce: str
    msg_signature: str
    arrived_at: datetime
    answer_by: datetime  # the bank's time; afterwards the reply has to take another route
    plain: bytes = b""  # the whole body in plain mode, which only the sandbox may use


async def nothing() -> None:
    """What is to be done where nothing is."""


@dataclass(frozen=True)
class Answer:
    """A reply's body for the line. `written` is awaited once it has gone out, and never where it came too late."""

    body: bytes
    written: Callable[[], Awaitable[None]] = nothing


PassOn: TypeAlias = Callable[[Delivery], Awaitable[Answer | None]]
"""Gives the reply, or None for a bare `success`. Raises `Refused`; anything else it raises means that the push was
not taken in, so WeChat gets an error and tries again."""


class Refused(Exception):
    """Not a push we take in; the reason is for the count only."""

    def __init__(self, reason: str, status: int = 403) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


class Gateway:
    """Checks pushes and passes them on."""

    def __init__(
        self,
        *,
        tokens: Sequence[str],
        pass_on: PassOn,
        clock: Callable[[], datetime],
        modes: frozenset[Mode] = frozenset({Mode.SAFE}),
        answer_within: timedelta = ANSWER_WITHIN,
        patience: timedelta = PATIENCE,
    ) -> None:
        self.tokens = in_force(tokens)
        self.pass_on = pass_on
        self.clock = clock
        self.modes = modes
        self.answer_within = answer_within
        self.patience = patience
        self.refusals: Counter[str] = Counter()
        self._late: set[asyncio.Future[Answer | None]] = set()

    def app(self, routes: Sequence[BaseRoute] = ()) -> Starlette:
        """The web application: the callback, `/healthz`, and the bank's pages as `routes`."""
        return Starlette(
            routes=[
                Route("/wechat", self.handshake, methods=["GET"]),
                Route("/wechat", self.push, methods=["POST"]),
                Route("/healthz", _alive, methods=["GET"]),
                *routes,
            ],
            exception_handlers={Exception: _failed},
        )

    async def handshake(self, request: Request) -> Response:
        """WeChat's console asks once whether the address is ours."""
        query = request.query_params
        try:
            self._check(query, self.clock(), query.get("signature", ""))
        except Refused as refused:
            return self._refusal(refused)
        # As plain text and nothing else: it came in with the request, so it must never be read as a page.
        return PlainTextResponse(query.get("echostr", ""), headers={"X-Content-Type-Options": "nosniff"})

    async def push(self, request: Request) -> Response:
        """A message or an event."""
        deadline = asyncio.get_running_loop().time() + self.answer_within.total_seconds()
        arrived_at = self.clock()
        try:
            body = await _body(request, deadline)
            delivery = self._delivery(request.query_params, body, arrived_at)
            reply = await self._answer(delivery, deadline)
        except Refused as refused:
            return self._refusal(refused)
        if reply is None:
            return PlainTextResponse(SUCCESS)
        return Response(reply.body, media_type="application/xml", background=BackgroundTask(reply.written))

    async def _answer(self, delivery: Delivery, deadline: float) -> Answer | None:
        """The reply, if it is there in time. What is late goes on, and takes another way to the customer.

        No push is acknowledged before its turn has ended: WeChat hangs up after 5 s and tries again, so that a
        message outlives a process that dies over it.
        """
        answer = asyncio.ensure_future(self.pass_on(delivery))
        await asyncio.wait({answer}, timeout=deadline - asyncio.get_running_loop().time())
        if answer.done():
            return answer.result()
        self._late.add(answer)  # the loop itself keeps no hold of it
        answer.add_done_callback(self._ended)
        await asyncio.wait({answer}, timeout=self.patience.total_seconds())
        if not answer.done():
            raise Refused("slow", 503)
        answer.result()
        return None

    def _ended(self, late: asyncio.Future[Answer | None]) -> None:
        self._late.discard(late)
        if not late.cancelled() and (error := late.exception()):
            log.error("a late push failed", exc_info=error)

    def _delivery(self, query: QueryParams, body: bytes, now: datetime) -> Delivery:
        try:
            tree = xml.parse(body)
        except xml.BadXml as error:
            raise Refused("xml") from error
        mode = _mode(tree)
        if mode not in self.modes:
            raise Refused("mode")
        ciphertext = xml.text(tree, "Encrypt")
        if mode is Mode.PLAIN:
            self._check(query, now, query.get("signature", ""))
        else:
            self._check(query, now, query.get("msg_signature", ""), ciphertext)
        return Delivery(
            ciphertext=ciphertext,
            timestamp=query["timestamp"],
            nonce=query.get("nonce", ""),
            msg_signature=query.get("msg_signature", ""),
            arrived_at=now,
            answer_by=now + self.answer_within,
            plain=body if mode is Mode.PLAIN else b"",
        )

    def _check(self, query: QueryParams, now: datetime, given: str, *more: str) -> None:
        timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
        if signer(self.tokens, given, timestamp, nonce, *more) is None:
            raise Refused("signature")
        if not _fresh(timestamp, now):
            raise Refused("stale")

    def _refusal(self, refused: Refused) -> Response:
        self.refusals[refused.reason] += 1
        log.info("push refused", reason=refused.reason)
        return PlainTextResponse("refused", status_code=refused.status)


async def _body(request: Request, deadline: float) -> bytes:
    """The body, read no further than its limit and no longer than there is time for an answer."""
    body = bytearray()
    try:
        async with asyncio.timeout_at(deadline):
            async for chunk in request.stream():
                body += chunk
                if len(body) > xml.MAX_BYTES:
                    raise Refused("size", 413)
    except ClientDisconnect as error:
        raise Refused("cut") from error
    except TimeoutError as error:
        raise Refused("slow") from error
    return bytes(body)


def _mode(tree: xml.Tree) -> Mode:
    if not xml.text(tree, "Encrypt"):
        return Mode.PLAIN
    return Mode.SAFE if tree.keys() <= {"Encrypt", "ToUserName"} else Mode.COMPATIBLE


def _fresh(timestamp: str, now: datetime) -> bool:
    if not re.fullmatch(r"[0-9]{1,11}", timestamp):
        return False
    return abs(now.timestamp() - int(timestamp)) <= FRESH_WITHIN.total_seconds()


async def _failed(_: Request, __: Exception) -> Response:
    """A bug: the server logs it and closes the line, so the answer says that no other request goes there."""
    return PlainTextResponse("Internal Server Error", 500, headers={"Connection": "close"})


async def _alive(_request: Request) -> Response:
    return PlainTextResponse("ok")

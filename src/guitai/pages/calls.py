"""What pages ask of the bank: bodies that are sealed to its key, answers in JSON (docs/shield.md §3).

An answer function gets what was asked, opens its own transactions and gives a JSON object. A refusal becomes an error
with its code, is put on record, and is written into the customer's audit trail.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from guitai import refusals
from guitai.database import Database
from guitai.errors import Refusal
from guitai.keys.jose import object_of
from guitai.keys.port import Unsealable
from guitai.language import Catalogue, Words
from guitai.pages.shells import headers, language_of
from guitai.shield import audit, visits
from guitai.shield.refusals import Unreadable
from guitai.shield.visits import Visit

MOST_BYTES = 64 * 1024
READ_WITHIN_SECONDS = 10.0
TYPE = "application/jose"  # which no other site's page can send without asking us first
# The rest are 409: what was asked does not fit what is.
STATUS = {
    "shield.unreadable": 400,
    "shield.visit_over": 401,
    "shield.no_device": 403,
    "shield.not_proved": 403,
    "shield.bad_signature": 403,
    "shield.not_shown": 403,
    "shield.frozen": 403,
    "shield.frozen_by_staff": 403,
    "shield.frozen_elsewhere": 403,
    "shield.wrong_pin": 403,
    "shield.pin_locked": 403,
    "shield.pin_locked_for_good": 403,
    "shield.no_pin": 403,
    "shield.too_new": 403,
    "shield.gone": 404,
    "shield.not_issued": 404,
    "shield.too_many_tries": 429,
    "shield.code_just_sent": 429,
    "shield.too_many_codes": 429,
}

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Asked:
    """One call: in whose visit, with which body, about which thing of the path, if it names one."""

    visit: Visit
    body: Mapping[str, Any]
    subject: UUID | None

    def uuid(self, name: str) -> UUID:
        """The id that the body names so."""
        try:
            return UUID(str(self.body.get(name)))
        except ValueError as error:
            raise Unreadable(detail=f"{name} is no id") from error

    @property
    def about(self) -> UUID:
        """The thing of the path."""
        assert self.subject is not None, "this call's path names one"
        return self.subject


Answer = Callable[[Asked], Mapping[str, object]]


class Calls:
    """Makes routes of answer functions. `done` is told after each call; `busy` is how many are being answered."""

    def __init__(self, database: Database, catalogue: Catalogue, done: Callable[[], None]) -> None:
        self.database = database
        self.catalogue = catalogue
        self.done = done
        self.busy = 0

    def route(self, path: str, act: str, answer: Answer) -> Route:
        """A call at this path. `act` is what the audit trail calls it."""

        async def endpoint(request: Request) -> Response:
            body = await _body(request)
            subject = request.path_params.get("subject")
            tag = request.headers.get("accept-language", "")
            self.busy += 1
            try:
                return await asyncio.to_thread(self._answer, act, answer, body, subject, tag)
            finally:
                self.busy -= 1
                self.done()

        return Route(path, endpoint, methods=["POST"])

    def _answer(self, act: str, answer: Answer, body: bytes, subject: UUID | None, tag: str) -> Response:
        asked: Asked | None = None
        try:
            asked = self._asked(body, subject)
            return JSONResponse(dict(answer(asked)), headers=headers())
        except Refusal as no:
            said = self.catalogue.speak(Words(no.says, no.values), language_of(tag))
            if asked is not None:
                self._record(act, asked, no, said)
            error = {"code": no.code, "message": said}
            return JSONResponse({"error": error}, STATUS.get(no.code, 409), headers())

    def _asked(self, body: bytes, subject: UUID | None) -> Asked:
        if len(body) > MOST_BYTES:
            raise Unreadable(detail="too long")
        with self.database.transaction() as db:
            try:
                said = object_of(db.keys.received(body.decode("ascii")))
            except (Unsealable, ValueError) as error:
                raise Unreadable(detail=type(error).__name__) from error
            if not isinstance(said.get("visit"), str):
                raise Unreadable(detail="no visit")
            return Asked(visits.visit(db, said["visit"]), said, subject)

    def _record(self, act: str, asked: Asked, no: Refusal, said: str) -> None:
        owner, by = asked.visit.owner, f"openid {asked.visit.openid}"
        with self.database.transaction() as db:
            refusals.record(db, owner, no, flow=act, said=said)
            audit.note(db, owner, act, by=by, subject=str(asked.subject or ""), result=no.code, why=no.detail)


async def _body(request: Request) -> bytes:
    """What came, read no further than one byte past the limit; nothing, where it is of another type."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != TYPE:
        return b""
    body = bytearray()
    with suppress(
        ClientDisconnect, TimeoutError
    ):  # nobody waits for an answer, or nothing can be read from half of it
        async with asyncio.timeout(READ_WITHIN_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MOST_BYTES:
                    break
    return bytes(body)

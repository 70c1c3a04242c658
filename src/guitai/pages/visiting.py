"""Pages inside WeChat: each load goes to WeChat and back, and begins a visit of whose WeChat that is."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from guitai.customers import customers
from guitai.database import Database, Transaction
from guitai.keys.port import Use
from guitai.language import Language
from guitai.pages.shells import headers, language_of, page
from guitai.shield import cards, orders, visits
from guitai.shield.document import Document
from guitai.shield.refusals import Gone

STATIC = Path(__file__).parent / "static"
PLAIN = ("bind", "devices", "freeze", "statements")  # that are the same for everybody


class NotKnown(Exception):
    """WeChat did not say whose code it is: `snapshot` where its page is a snapshot, else `wechat`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Where:
    """How a page is reached: its own origin, WeChat's authorize address for a page and a state, who may frame it."""

    public_url: str
    authorize: Callable[[str, str], str]
    framed_by: str


class Visiting:
    """Hands out pages. `identify` tells the openid behind a code of WeChat's, or raises `NotKnown`."""

    def __init__(self, database: Database, where: Where, identify: Callable[[str], Awaitable[str]]) -> None:
        self.database = database
        self.where = where
        self.identify = identify

    def routes(self) -> list[BaseRoute]:
        """The pages and what they are made of."""
        return [
            *(Route(f"/{name}", self._page, methods=["GET"], name=name) for name in PLAIN),
            Route("/cards/{subject:uuid}", self._page, methods=["GET"], name="card"),
            Route("/orders/{subject:uuid}", self._page, methods=["GET"], name="order"),
            Route("/check", self._check, methods=["GET"]),
            Mount("/static", _Static(directory=STATIC)),
        ]

    async def _page(self, request: Request) -> Response:
        """To WeChat on the way in; the page itself on the way back."""
        name = request.scope["route"].name
        asked = {key: value[:16] for key, value in request.query_params.items() if key == "lang"}
        path = request.url.path + (f"?{urlencode(asked)}" if asked else "")
        code, state = request.query_params.get("code", ""), request.query_params.get("state", "")
        if not await asyncio.to_thread(self._came_back, code, state, path):
            return await self._to_wechat(path)
        language = language_of(asked.get("lang", ""))
        subject = str(request.path_params.get("subject", ""))
        try:
            openid = await self.identify(code)
        except NotKnown as no:
            return page(name, language, {"refused": no.why}, framed_by=self.where.framed_by)
        return await asyncio.to_thread(self._admit, name, openid, subject, language)

    async def _to_wechat(self, path: str) -> Response:
        def begin() -> str:
            with self.database.transaction() as db:
                return visits.sent_away(db, path)

        state = await asyncio.to_thread(begin)
        url = self.where.authorize(self.where.public_url + path, state)
        return RedirectResponse(url, 302, headers(self.where.framed_by))

    def _came_back(self, code: str, state: str, path: str) -> bool:
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,128}", code) or not state:
            return False
        with self.database.transaction() as db:
            return visits.came_back(db, state, path)

    def _admit(self, name: str, openid: str, subject: str, language: Language) -> Response:
        with self.database.transaction() as db:
            data = {
                "visit": visits.admit(db, openid),
                "openid": openid,
                "bank-key": json.dumps(db.keys.public(Use.RECEIVE)),
                "subject": subject,
                "framed-by": self.where.framed_by,
                "now": db.now.isoformat(timespec="seconds"),
            }
            language = _spoken(db, name, openid, subject) or language
        return page(name, language, data, framed_by=self.where.framed_by)

    async def _check(self, request: Request) -> Response:
        """Whether a phone can do what a device must; nothing is sent from it."""
        language = language_of(request.query_params.get("lang", ""))
        return page("check", language, {}, framed_by=self.where.framed_by)


class _Static(StaticFiles):
    """Scripts and styles, which no browser may take for anything else."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """A file, with the headers of our pages."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-cache"
        return response


def _spoken(db: Transaction, name: str, openid: str, subject: str) -> Language | None:
    """The language of the card or the order, where it is still there and theirs."""
    owner = customers.owner_of(db, openid)
    if name == "card":
        card = cards.card(db, owner, UUID(subject))
        return card.language if card else None
    if name == "order":
        try:
            document = Document.read(orders.order(db, owner, UUID(subject)).document)
        except Gone:
            return None
        return Language(document.content["language"])
    return None

"""Whose WeChat a page's load is. The core asks through the outbox: the worker alone holds the AppSecret."""

import asyncio
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from guitai import outbox
from guitai.database import Database, Owner, Transaction
from guitai.outbox import Request
from guitai.pages.visiting import NotKnown
from guitai.wechat.api import WeChatApi
from guitai.wechat.codes import SnapshotVisitor, WeChatError

OAUTH = "oauth"  # the outbox's destination
AT_ONCE = 8  # people who wait for WeChat's answer side by side: it takes a tenth of a second or more
PATIENCE_SECONDS = 8.0  # of somebody who looks at an empty page
LOOK_EVERY_SECONDS = 0.1
LIFE = timedelta(minutes=1)  # of an answer that nobody waited for
HOUSE_OWNERS = 64
SNAPSHOT, WECHAT = "snapshot", "wechat"


class Visitors:
    """Asks the worker. `wake` tells it that there is something to do; it says `news` when it has done something."""

    def __init__(
        self, database: Database, wake: Callable[[], None], *, patience_seconds: float = PATIENCE_SECONDS
    ) -> None:
        self.database = database
        self.wake = wake
        self.patience_seconds = patience_seconds
        self.news = asyncio.Event()

    async def openid(self, code: str) -> str:
        """Whose code it is, or `NotKnown`."""
        request_id = await asyncio.to_thread(self.database.run, lambda db: _ask(db, code))
        self.wake()
        try:
            async with asyncio.timeout(self.patience_seconds):
                openid, why = await self._answered(request_id)
        except TimeoutError as error:
            raise NotKnown(WECHAT) from error
        if openid is None:
            raise NotKnown(why)
        return openid

    async def _answered(self, request_id: UUID) -> tuple[str | None, str]:
        while True:
            self.news.clear()
            answer = await asyncio.to_thread(self._answer, request_id)
            if answer is not None:
                return answer
            with suppress(TimeoutError):  # a worker in another process says nothing
                await asyncio.wait_for(self.news.wait(), LOOK_EVERY_SECONDS)

    def _answer(self, request_id: UUID) -> tuple[str | None, str] | None:
        with self.database.transaction() as db:
            return db.execute(
                "DELETE FROM wechat.visitors WHERE request_id = %(id)s RETURNING openid, why",
                {"id": request_id},
            ).fetchone()


class Identifying:
    """The worker's side: asks WeChat, once, for a code is good for one question only."""

    def __init__(self, database: Database, api: WeChatApi) -> None:
        self.database = database
        self.api = api

    def carry_out(self, request: Request) -> None:
        """Ask whose code it is, and leave the answer for the page."""
        try:
            openid, why = self.api.visitor(request.body["code"]).openid, ""
        except SnapshotVisitor:
            openid, why = None, SNAPSHOT
        except WeChatError:
            openid, why = None, WECHAT
        with self.database.transaction() as db:
            db.execute("DELETE FROM wechat.visitors WHERE known_at < %(over)s", {"over": db.now - LIFE})
            db.execute(
                """
                INSERT INTO wechat.visitors (request_id, openid, why, known_at)
                VALUES (%(id)s, %(openid)s, %(why)s, %(now)s)
                """,
                {"id": request.request_id, "openid": openid, "why": why, "now": db.now},
            )
            outbox.settle(db, request, failed=why)


def _ask(db: Transaction, code: str) -> UUID:
    # Nobody's yet: the requests of one owner go one after the other, so they are spread over the house.
    owner = Owner(1 + secrets.randbelow(HOUSE_OWNERS))
    return outbox.put(db, owner, OAUTH, {"code": code})

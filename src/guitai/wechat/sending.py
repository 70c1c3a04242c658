"""The worker's side of the channel: what the outbox holds for WeChat, sent as the reply windows allow."""

from datetime import datetime, timedelta

import structlog

from guitai import outbox
from guitai.customers import customers
from guitai.database import Database, Transaction
from guitai.media import files
from guitai.outbox import Request
from guitai.turns import CHAT
from guitai.wechat import brakes, customer_service, media, windows
from guitai.wechat.api import WeChatApi
from guitai.wechat.codes import (
    BadRecipient,
    CountUsedUp,
    RetryLater,
    Unanswered,
    WeChatError,
    WindowClosed,
)
from guitai.wechat.media import MEDIA

log = structlog.get_logger(__name__)

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=2), timedelta(minutes=10)
# An answer is of no use after the window in which it was asked for; a file is gone from WeChat's servers.
LIFE = {CHAT: timedelta(hours=48), MEDIA: timedelta(days=3)}
TOO_OLD = "too old"


class Sending:
    """Carries out the outbox's requests to WeChat, each call outside of any transaction."""

    def __init__(self, database: Database, api: WeChatApi) -> None:
        self.database = database
        self.api = api

    def carry_out(self, request: Request) -> None:
        """Send one request and note what came of it."""
        if request.destination == CHAT:
            self._text(request)
        else:
            self._file(request)

    def _may_go(self, db: Transaction, request: Request) -> bool:
        """Whether it is to be tried now. If not, that has been noted."""
        if db.now >= _until(request):
            self._too_old(db, request)
            return False
        paused_until = brakes.paused_until(db, self.api.app_id, request.destination)
        if paused_until:
            outbox.postpone(db, request, until=paused_until, why="WeChat takes no calls", tried=False)
        return paused_until is None

    def _too_old(self, db: Transaction, request: Request) -> None:
        outbox.settle(db, request, failed=TOO_OLD)
        if request.destination == MEDIA:
            files.lose(db, request.owner, request.turn_id)
            log.error("what a customer sent was never fetched", request_id=str(request.request_id))
        elif request.lasting:
            log.error("a customer was never told of something", request_id=str(request.request_id))

    def _text(self, request: Request) -> None:
        with self.database.transaction() as db:
            if not self._may_go(db, request):
                return
            openid = customers.openid_of(db, request.owner)
            if openid is None:
                outbox.settle(db, request, failed="no openid")
                return
            taken = windows.take(db, request.owner, db.now)
        if not taken:
            self._no_window(request, "no reply window is open")
            return
        try:
            self.api.send(customer_service.request(openid, customer_service.Text(request.body["text"])))
        except (WindowClosed, CountUsedUp) as error:
            with self.database.transaction() as db:
                windows.used_up(db, request.owner, taken)
            self._no_window(request, str(error))
        except WeChatError as error:
            with self.database.transaction() as db:
                # Without an answer it may have arrived: then the next try is another message.
                if not isinstance(error, Unanswered):
                    windows.give_back(db, request.owner, taken)
                self._failed(db, request, error)
        else:
            with self.database.transaction() as db:
                self._sent(db, request)

    def _no_window(self, request: Request, why: str) -> None:
        """Nothing is left to send it with. The customer may be writing right now, which opens a new window."""
        with self.database.transaction() as db:
            customers.lock(db, request.owner)
            if windows.any_open(db, request.owner, db.now):
                outbox.postpone(db, request, until=db.now, why=why)
            else:
                outbox.hold(db, request, until=_until(request), why=why)

    def _file(self, request: Request) -> None:
        with self.database.transaction() as db:
            if not self._may_go(db, request):
                return
        try:
            content_type, content = media.fetch(self.api, request)
        except WeChatError as error:
            with self.database.transaction() as db:
                self._failed(db, request, error)
        else:
            with self.database.transaction() as db:
                files.keep(db, request.owner, request.turn_id, content_type, content)
                self._sent(db, request)

    def _sent(self, db: Transaction, request: Request) -> None:
        outbox.settle(db, request)
        brakes.ease(db, self.api.app_id, request.destination)

    def _failed(self, db: Transaction, request: Request, error: WeChatError) -> None:
        """What WeChat's refusal means for this request, and for others."""
        if brakes.meant_for_all(error):
            self._brake(db, request, error)
        elif isinstance(error, RetryLater):
            # It is not the request that is wrong: it is tried as long as it is of use.
            wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(request.tries - 1, 10))
            outbox.postpone(db, request, until=db.now + wait, why=str(error))
        elif isinstance(error, BadRecipient):
            if request.lasting:  # who comes back is told then
                outbox.hold(db, request, until=_until(request), why=str(error))
            else:
                outbox.settle(db, request, failed=str(error))
            outbox.give_up(db, request.owner, CHAT, why=windows.LEFT)
        else:
            outbox.settle(db, request, failed=str(error))
            if request.destination == MEDIA:
                files.lose(db, request.owner, request.turn_id)
            self._tell("a request to WeChat failed for good", request, error)

    def _brake(self, db: Transaction, request: Request, error: WeChatError) -> None:
        until, new = brakes.pause(db, self.api.app_id, request.destination, error)
        outbox.postpone(db, request, until=until, why=str(error))
        if new:
            self._tell("WeChat does not take our calls", request, error)

    def _tell(self, what: str, request: Request, error: WeChatError) -> None:
        log.error(what, destination=request.destination, request_id=str(request.request_id), why=str(error))


def _until(request: Request) -> datetime:
    """How long it is of use."""
    return request.put_at + (outbox.LASTS if request.lasting else LIFE[request.destination])

"""The worker's side of the channel: what the outbox holds for WeChat, sent as the reply windows allow."""

from datetime import timedelta

import structlog

from guitai import outbox
from guitai.customers import customers
from guitai.database import Database, Transaction
from guitai.outbox import Request
from guitai.turns import CHAT
from guitai.wechat import customer_service, media, windows
from guitai.wechat.api import WeChatApi
from guitai.wechat.codes import (
    BadRecipient,
    CountUsedUp,
    QuotaUsedUp,
    RetryLater,
    TokenRefused,
    WeChatError,
    WindowClosed,
    WrongSetup,
)

log = structlog.get_logger(__name__)

MOST_TRIES = 12
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=2), timedelta(minutes=10)


class Sending:
    """Carries out the outbox's requests to WeChat, each call outside of any transaction."""

    def __init__(self, database: Database, api: WeChatApi) -> None:
        self.database = database
        self.api = api

    def carry_out(self, request: Request) -> None:
        """Send one request and note what came of it."""
        try:
            if request.destination == CHAT:
                self._chat(request)
            else:
                content_type, content = media.fetch(self.api, request)
                with self.database.transaction() as db:
                    media.keep(db, request, content_type, content)
                    outbox.settle(db, request)
        except WeChatError as error:
            with self.database.transaction() as db:
                self._failed(db, request, error)

    def _chat(self, request: Request) -> None:
        with self.database.transaction() as db:
            openid = customers.openid_of(db, request.owner)
            if openid is None:
                outbox.settle(db, request, failed="no openid")
                return
            # A try that failed has used up nothing: the message that it took is still to be sent.
            if request.tries == 1 and not windows.take(db, request.owner, db.now):
                outbox.hold(db, request, why="no reply window is open")
                return
        self.api.send(customer_service.request(openid, customer_service.Text(request.body["text"])))
        with self.database.transaction() as db:
            outbox.settle(db, request)

    def _failed(self, db: Transaction, request: Request, error: WeChatError) -> None:
        """What WeChat's refusal means for this request."""
        match error:
            case WindowClosed() | CountUsedUp():
                windows.closed(db, request.owner)
                outbox.hold(db, request, why=str(error))
            case RetryLater() | TokenRefused() | QuotaUsedUp() | WrongSetup():
                self._put_off(db, request, error)
            case BadRecipient():
                outbox.settle(db, request, failed=str(error))
            case _:
                outbox.settle(db, request, failed=str(error))
                self._tell("a request to WeChat failed for good", request, error)

    def _put_off(self, db: Transaction, request: Request, error: WeChatError) -> None:
        """It is not the request that is wrong: try again, and in the end when the customer next writes."""
        if not isinstance(error, RetryLater):
            self._tell("WeChat does not take our calls", request, error)
        if request.tries < MOST_TRIES:
            wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (request.tries - 1))
            outbox.postpone(db, request, until=db.now + wait, why=str(error))
        elif request.destination == CHAT:
            outbox.hold(db, request, why=str(error))
        else:
            outbox.settle(db, request, failed=str(error))

    def _tell(self, what: str, request: Request, error: WeChatError) -> None:
        log.error(what, request_id=str(request.request_id), why=str(error))

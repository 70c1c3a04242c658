"""The worker's way to the clearing house: one POST a call, and fetching its messages. docs/clearing.md §1."""

import json
from dataclasses import replace
from datetime import timedelta
from itertools import count, takewhile
from time import monotonic

import httpx
import structlog

from guitai import outbox
from guitai.clearing.calls import HOUSE, Brought, Call, Kind, Outcome, bring, called, last_number
from guitai.clearing.document import MAX_BYTES
from guitai.clearing.line import Line
from guitai.database import Database
from guitai.errors import Misconfigured
from guitai.outbox import Request

PATH = "/clearing/messages"
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=2), timedelta(minutes=1)
SILENCE_SECONDS, CONNECT_SECONDS = 10, 3
CALL_SECONDS = 30  # the whole of a call; with one silence it is below the outbox's lease
AT_ONCE = 50  # messages fetched in one go
MAX_FETCHED = 16 * 1024 * 1024  # the house gives no more than half of it, before JSON escapes it

REFUSED = {400, 413, 415, 422}
NOT_NOW = {401, 403, 429}
# Nothing has been sent where there was no connection to send it over.
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)

log = structlog.get_logger(__name__)


class Clearing:
    """Carries out the outbox's calls to the clearing house, and brings what it has to say."""

    def __init__(self, database: Database, *, url: str, token: str, proxy: str) -> None:
        if url and not url.startswith(("https://", "http://")):
            raise Misconfigured("GUITAI_CLEARING__URL must begin with https://")
        self.database = database
        self.url = url.rstrip("/")
        self._calling, self._answering, self._fetching = Line("calls"), Line("answers"), Line("messages")
        self._gap: int | None = None  # the number behind which a message is missing, once that was said
        self._http = httpx.Client(
            timeout=httpx.Timeout(SILENCE_SECONDS, connect=CONNECT_SECONDS),
            proxy=proxy or None,
            headers={"Authorization": f"Bearer {token}"} if token else {},
            trust_env=False,  # the way out is a setting
            # A connection that the house has closed meanwhile would leave a payment in doubt.
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    def close(self) -> None:
        """Let go of the house."""
        self._http.close()

    def carry_out(self, request: Request) -> None:
        """Make one call, and bring what came of it. A payment whose sending broke off once is not sent again."""
        with self.database.transaction() as db:
            call = called(db, request)
            late = db.now >= call.until
        if call.kind is Kind.PAY and request.lost > 1:
            brought: Brought | None = Brought(Outcome.IN_DOUBT)
        elif late:
            brought = Brought(Outcome.UNSENT)
        else:
            brought = self._posted(call)
        with self.database.transaction() as db:
            if brought is None:
                wait = min(FIRST_WAIT * 2 ** min(request.tries - 1, 10), LONGEST_WAIT)
                outbox.postpone(db, request, until=db.now + wait, why="not taken yet")
                return
            brought = replace(brought, kind=call.kind, subject=call.subject)
            bring(db, request.owner, brought, turn_id=request.turn_id)
            outbox.settle(db, request, failed=_failed(brought.outcome))

    def look_now(self) -> None:
        """Whatever the house has put up is to be fetched by the next round."""
        self._fetching.try_now()

    def fetch(self) -> int:
        """Bring the messages that the house has put up since; how many were new."""
        if not self.url or self._fetching.rests:
            return 0
        with self.database.transaction() as db:
            after = last_number(db)
        fetched = self._fetched(after)
        with self.database.transaction() as db:
            return sum(
                bring(db, HOUSE, Brought(Outcome.MESSAGE, xml), turn_id=db.turn_id, number=number)
                for number, xml in fetched
            )

    def _posted(self, call: Call) -> Brought | None:
        """What came of a POST; None where the same may be sent again."""
        if not self.url:
            log.error("nothing can be cleared; set GUITAI_CLEARING__URL to the house's address")
            return None
        line = self._answering if call.kind is Kind.TELL else self._calling
        try:
            status, body = self._call("POST", content=call.xml.encode(), most=MAX_BYTES)
        except NOT_SENT as error:
            line.away(type(error).__name__)
            return None
        except (httpx.HTTPError, _TooMuch) as error:
            log.warning("a call to the clearing house broke off", why=type(error).__name__)
            status, body = 0, b""
        line.there()
        brought = _understood(status, body)
        if call.kind is Kind.TELL and brought and brought.outcome is Outcome.IN_DOUBT:
            return None  # it may be said twice
        return brought

    def _fetched(self, after: int) -> list[tuple[int, str]]:
        """Numbers and messages, each the one after the other, up to the first that is missing."""
        try:
            status, body = self._call("GET", params={"after": after, "most": AT_ONCE}, most=MAX_FETCHED)
            listed = json.loads(body)["messages"] if status == 200 else None
            fetched = [(int(one["number"]), str(one["xml"])) for one in listed or ()]
        except (httpx.HTTPError, _TooMuch, ValueError, TypeError, KeyError) as error:
            self._fetching.away(type(error).__name__)
            return []
        if listed is None:
            self._fetching.away(status)
            return []
        self._fetching.there()
        expected = count(after + 1)
        whole = list(takewhile(lambda one: one[0] == next(expected), fetched))
        last = after + len(whole)
        if len(whole) < len(fetched) and last != self._gap:
            log.error("the clearing house's messages have a gap", after=last)
            self._gap = last
        return whole

    def _call(
        self, method: str, *, most: int, content: bytes | None = None, params: dict[str, int] | None = None
    ) -> tuple[int, bytes]:
        until = monotonic() + CALL_SECONDS
        headers = {"Content-Type": "application/xml"} if content else {}
        with self._http.stream(
            method, self.url + PATH, content=content, params=params, headers=headers
        ) as answer:
            body = bytearray()
            for piece in answer.iter_bytes():
                body += piece
                if len(body) > most or monotonic() > until:
                    raise _TooMuch
            return answer.status_code, bytes(body)


class _TooMuch(Exception):
    """An answer that is larger, or takes longer, than we wait for."""


def _understood(status: int, body: bytes) -> Brought | None:
    """What an answer to a POST means."""
    if status == 200 and body:
        return Brought(Outcome.ANSWERED, body.decode(errors="replace"))
    if status in (200, 202) and not body:
        return Brought(Outcome.ACCEPTED)
    if status in REFUSED:
        log.error("the clearing house refused a message", status=status)
        return Brought(Outcome.REFUSED)
    if status in NOT_NOW:
        log.error("the clearing house takes nothing now", status=status)
        return None
    return Brought(Outcome.IN_DOUBT)


def _failed(outcome: Outcome) -> str:
    taken = outcome in (Outcome.ANSWERED, Outcome.ACCEPTED)
    return "" if taken else outcome.replace("_", " ")

"""Texts to mobile phones: put into the outbox sealed, opened and handed to the provider by the worker."""

from base64 import b64decode, b64encode
from datetime import timedelta
from uuid import UUID

import httpx
import structlog

from guitai import outbox
from guitai.database import Database, Owner, Transaction
from guitai.errors import Misconfigured
from guitai.keys.port import Use
from guitai.outbox import Request

SMS = "sms"  # the outbox's destination
LIFE = timedelta(minutes=30)  # what is said in one is no news later
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=2), timedelta(minutes=2)
TIMEOUT_SECONDS = 10.0

log = structlog.get_logger(__name__)


def send_text(db: Transaction, owner: Owner, mobile: str, text: str) -> UUID:
    """Ask for a text to be sent. The number and the words are for the worker's key alone."""
    plain = f"{mobile} {text}".encode()
    sealed = db.keys.seal(Use.POST, plain, context=context(owner))
    return outbox.put(db, owner, SMS, {"sealed": b64encode(sealed).decode()})


class Sms:
    """Carries out the outbox's requests to the provider of text messages."""

    def __init__(self, database: Database, *, url: str, token: str, proxy: str) -> None:
        self.database = database
        self.url = url
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.Client(
            timeout=TIMEOUT_SECONDS,
            proxy=proxy or None,
            headers=headers,
            trust_env=False,  # the way out is a setting
        )

    def close(self) -> None:
        """Let go of the provider."""
        self._http.close()

    def carry_out(self, request: Request) -> None:
        """Send one text and note what came of it."""
        with self.database.transaction() as db:
            if db.now >= request.put_at + LIFE:
                outbox.settle(db, request, failed="too old")
                return
            sealed = b64decode(request.body["sealed"])
            plain = db.keys.unseal(Use.POST, sealed, context=context(request.owner)).decode()
        mobile, _, text = plain.partition(" ")
        wrong = self._sent(mobile, text)
        with self.database.transaction() as db:
            if wrong:
                wait = min(FIRST_WAIT * 2 ** (request.tries - 1), LONGEST_WAIT)
                outbox.postpone(db, request, until=db.now + wait, why=wrong)
            else:
                outbox.settle(db, request)

    def _sent(self, mobile: str, text: str) -> str:
        """What went wrong, if anything did; never in words that could name the number."""
        if not self.url:
            raise Misconfigured("no text can be sent; set GUITAI_SMS__URL to the provider's address")
        try:
            answer = self._http.post(self.url, json={"mobile": mobile, "text": text})
            refused = answer.json().get("errcode") if answer.status_code == 200 else answer.status_code
        except (httpx.HTTPError, ValueError, AttributeError) as error:
            refused = type(error).__name__
        if refused:
            log.warning("a text was not sent", why=refused)
        return str(refused) if refused else ""


def context(owner: Owner) -> bytes:
    """Whose text it is: it opens for nobody else."""
    return f"outbox sms {owner}".encode()

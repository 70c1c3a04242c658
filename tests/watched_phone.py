"""A customer's phone on a watched bank: messages as WeChat would push them, and a device on the bank's pages."""

import html
from collections import Counter
from random import Random
from time import time
from typing import Any

import httpx
from tests.devices import Device, Json, Refused
from tests.exchange import exchange, status
from tests.forging import Forger
from tests.outside import HREF
from tests.planting import Customer
from tests.rehearsal import TAP
from tests.watched_bank import WatchedBank

from guitai.database import Owner
from guitai.wechat import xml
from guitai.wechat.codec import Codec, Envelope

CODES_AT = ("/shield/bindings", "/codes")  # how the paths of calls end that send a code
NEVER_OFFERED = "never-offered"


class Pages:
    """The bank's pages over HTTP. What goes either way is looked through, as a gateway that listens has it."""

    def __init__(self, bank: WatchedBank) -> None:
        self.bank = bank

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """One request."""
        answer = self.bank.http.request(method, path, **more)
        request = answer.request
        crossed = [
            f"{method} {request.url}".encode() + _lines(request.headers) + request.content,
            str(answer.status_code).encode() + _lines(answer.headers) + answer.content,
        ]
        self.bank.saw("pages" if method == "GET" else "calls of pages", *crossed)
        return answer


class Handset(Device):
    """A device of a customer's, to whom codes come by SMS."""

    def __init__(self, pages: Pages, customer: Customer) -> None:
        super().__init__(pages, customer.openid)  # type: ignore[arg-type] # they answer as those in process do
        self.bank = pages.bank
        self.customer = customer

    def calls(self, path: str, **body: object) -> Json:
        """Ask the bank something, and remember that a code is on its way."""
        answer = super().calls(path, **body)
        if path.endswith(CODES_AT):
            self.customer.codes += 1
        return answer

    def posts(self, path: str, body: str) -> Json:
        """Post these bytes; a bug of the bank's, which says nothing of itself, is a no as well."""
        try:
            return super().posts(path, body)
        except ValueError as error:
            raise Refused(500, {"code": "bug", "message": ""}) from error

    def code(self, owner: Owner) -> str:
        """The code that was sent last."""
        return self.bank.outside.code(self.customer.mobile, self.customer.codes)


class Phone:
    """Somebody's chat with the bank. `customer` is None for a stranger. Nothing that is planted is typed in it."""

    def __init__(
        self, bank: WatchedBank, chance: Random, openid: str, customer: Customer | None = None
    ) -> None:
        self.bank = bank
        self.chance = chance
        self.openid = openid
        self.customer = customer
        self.pages = Pages(bank)
        self.handset: Handset | None = None
        self.replies: list[str] = []
        self.opened: list[str] = []  # the rows of cards
        self.counts: Counter[str] = Counter()
        account = bank.process.account
        self._codec = Codec(account.app_id, tokens=[account.token], aes_keys=[account.aes_key])

    def says(self, text: str) -> str:
        """Type this; the reply."""
        return self.sends(f"<MsgType>text</MsgType><Content>{html.escape(text)}</Content>")

    def clicks(self, key: str) -> str:
        """Tap a button of the menu."""
        return self.happens("CLICK", key)

    def happens(self, event: str, key: str = "") -> str:
        """WeChat tells of an event."""
        return self.sends(
            f"<MsgType>event</MsgType><Event>{event}</Event><EventKey>{html.escape(key)}</EventKey>"
        )

    def taps(self, *, older: bool = False, forged: bool = False) -> str:
        """Tap an option of the newest reply or of the one before; or one that was never offered."""
        texts = self.replies[-2:-1] if older else self.replies[-1:]
        options = [match.groupdict() for text in texts for match in TAP.finditer(text)]
        option = {"text": "1", "id": NEVER_OFFERED}
        if options and not forged:
            option = self.chance.choice(options)
        text, id_ = html.escape(option["text"]), html.escape(option["id"])
        return self.sends(
            f"<MsgType>text</MsgType><Content>{text}</Content><bizmsgmenuid>{id_}</bizmsgmenuid>"
        )

    def sends(self, fields: str, *, times: int = 1) -> str:
        """A message with these fields, so many times over; the last reply, empty where there is none."""
        forger = Forger(self.bank.process.account, at=int(time()), seed=self.chance.randrange(2**63))
        plain = forger.plain(fields, self.openid)
        for _ in range(times):
            request = forger.signed(forger.sealed(plain), openid=self.openid).request()
            [response] = exchange([(self.bank.process.port, request)])
            reply = self._read(response)
        return reply

    def links(self, kind: str) -> list[str]:
        """The ids of the cards or orders that the newest reply links to."""
        return [link.rpartition("/")[2] for link in self.addresses() if f"/{kind}/" in link]

    def addresses(self) -> list[str]:
        """Every page that the newest reply links to."""
        links = [html.unescape(link) for link in HREF.findall(self.replies[-1])] if self.replies else []
        return [link for link in links if link.startswith("http")]

    def device(self) -> Handset | None:
        """The customer's device, bound if it was not yet; None where the bank will not have it."""
        if self.customer is not None and self.handset is None:
            self.binds()
        return self.handset

    def binds(self, **more: Any) -> Handset | None:
        """Bind a new device; with a PIN of its own if one is given."""
        assert self.customer is not None, "strangers have nothing to bind"
        handset = Handset(self.pages, self.customer)
        try:
            self.handset = handset.binds(self.customer.details, self.customer.owner, replace=True, **more)
        except Refused:
            return None
        self.customer.pin = more.get("pin", self.customer.pin)
        return self.handset

    def _read(self, response: bytes) -> str:
        saw = self.bank.saw
        saw("sealed replies", response)
        self.counts["messages"] += 1
        if status(response) != 200:
            self.counts["messages that met a bug"] += 1
            return ""
        body = response.partition(b"\r\n\r\n")[2]
        if body == b"success":
            self.counts["messages without a reply on the line"] += 1
            return ""
        tree = xml.parse(body)
        fields = [xml.text(tree, name) for name in ("Encrypt", "TimeStamp", "Nonce", "MsgSignature")]
        plain = self._codec.open(Envelope(*fields)).plain
        text = xml.text(xml.parse(plain), "Content")
        saw("replies", plain)
        saw("links", *(link.encode() for link in HREF.findall(text)))
        self.replies = [*self.replies[-1:], text]
        return text


def _lines(headers: httpx.Headers) -> bytes:
    return b"\n" + b"\n".join(name + b": " + value for name, value in headers.raw) + b"\n"

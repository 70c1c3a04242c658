"""A bank for browsers: the pages, their calls and PostgreSQL are the bank's; WeChat and the chat are played."""

import re
import socket
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import quote
from uuid import UUID

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Route

from guitai import clock
from guitai.app import catalogue
from guitai.customers import customers
from guitai.database import Database, Owner, Transaction
from guitai.errors import Refusal
from guitai.keys.port import Use
from guitai.language import Language, Tongue
from guitai.ledger.accounts import open_account
from guitai.pages.doors import Doors
from guitai.pages.visiting import NotKnown, Where
from guitai.reply import Reply
from guitai.serving import Server, listen
from guitai.shield import cards, orders
from guitai.shield.card import Card
from guitai.shield.document import Draft
from guitai.shield.strength import Strength
from guitai.understanding.answer import Happened

HOST = "127.0.0.1"
NOBODY = Owner(0)  # until the bank has taken them in
SNAPSHOT = "snapshot"  # whoever comes back from WeChat's snapshot page


@dataclass
class Customer:
    """Somebody with an account, and what they would enter about themselves."""

    name: str = "林晓雯"
    id_number: str = "990101199804120262"
    card_number: str = "6239990100100072816"
    mobile: str = "15400000001"
    pin: str = "258036"
    openid: str = "oLin"
    owner: Owner = NOBODY

    @property
    def details(self) -> dict[str, str]:
        """What the form asks for, by the names of its fields."""
        return {name: getattr(self, name) for name in ("name", "id_number", "card_number", "mobile", "pin")}


@dataclass
class Bank:
    """The pages of a bank on this database, and what a customer and the bank do beside them."""

    database: Database
    all_of_it: Database  # what no part of the bank may read alone
    port: int
    framing_port: int
    customer: Customer
    openid: str = ""  # whose WeChat comes back next
    happened: list[Happened] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where its pages are."""
        return f"http://{HOST}:{self.port}"

    @property
    def framer(self) -> str:
        """The origin that may frame them: of the same site, as the sandbox is, or the browser would keep nothing."""
        return f"http://{HOST}:{self.framing_port}"

    def app(self) -> Starlette:
        """Its pages, WeChat's sign-in, and a page that frames one of ours."""
        doors = Doors(
            self.database,
            catalogue(),
            Where(self.url, self._authorize, self.framer),
            identify=self._identify,
            happen=self._happen,
            tell=lambda db, owner, words, page=None: None,
            moved=lambda db, before, owner: None,
            done=lambda: None,
        )
        played = [Route("/wechat", self._back), Route("/frame", self._frame)]
        return Starlette(routes=[*doors.routes(), *played])

    def card(self, card: Card, language: Language = Language.SIMPLIFIED) -> str:
        """The path of a card that the customer is shown."""
        with self.database.transaction() as db:
            return f"/cards/{cards.store(db, self.customer.owner, card, Tongue(catalogue(), language))}"

    def order(
        self, draft: Draft, strength: Strength = Strength.PIN, on_new: Strength | Refusal | None = None
    ) -> str:
        """The path of an order that the customer is asked to sign."""
        with self.database.transaction() as db:
            tongue = Tongue(catalogue(), Language.SIMPLIFIED)
            order = orders.draft(db, self.customer.owner, draft, strength, tongue=tongue, on_new=on_new)
            return f"/orders/{order}"

    def code(self) -> str:
        """The newest code that a text message has brought."""
        with self.all_of_it.transaction() as db:
            return re.findall(r"验证码(\d{6})", self._texts(db))[-1]

    def signature(self, path: str) -> tuple[str, bytes]:
        """How an order was signed, and over which bytes."""
        order_id = UUID(path.rpartition("/")[2])
        with self.database.transaction() as db:
            order = orders.order(db, self.customer.owner, order_id)
            row = db.execute(
                "SELECT signature FROM shield.orders WHERE order_id = %(order)s", {"order": order_id}
            ).fetchone()
        assert row is not None, "it was drafted"
        return row[0], order.document

    def later(self, **time: int) -> None:
        """The bank's clock goes on by this much."""
        with self.all_of_it.transaction() as db:
            clock.move(db.connection, db.now + timedelta(**time))

    def _texts(self, db: Transaction) -> str:
        rows = db.execute(
            "SELECT body ->> 'sealed' FROM outbox.requests WHERE destination = 'sms' ORDER BY put_at, request_id"
        ).fetchall()
        context = f"outbox sms {self.customer.owner}".encode()
        texts = [db.keys.unseal(Use.POST, b64decode(sealed), context=context) for (sealed,) in rows]
        return "\n".join(text.decode() for text in texts)

    def _authorize(self, page: str, state: str) -> str:
        return f"{self.url}/wechat?page={quote(page, safe='')}&state={state}"

    async def _back(self, request: Request) -> RedirectResponse:
        page, state = request.query_params["page"], request.query_params["state"]
        joint = "&" if "?" in page else "?"
        return RedirectResponse(f"{page}{joint}code={self.openid}&state={state}")

    async def _identify(self, code: str) -> str:
        if code == SNAPSHOT:
            raise NotKnown("snapshot")
        return code

    async def _frame(self, request: Request) -> HTMLResponse:
        return HTMLResponse("<!doctype html><iframe width=400 height=800></iframe>")

    def _happen(self, db: Transaction, owner: Owner, happened: Happened) -> Reply:
        self.happened.append(happened)
        reply = Reply(catalogue(), str, Language.SIMPLIFIED)
        reply.say("已收到您的答复。")
        return reply


@contextmanager
def served(database: Database, owner_database: Database) -> Iterator[Bank]:
    """A bank with one customer, serving from here on."""
    customer = Customer()
    with owner_database.transaction() as db:
        customer.owner = _opened(db, customer)
    with closing(listen(0, "pages", "")) as pages, closing(listen(0, "frame", "")) as frame:
        ports = (socket.getsockname()[1] for socket in (pages, frame))
        bank = Bank(database, owner_database, *ports, customer, customer.openid)
        with serving(bank.app(), pages, frame):
            yield bank


@contextmanager
def serving(app: Starlette, *listening: socket.socket) -> Iterator[None]:
    """This application on these sockets, from here on."""
    ready = threading.Event()
    server = Server(app, ready.set)
    thread = threading.Thread(target=server.run, args=(list(listening),))
    thread.start()
    ready.wait()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


def _opened(db: Transaction, customer: Customer) -> Owner:
    owner = customers.open_customer(
        db,
        name=customer.name,
        id_number=customer.id_number,
        mobile=customer.mobile,
        opened_on=date(2025, 3, 1),
    )
    open_account(db, owner, "current", customer.card_number, opened_on=date(2025, 3, 1))
    customers.bind_openid(db, customer.openid, owner)
    return owner

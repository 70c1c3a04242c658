"""A bank in one transaction, which can be broken off at any statement, and told the same thing again."""

import asyncio
import html
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import zip_longest
from typing import Any

import psycopg
from tests.rows import alike, rows
from tests.savings import save_up

from guitai import app, database
from guitai.bench.clientele import settle_in
from guitai.clock import BANK_ZONE
from guitai.customers import customers
from guitai.database import Database, Transaction
from guitai.keys.keyring import in_memory
from guitai.ledger.accounts import accounts_of
from guitai.settings import Settings
from guitai.shield import devices, orders
from guitai.turns import Turns
from guitai.understanding.answer import Happened
from guitai.wechat import chat, xml
from guitai.wechat.codec import Codec
from guitai.wechat.core import Core
from guitai.wechat.gateway import Answer, Delivery

ACCOUNT = "gh_bank00000001"
TAP = re.compile(
    r'<a href="weixin://bizmsgmenu\?msgmenucontent=(?P<text>[^&"]*)&(?:amp;)?msgmenuid=(?P<id>[^"]*)">'
)
ACCOUNT_ID = re.compile(r'"(account_id|pays_to)": (\d+)')
COMMON = (
    "<ToUserName>{account}</ToUserName><FromUserName>{openid}</FromUserName>"
    "<CreateTime>{at}</CreateTime>{fields}"
)


class Broken(Exception):
    """The transaction was broken off here."""


class FragileCursor(psycopg.Cursor[Any]):
    """A cursor whose connection may break before the next statement."""

    def execute(self, *args: Any, **kwargs: Any) -> Any:
        """Run a statement, unless this is where it breaks."""
        self.connection.step()  # type: ignore[attr-defined] # it is a Fragile
        return super().execute(*args, **kwargs)


class Fragile(psycopg.Connection[Any]):
    """A connection that counts statements, and breaks at the one it is told to."""

    steps = 0
    breaks_at: int | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cursor_factory = FragileCursor

    def step(self) -> None:
        """One statement more, or a commit."""
        self.steps += 1
        if self.steps == self.breaks_at:
            raise Broken


class OneTransaction(Database):
    """A database in which every transaction is a savepoint of one that is rolled back in the end."""

    def __init__(self, connection: Fragile) -> None:
        self.connection = connection
        self.moved = True
        self.keys = in_memory()
        # This begins the one: from now on every other is inside it.
        connection.execute("SET ROLE guitai_core")

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """A savepoint; its release counts as a statement, since a commit can fail too."""
        with self.connection.transaction():
            yield database.begin(self.connection, moved=True, keys=self.keys)
            self.connection.step()


@dataclass(frozen=True)
class Act:
    """What a customer does: what WeChat's message will hold, which option of a reply is tapped, or that they sign."""

    fields: str = ""
    tap: int | None = None  # of the newest reply's options
    older: bool = False  # of the reply before that one
    signs: bool = False  # the order that was drafted last, on a page


def says(text: str) -> Act:
    """Type this."""
    return Act(f"<MsgType>text</MsgType><Content>{html.escape(text)}</Content>")


def chooses(intent: str) -> Act:
    """Tap this button of the menu."""
    return Act(f"<MsgType>event</MsgType><Event>CLICK</Event><EventKey>{intent}</EventKey>")


SIGNS = Act(signs=True)


@dataclass(frozen=True)
class Played:
    """What came of a story: the replies and all rows, ids and times aside; how many statements each act took."""

    replies: list[str]
    rows: list[str]
    statements: list[int]


class Rehearsal:
    """A chat of somebody with savings, with a bank that has every capability.

    Nothing outlives a story: each begins from the same state.
    """

    def __init__(self, connection: Fragile) -> None:
        self.connection = connection
        self.database = OneTransaction(connection)
        self.turns = Turns(app.conversations(Settings(sandbox=True)), chat.texts)
        self.customer, _ = settle_in(self.database, 2)  # the other is whom one can pay
        with self.database.transaction() as db:
            self.owner = customers.owner_of(db, self.customer)
            keys: dict[str, dict[str, str]] = {"sign_key": {}, "open_key": {}}
            save_up(db, self.owner)
            self._accounts = max(one.key.account_id for one in accounts_of(db, self.owner))
            self.device = devices.add(db, self.owner, openid=self.customer, name="手机", low=False, **keys)
        self._at = int(datetime.now(BANK_ZONE).timestamp())

    def play(self, openid: str, acts: Sequence[Act], breaks: Sequence[Sequence[int]] = ()) -> Played:
        """Do all this. An act with `breaks` is broken off at each of these statements before it gets through."""
        replies: list[str] = []
        statements: list[int] = []
        with self.connection.transaction(force_rollback=True):
            for number, (act, at) in enumerate(zip_longest(acts, breaks, fillvalue=())):
                assert isinstance(act, Act), "no breaks without an act"
                deliver = (
                    self._sign
                    if act.signs
                    else partial(self._deliver, self._push(openid, number, act, replies))
                )
                for statement in at:
                    deliver(breaks_at=statement)
                reply = deliver()
                assert reply is not None, "nothing breaks this time"
                replies.append(reply)
                statements.append(self.connection.steps)
            return Played([alike(reply) for reply in replies], self._rows(openid), statements)

    def _deliver(self, push: bytes, *, breaks_at: int | None = None) -> str | None:
        """The text of the reply to this push, or None if it was broken off. The bank has just started."""
        core = Core(
            database=self.database,
            turns=self.turns,
            codec=Codec("wx", tokens=["token"], aes_keys=["k" * 43]),
            account=ACCOUNT,
            clock=lambda: datetime.now(BANK_ZONE),
            threads=1,
            turned=lambda: None,
        )
        now = datetime.now(BANK_ZONE)
        self.connection.steps, self.connection.breaks_at = 0, breaks_at
        try:
            delivery = Delivery("", "0", "", "", now, now + timedelta(minutes=1), plain=push)
            reply = asyncio.run(_answered(core, delivery))
        except Broken:
            return None
        finally:
            self.connection.breaks_at = None
            core.close()
        return xml.text(xml.parse(reply.body), "Content") if reply else ""

    def _sign(self, *, breaks_at: int | None = None) -> str | None:
        """What the page is told to a signature that was found good, or None if that was broken off."""

        def work(db: Transaction) -> str:
            customers.lock(db, self.owner)
            drafted = db.execute("SELECT order_id FROM shield.orders WHERE state = 'drafted'").fetchone()
            if drafted:  # or else it was signed, and the page's answer was lost: the chat has it
                orders.sign(db, self.device, drafted[0], "a signature")
                reply = self.turns.happen(db, self.owner, Happened("signed", drafted[0].bytes, drafted[0]))
                assert reply is not None, "somebody waits for it"
            query = "SELECT said FROM turns.turns WHERE heard = 'signed' ORDER BY turn_id DESC LIMIT 1"
            said = db.execute(query).fetchone()
            return str(said[0]) if said else ""

        self.connection.steps, self.connection.breaks_at = 0, breaks_at
        try:
            return self.database.run(work)
        except Broken:
            return None
        finally:
            self.connection.breaks_at = None

    def _push(self, openid: str, number: int, act: Act, replies: Sequence[str]) -> bytes:
        """WeChat's message in clear, the same for every delivery of this act."""
        fields = act.fields
        if act.tap is not None:
            fields = _tapped(act.tap, replies[-2:-1] if act.older else replies[-1:])
        if "<Event>" not in fields:
            fields += f"<MsgId>{24_000_000 + number}</MsgId>"
        common = COMMON.format(account=ACCOUNT, openid=openid, at=self._at + number, fields=fields)
        return f"<xml>{common}</xml>".encode()

    def _rows(self, openid: str) -> list[str]:
        """All rows. A stranger's number is another each time, and with it their bucket in the outbox."""
        self.connection.execute("RESET ROLE")  # until the story's end, which takes it back
        query = "SELECT owner FROM customers.openids WHERE openid = %s"
        row = self.connection.execute(query, (openid,)).fetchone()
        mine = re.compile(rf'"owner": {row[0] if row else 0}\b|"bucket": \d+')
        return sorted(ACCOUNT_ID.sub(self._drawn, mine.sub("MINE", line)) for line in rows(self.connection))

    def _drawn(self, account_id: re.Match[str]) -> str:
        """An account that was opened in the story has another id each time: what was broken off drew one too."""
        return account_id[0] if int(account_id[2]) <= self._accounts else f'"{account_id[1]}": NEW'


async def _answered(core: Core, delivery: Delivery) -> Answer | None:
    """The answer to this push, which has gone out on the line."""
    answer = await core.pass_on(delivery)
    if answer is not None:
        await answer.written()
    return answer


def _tapped(tap: int, replies: Sequence[str]) -> str:
    """An option of that reply; one that was never offered, where it has none."""
    options = [match.groupdict() for reply in replies for match in TAP.finditer(reply)]
    option = options[tap % len(options)] if options else {"text": "1", "id": "never-offered"}
    return (
        f"<MsgType>text</MsgType><Content>{option['text']}</Content>"
        f"<bizmsgmenuid>{option['id']}</bizmsgmenuid>"
    )

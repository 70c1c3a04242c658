"""The bank's side of the gateway: opens a push, hears it as a turn, and seals the answer."""

import asyncio
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from weakref import WeakValueDictionary

import structlog

from guitai import outbox, turns
from guitai.customers import customers
from guitai.database import Database, Transaction
from guitai.media import files, waiting
from guitai.turns import Said, Turns
from guitai.understanding.answer import Heard
from guitai.understanding.secret_words import withheld
from guitai.wechat import windows, xml
from guitai.wechat.codec import Codec, Envelope, Opened, Unreadable
from guitai.wechat.gateway import Answer, Delivery, Refused
from guitai.wechat.inbound import heard
from guitai.wechat.media import MEDIA, wanted
from guitai.wechat.message import Message, dedup_key, message
from guitai.wechat.rate import Rate
from guitai.wechat.reply import Text, render

REPLAY_WITHIN = timedelta(seconds=60)  # WeChat's own repeats come within 15 s; later it is somebody else's
MARGIN = timedelta(seconds=0.3)  # for the last byte
# What a customer says next waits until what they sent was read, as long as it still reaches the line; tried so often.
ROOM, AGAIN_SECONDS = timedelta(seconds=1.5), 0.1
KEEP = timedelta(days=30)
# Said without a turn, which would tell who it is and in which language they speak.
TOO_FAST = (
    "您的消息发得太快，这一条没有处理，请过几秒再发一次。\n"
    "Your messages come too fast: this one was not dealt with. Please send it again in a few seconds."
)

log = structlog.get_logger(__name__)


class Unread(Exception):
    """Something that this customer sent before is still being read."""


class Core:
    """Takes in pushes. Customers are served in parallel, one customer's messages one after the other.

    Of the kinds in `reads` somebody reads what customers send; files are kept for as long as `keep`.
    """

    def __init__(
        self,
        *,
        database: Database,
        turns: Turns,
        codec: Codec,
        account: str,
        clock: Callable[[], datetime],
        threads: int,
        turned: Callable[[], None],
        rate: Rate | None = None,
        reads: Collection[str] = (),
        keep: timedelta = KEEP,
    ) -> None:
        self.database = database
        self.turns = turns
        self.codec = codec
        self.account = account
        self.clock = clock
        self.turned = turned  # told when a turn is over: there may be something in the outbox
        self.rate = rate or Rate()
        self.reads, self.keep = reads, keep
        self.busy = 0
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="turn")
        self._lanes: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def pass_on(self, delivery: Delivery) -> Answer | None:
        """The answer to a push. A customer's next message waits here, not in a thread."""
        opened, push = self._open(delivery)
        told = heard(push)
        if told is None:
            # No turn and no row; nothing changes, so that a replay is harmless.
            return None
        if push.kind in self.reads and wanted(push) and not told.text:
            told = replace(told, awaited=True)
        wait = self.rate.wait(push.sender, self.clock())
        if wait is None:
            log.info("a message came too fast")
            return Answer(self._sealed(Text(TOO_FAST), push, delivery, opened, at=self.clock()))
        loop = asyncio.get_running_loop()
        begin = loop.time() + wait.total_seconds()
        lane = self._lanes.setdefault(push.sender, asyncio.Lock())
        self.busy += 1
        answer = None
        try:
            async with lane:
                await asyncio.sleep(begin - loop.time())
                answer = await self._in_order(delivery, opened, push, told)
                return answer
        finally:
            self.busy -= 1
            if answer is None:  # or else once it is written
                self.turned()

    async def _in_order(
        self, delivery: Delivery, opened: Opened, push: Message, told: Heard
    ) -> Answer | None:
        loop = asyncio.get_running_loop()
        while True:
            hold = not told.awaited and self.clock() < delivery.answer_by - ROOM
            try:
                return await loop.run_in_executor(self._pool, self._turn, delivery, opened, push, told, hold)
            except Unread:
                await asyncio.sleep(AGAIN_SECONDS)

    async def _written(self, said: Said) -> None:
        """The answer has gone out on the line: no other way takes it now."""
        self.busy += 1
        try:
            await asyncio.get_running_loop().run_in_executor(self._pool, self._claim, said)
        finally:
            self.busy -= 1
            self.turned()

    def close(self) -> None:
        """Finish the turns that are running."""
        self._pool.shutdown()

    def _open(self, delivery: Delivery) -> tuple[Opened, Message]:
        try:
            if delivery.plain:
                opened = Opened(delivery.plain, "", b"")
            else:
                opened = self.codec.open(
                    Envelope(delivery.ciphertext, delivery.timestamp, delivery.nonce, delivery.msg_signature)
                )
            push = message(xml.parse(opened.plain))
        except (Unreadable, xml.BadXml) as no:
            raise Refused(str(no)) from no
        if push.account != self.account or not push.sender:
            raise Refused("account")
        return opened, push

    def _turn(
        self, delivery: Delivery, opened: Opened, push: Message, told: Heard, hold: bool
    ) -> Answer | None:
        said = self.database.run(lambda db: self._hear(db, delivery, opened.plain, push, told, hold))
        if said.repeated:
            self.rate.give_back(push.sender)  # or whoever replays it would use up the customer's
        if not self._on_the_line(said, delivery):
            return None
        # At the moment of the first delivery: a repeat gets the same plaintext.
        body = self._sealed(Text(said.said), push, delivery, opened, at=said.heard_at)
        return Answer(body, partial(self._written, said))

    def _sealed(
        self, reply: Text, push: Message, delivery: Delivery, opened: Opened, *, at: datetime
    ) -> bytes:
        plain = render(reply, push, at=at)
        if delivery.plain:
            return plain
        return self.codec.seal(plain, timestamp=delivery.timestamp, nonce=delivery.nonce, like=opened)

    def _hear(
        self, db: Transaction, delivery: Delivery, body: bytes, push: Message, told: Heard, hold: bool
    ) -> Said:
        owner, before = customers.served(db, push.sender)
        if hold and waiting.any_lately(db, owner):
            raise Unread
        key = dedup_key(push, body)
        message = turns.Message(owner, key, delivery.answer_by, told, push.msg_id, before)
        said = self.turns.hear(db, message)
        if not said.repeated:
            windows.heard(db, owner, push, at=db.now)
            if windows.left(push):
                outbox.give_up(db, owner, turns.CHAT, why=windows.LEFT)
            elif windows.trigger(push):
                # Due when this turn's own answer has gone, or stands in the outbox before them.
                due_at = delivery.answer_by + turns.CLAIMED_WITHIN
                outbox.release(db, owner, turns.CHAT, due_at=due_at)
            # A password or a code that was spoken is not fetched, where WeChat has told what was said.
            if (file := wanted(push)) and not withheld(told.text):
                outbox.put(db, owner, MEDIA, file)
                files.expect(db, owner, push.kind, keep=self.keep, reads=told.awaited)
        return said

    def _on_the_line(self, said: Said, delivery: Delivery) -> bool:
        """Whether the answer goes out on the line: it came in time, and no other way was taken."""
        if said.repeated and self.clock() - said.heard_at > REPLAY_WITHIN:
            raise Refused("replayed")
        if said.route is not None:
            return said.route == "passive"
        return self.clock() <= delivery.answer_by - MARGIN

    def _claim(self, said: Said) -> None:
        with self.database.transaction() as db:
            # Lost in a crash, it is as though nothing had gone out: the worst is an answer that comes twice.
            db.execute("SET LOCAL synchronous_commit TO off")
            turns.claim(db, said, "passive")

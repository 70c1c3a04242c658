"""Wires the bank: finds what its capabilities are made of, and joins the parts that the settings name."""

import asyncio
import importlib
import pkgutil
import socket
import tomllib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import SecretStr

import guitai
from guitai import capabilities, clock, schedule
from guitai.acquaintances import People
from guitai.clearing.calls import ANSWERS, CLEARING
from guitai.clearing.house import Clearing
from guitai.conversation.flow import Flow
from guitai.conversation.hearing import Conversations
from guitai.database import Database, Owner
from guitai.errors import Misconfigured
from guitai.language import Catalogue
from guitai.notices import notices
from guitai.pages.doors import Doors
from guitai.pages.visiting import Where
from guitai.reading import Read, Reader, Reading
from guitai.schedule import control
from guitai.schedule.clockwork import Clockwork
from guitai.schedule.doors import Daily, Door, Due, Each, Shift, each
from guitai.serving import Server, until_told
from guitai.settings import Settings, WeChatSettings
from guitai.shield.strength import Limits
from guitai.sms import SMS, Sms
from guitai.turns import CHAT, Turns
from guitai.understanding.answer import How
from guitai.understanding.load import understanding
from guitai.understanding.pictures.eyes import Looking
from guitai.understanding.pictures.films import Keeping
from guitai.understanding.voice import ears
from guitai.wechat import chat, media, menu, windows
from guitai.wechat.api import WeChatApi, authorize_url
from guitai.wechat.codec import Codec
from guitai.wechat.core import Core
from guitai.wechat.gateway import Gateway
from guitai.wechat.media import MEDIA
from guitai.wechat.sending import Sending
from guitai.wechat.visitors import AT_ONCE, OAUTH, Identifying, Visitors
from guitai.worker import Worker

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def flows() -> dict[str, Flow]:
    """Every flow of every capability, by its intent."""
    found: dict[str, Flow] = {}
    for name, value in _declared(capabilities):
        if isinstance(value, Flow) and found.setdefault(value.intent, value) is not value:
            raise Misconfigured(f"{value.intent} is served by two flows, one of them in {name}; remove one")
    return found


def people() -> list[People]:
    """Every source of names that a capability has."""
    return list(dict.fromkeys(value for _, value in _declared(capabilities) if isinstance(value, People)))


def doors() -> list[Door]:
    """Every door for the clock: the capabilities', and those that the bank has without any."""
    found: dict[str, Door] = {}
    for name, value in (*_declared(schedule), *_declared(capabilities)):
        if isinstance(value, Daily | Due | Each) and found.setdefault(value.name, value) is not value:
            raise Misconfigured(f"two doors for the clock are called {value.name}, one in {name}; rename it")
    return list(found.values())


def clockwork(
    core: Database,
    turns: Turns,
    limits: Limits,
    done: Callable[[int], None],
    morning: int = notices.MORNING,
) -> Clockwork:
    """What goes through all of them, and tells customers what there is to tell; from `morning` on, what can wait."""

    @each("notices", first=notices.next_notice)
    def tell(shift: Shift, owner: Owner, notice_id: UUID) -> None:
        turns.tell_notice(shift.db, owner, notice_id, morning=morning)

    return Clockwork(core, [*doors(), tell], limits, done)


def _declared(package: ModuleType) -> Iterator[tuple[str, object]]:
    """What stands in the modules of a package, each with its module's name."""
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.rpartition(".")[2].startswith(("test_", "conftest")):
            yield from ((module.name, one) for one in vars(importlib.import_module(module.name)).values())


def catalogue() -> Catalogue:
    """Every sentence in English, from each folder's `english.toml`."""
    english: dict[str, str] = {}
    for file in sorted(Path(guitai.__path__[0]).rglob("english.toml")):
        english |= tomllib.loads(file.read_text())
    return Catalogue(english)


def conversations(settings: Settings) -> Conversations:
    """The bank's side of every chat."""

    def page_url(path: str) -> str:
        return f"{settings.public_url}{path}"

    return Conversations(
        flows(), catalogue(), understanding(), page_url, Limits.of(settings.limits), people()
    )


def readers(settings: Settings) -> dict[str, Reader]:
    """Who reads which kind of file that customers send."""
    found = {}
    if listening := ears.listening(settings.voice):
        found["voice"] = Reader(How.SPOKEN, lambda content: Read(listening(content)), listening.close)
    if settings.pictures.enabled:
        looking = Looking()
        found["image"] = Reader(How.PICTURE, lambda content: Read(*looking(content)), looking.close)
    keeping = Keeping(settings.media.keep_days)
    films = Reader(How.VIDEO, lambda content: Read(*keeping(content)), keeping.close)
    return found | {"video": films, "shortvideo": films}


def buttons(found: Mapping[str, Flow]) -> list[menu.Button]:
    """The account's menu, as the flows declare it."""
    return [
        menu.Button(flow.menu, flow.title, key=flow.intent, order=number)
        for number, flow in enumerate(found.values())
        if flow.menu
    ]


def _present(new: SecretStr, old: SecretStr) -> list[str]:
    """The secret in force, and the one before it if there still is one."""
    return [one.get_secret_value() for one in (new, old) if one is new or one.get_secret_value()]


def _api(wechat: WeChatSettings, database: Database) -> WeChatApi:
    return WeChatApi(
        app_id=wechat.app_id,
        app_secret=wechat.app_secret.get_secret_value(),
        api_url=wechat.api_url,
        database=database,
        proxy=wechat.proxy.get_secret_value(),
    )


def _sms(settings: Settings, database: Database) -> Sms:
    return Sms(
        database,
        url=settings.sms.url,
        token=settings.sms.token.get_secret_value(),
        proxy=settings.wechat.proxy.get_secret_value(),
    )


def _clearing(settings: Settings, database: Database) -> Clearing:
    return Clearing(
        database,
        url=settings.clearing.url,
        token=settings.clearing.token.get_secret_value(),
        proxy=settings.wechat.proxy.get_secret_value(),
    )


def _codec(wechat: WeChatSettings, tokens: Sequence[str]) -> Codec:
    return Codec(wechat.app_id, tokens=tokens, aes_keys=_present(wechat.aes_key, wechat.aes_key_old))


def check(settings: Settings) -> None:
    """Refuse settings that fit neither the sandbox nor production."""
    if settings.sandbox and urlsplit(settings.wechat.api_url).hostname not in LOOPBACK:
        raise Misconfigured(
            "GUITAI_SANDBOX=1 is for the sandbox on this machine; set GUITAI_WECHAT__API_URL to its address"
        )
    if not settings.sandbox and not settings.public_url.startswith("https://"):
        raise Misconfigured("customers' pages need https; set GUITAI_PUBLIC_URL to their address, https://…")
    if not settings.sandbox and settings.framed_by:
        raise Misconfigured("nobody frames the pages of a bank in production; unset GUITAI_FRAMED_BY")


@contextmanager
def open_bank(settings: Settings, database: Database) -> Iterator["Bank"]:
    """The bank on this database: the core and the worker each with connections that may do what their part needs."""
    with (
        closing(database.acting_as("guitai_core", size=settings.turns_at_once + 4)) as core,
        closing(database.acting_as("guitai_worker")) as worker,
    ):
        yield Bank(settings, core=core, worker=worker)


class Bank:
    """The bank's roles in one process: gateway, core and worker, which two have the database each in its own way."""

    def __init__(self, settings: Settings, *, core: Database, worker: Database) -> None:
        check(settings)
        self.settings = settings
        self.api, self.sms = _api(settings.wechat, worker), _sms(settings, worker)
        self.clearing = _clearing(settings, worker)
        tokens = _present(settings.wechat.token, settings.wechat.token_old)
        told = conversations(settings)
        self.flows = told.flows
        turns = Turns(told, chat.texts)
        self.readers = readers(settings)
        self.core = Core(
            database=core,
            turns=turns,
            codec=_codec(settings.wechat, tokens),
            account=settings.wechat.original_id,
            clock=self.now,
            threads=settings.turns_at_once,
            turned=self._turned,
            reads=self.readers.keys(),
            keep=timedelta(days=settings.media.keep_days),
        )
        self.gateway = Gateway(
            tokens=tokens,
            pass_on=self.core.pass_on,
            clock=self.now,
        )
        self.worker = self._worker_on(worker)
        self.reading = Reading(core, turns, self.readers, self._ticked)
        self.clockwork = clockwork(core, turns, told.limits, self._ticked, settings.morning)
        self.visitors = Visitors(core, self.worker.wake)
        self.doors = Doors(
            core,
            told.catalogue,
            Where(settings.public_url, self._authorize, settings.framed_by),
            identify=self.visitors.openid,
            happen=turns.happen,
            tell=turns.tell,
            moved=windows.moved,
            done=self._turned,
        )
        self._ahead = timedelta()
        self._changed = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def _worker_on(self, database: Database) -> Worker:
        """The worker, with whatever leaves the bank."""
        send = Sending(database, self.api).carry_out
        lanes = {
            CHAT: send,
            MEDIA: send,
            OAUTH: Identifying(database, self.api).carry_out,
            SMS: self.sms.carry_out,
            CLEARING: self.clearing.carry_out,
            ANSWERS: self.clearing.carry_out,
        }
        several = {OAUTH: AT_ONCE, MEDIA: media.AT_ONCE}
        return Worker(database, lanes, self._worked, side_by_side=several, fetching=[self.clearing.fetch])

    def now(self) -> datetime:
        """The bank's time, without asking the database."""
        return datetime.now(clock.BANK_ZONE) + self._ahead

    def publish_menu(self) -> None:
        """Put the menu that the capabilities declare in front of the customers."""
        self.api.create_menu(menu.build(buttons(self.flows)))

    async def serve(self, listening: socket.socket, ready: Callable[[], None]) -> None:
        """Serve on this socket until told to end."""
        async with self._working():
            await until_told(Server(self.gateway.app(self.doors.routes()), ready), listening)

    @asynccontextmanager
    async def _working(self) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        await asyncio.to_thread(self._take_time)
        self.worker.start()
        await asyncio.to_thread(self.clockwork.start)
        self.reading.start()
        following = asyncio.create_task(
            control.follow(self.settings.sandbox_url, move=self.move, settled=self.settled, next=self.next)
        )
        try:
            yield
        finally:
            following.cancel()
            await asyncio.to_thread(self.reading.stop)
            await asyncio.to_thread(self.clockwork.stop)
            await asyncio.to_thread(self.worker.stop)
            self.core.close()
            self.api.close()
            self.sms.close()
            self.clearing.close()

    async def move(self, to: datetime) -> None:
        """Set the sandbox's time, and run what falls due by it."""

        def moved() -> None:
            with self.worker.database.transaction() as db:
                clock.move(db.connection, to)

        await asyncio.to_thread(moved)
        await asyncio.to_thread(self._take_time)
        await self.settled()

    async def next(self) -> datetime | None:
        """When something falls due next, if anything will, or midnight before it.

        Time that is moved stops there until no turn is running: what began on a day is booked before that is closed.
        """
        waiting = await asyncio.to_thread(self.clockwork.next)
        midnight = datetime.combine(self.now() + timedelta(days=1), time(0), clock.BANK_ZONE)
        return min(waiting.at, midnight) if waiting else None

    async def settled(self) -> None:
        """Return when no turn is running, and nothing is due to be done or sent."""
        self.clearing.look_now()
        self._wake()
        while True:
            self._changed.clear()
            quiet = self._quiet()
            if quiet is not None and not await asyncio.to_thread(self._anything_due):
                # A turn or a round that ended meanwhile may have put up what this look came too early for.
                undisturbed = quiet == self._quiet() and not self._changed.is_set()
                if undisturbed and not (self.core.busy or self.doors.busy):
                    return
            await self._changed.wait()

    def _take_time(self) -> None:
        with self.worker.database.transaction() as db:
            self._ahead = db.now - datetime.now(clock.BANK_ZONE)

    def _authorize(self, page: str, state: str) -> str:
        wechat = self.settings.wechat
        return authorize_url(page, app_id=wechat.app_id, state=state, open_url=wechat.open_url)

    def _wake(self) -> None:
        self.worker.wake()
        self.clockwork.rounds.wake()
        self.reading.rounds.wake()

    def _quiet(self) -> int | None:
        """How many rounds have begun so far; None where one is running, or has not begun since it was woken."""
        every = [*self.worker.rounds, self.clockwork.rounds, self.reading.rounds]
        begun = sum(rounds.begun for rounds in every)
        return begun if all(rounds.quiet for rounds in every) else None

    def _anything_due(self) -> bool:
        return self.worker.anything_due() or self.clockwork.anything_due() or self.reading.anything_due()

    def _turned(self) -> None:
        self._changed.set()
        self._wake()

    def _worked(self, did: int) -> None:
        """What was sent may have been answered, what was wanted may be here: whoever takes that has a look."""
        if did:
            self.clockwork.rounds.wake()
            self.reading.rounds.wake()
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._changed.set)
            self._loop.call_soon_threadsafe(self.visitors.news.set)

    def _ticked(self, did: int) -> None:
        """What was done may have something to be sent."""
        if did:
            self.worker.wake()
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._changed.set)

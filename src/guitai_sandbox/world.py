"""The world outside the bank, as one value: everything that the sandbox remembers, in memory."""

import asyncio
import logging
import ssl
import time
from collections.abc import Coroutine
from functools import cache
from pathlib import Path

import httpx

from guitai_sandbox.codec import Codec
from guitai_sandbox.settings import Settings
from guitai_sandbox.state.agenda import Agenda
from guitai_sandbox.state.bank import Bank
from guitai_sandbox.state.clock import Clock, stamp
from guitai_sandbox.state.devices import Devices
from guitai_sandbox.state.faults import Faults
from guitai_sandbox.state.feed import Feed
from guitai_sandbox.state.grants import Grants
from guitai_sandbox.state.house import House
from guitai_sandbox.state.line import Line
from guitai_sandbox.state.mass import Mass
from guitai_sandbox.state.media import Medium, Shelf
from guitai_sandbox.state.menus import Menus
from guitai_sandbox.state.passage import Passage
from guitai_sandbox.state.pulse import Pulse
from guitai_sandbox.state.quota import Quota
from guitai_sandbox.state.recording import Recording
from guitai_sandbox.state.scans import Scans
from guitai_sandbox.state.sms import Sms
from guitai_sandbox.state.tags import Tags
from guitai_sandbox.state.templates import Templates
from guitai_sandbox.state.tokens import Tokens
from guitai_sandbox.state.users import Users
from guitai_sandbox.state.wire import Wire

log = logging.getLogger(__name__)


@cache
def trusted() -> ssl.SSLContext:
    """Whom a phone trusts: reading the list takes longer than anything else at the start."""
    return httpx.create_ssl_context(trust_env=False)


class World:
    """Lives on one event loop, so nothing in it needs a lock."""

    def __init__(self, settings: Settings, *, url: str) -> None:
        self.settings = settings
        self.limits = limits = settings.limits
        self.url = url  # where the sandbox itself is reached: pictures are served there
        self.clock = clock = Clock(settings.now)
        self.pulse = Pulse()
        self.feed = Feed()
        self.bank = bank = Bank(clock, self.pulse)
        self.line = Line(self.pulse)
        self.agenda = Agenda(clock, self.pulse, bank)
        self.passage = Passage(clock, self.pulse, self.line, bank, self.agenda)
        self.recording = Recording(clock)
        self.wire = Wire(clock, told=self._tell_wire, copy=_copy_in(settings.data))
        self.faults = Faults()
        self.codec = Codec(token=settings.token, aes_key=settings.aes_key, app_id=settings.app_id)
        self.users = Users(told=self._tell_message)
        self.media = Shelf(clock, life=limits.media_life)
        self.tokens = Tokens(clock, limits)
        self.quota = Quota(clock)
        self.menus = Menus()
        self.tags = Tags()
        self.scans = Scans(clock)
        self.grants = Grants(clock, code_life=limits.code_life)
        self.templates = Templates()
        self.mass = Mass()
        self.sms = Sms(told=self._tell_sms)
        self.devices = Devices(settings.devices)
        self.house = House(clock)
        # Neither a proxy of this machine nor a kept connection may stand between sandbox and bank.
        self.http = httpx.AsyncClient(
            trust_env=False,
            verify=trusted(),
            timeout=30,
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
        )
        self.introduced = False  # whether the callback has passed the handshake
        self._tasks: set[asyncio.Task[None]] = set()
        self._last_id = int(time.time()) * 10_000_000  # 17 digits, as WeChat's; new after a restart

    def next_id(self) -> int:
        """A message id that no other message has."""
        self._last_id += 1
        return self._last_id

    def shown_at(self, medium: Medium) -> str:
        """Where a phone finds the file; no browser plays AMR, so a voice is offered as MP3."""
        return f"{self.url}/phone/media/{medium.id}{'.mp3' if medium.kind == 'voice' else ''}"

    def spawn(self, work: Coroutine[object, object, None]) -> None:
        """Do something while the caller goes on."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def close(self) -> None:
        """Let everybody who waits go."""
        self.pulse.close()
        self.feed.close()

    def tell_clock(self) -> None:
        """The clock has moved."""
        self.feed.tell(clock=stamp(self.clock.now()))

    def _tell_message(self, openid: str, seq: int) -> None:
        self.feed.tell(openid=openid, seq=seq)
        self.pulse.beat()

    def _tell_sms(self, mobile: str, text: str) -> None:
        self.feed.tell(sms={"mobile": mobile, "text": text})
        self.pulse.beat()

    def _tell_wire(self, seq: int) -> None:
        self.feed.tell(wire=seq)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("a task of the sandbox failed", exc_info=error)


def _copy_in(folder: Path | None) -> Path | None:
    if folder is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "wire.jsonl"

"""Codes to scan, and short keys."""

import math
import secrets
import string
from dataclasses import dataclass
from datetime import datetime, timedelta

from guitai_sandbox.state.clock import Clock

LETTERS = string.ascii_letters + string.digits


@dataclass(frozen=True)
class Code:
    """A parametric code: who scans it brings its scene along."""

    ticket: str
    scene: str
    url: str
    until: datetime | None  # None: for good


@dataclass(frozen=True)
class ShortKey:
    """A long text behind a short key."""

    long_data: str
    made_at: datetime
    until: datetime


class Scans:
    """What has been given out."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._codes: dict[str, Code] = {}
        self._keys: dict[str, ShortKey] = {}

    def code(self, scene: str, *, seconds: int | None) -> Code:
        """A new code for the scene."""
        until = None if seconds is None else self._clock.now() + timedelta(seconds=seconds)
        ticket = "gQ" + secrets.token_urlsafe(68)
        code = Code(ticket, scene, f"http://weixin.qq.com/q/02{secrets.token_urlsafe(15)}", until)
        self._codes[ticket] = code
        return code

    def by_ticket(self, ticket: str) -> Code | None:
        """The code that the ticket is for, unless it has expired."""
        code = self._codes.get(ticket)
        return code if code and self._alive(code.until) else None

    def scene_in(self, scanned: str) -> str:
        """The scene of the code whose address was scanned; what is no such address is the scene itself."""
        codes = self._codes.values()
        return next((code.scene for code in codes if code.url == scanned), scanned)

    def newest(self, scene: str) -> Code | None:
        """The newest living code for a scene."""
        living = [code for code in self._of(scene) if self._alive(code.until)]
        return living[-1] if living else None

    def expired(self, scene: str) -> bool:
        """Whether there have been codes for the scene, and none of them can be scanned any more."""
        return bool(self._of(scene)) and self.newest(scene) is None

    def shorten(self, long_data: str, *, seconds: int) -> str:
        """A key of 15 characters for the text."""
        key = "".join(secrets.choice(LETTERS) for _ in range(15))
        now = self._clock.now()
        self._keys[key] = ShortKey(long_data, now, now + timedelta(seconds=seconds))
        return key

    def fetch(self, key: str) -> tuple[ShortKey, int] | None:
        """What is behind a living key, and the seconds it has left."""
        kept = self._keys.get(key)
        if kept is None or not self._alive(kept.until):
            return None
        return kept, math.ceil((kept.until - self._clock.now()).total_seconds())

    def _of(self, scene: str) -> list[Code]:
        return [code for code in self._codes.values() if code.scene == scene]

    def _alive(self, until: datetime | None) -> bool:
        return until is None or self._clock.now() < until

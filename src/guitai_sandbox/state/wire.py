"""The wire journal: every push, reply and API call, as sent and in plain. Bounded; secrets are cut short."""

import json
import re
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import dropwhile
from pathlib import Path

from guitai_sandbox.state.clock import Clock, stamp

KEPT = 5000
LONGEST = 20_000  # characters of one text in the journal

SECRET = "access_token|refresh_token|secret|appsecret"
IN_JSON = re.compile(rf'("(?:{SECRET})"\s*:\s*"[^"]{{0,6}})[^"]*"')
IN_QUERY = re.compile(rf"\b((?:{SECRET})=[^&\s]{{0,6}})[^&\s]*")


@dataclass
class Entry:
    """One thing that went over the wire; `status` is None until the other side has answered."""

    seq: int
    at: str
    openid: str | None
    direction: str  # push, reply or api
    method: str
    path: str
    encrypted: str | None
    plain: str | None
    status: int | None
    note: str | None = None


class Wire:
    """The newest entries, oldest first."""

    def __init__(self, clock: Clock, *, told: Callable[[int], None], copy: Path | None = None) -> None:
        self._clock = clock
        self._told = told
        self._copy = copy
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._last = 0

    def add(
        self,
        direction: str,
        *,
        openid: str | None,
        method: str,
        path: str,
        encrypted: str | None = None,
        plain: str | None = None,
        status: int | None = None,
        note: str | None = None,
    ) -> Entry:
        """Write one entry down."""
        self._last += 1
        entry = Entry(
            seq=self._last,
            at=stamp(self._clock.now()),
            openid=openid,
            direction=direction,
            method=method,
            path=path,
            encrypted=_cut(encrypted),
            plain=_cut(veiled(plain) if plain else plain),
            status=status,
            note=note,
        )
        self._entries.append(entry)
        if self._copy is not None:
            with self._copy.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
        self._told(entry.seq)
        return entry

    def after(self, seq: int) -> list[dict[str, object]]:
        """The entries that came later than `seq`."""
        return [asdict(entry) for entry in dropwhile(lambda entry: entry.seq <= seq, self._entries)]


def veiled(text: str) -> str:
    """The text with tokens and secrets cut to their first characters."""
    return IN_QUERY.sub(r"\1…", IN_JSON.sub(r'\1…"', text))


def _cut(text: str | None) -> str | None:
    if text is None or len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST]}… ({len(text)} characters)"

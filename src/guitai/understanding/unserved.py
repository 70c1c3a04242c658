"""What is said of a wish that can't be carried out here yet: what was understood, and what can be done instead."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

from guitai.language import Words
from guitai.naming import OUR_LINE
from guitai.understanding.answer import Wish
from guitai.understanding.interrupting import CANCEL

FILE = "unserved.toml"
UNKNOWN = "这项业务现在还不能在微信里办理。"
UNDERSTOOD = "“{wish}”现在还不能在微信里办理。"
SECOND = "您说了两笔，一笔一笔来：第二笔等这一笔办完再办。"

Taps = list[tuple[Words | str, Wish]]


class Served(Protocol):
    """What a tap opens."""

    @property
    def title(self) -> str:
        """How it is called."""


class Ended(Protocol):
    """How far a conversation has come."""

    state: str


@dataclass(frozen=True)
class Unserved:
    """An answer to one wish: its name, what can be done instead, and the intents that are nearest to it."""

    wish: str
    instead: str
    taps: tuple[str, ...]


@cache
def answers() -> Mapping[str, Unserved]:
    """The answer to each wish that isn't served, by its intent."""
    tables = tomllib.loads(files("guitai.understanding").joinpath(FILE).read_text())["answers"]
    return {
        intent: Unserved(wish, table["instead"], tuple(table["taps"]))
        for table in tables
        for intent, wish in table["wishes"].items()
    }


def told(wishes: Iterable[Wish | None], served: Mapping[str, Served], *, opened: str = "") -> list[Words]:
    """What is said of those that aren't served, and of a second one of what it `opened`, which has to wait."""
    wished = [wish.intent for wish in wishes if wish and wish.intent != CANCEL]
    unserved = [words for intent in wished if intent not in served for words in _told(intent)]
    return unserved + [Words(SECOND) for intent in wished if intent in served and intent == opened]


def instead(
    wishes: Sequence[Wish | None], served: Mapping[str, Served], *, opened: str = "", busy: bool = False
) -> Taps:
    """What can be tapped under that: those that are served, and what is nearest to the others, unless one is `busy`."""
    taps = [tap for wish in wishes for tap in second(wish, served, opened=opened)]
    for wish in wishes:
        known = answers().get(wish.intent) if wish and wish.intent not in served and not busy else None
        taps += (
            [(Words(served[one].title), Wish(one)) for one in known.taps if one in served] if known else []
        )
    return taps


def second(then: Wish | None, served: Mapping[str, Served], *, ended: str = "", opened: str = "") -> Taps:
    """What a message wished for besides, to tap. Of the flow that it `opened`, more only when that has `ended`."""
    if then is None or then.intent not in served or then.intent == opened:
        return []
    label = "{title}（第二笔）" if then.intent == ended else "{title}"
    return [(Words(label, {"title": Words(served[then.intent].title)}), then)]


def at_once(then: Wish | None, served: Mapping[str, Served], opened: Sequence[Ended]) -> Wish | None:
    """What a message wished for besides, where that can be opened now: nothing is open, for the first ended with it."""
    ended = [one.state for one in opened] == ["done"]
    return then if then and ended and then.intent in served else None


def _told(intent: str) -> list[Words]:
    known = answers().get(intent)
    if known is None:
        return [Words(UNKNOWN)]
    return [Words(UNDERSTOOD, {"wish": Words(known.wish)}), Words(known.instead, {"line": OUR_LINE})]

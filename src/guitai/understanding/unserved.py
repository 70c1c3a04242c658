"""What is said of a wish that can't be carried out here yet: what was understood, and what can be done instead."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Protocol

from guitai.language import Words
from guitai.naming import OUR_LINE
from guitai.understanding.answer import Answer, How, Wish, in_turn, wished
from guitai.understanding.interrupting import CANCEL, Taps

FILE = "unserved.toml"
UNKNOWN = "这项业务现在还不能在微信里办理。"
UNDERSTOOD = "“{wish}”现在还不能在微信里办理。"
SECOND = "您说了两笔，一笔一笔来：第二笔等这一笔办完再办。"
SEVERAL = "您说了三笔，一笔一笔来：后面两笔等这一笔办完再办。"


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
    """What is said of those that aren't served, and of others of what it `opened`, which have to wait."""
    intents = [one.intent for wish in wishes for one in wished(wish) if one.intent != CANCEL]
    unserved = [words for intent in dict.fromkeys(intents) if intent not in served for words in _told(intent)]
    wait = [intent for intent in intents if intent in served and intent == opened]
    return unserved + ([Words(SEVERAL if len(wait) > 1 else SECOND)] if wait else [])


def instead(
    wishes: Sequence[Wish | None], served: Mapping[str, Served], *, opened: str = "", busy: bool = False
) -> Taps:
    """What can be tapped under that: those that are served, and what is nearest to the others, unless one is `busy`."""
    taps = [tap for wish in wishes for tap in besides(wish, served, opened=opened)]
    for one in (one for wish in wishes for one in wished(wish)):
        known = answers().get(one.intent) if one.intent not in served and not busy else None
        taps += (
            [(Words(served[one].title), Wish(one)) for one in known.taps if one in served] if known else []
        )
    return taps


def after(opening: Answer, served: Mapping[str, Served], ended: str) -> Taps:
    """What a message wished for besides what has `ended`, to tap, which may have been tapped as its second itself."""
    of_several = "{title}（下一笔）" if opening.how is How.TAPPED else "{title}（第二笔）"
    return [
        (Words(of_several, {"title": Words(served[ended].title)}) if wish.intent == ended else label, wish)
        for label, wish in besides(opening.then, served)
    ]


def besides(then: Wish | None, served: Mapping[str, Served], *, opened: str = "") -> Taps:
    """What a message wished for besides, to tap: the first of each kind, with the others behind it.

    None of what it `opened`, which has to wait.
    """
    every = [one for one in wished(then) if one.intent in served]
    first = {one.intent: one for one in reversed(every) if one.intent != opened}
    return [
        (
            Words("{title}", {"title": Words(served[wish.intent].title)}),
            replace(wish, then=in_turn(one for one in every if one is not wish)),
        )
        for wish in every
        if first.get(wish.intent) is wish
    ]


def at_once(then: Wish | None, served: Mapping[str, Served], opened: Sequence[Ended]) -> Wish | None:
    """What a message wished for besides, where that can be opened now: nothing is open, for the first ended with it.

    What can't be opened comes behind it, to be said at the end.
    """
    ended = [one.state for one in opened] == ["done"]
    first = in_turn(sorted(wished(then), key=lambda one: one.intent not in served)) if ended else None
    return first if first and first.intent in served else None


def _told(intent: str) -> list[Words]:
    known = answers().get(intent)
    if known is None:
        return [Words(UNKNOWN)]
    return [Words(UNDERSTOOD, {"wish": Words(known.wish)}), Words(known.instead, {"line": OUR_LINE})]

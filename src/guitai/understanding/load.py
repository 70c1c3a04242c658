"""Finds what customers say: the phrases.toml of every capability, and those of wishes not served yet."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from guitai.errors import Misconfigured
from guitai.understanding.understand import Understanding

FILE = "phrases.toml"
KEYS = {"says", "brief", "slots", "within"}


@dataclass(frozen=True)
class Phrases:
    """How one intent is said, and the slots it makes use of; None where it takes all.

    What is `brief` is likely meant so, but no more than that: it may as well answer something or go on with it.
    `within` is the wider intent under which those who know only the common ones would file it.
    """

    says: tuple[str, ...]
    slots: frozenset[str] | None
    brief: tuple[str, ...] = ()
    within: str | None = None


@cache
def understanding() -> Understanding:
    """The bank's understanding, from all its phrases."""
    found = load()
    return Understanding(
        {intent: phrases.says for intent, phrases in found.items()},
        {intent: phrases.slots for intent, phrases in found.items() if phrases.slots is not None},
        {intent: phrases.brief for intent, phrases in found.items()},
        within={intent: phrases.within for intent, phrases in found.items() if phrases.within},
        keep=True,
    )


def load() -> dict[str, Phrases]:
    """Every intent with its phrases. A file that is wrong is named, and what is wrong in it."""
    found: dict[str, Phrases] = {}
    for name, text in _sources():
        for intent, phrases in parse(name, text).items():
            if intent in found:
                raise Misconfigured(
                    f"{name}: {intent} has its phrases in another file already; keep one of the two."
                )
            found[intent] = phrases
    return found


def parse(name: str, text: str) -> dict[str, Phrases]:
    """The intents of one file: a table for each, with the sentences it is known by."""
    try:
        areas = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Misconfigured(
            f"{name}: {error}. Sentences stand in quotation marks, with commas between."
        ) from error
    found = {}
    for area, actions in areas.items():
        if not isinstance(actions, dict):
            raise Misconfigured(f"{name}: {area} stands outside a table; write [area.action] above it.")
        for action, table in actions.items():
            found[f"{area}.{action}"] = _phrases(f"{name}: [{area}.{action}]", table)
    return found


def _phrases(where: str, table: object) -> Phrases:
    if not isinstance(table, Mapping):
        raise Misconfigured(f"{where} is no table; write [area.action] and below it says = [ ... ].")
    if strange := sorted(table.keys() - KEYS):
        raise Misconfigured(f"{where} has {strange[0]}; only says, slots, brief and within are known here.")
    says, slots, brief = table.get("says"), table.get("slots"), table.get("brief", [])
    if not _texts(says) or not says:
        raise Misconfigured(f"{where} needs says = [ ... ] with at least one sentence.")
    if slots is not None and not _texts(slots):
        raise Misconfigured(f'{where}: slots is a list of names, as in slots = ["amount"].')
    within = table.get("within")
    if within is not None and not _texts([within]):
        raise Misconfigured(f'{where}: within is the name of one intent, as in within = "talk.other".')
    if not _texts(brief):
        raise Misconfigured(f"{where}: brief is a list of sentences, like says.")
    if len(set(says)) < len(says):
        raise Misconfigured(
            f"{where} has a sentence twice: {next(say for say in says if says.count(say) > 1)}"
        )
    return Phrases(tuple(says), None if slots is None else frozenset(slots), tuple(brief), within)


def _texts(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) and value.strip() for value in values)


def _sources() -> Iterator[tuple[str, str]]:
    root = files("guitai")
    folders: list[Traversable] = sorted(
        root.joinpath("capabilities").iterdir(), key=lambda folder: folder.name
    )
    for folder in [*folders, root.joinpath("understanding")]:
        if folder.is_dir() and (file := folder.joinpath(FILE)).is_file():
            yield f"{folder.name}/{FILE}", file.read_text(encoding="utf-8")

"""Finds what customers say: four kinds of files of every capability, and those of wishes that are not served yet."""

import gc
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from guitai.errors import Misconfigured
from guitai.understanding.intents.memory import give_back
from guitai.understanding.tagging import sums, tagger
from guitai.understanding.tagging.marked import AMOUNT, WORDED
from guitai.understanding.tagging.tagger import Script, Tagger
from guitai.understanding.understand import Understanding
from guitai.understanding.values import NONE

FILE, WORDS, SUMS, VALUES = "phrases.toml", "words.toml", "sums.toml", "values.toml"
MARKED = {WORDS: WORDED, SUMS: frozenset({AMOUNT})}
KEYS = "says", "slots", "brief", "within"


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
    bank = Understanding(
        {intent: phrases.says for intent, phrases in found.items()},
        _uses(found),
        {intent: phrases.brief for intent, phrases in found.items()},
        within={intent: phrases.within for intent, phrases in found.items() if phrases.within},
        taught=taught(WORDS, found),
        summed=taught(SUMS, found),
        told=told(found),
        keep=True,
    )
    gc.collect()
    give_back()  # what the files were read into
    gc.freeze()  # it stays as long as the process does: to look through it for garbage would hold up whoever talks
    return bank


def words() -> Tagger:
    """What finds words in sentences, alone: a part of `understanding` that is learnt of files of its own."""
    found = load()
    chooser = sums.learnt(taught(SUMS, found), keep=True)
    return tagger.learnt(taught(WORDS, found), _uses(found), chooser.choose, keep=True)


def learn_words(script: Script) -> None:
    """Learn for the next start what sentences in that script teach, and which sum is ordered."""
    found = load()
    sums.learnt(taught(SUMS, found), keep=True)
    tagger.field_of(script, taught(WORDS, found), _uses(found), keep=True)


def load() -> dict[str, Phrases]:
    """Every intent with its phrases. A file that is wrong is named, and what is wrong in it."""
    found: dict[str, Phrases] = {}
    for name, text in _sources(FILE):
        for intent, phrases in parse(name, text).items():
            if intent in found:
                raise Misconfigured(
                    f"{name}: {intent} has its phrases in another file already; keep one of the two."
                )
            found[intent] = phrases
    return found


def taught(kind: str, phrases: Mapping[str, Phrases]) -> dict[str, list[str]]:
    """The sentences with marks of all files of that kind, by intent. A file that is wrong is named.

    In WORDS the words of slots are marked; in SUMS, where each sentence tells several sums, the one that is ordered.
    The marks themselves are read when they are learnt of: it takes a second.
    """
    found: dict[str, list[str]] = {}
    for name, text in _sources(kind):
        for intent, sentences in parse_marked(name, text, phrases, MARKED[kind]).items():
            found.setdefault(intent, []).extend(sentences)
    return found


def told(phrases: Mapping[str, Phrases]) -> dict[str, dict[str, dict[str, tuple[str, ...]]]]:
    """The sentences of VALUES by intent, slot and the value that they tell. A file that is wrong is named."""
    found: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}
    for name, text in _sources(VALUES):
        for intent, slots in parse_values(name, text, phrases).items():
            found.setdefault(intent, {}).update(slots)
    return found


def parse_values(
    name: str, text: str, phrases: Mapping[str, Phrases]
) -> dict[str, dict[str, dict[str, tuple[str, ...]]]]:
    """The lists of one file: [area.action.slot], and below it the sentences that tell each value, and none."""
    found: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}
    for intent, slots in _tables(name, text):
        uses = (phrases[intent].slots if intent in phrases else None) or frozenset()
        for slot, lists in slots.items() if isinstance(slots, Mapping) else ():
            where = f"{name}: [{intent}.{slot}]"
            if slot not in uses:
                raise Misconfigured(f"{where} is no slot of that intent; see slots in its {FILE}.")
            if not isinstance(lists, Mapping) or NONE not in lists or not all(map(_texts, lists.values())):
                raise Misconfigured(
                    f"{where} needs a list of sentences for each value, and one called {NONE}."
                )
            found.setdefault(intent, {})[slot] = {value: tuple(says) for value, says in lists.items()}
    return found


def parse_marked(
    name: str, text: str, phrases: Mapping[str, Phrases], may: frozenset[str]
) -> dict[str, list[str]]:
    """The sentences of one file: a table for each intent that makes use of what `may` be marked in it."""
    found = {}
    for intent, table in _tables(name, text):
        known = phrases.get(intent)
        if not ((known and known.slots) or frozenset()) & may:
            raise Misconfigured(
                f"{name}: [{intent}] makes use of nothing that is marked; see slots in its {FILE}."
            )
        found[intent] = _says(f"{name}: [{intent}]", table, ["says"])[0]
    return found


def parse(name: str, text: str) -> dict[str, Phrases]:
    """The intents of one file: a table for each, with the sentences it is known by."""
    return {intent: _phrases(f"{name}: [{intent}]", table) for intent, table in _tables(name, text)}


def _uses(found: Mapping[str, Phrases]) -> dict[str, frozenset[str]]:
    return {intent: phrases.slots for intent, phrases in found.items() if phrases.slots is not None}


def _tables(name: str, text: str) -> Iterator[tuple[str, object]]:
    try:
        areas = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Misconfigured(
            f"{name}: {error}. Sentences stand in quotation marks, with commas between."
        ) from error
    for area, actions in areas.items():
        if not isinstance(actions, dict):
            raise Misconfigured(f"{name}: {area} stands outside a table; write [area.action] above it.")
        for action, table in actions.items():
            yield f"{area}.{action}", table


def _says(where: str, table: object, keys: Sequence[str]) -> tuple[list[str], Mapping[str, Any]]:
    """The sentences of a table, and the table, which holds nothing but these keys."""
    if not isinstance(table, Mapping):
        raise Misconfigured(f"{where} is no table; write [area.action] and below it says = [ ... ].")
    if strange := sorted(table.keys() - set(keys)):
        raise Misconfigured(f"{where} has {strange[0]}; only {', '.join(keys)} may stand there.")
    says = table.get("says")
    if not _texts(says) or not says:
        raise Misconfigured(f"{where} needs says = [ ... ] with at least one sentence.")
    return says, table


def _phrases(where: str, table: object) -> Phrases:
    says, rest = _says(where, table, KEYS)
    slots, brief = rest.get("slots"), rest.get("brief", [])
    if slots is not None and not _texts(slots):
        raise Misconfigured(f'{where}: slots is a list of names, as in slots = ["amount"].')
    within = rest.get("within")
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


def _sources(wanted: str) -> Iterator[tuple[str, str]]:
    root = files("guitai")
    folders: list[Traversable] = sorted(
        root.joinpath("capabilities").iterdir(), key=lambda folder: folder.name
    )
    for folder in [*folders, root.joinpath("understanding")]:
        if folder.is_dir() and (file := folder.joinpath(wanted)).is_file():
            yield f"{folder.name}/{wanted}", file.read_text(encoding="utf-8")

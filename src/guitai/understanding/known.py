"""The bank's phrases as the engine learns them, with marks for the values in them, and what is known without it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from guitai.errors import Misconfigured
from guitai.understanding.fold import said, standard
from guitai.understanding.intents import kept
from guitai.understanding.intents.model import Sentence
from guitai.understanding.slots.reading import Reading, read
from guitai.zone import BANK_ZONE

# The phrases' own days and amounts are only marked, so any day does to read them on.
READ_ON = datetime(2026, 1, 1, tzinfo=BANK_ZONE)


# Nothing but marks, or what something is to be instead: 500, 上个月, 一万或两万, 改成明天.
BARE = re.compile(
    r"(?:(?:改|换) ?(?:成|到|为)? ?(?=[A-Z])|(?:change|make) (?:it |that )?(?:to )?(?=[A-Z]))?"
    r"[A-Z\s]*(?:(?:或 ?者?|还 ?是|到|至)[A-Z\s]+)*"
)


Row = tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """A phrase as it is learnt, and the intent that it stands for. `plain` is its standard form without marks."""

    sentence: Sentence
    plain: str
    intent: str


def known(phrases: Mapping[str, Sequence[str]]) -> list[Known]:
    """Every phrase, once. No words may stand for two intents."""
    found: dict[str, Known] = {}
    for intent, says in phrases.items():
        for phrase in says:
            reading = read(said(phrase), READ_ON)
            plain = standard(reading.folded) or reading.folded  # a phrase may be a mark: ？
            one = Known(sentence(reading), plain, intent)
            other = found.setdefault(plain, one).intent
            if other != intent:
                raise Misconfigured(
                    f"“{phrase}” stands for {intent}, and the same words for {other}; keep one of the two."
                )
    return list(found.values())


def certain(phrases: Iterable[Known]) -> dict[str, str]:
    """The intent of each standard form that needs no model: plain, and with marks where those are unmistakable."""
    plain = {one.plain: one.intent for one in phrases}
    marked: dict[str, set[str]] = {}
    for one in phrases:
        marked.setdefault(one.sentence.standard, set()).add(one.intent)
    alone = {form: intents.pop() for form, intents in marked.items() if len(intents) == 1}
    return {form: intent for form, intent in alone.items() if not BARE.fullmatch(form)} | plain


def known_before(phrases: Mapping[str, Sequence[str]]) -> list[Known]:
    """The same, kept for the next start: reading thousands of phrases takes seconds."""

    def anew() -> Iterator[Row]:
        return ((one.sentence.folded, one.sentence.standard, one.plain, one.intent) for one in known(phrases))

    rows = _kept("phrases", [(intent, list(says)) for intent, says in phrases.items()], anew)
    return [Known(Sentence(folded, form), plain, intent) for folded, form, plain, intent in rows]


def sentence(reading: Reading) -> Sentence:
    """What was read as it is learnt, and judged."""
    return Sentence(reading.folded, standard(reading.masked))


def sentences(says: Sequence[str]) -> list[Sentence]:
    """Each as it is learnt."""
    return [sentence(read(said(one), READ_ON)) for one in says]


def sentences_before(kind: str, says: Sequence[str]) -> list[Sentence]:
    """The same, kept for the next start under that kind."""

    def anew() -> Iterator[Row]:
        return ((one.folded, one.standard) for one in sentences(says))

    return [Sentence(folded, form) for folded, form in _kept(kind, list(says), anew)]


def _kept(kind: str, made_of: object, anew: Callable[[], Iterable[Row]]) -> list[Row]:
    name = kept.digest(repr(made_of), kept.source("fold.py", "known.py", "slots"))
    rows = kept.kept(kind, name, lambda: {kind: np.array("\n".join(map("\t".join, anew())))})
    return [tuple(row.split("\t")) for row in str(rows[kind]).split("\n")]

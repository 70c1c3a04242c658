"""The bank's phrases as the engine learns them, with marks for the values in them, and what is known without it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from guitai.errors import Misconfigured
from guitai.understanding.fold import said, standard
from guitai.understanding.intents import kept
from guitai.understanding.intents.model import Sentence
from guitai.understanding.slots.reading import read
from guitai.zone import BANK_ZONE

# The phrases' own days and amounts are only marked, so any day does to read them on.
READ_ON = datetime(2026, 1, 1, tzinfo=BANK_ZONE)


# Nothing but marks: 500, 上个月, 一万或两万.
BARE = re.compile(r"[A-Z\s]*(?:(?:或 ?者?|还 ?是|到|至)[A-Z\s]+)*")


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
            one = Known(Sentence(reading.folded, standard(reading.masked)), plain, intent)
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
    made_of = kept.digest(
        repr([(intent, list(says)) for intent, says in phrases.items()]),
        kept.source("fold.py", "known.py", "slots"),
    )

    def anew() -> kept.Arrays:
        every = known(phrases)
        lines = (
            "\t".join((one.sentence.folded, one.sentence.standard, one.plain, one.intent)) for one in every
        )
        return {"phrases": np.array("\n".join(lines))}

    lines = str(kept.kept("phrases", made_of, anew)["phrases"]).split("\n")
    return [
        Known(Sentence(folded, form), plain, intent)
        for folded, form, plain, intent in (line.split("\t") for line in lines)
    ]

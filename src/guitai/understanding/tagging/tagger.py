"""Learns from marked sentences where the words of a slot begin and end, and finds them in what customers say.

A conditional random field. Of what it sees, what the rules have read is a part: it learns where they can be trusted.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from guitai.understanding.fold import HAN
from guitai.understanding.known import READ_ON
from guitai.understanding.orders.relatives import meant
from guitai.understanding.slots.found import PRODUCT, Found
from guitai.understanding.slots.gazetteer import Span
from guitai.understanding.slots.reading import LONGEST, Reading, read
from guitai.understanding.slots.withdrawn import whom_after_all
from guitai.understanding.slots.words import Choice, read_as, unchosen
from guitai.understanding.tagging import field
from guitai.understanding.tagging.features import FIRST, NEXT, Spans, features, found, labelled
from guitai.understanding.tagging.field import Field, Sequences
from guitai.understanding.tagging.marked import WORDED, Marked, all_marked, exchanged
from guitai.understanding.tagging.parting import CHINESE

TRAINING = {"c1": 0.1, "c2": 0.02, "max_iterations": 60, "feature.minfreq": 3}
EXCHANGED = 1  # times that a sentence is shown again with other words in its marks
SURE, CERTAIN, BEYOND_DOUBT = 0.5, 0.9, 0.99  # of several places the one that alone has at least that chance
BEGUN, LETTER, LETTERS = re.compile(r"[a-z]{1,2}$"), re.compile("[a-z]"), re.compile("[a-z]+")
WHEN = re.compile(
    f"(?<=[{HAN}]) ?(?:later|now|today|tonight|tomorrow|please|pls|again|instead|first)$"
)  # 李四later
DOT = "·"  # in a name: 艾山江·买买提

Uses = Mapping[str, frozenset[str]]
Slots = Mapping[str, object]


class Script(StrEnum):
    """What a sentence is written in. Each is learnt apart: they share no words, and two processes learn at once."""

    LATIN = "latin"
    HAN = "han"  # also where English stands between


def script_of(text: str) -> Script:
    """
    >>> script_of("send 李四 500")
    <Script.HAN: 'han'>
    """
    return Script.HAN if CHINESE.search(text) else Script.LATIN


def train(taught: Mapping[str, Sequence[str]], uses: Uses) -> bytes:
    """What is learnt of these sentences, by intent; takes one or two minutes for ten thousand.

    The rules were made with such sentences before one's eyes, and are right in them more often than elsewhere. So each
    is shown once with what the rules read and once without, and those with other words in them without.
    """
    return field.trained(_shown(all_marked(taught, uses), uses), TRAINING)


def _shown(taught: Mapping[str, Sequence[Marked]], uses: Uses) -> Sequences:
    for intent, sentences in taught.items():
        slots = uses[intent]
        for one in sentences:
            reading = read(one.text, READ_ON)
            for spans in (_spans(reading, read_as(intent, reading), slots), None):
                yield features(intent, slots, reading, spans), labelled(len(one.text), one.spans)
    for intent, one in exchanged(taught, EXCHANGED):
        seen = features(intent, uses[intent], read(one.text, READ_ON), None)
        yield seen, labelled(len(one.text), one.spans)


def learnt(
    taught: Mapping[str, Sequence[str]], uses: Uses, choose: Choice = unchosen, *, keep: bool
) -> "Tagger":
    """What finds the words of these intents. `keep`: what is learnt is kept for the next start."""
    uses = _worded(taught, uses)
    every = {script: field_of(script, taught, uses, keep=keep) for script in Script}
    return Tagger({script: field for script, field in every.items() if field}, uses, choose)


def field_of(script: Script, taught: Mapping[str, Sequence[str]], uses: Uses, *, keep: bool) -> Field | None:
    """What is learnt of the sentences in that script, if there are any."""
    uses = _worded(taught, uses)
    own = {intent: [one for one in says if script_of(one) is script] for intent, says in taught.items()}
    if not any(own.values()):
        return None
    made_of = [(intent, sorted(uses[intent]), says) for intent, says in own.items()]
    return field.learnt(f"words-{script}", made_of, lambda: train(own, uses), keep=keep)


def _worded(taught: Mapping[str, Sequence[str]], uses: Uses) -> Uses:
    return {intent: uses[intent] & WORDED for intent in taught}


class Tagger:
    """Finds the words of the intents that it was taught. Many threads may use it at once."""

    def __init__(self, learnt: Mapping[Script, Field], uses: Uses, choose: Choice) -> None:
        self._fields = learnt
        self._uses = uses
        self._choose = choose

    def slots(self, intent: str, reading: Reading) -> Slots:
        """All slots of the sentence for that intent, with the words as they were learnt."""
        slots = read_as(intent, reading, self._choose)
        sought = self._uses.get(intent, frozenset())
        learnt = self._fields.get(script_of(reading.said))
        if not learnt or not sought or not reading.said or len(reading.said) > LONGEST:
            return slots
        seen = features(intent, sought, reading, _spans(reading, slots, sought))
        spans = _places(learnt, seen, reading.said, sought)
        if "payee" in sought - spans.keys():
            spans = {**spans, **_relative(reading, slots)}
        if "product" in spans:
            slots = read_as(intent, _without(reading, spans["product"]), self._choose)
        words = {
            slot: WHEN.sub("", reading.said[slice(*_whole(reading.folded, span))])
            for slot, span in spans.items()
        }
        if DOT in (name := str(slots.get("payee", ""))) and words.get("payee", DOT) in name:
            words["payee"] = name  # it is rare among those that were taught, and never cut there
        told = {slot: value for slot, value in slots.items() if slot not in sought} | words
        at = whom_after_all(reading.folded) if "payee" in sought else None
        return (
            told if at is None else self._paid_after_all(intent, told, read(reading.said[at:], reading.now))
        )

    def _paid_after_all(self, intent: str, told: Slots, last: Reading) -> Slots:
        """The same for whom is named last, not for who was taken back; where that isn't clear, for nobody."""
        whom = self.slots(intent, last).get("payee")
        rest = {slot: value for slot, value in told.items() if slot not in ("payee", "counterparty")}
        return {**rest, "payee": whom, "counterparty": whom} if whom else rest


def _places(learnt: Field, seen: list[list[str]], said: str, sought: frozenset[str]) -> Mapping[str, Span]:
    """Where the words are; of a slot that seems to have several, none, unless one alone is sure, or certain."""
    with learnt.reader() as reader:
        # A slot of which it was taught no words of more than one character is not known to it.
        known = [slot for slot in sought if f"{NEXT}{slot}" in reader.labels()]
        every: dict[str, dict[str, Span]] = {slot: {} for slot in known}
        for slot, span in found(reader.tag(seen)):
            if slot in every:
                every[slot][said[slice(*span)]] = span
        ones = {slot: _one(reader, slot, [*spans.values()]) for slot, spans in every.items()}
    return {slot: span for slot, span in ones.items() if span}


def _one(reader: Any, slot: str, spans: Sequence[Span]) -> Span | None:
    if len(spans) < 2:
        return next(iter(spans), None)
    chances = {span: _chance(reader, slot, span) for span in spans}
    for least in (SURE, CERTAIN, BEYOND_DOUBT):
        sure = [span for span, chance in chances.items() if chance >= least]
        if len(sure) == 1:
            return sure[0]
    return None


def _chance(reader: Any, slot: str, span: Span) -> float:
    """How likely it is that just these are the slot's words."""
    start, end = span
    chances = [reader.marginal(f"{NEXT}{slot}", at) for at in range(start + 1, end)]
    return float(min([reader.marginal(f"{FIRST}{slot}", start), *chances]))


def _spans(reading: Reading, slots: Slots, sought: frozenset[str]) -> Spans:
    """Wherever the words stand that were read."""
    return [
        (slot, span)
        for slot in sorted(sought & slots.keys())
        for span in _every(str(slots[slot]), reading.said)
    ]


def _every(words: str, text: str) -> Iterator[Span]:
    """Wherever the words stand in it: as an expression each new name would have to be compiled first."""
    end = 0
    while words and (start := text.find(words, end)) >= 0:
        end = start + len(words)
        yield start, end


def _relative(reading: Reading, slots: Slots) -> dict[str, Span]:
    """Who is named behind the one whose relative they are, where both seem to be the payee: 李四家的孩子张三."""
    whose = _spans(reading, slots, frozenset({"payee"}))
    named = meant(reading.folded, *whose[0][1]) if len(whose) == 1 else None
    return {"payee": named} if named else {}


def _whole(folded: str, span: Span) -> Span:
    """With the whole of an English word of which the first letters are missing, or the last.

    >>> _whole("my cousin leo has plum blossom", (4, 13)), _whole("my cousin leo has plum blossom", (18, 26))
    ((3, 13), (18, 30))
    """
    start, end = span
    begun = BEGUN.search(folded[:start]) if LETTER.match(folded, start) else None
    ended = LETTERS.match(folded, end) if LETTER.match(folded, end - 1) else None
    return start - len(begun[0]) if begun else start, ended.end() if ended else end


def _without(reading: Reading, product: Span) -> Reading:
    """What stands in a product's name is no length of time and no amount: 稳利90天."""
    if any(mark.isupper() for mark in reading.valued[slice(*product)]):
        reading = read(reading.said, reading.now, [Found(*product, PRODUCT)])
    return replace(reading, slots={**reading.slots, "product": reading.said[slice(*product)]})

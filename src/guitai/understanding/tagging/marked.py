"""Sentences in which somebody has marked the words that matter: 给[payee 隔壁老王]转500."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from zlib import crc32

from guitai.errors import Misconfigured
from guitai.understanding.fold import said
from guitai.understanding.slots.gazetteer import Span

# The slots that hold words as they were said. Nothing but the sentence around them tells where they begin and end.
WORDED = frozenset("payee product place service offer notice biller".split())
AMOUNT = "amount"  # which of several sums is ordered
MARK = re.compile(r"\[(?P<slot>[a-z]+) (?P<words>[^\[\]]+)\]")


class Mismarked(Misconfigured):
    """A sentence whose marks can't be read; the message says why."""


@dataclass(frozen=True)
class Marked:
    """What was said, and where the words of each slot stand in it, as often as they do."""

    text: str
    spans: Sequence[tuple[str, Span]]


def marked(sentence: str) -> Marked:
    """The sentence without its marks, as it would be read.

    >>> marked("给[payee 隔壁老王]转500")
    Marked(text='给隔壁老王转500', spans=[('payee', (1, 5))])
    """
    text = said(MARK.sub(r"\g<words>", sentence))
    if "[" in text or "]" in text:
        raise Mismarked(f"“{sentence}”: a mark is written as [payee 隔壁老王]")
    spans: list[tuple[str, Span]] = []
    for mark in MARK.finditer(sentence):
        slot, words = mark["slot"], said(mark["words"])
        if slot not in WORDED | {AMOUNT}:
            raise Mismarked(f"“{sentence}”: {slot} is none of {', '.join([*sorted(WORDED), AMOUNT])}")
        before = said(MARK.sub(r"\g<words>", sentence[: mark.start()]))
        # A space at the end of what stands before may be gone, or have become a comma.
        start = text.find(words, max(0, len(before) - 1))
        if start < 0 or not words:
            raise Mismarked(f"“{sentence}”: mark whole words, without spaces or signs at their ends")
        spans.append((slot, (start, start + len(words))))
    return Marked(text, spans)


def all_marked(
    taught: Mapping[str, Sequence[str]], uses: Mapping[str, AbstractSet[str]]
) -> dict[str, list[Marked]]:
    """The sentences of each intent, in which nothing is marked but what the intent `uses`."""
    found = {intent: [marked(sentence) for sentence in sentences] for intent, sentences in taught.items()}
    for intent, sentences in found.items():
        for one in sentences:
            if strange := {slot for slot, _ in one.spans} - uses[intent]:
                raise Mismarked(f"[{intent}] makes no use of {strange.pop()}: {one.text}")
    return found


def exchanged(taught: Mapping[str, Sequence[Marked]], times: int) -> Iterator[tuple[str, Marked]]:
    """Each sentence so often with other words in its marks, from such marks in any other; with its intent.

    What is around a mark is so learnt apart from what is in it. Every time the same words are chosen, English ones in
    the place of English ones.
    """
    every: dict[tuple[str, bool], set[str]] = {}
    for sentences in taught.values():
        for one in sentences:
            for slot, span in one.spans:
                said = one.text[slice(*span)]
                every.setdefault((slot, said.isascii()), set()).add(said)
    words = {of: sorted(said) for of, said in every.items()}
    for intent, sentences in taught.items():
        for one in sentences:
            for time in range(times if one.spans else 0):
                yield intent, _with_others(one, words, time)


def _with_others(one: Marked, words: Mapping[tuple[str, bool], Sequence[str]], time: int) -> Marked:
    text, at, spans = "", 0, []
    for slot, (start, end) in sorted(one.spans, key=lambda place: place[1]):
        text += one.text[at:start]
        choice = words[slot, one.text[start:end].isascii()]
        other = choice[crc32(f"{one.text} {start} {time}".encode()) % len(choice)]
        spans.append((slot, (len(text), len(text) + len(other))))
        text, at = text + other, end
    return Marked(text + one.text[at:], spans)

"""What is seen of each place in a sentence: the characters around it, what is known of them, what rules read there."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from guitai.understanding.slots.bank_words import banks
from guitai.understanding.slots.gazetteer import Span, lexicon
from guitai.understanding.slots.kin_words import KIN, SURNAME
from guitai.understanding.slots.named_things import quoted
from guitai.understanding.slots.people import GIVEN
from guitai.understanding.slots.reading import Reading
from guitai.understanding.tagging.parting import parted

Spans = Sequence[tuple[str, Span]]

OUTSIDE = "O"
FIRST, NEXT = "B-", "I-"  # of a slot's words
EDGE = "^^^", "$$$"
NEAR = (-3, -2, -1, 0, 1, 2, 3)
RELATIVE, SURNAMED = re.compile(KIN), re.compile(SURNAME)
FAR = 4  # characters from an end of the sentence: further is all the same
# Chinese is seen by its characters; an English word says more than its letters.
TOKEN = re.compile(r"[a-z][a-z'’-]*|([A-Z])\1*|\d+|\S")
LISTS = (
    ("wealth", "kinds"),
    ("wealth", "indexes"),
    ("place", "cities"),
    ("place", "endings"),
    ("place", "branches"),
)


class Token(NamedTuple):
    """A word or sign of the sentence. `form`: whether a capital begins it (A), or might (S: its sentence begins)."""

    word: str
    start: int
    end: int
    form: str = "."

    @property
    def english(self) -> bool:
        return self.word[0].islower()


def features(intent: str, slots: Collection[str], reading: Reading, read: Spans | None) -> list[list[str]]:
    """For each character what is seen there. `read` is where rules have read which slot; None: not known."""
    text, sought = reading.valued, "+".join(sorted(slots))
    known, worded, words = _known(reading), _worded(reading, sought), parted(reading.folded, sought)
    labels = None if read is None else ["^", *labelled(len(text), read), "$"]
    padded = EDGE[0] + text + EDGE[1]
    every = []
    for at in range(len(text)):
        seen = [*_around(padded, at + len(EDGE[0]), sought, intent)]
        seen += [f"{step}k:{word}" for step in (-1, 0, 1) for word in known.get(at + step, ())]
        seen += [f"sk:{sought}:{word}" for word in known.get(at, ())]
        seen += worded.get(at, ())
        seen += words[at] if words else ()
        seen += [f"from:{min(at, FAR)}", f"to:{min(len(text) - 1 - at, FAR)}"]
        seen += ["r?"] if labels is None else _read(labels[at : at + 3], intent)
        every.append(seen)
    return every


def labelled(length: int, spans: Spans) -> list[str]:
    """A label for each place: whether a slot's words begin there, go on, or neither."""
    labels = [OUTSIDE] * length
    for slot, (start, end) in spans:
        labels[start:end] = [f"{FIRST}{slot}", *[f"{NEXT}{slot}"] * (end - start - 1)]
    return labels


def found(labels: Sequence[str]) -> Iterator[tuple[str, Span]]:
    """The slots whose words the labels show, and where."""
    at = 0
    while at < len(labels):
        start, slot = at, labels[at][len(FIRST) :]
        at += 1
        if labels[start] == OUTSIDE:
            continue
        while at < len(labels) and labels[at] == f"{NEXT}{slot}":
            at += 1
        yield slot, (start, at)


def _around(padded: str, at: int, sought: str, intent: str) -> Iterator[str]:
    here = padded[at]
    yield from (f"{step}:{padded[at + step]}" for step in NEAR)
    yield from (f"{step}b:{padded[at + step : at + step + 2]}" for step in (-2, -1, 0, 1))
    yield from (f"{step}t:{padded[at + step : at + step + 3]}" for step in (-3, -2, -1, 0, 1))
    kinds = [_kind(padded[at + step]) for step in (-1, 0, 1)]
    yield f"c:{kinds[1]}"
    yield f"cc:{''.join(kinds)}"
    yield f"s:{sought}"
    yield from (f"{step}s:{sought}:{padded[at + step]}" for step in (-1, 0, 1))
    yield from (f"{step}sb:{sought}:{padded[at + step : at + step + 2]}" for step in (-2, -1, 0, 1))
    yield f"i:{intent}"
    yield f"ic:{intent}:{here}"


def _worded(reading: Reading, sought: str) -> Mapping[int, list[str]]:
    """What is seen where an English word begins, within it, and of the words beside a space."""
    every = [Token("^", 0, 0), *_tokens(reading), Token("$", len(reading.valued), len(reading.valued))]
    seen: dict[int, list[str]] = {}
    for before, here, after in zip(every, every[1:], every[2:], strict=False):
        if here.english:
            alone = [f"w:{here.word}", f"-w:{before.word}", f"+w:{after.word}", f"f:{here.form}"]
            both = [f"-ww:{before.word} {here.word}", f"+ww:{here.word} {after.word}"]
            forms = f"ff:{before.form}{here.form}{after.form}"
            seen[here.start] = [*alone, *both, forms, *(f"{sought}:{one}" for one in [*alone, forms])]
            seen |= {at: ["in a word"] for at in range(here.start + 1, here.end)}
    for before, after in pairwise(every):
        if before.end < after.start and (before.english or after.english):
            alone = [f"-g:{before.word}", f"+g:{after.word}", f"gf:{before.form}{after.form}"]
            seen[before.end] = [
                *alone,
                f"g:{before.word} {after.word}",
                *(f"{sought}:{one}" for one in alone),
            ]
    return seen


def _tokens(reading: Reading) -> Iterator[Token]:
    """The words. Where all is written in capitals, or none is, they tell nothing."""
    said, ends = reading.said, True
    tells = said.upper() != said and any(map(str.isupper, said[1:]))
    for match in TOKEN.finditer(reading.valued):
        word = match[1] or match[0]
        capital = said[match.start()].isupper()
        form = (
            "." if not word[0].islower() else "?" if not tells else "S" if ends else "A" if capital else "a"
        )
        yield Token(word, *match.span(), form)
        ends = word in ".!?"


def _read(labels: Sequence[str], intent: str) -> list[str]:
    before, here, after = labels
    return [
        f"r:{here}",
        f"-r:{before}|{here}",
        f"+r:{here}|{after}",
        f"ri:{intent}:{here}",
        f"rr:{before}|{here}|{after}",
    ]


@cache
def _kind(character: str) -> str:
    if "\u3400" <= character <= "\u9fff":
        return "H"
    if character.isupper():
        return character  # a mark
    return "a" if character.isalpha() else "9" if character.isdigit() else "_" if character.isspace() else "p"


def _known(reading: Reading) -> Mapping[int, list[str]]:
    """What word lists and names say of the characters."""
    text = reading.folded
    known: dict[int, list[str]] = {at: [] for at in range(len(text))}

    def note(name: str, span: Span) -> None:
        for at in range(*span):
            known[at].append(name)

    for match in RELATIVE.finditer(text):
        note("kin", match.span())
    for start, end in quoted(reading.said):
        note("quoted", (start, end))
        note("quoted first", (start, start + 1))
        note("quoted last", (end - 1, end))
    for start, end, _ in banks(text):
        note("bank", (start, end))
    for kind, name in LISTS:
        for start, end in lexicon(kind, name).spans(text):
            note(name, (start, end))
            note(f"{name} begins", (start, start + 1))
            note(f"{name} ends", (end - 1, end))
    for at, character in enumerate(text):
        known[at] += ["given"] if GIVEN.match(character) else []
        known[at] += ["surname"] if SURNAMED.match(text[at:]) else []
        known[at] += ["name"] if reading.masked[at] != reading.valued[at] else []
    return known

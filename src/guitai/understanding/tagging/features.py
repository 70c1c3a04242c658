"""What is seen of each place in a sentence: the characters around it, what is known of them, what rules read there."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from guitai.understanding.slots.bank_words import banks
from guitai.understanding.slots.gazetteer import Span, lexicon
from guitai.understanding.slots.kin_words import KIN, SURNAME
from guitai.understanding.slots.people import GIVEN
from guitai.understanding.slots.reading import Reading

Spans = Sequence[tuple[str, Span]]

OUTSIDE = "O"
FIRST, NEXT = "B-", "I-"  # of a slot's words
EDGE = "^^^", "$$$"
NEAR = (-3, -2, -1, 0, 1, 2, 3)
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


def features(intent: str, slots: Collection[str], reading: Reading, read: Spans | None) -> list[list[str]]:
    """For each character what is seen there. `read` is where rules have read which slot; None: not known."""
    text, sought = reading.valued, "+".join(sorted(slots))
    known, worded = _known(reading), _worded(text, sought)
    labels = None if read is None else ["^", *labelled(len(text), read), "$"]
    padded = EDGE[0] + text + EDGE[1]
    every = []
    for at in range(len(text)):
        seen = [*_around(padded, at + len(EDGE[0]), sought, intent)]
        seen += [f"{step}k:{word}" for step in (-1, 0, 1) for word in known.get(at + step, ())]
        seen += [f"sk:{sought}:{word}" for word in known.get(at, ())]
        seen += worded.get(at, ())
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


def _worded(text: str, sought: str) -> Mapping[int, list[str]]:
    """What is seen where an English word begins, within it, and of the words beside a space."""
    every = [(match[1] or match[0], *match.span()) for match in TOKEN.finditer(text)]
    every = [("^", 0, 0), *every, ("$", len(text), len(text))]
    seen: dict[int, list[str]] = {}
    for (before, _, _), (word, start, end), (after, _, _) in zip(every, every[1:], every[2:], strict=False):
        if "a" <= word[0] <= "z":
            alone = [f"w:{word}", f"-w:{before}", f"+w:{after}"]
            both = [f"-ww:{before} {word}", f"+ww:{word} {after}"]
            seen[start] = [*alone, *both, *(f"{sought}:{one}" for one in alone)]
            seen |= {at: ["in a word"] for at in range(start + 1, end)}
    for (before, _, start), (after, end, _) in pairwise(every):
        if start < end and re.search("[a-z]", before + after):
            alone = [f"-g:{before}", f"+g:{after}"]
            seen[start] = [*alone, f"g:{before} {after}", *(f"{sought}:{one}" for one in alone)]
    return seen


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

    for match in re.finditer(KIN, text):
        note("kin", match.span())
    for start, end, _ in banks(text):
        note("bank", (start, end))
    for kind, name in LISTS:
        for start, end in lexicon(kind, name).spans(text):
            note(name, (start, end))
            note(f"{name} begins", (start, start + 1))
            note(f"{name} ends", (end - 1, end))
    for at, character in enumerate(text):
        known[at] += ["given"] if GIVEN.match(character) else []
        known[at] += ["surname"] if re.match(SURNAME, text[at:]) else []
        known[at] += ["name"] if reading.masked[at] != reading.valued[at] else []
    return known

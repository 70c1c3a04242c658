"""Signs that a recogniser has made something up: it repeats itself, or says more than anybody says in that time."""

import re
from collections.abc import Sequence

from guitai.understanding.fold import fold
from guitai.understanding.pinyin import syllables

AGAIN = re.compile(r"(.{1,8}?)\1{3,}")  # the same few characters again and again
FIGURES = re.compile(r"[0-9零〇一二三四五六七八九幺两]+")
MOST_FIGURES = 12  # that may be the same in a row: an account's number may end in eight eights
PIECE = re.compile(r"[a-z']+|\d|\w")  # a word, a figure, a character: each takes its time to say
FASTEST = 9  # of them in a second; a newsreader has five
BESIDE = 4  # a short recording begins and ends in mid-word
UNSAID = re.compile(r"[\W_]+")
ALIKE = 0.5  # of the syllables


def made_up(text: str, seconds: float) -> bool:
    """Whether nobody has said this, or not in so short a time."""
    plain = UNSAID.sub("", fold(text))
    return repeats(plain) or len(PIECE.findall(fold(text))) > FASTEST * seconds + BESIDE


def repeats(plain: str) -> bool:
    """Whether something stands there four times in a row: 车车车车, but not 八八八八."""
    return any(
        not FIGURES.fullmatch(found[1]) or len(found[0]) >= MOST_FIGURES for found in AGAIN.finditer(plain)
    )


def made_of(text: str, words: Sequence[str]) -> bool:
    """Whether it is a piece of them as they stand there, or consists of some of them and of nothing else."""
    plain = UNSAID.sub("", fold(text))
    if plain in "".join(words):
        return True
    reached = {0}
    for at in range(len(plain)):
        if at in reached:
            reached |= {at + len(word) for word in words if plain.startswith(word, at)}
    return len(plain) in reached


def sounds_alike(one: str, other: str) -> bool:
    """Whether two texts sound much the same, tones aside."""
    first, second = (syllables(UNSAID.sub("", fold(text))) for text in (one, other))
    return _distance(first, second) <= ALIKE * max(len(first), len(second))


def _distance(one: list[str], other: list[str]) -> int:
    """Levenshtein's."""
    before = list(range(len(other) + 1))
    for at, syllable in enumerate(one, 1):
        row = [at]
        for place, opposite in enumerate(other, 1):
            row.append(min(before[place] + 1, row[-1] + 1, before[place - 1] + (syllable != opposite)))
        before = row
    return before[-1]

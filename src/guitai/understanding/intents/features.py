"""What a sentence is compared by: its characters or words, how they sound, and the letters of words."""

import math
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain

from guitai.understanding.pinyin import syllable

# What each view of a sentence weighs beside the others: a view's features together have this length.
VIEWS = {"words": 1.0, "sounds": 0.7, "letters": 0.7}
WHOLE = math.sqrt(sum(weight * weight for weight in VIEWS.values()))
SIZES = (1, 2)  # of runs of characters, words and syllables
LETTERS = (3, 4)
# Sounds that speakers of many dialects don't tell apart.
ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))

Feature = str  # the view's first letter, then what is there


def features(standard: str) -> dict[str, Counter[Feature]]:
    """What is in a sentence in its standard form, tokens with spaces between, by view, and how often.

    >>> sorted(features("余 额")["sounds"])
    ['s e', 's yu', 's yu e']
    """
    tokens = standard.split()
    return {
        "words": Counter(f"w {run}" for run in _runs(tokens)),
        "sounds": Counter(f"s {run}" for run in _runs([sound(token) for token in tokens])),
        "letters": Counter(chain.from_iterable(map(_letters, tokens))),
    }


@cache
def sound(token: str) -> str:
    """A character's syllable without its tone, as a careless speaker says it."""
    if token.isascii():
        return token
    said = syllable(token)
    for careful, careless in ALIKE:
        said = said.replace(careful, careless)
    return said


def _runs(tokens: list[str]) -> Iterator[str]:
    for size in SIZES:
        for start in range(len(tokens) - size + 1):
            yield " ".join(tokens[start : start + size])


def _letters(word: str) -> Iterator[str]:
    """Letters in a row, for English that is misspelt; the ends of a word are letters too."""
    if not word.isascii() or not word.islower() or len(word) < 3:
        return
    ended = f"<{word}>"
    for size in LETTERS:
        for start in range(len(ended) - size + 1):
            yield f"l {ended[start : start + size]}"

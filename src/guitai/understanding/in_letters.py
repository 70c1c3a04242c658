"""Whose name is written in letters: send Li Si 500, where 李四 is known. Pure."""

import re
from collections.abc import Collection
from itertools import product

from guitai.understanding.fold import fold
from guitai.understanding.pinyin import readings

LATIN = re.compile("[a-z]+")
LONGEST, LONGEST_NAME = 3, 4  # words of a name that is written in letters; characters


def spelt(letters: str, people: Collection[str]) -> str:
    """The one whose name is written so in letters; empty where that is nobody, or there are several.

    >>> spelt("Li Si", ["李四", "张三"]), spelt("Li Si", ["李四", "李思"])
    ('李四', '')
    """
    if not letters.isascii():
        return ""
    named = _spellings(people).get("".join(filter(str.isalpha, fold(letters))), [])
    return named[0] if len(named) == 1 else ""


def in_letters(folded: str, people: Collection[str]) -> dict[str, tuple[int, int]]:
    """Those whose names stand in a text in letters, and where they begin and end: did Li Si pay me.

    >>> in_letters("pay li si 500", ["李四"])
    {'李四': (4, 9)}
    """
    words = [*LATIN.finditer(folded)]
    spellings = _spellings(people) if words else {}
    found = {}
    for at in range(len(words)):
        for run in (words[at : at + long] for long in range(1, LONGEST + 1)):
            named = spellings.get("".join(word[0] for word in run), [])
            if len(named) == 1:
                found[named[0]] = (run[0].start(), run[-1].end())
    return found


def _spellings(people: Collection[str]) -> dict[str, list[str]]:
    """Whose name is written so in letters: a character has every reading that it may have."""
    every: dict[str, list[str]] = {}
    for name in (one for one in people if len(one) <= LONGEST_NAME and not one.isascii()):
        for letters in {"".join(one) for one in product(*readings(name))}:
            every.setdefault(letters, []).append(name)
    return every

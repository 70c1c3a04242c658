"""What the words of a dictionary tell of Chinese, which is written without spaces."""

import re

import rjieba

from guitai.understanding.fold import HAN

CHINESE = re.compile(f"[{HAN}]")


def parted(text: str, sought: str) -> list[list[str]]:
    """Of which kind the word is that a character stands in, and where in it; of Chinese alone.

    Of the dictionary's words, and with those beside them that look like a name to it.
    """
    if not CHINESE.search(text):
        return []
    seen: list[list[str]] = [[] for _ in text]
    for guesses in (True, False):
        at = 0
        for word, kind in rjieba.tag(text, hmm=guesses):
            for where in _within(word):
                alone = [f"{guesses}p{one}" for one in (where, f":{kind}", f"{where}{kind}")]
                seen[at] += [*alone, *(f"{sought}:{one}" for one in alone)]
                at += 1
    return seen


def _within(word: str) -> list[str]:
    return ["first", *["mid"] * (len(word) - 2), "last"] if len(word) > 1 else ["only"]

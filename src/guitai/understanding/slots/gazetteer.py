"""The words of gazetteer.toml, found in a text: by where they begin, or by where they end."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

Span = tuple[int, int]


class Lexicon:
    """Words, found longest first."""

    def __init__(self, words: Iterable[str]) -> None:
        self._begin: dict[str, list[str]] = defaultdict(list)
        self._end: dict[str, list[str]] = defaultdict(list)
        for word in sorted(set(words), key=len, reverse=True):
            self._begin[word[0]].append(word)
            self._end[word[-1]].append(word)

    def at(self, text: str, start: int) -> int:
        """Where the longest word ends that begins here; `start` itself where none does."""
        found = self._begin.get(text[start], ()) if start < len(text) else ()
        return start + next((len(word) for word in found if text.startswith(word, start)), 0)

    def before(self, text: str, end: int) -> int:
        """Where the longest word begins that ends here; `end` itself where none does."""
        found = self._end.get(text[end - 1], ()) if end > 0 else ()
        return end - next((len(word) for word in found if text.endswith(word, 0, end)), 0)

    def spans(self, text: str) -> list[Span]:
        """Every word in the text, from left to right, none within another."""
        found, at = [], 0
        while at < len(text):
            end = self.at(text, at)
            if end > at:
                found.append((at, end))
            at = max(end, at + 1)
        return found


def joined(spans: Iterable[Span]) -> list[Span]:
    """Words that stand together are one: 黄金ETF."""
    found: list[Span] = []
    for start, end in spans:
        first = found.pop()[0] if found and found[-1][1] == start else start
        found.append((first, end))
    return found


@cache
def words(kind: str, name: str) -> tuple[str, ...]:
    """One list of the gazetteer."""
    return tuple(_gazetteer()[kind][name])


@cache
def lexicon(kind: str, *names: str) -> Lexicon:
    """Lists of the gazetteer as one."""
    return Lexicon(word for name in names for word in words(kind, name))


@cache
def english(kind: str, heads: str = "", *, alone: str = "") -> re.Pattern[str]:
    """English words of a kind: each with one of the heads behind it, where there are heads; `alone` need none."""
    first = _either(words(kind, "english"))
    body = (
        rf"(?:{first})(?: (?:{first}))? (?:{_either(words(kind, heads))})"
        if heads
        else rf"(?:{first})(?:e?s)?"
    )
    single = f"|{_either(words(kind, alone))}" if alone else ""
    return re.compile(rf"(?<![a-z0-9])(?:{body}{single})(?![a-z0-9])")


def _either(every: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(every, key=len, reverse=True))


@cache
def _gazetteer() -> dict[str, dict[str, list[str]]]:
    text = files("guitai.understanding.slots").joinpath("gazetteer.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)

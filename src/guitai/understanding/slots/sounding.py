"""How alike two names sound, tones and dialects aside. Who sounds alike is offered, never picked."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import product

from guitai.understanding.fold import fold
from guitai.understanding.pinyin import readings

# Sounds that speakers of many dialects, and bad lines, don't tell apart; the first of each pair becomes the second.
INITIALS = (
    ("zh", "z"),
    ("ch", "c"),
    ("sh", "s"),
    ("n", "l"),
    ("r", "l"),
    ("hu", "f"),
    ("p", "b"),
    ("t", "d"),
    ("k", "g"),
)
FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"), ("ong", "en"), ("ui", "ei"))
VOWELS = "aeiouv"
SAME, ALIKE, NEAR = 0, 1, 2
MOST = 3  # that are offered at once

Syllables = tuple[frozenset[str], ...]  # each character's readings


def closeness(said: str, name: str) -> int | None:
    """0 where two names sound the same, 1 where a careless ear takes them so, 2 where one syllable is lost or off.

    >>> [closeness("张三", name) for name in ("章三", "张山", "张三丰", "李四")]
    [0, 1, 2, None]
    """
    said, name = _plain(said), _plain(name)
    if not said or not name:
        return None
    if said.isascii() or name.isascii():
        return _spelt(said, name) if said.isascii() else _spelt(name, said)
    heard, known = _syllables(said), _syllables(name)
    if len(heard) == len(known):
        if all(one & other for one, other in zip(heard, known, strict=True)):
            return SAME
        off = [pair for pair in zip(heard, known, strict=True) if not _alike(*pair)]
        if not off:
            return ALIKE
        return NEAR if len(off) == 1 and len(heard) > 1 and _near(*off[0]) else None
    longer, shorter = sorted((heard, known), key=len, reverse=True)
    if len(longer) == len(shorter) + 1 and any(
        _all_alike(longer[:at] + longer[at + 1 :], shorter) for at in range(len(longer))
    ):
        return NEAR
    return None


def nearest(said: str, everybody: Sequence[Iterable[str]], most: int = MOST) -> list[int]:
    """The places of those one of whose names sounds like what was said, the closest first.

    >>> nearest("章三", [["李四"], ["张山", "老张"], ["张三"]])
    [2, 1]
    """
    found = []
    for place, names in enumerate(everybody):
        how = [close for name in names if (close := closeness(said, name)) is not None]
        if how:
            found.append((min(how), place))
    return [place for _, place in sorted(found)[:most]]


def _plain(name: str) -> str:
    return "".join(character for character in fold(name) if character.isalnum())


@lru_cache(maxsize=4096)
def _syllables(name: str) -> Syllables:
    """A name's syllables: a character has every reading that it may have."""
    return tuple(frozenset(every) for every in readings(name))


def _spelt(letters: str, name: str) -> int | None:
    """A name in Latin letters, against one in characters or in letters too: zhang san is 张三."""
    if name.isascii():
        return SAME if letters == name else None
    known = _syllables(name)
    if _any_of(known).fullmatch(letters):
        return SAME
    careless = [{_careless(one) for one in every} for every in known]
    return ALIKE if _any_of(careless).fullmatch(letters) else None


def _any_of(every: Iterable[Collection[str]]) -> re.Pattern[str]:
    """One reading of each, whichever: there may be more ways than can be written down."""
    return re.compile("".join(f"(?:{'|'.join(sorted(map(re.escape, one)))})" for one in every))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool({_careless(sound) for sound in one} & {_careless(sound) for sound in other})


def _all_alike(some: Syllables, others: Syllables) -> bool:
    return all(_alike(one, other) for one, other in zip(some, others, strict=True))


def _near(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two syllables begin alike or end alike."""
    parts = [(_parts(_careless(a)), _parts(_careless(b))) for a, b in product(one, other)]
    return any(a[0] == b[0] != "" or a[1] == b[1] for a, b in parts)


@lru_cache(maxsize=2048)
def _careless(syllable: str) -> str:
    for careful, careless in INITIALS:
        if syllable.startswith(careful):
            syllable = careless + syllable[len(careful) :]
            break
    for careful, careless in FINALS:
        if syllable.endswith(careful):
            return syllable[: -len(careful)] + careless
    return syllable


def _parts(syllable: str) -> tuple[str, str]:
    """A syllable's consonant and the rest."""
    at = next((at for at, letter in enumerate(syllable) if letter in VOWELS), len(syllable))
    return syllable[:at], syllable[at:]

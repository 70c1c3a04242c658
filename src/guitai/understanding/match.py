"""Finds the phrases that a sentence is most like, by its characters and by its sound. Knows no intent by name."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from pypinyin import lazy_pinyin

# What each kind of feature weighs: runs of one, two and three characters (in English, words), pairs of
# syllables, and three letters in a row, for English that is misspelt.
WEIGHTS = {"1": 1.3, "2": 1.0, "3": 0.5, "sound": 0.6, "letters": 0.4}
# What no phrase has counts less than what one has: people say more than a phrase does.
UNKNOWN = 0.5
SILENT = frozenset("the a an is are am my me i of to for its".split())
# Sounds that speakers of many dialects don't tell apart.
ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))

Feature = tuple[str, str]  # its kind, and what it is


class Matcher:
    """The phrases of every intent as weighted features, with an inverted index over them."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self._intents = [intent for intent, says in phrases.items() for _ in says]
        counted = [set(features(phrase)) for says in phrases.values() for phrase in says]
        known_by: dict[Feature, set[str]] = defaultdict(set)
        for intent, one in zip(self._intents, counted, strict=True):
            for feature in one:
                known_by[feature].add(intent)
        # Rare among intents, not among phrases: 积分 is said in one intent often, 多少 in all of them.
        self._rarity = {f: math.log(1 + len(phrases) / len(intents)) for f, intents in known_by.items()}
        self._unknown = math.log(1 + len(phrases)) * UNKNOWN
        self._index: dict[Feature, list[tuple[int, float]]] = defaultdict(list)
        for number, one in enumerate(counted):
            for feature, weight in self._weights(one).items():
                self._index[feature].append((number, weight))

    def likeness(self, sentence: str) -> list[tuple[str, float]]:
        """Every intent that shares something with the sentence, by its most similar phrase: 1 is the same."""
        likeness: dict[int, float] = defaultdict(float)
        for feature, weight in self._weights(set(features(sentence))).items():
            for number, other in self._index.get(feature, ()):
                likeness[number] += weight * other
        best: dict[str, float] = {}
        for number, score in likeness.items():
            intent = self._intents[number]
            best[intent] = max(best.get(intent, 0.0), score)
        return sorted(best.items(), key=lambda scored: -scored[1])

    def _weights(self, one: set[Feature]) -> dict[Feature, float]:
        """Each feature's share of the sentence: its kind's weight times its rarity, the whole of length one."""
        raw = {feature: WEIGHTS[feature[0]] * self._rarity.get(feature, self._unknown) for feature in one}
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {feature: weight / length for feature, weight in raw.items()}


def features(sentence: str) -> Iterator[Feature]:
    """What a standard sentence is compared by; each kind is named in `WEIGHTS`."""
    tokens = [token for token in sentence.split() if token not in SILENT] or sentence.split()
    for size in (1, 2, 3):
        for start in range(len(tokens) - size + 1):
            yield str(size), " ".join(tokens[start : start + size])
    sounds = [sound(token) for token in tokens]
    for pair in pairwise(sounds):
        yield "sound", " ".join(pair)
    for word in tokens:
        if word.isascii() and len(word) > 3:
            yield from (("letters", word[start : start + 3]) for start in range(len(word) - 2))


@cache
def sound(token: str) -> str:
    """A character's syllable without its tone, as a careless speaker says it."""
    if token.isascii():
        return token
    syllable = str(lazy_pinyin(token)[0])
    for careful, careless in ALIKE:
        syllable = syllable.replace(careful, careless)
    return syllable

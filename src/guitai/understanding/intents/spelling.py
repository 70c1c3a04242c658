"""Writes a sentence with the words of the phrases, where a word that is unknown sounds or looks like one of them.

For the intent alone: no value is taken from what is written here.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from guitai.understanding.intents.features import sound

HAN = re.compile("[\u3400-\u9fff]+")
WORD = re.compile("[a-z]+")
SHORTEST = 4  # letters; shorter words are one letter from many others
TWICE = 2  # what one phrase alone has may be a misspelling itself
RARE = 3  # a character that fewer phrases have is likely meant as another


@dataclass(frozen=True)
class Spelling:
    """The characters, their pairs and the words of all phrases, by how they are written, sound and look."""

    characters: Counter[str]
    pairs: Counter[str]
    by_sound: dict[tuple[str, str], str]
    words: Counter[str]
    by_letters: dict[str, str]

    def mended(self, folded: str, *, boldly: bool = False) -> str:
        """The sentence with what it may have meant: where a character is rare, or `boldly`, where a pair is new.

        >>> learnt(["查余额", "余额查询", "check my balance", "balance please"]).mended("鱼额 blance")
        '余额 balance'
        """
        chinese = HAN.sub(lambda run: self._by_sound(run[0], boldly), folded)
        return WORD.sub(lambda word: self._by_letters(word[0]), chinese)

    def _by_sound(self, run: str, boldly: bool) -> str:
        """Pairs that no phrase has become those that sound so, the usual ones first."""
        usual = {
            at: self.by_sound[heard]
            for at, (one, other) in enumerate(pairwise(run))
            if one + other not in self.pairs
            and (boldly or self._rare(one) or self._rare(other))
            and (heard := (sound(one), sound(other))) in self.by_sound
        }
        written = list(run)
        taken: set[int] = set()
        for at in sorted(usual, key=lambda at: -self.pairs[usual[at]]):
            if taken.isdisjoint((at, at + 1)):
                written[at : at + 2] = usual[at]
                taken |= {at, at + 1}
        return "".join(written)

    def _rare(self, character: str) -> bool:
        return self.characters[character] < RARE

    def _by_letters(self, word: str) -> str:
        if word in self.words or len(word) < SHORTEST:
            return word
        near = {self.by_letters[one] for one in _less(word) if one in self.by_letters}
        return max(near, key=lambda one: self.words[one], default=word)


def learnt(phrases: Iterable[str]) -> Spelling:
    """From the phrases in their folded form."""
    characters: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for phrase in phrases:
        characters.update(phrase)
        pairs.update(one + other for run in HAN.findall(phrase) for one, other in pairwise(run))
        words.update(WORD.findall(phrase))
    by_sound: dict[tuple[str, str], str] = {}
    for pair, often in pairs.most_common():
        if often >= TWICE:
            by_sound.setdefault((sound(pair[0]), sound(pair[1])), pair)
    by_letters: defaultdict[str, str] = defaultdict(str)
    for word, often in words.most_common():
        if often >= TWICE and len(word) >= SHORTEST:
            for less in _less(word):
                by_letters.setdefault(less, word)
    return Spelling(characters, pairs, by_sound, words, dict(by_letters))


def _less(word: str) -> Iterator[str]:
    """The word, and the word without one of its letters: two words that share one of these are a letter apart."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]

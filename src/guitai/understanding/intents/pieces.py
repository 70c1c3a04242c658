"""Cuts a text into the pieces that the encoder knows, in the likeliest of all ways: SentencePiece's unigram model."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import inf

import numpy as np
from numpy.typing import NDArray

from guitai.understanding.intents.ngrams import Floats

SPACE = "\u2581"  # stands for a space in a piece
SPACES = re.compile(" {2,}")
UNKNOWN_COSTS = 10.0  # more than the least likely piece, as in SentencePiece


class Numbers:
    """The number of each piece, found by the hash of its UTF-8: a dict of a quarter of a million takes fifty megabytes.

    Two that differ have one hash of 64 bits once in a billion processes; two texts that aren't encoded have it often.
    """

    def __init__(self, pieces: Iterable[tuple[bytes, int]], count: int) -> None:
        kinds = np.dtype([("hash", np.int64), ("number", np.int32), ("length", np.int32)])
        known = ((hash(piece), number, len(piece.decode())) for piece, number in pieces)
        table = np.sort(np.fromiter(known, kinds, count), order="hash")
        self._hashes = table["hash"].copy()
        self._numbers = table["number"].copy()
        self.longest = int(table["length"].max())

    def of(self, texts: Sequence[bytes]) -> NDArray[np.int32]:
        """The number of each of these; -1 for what is no piece."""
        hashes = np.fromiter(map(hash, texts), np.int64, len(texts))
        places = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        return np.where(self._hashes[places] == hashes, self._numbers[places], -1)


@dataclass(frozen=True)
class Pieces:
    """Each piece's number, how likely each is (its logarithm), and what is read as something else: wide letters as
    plain ones. `begin` and `end` stand about every text, `unknown` for a character that no piece has."""

    numbers: Numbers
    scores: Floats
    read_as: dict[int, str]
    begin: int
    end: int
    unknown: int

    def tokens(self, text: str) -> list[int]:
        """The numbers of its pieces. Each word begins with its space, the first one too."""
        plain = SPACES.sub(" ", text.translate(self.read_as))
        written = (plain if plain.startswith(" ") else f" {plain}").replace(" ", SPACE)
        return [self.begin, *self._likeliest(written), self.end]

    def _likeliest(self, written: str) -> list[int]:
        """Goes through the text once, and knows for each place the best way to have come there."""
        best = [np.float32(0), *[np.float32(-inf)] * len(written)]
        came = [(0, 0)] * len(best)  # from where, by which piece
        for start, known in enumerate(self._known(written)):
            for end, piece, score in [(start + 1, self.unknown, self._unknown_score), *known]:
                if (way := best[start] + score) > best[end]:
                    best[end] = way
                    came[end] = start, piece
        found: list[int] = []
        at = len(written)
        while at:
            at, piece = came[at]
            found.append(piece)
        return found[::-1]

    def _known(self, written: str) -> list[list[tuple[int, int, np.float32]]]:
        """From each place, the pieces that begin there: where each ends, its number, how likely it is."""
        many, longest = len(written), self.numbers.longest
        encoded = written.encode("utf-8", "surrogatepass")
        places = [0, *accumulate(len(character.encode("utf-8", "surrogatepass")) for character in written)]
        numbers = self.numbers.of(
            [encoded[a:b] for start, a in enumerate(places) for b in places[start + 1 : start + 1 + longest]]
        )
        each = np.minimum(longest, many - np.arange(many))  # how many are tried from each place
        found = np.flatnonzero(numbers >= 0)
        starts = np.repeat(np.arange(many), each)[found]
        ends = found - (np.cumsum(each) - each)[starts] + starts + 1
        pieces = numbers[found]
        known: list[list[tuple[int, int, np.float32]]] = [[] for _ in written]
        ways = zip(starts.tolist(), ends.tolist(), pieces.tolist(), self.scores[pieces], strict=True)
        for start, end, piece, score in ways:
            known[start].append((end, piece, score))
        return known

    @cached_property
    def _unknown_score(self) -> np.float32:
        return np.float32(self.scores.min() - UNKNOWN_COSTS)

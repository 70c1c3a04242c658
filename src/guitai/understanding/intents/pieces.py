"""Cuts a text into the pieces that the encoder knows, in the likeliest of all ways: SentencePiece's unigram model."""

import re
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np

from guitai.understanding.intents.ngrams import Floats

SPACE = "\u2581"  # stands for a space in a piece
SPACES = re.compile(" {2,}")
UNKNOWN_COSTS = 10.0  # more than the least likely piece, as in SentencePiece


@dataclass(frozen=True)
class Pieces:
    """Each piece's number, how likely each is (its logarithm), and what is read as something else: wide letters as
    plain ones. `begin` and `end` stand about every text, `unknown` for a character that no piece has."""

    numbers: dict[str, int]
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
        best = np.full(len(written) + 1, -inf, np.float32)
        best[0] = 0
        came = [(0, 0)] * len(best)  # from where, by which piece
        for start in range(len(written)):
            ways = [(start + 1, self.unknown, self._unknown_score)]
            for end in range(start + 1, min(start + self._longest, len(written)) + 1):
                if (piece := self.numbers.get(written[start:end])) is not None:
                    ways.append((end, piece, self.scores[piece]))
            for end, piece, score in ways:
                if best[start] + score > best[end]:
                    best[end] = best[start] + score
                    came[end] = start, piece
        found: list[int] = []
        at = len(written)
        while at:
            at, piece = came[at]
            found.append(piece)
        return found[::-1]

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.numbers))

    @cached_property
    def _unknown_score(self) -> np.float32:
        return np.float32(self.scores.min() - UNKNOWN_COSTS)

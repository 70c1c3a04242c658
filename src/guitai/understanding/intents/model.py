"""What was learnt of intents: scores a sentence by how near it is to those known, and judges the scores.

Kernel ridge regression, one intent against the rest: see docs/understanding.md and decision 0020.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guitai.understanding.intents import ngrams
from guitai.understanding.intents.calibration import Calibration
from guitai.understanding.intents.embedding import embedded
from guitai.understanding.intents.ngrams import Floats, Ngrams

# Chosen on folds of the bank's phrases and of BANKING77's training rows alike: docs/understanding.md has the figures.
NEARNESS = 2.0  # how fast a phrase counts for less as its meaning is further away
FEATURES = 0.3  # what features in common weigh beside that


@dataclass(frozen=True)
class Sentence:
    """A sentence as it is understood: folded, for its meaning, and in its standard form, for its features."""

    folded: str
    standard: str


@dataclass(frozen=True)
class Judgement:
    """What a sentence may mean. `within` is how likely it is any intent inside, `shares` the likelihood of each
    of those if so, `outside` that of those outside if not; the likeliest first."""

    within: float
    shares: tuple[tuple[str, float], ...]
    outside: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Meanings:
    """The vectors of the known sentences, about their centre."""

    centre: Floats
    vectors: Floats

    def nearness(self, vector: Floats) -> Floats:
        """From 1 for the same meaning down towards 0."""
        own = directions(vector[np.newaxis] - self.centre)[0]
        # Not by BLAS: its threads wait for each other, which on a busy machine takes tens of milliseconds.
        cosines = np.einsum("ij,j->i", self.vectors, own)
        near: Floats = np.exp(NEARNESS * (cosines - 1))
        return near


@dataclass(frozen=True)
class Model:
    """Known sentences, what each speaks for, and how to judge the scores. Without `meanings` features decide alone."""

    intents: tuple[str, ...]
    outside: frozenset[str]
    ngrams: Ngrams
    meanings: Meanings | None
    weights: Floats  # of each sentence for each intent
    calibration: Calibration

    def judge(self, sentence: Sentence) -> Judgement:
        """What it may mean. Embeds it, unless the same was said lately."""
        return self.judged(self.scores(sentence, embedded(sentence.folded) if self.meanings else None))

    def judged(self, scores: Floats) -> Judgement:
        """What a sentence with these scores may mean."""
        outer = np.array([intent in self.outside for intent in self.intents])
        inside, outside = scores[~outer], scores[outer]
        return Judgement(
            self.calibration.within(inside, outside),
            self._shared([intent for intent in self.intents if intent not in self.outside], inside),
            self._shared([intent for intent in self.intents if intent in self.outside], outside),
        )

    def scores(self, sentence: Sentence, vector: Floats | None) -> Floats:
        """About 1 for an intent that it certainly is, about 0 for one that it isn't."""
        near = self.ngrams.likeness(sentence.standard)
        if self.meanings is not None and vector is not None:
            near = near * np.float32(FEATURES) + self.meanings.nearness(vector)
        scores: Floats = np.einsum("i,ij->j", near, self.weights)
        return scores

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All of it, as `restored` takes it."""
        meanings = self.meanings
        return self.ngrams.arrays() | {
            "intents": np.array(self.intents),
            "outside": np.array(sorted(self.outside), dtype=str),
            "weights": self.weights,
            "sharpness": np.array(self.calibration.sharpness),
            "signs": np.array(self.calibration.weights),
            **({} if meanings is None else {"centre": meanings.centre, "vectors": meanings.vectors}),
        }

    def _shared(self, intents: list[str], scores: Floats) -> tuple[tuple[str, float], ...]:
        if not intents:
            return ()
        shares = zip(intents, self.calibration.shares(scores).tolist(), strict=True)
        return tuple(sorted(shares, key=lambda one: -one[1]))


def restored(arrays: Mapping[str, NDArray[Any]]) -> Model:
    """What `arrays` gave."""
    constant, best, lead, other = arrays["signs"].tolist()
    return Model(
        tuple(arrays["intents"].tolist()),
        frozenset(arrays["outside"].tolist()),
        ngrams.restored(arrays),
        Meanings(arrays["centre"], arrays["vectors"]) if "vectors" in arrays else None,
        arrays["weights"],
        Calibration(float(arrays["sharpness"]), (constant, best, lead, other)),
    )


def directions(vectors: Floats) -> Floats:
    """Each row at length one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    found: Floats = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return found

"""What was learnt of intents: scores a sentence by how near it is to those known, and judges the scores.

Kernel ridge regression, one intent against the rest: see docs/understanding.md and decision 0020.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guitai.understanding.intents import ngrams
from guitai.understanding.intents.calibration import Calibration
from guitai.understanding.intents.embedding import embedded
from guitai.understanding.intents.ngrams import Floats, Ngrams
from guitai.understanding.intents.products import Blocks, Product

# Chosen on folds of the bank's phrases and of BANKING77's training rows alike: docs/understanding.md has the figures.
NEARNESS = 2.0  # how fast a phrase counts for less as its meaning is further away
FEATURES = 0.3  # what features in common weigh beside that
LIKELIEST = 12  # intents that are told: what comes behind so many is never offered


@dataclass(frozen=True)
class Sentence:
    """A sentence as it is understood: folded, for its meaning, and in its standard form, for its features."""

    folded: str
    standard: str


@dataclass(frozen=True)
class Judgement:
    """What a sentence may mean. `within` is how likely it is any intent inside, `shares` the likelihood of each
    of those if so, `outside` that of those outside if not; the likeliest first, and only those that may well be."""

    within: float
    shares: tuple[tuple[str, float], ...]
    outside: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Meanings:
    """The meanings of the known sentences: the directions of their vectors from the centre of these.

    `learnt` is what the directions were learnt as: None where they were restored.
    """

    centre: Floats
    directions: Product
    learnt: Blocks | None = None

    def nearness(self, vector: Floats) -> Floats:
        """From 1 for the same meaning down towards 0."""
        own = directions(vector[np.newaxis] - self.centre)[0]
        near: Floats = np.exp(NEARNESS * (self.directions.times(own) - 1))
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
        inside, outside = scores[self._inner], scores[self._outer]
        return Judgement(
            self.calibration.within(inside, outside),
            self._shared(self._inner, inside),
            self._shared(self._outer, outside),
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
            **({} if meanings is None else _arrays(meanings)),
        }

    @cached_property
    def _inner(self) -> list[int]:
        return [at for at, intent in enumerate(self.intents) if intent not in self.outside]

    @cached_property
    def _outer(self) -> list[int]:
        return [at for at, intent in enumerate(self.intents) if intent in self.outside]

    def _shared(self, columns: list[int], scores: Floats) -> tuple[tuple[str, float], ...]:
        if not columns:
            return ()
        shares = self.calibration.shares(scores)
        likeliest = (at for at in np.argsort(-shares, kind="stable")[:LIKELIEST].tolist())
        return tuple((self.intents[columns[at]], float(shares[at])) for at in likeliest)


def restored(arrays: Mapping[str, NDArray[Any]]) -> Model:
    """What `arrays` gave."""
    constant, best, lead, other = arrays["signs"].tolist()
    return Model(
        tuple(arrays["intents"].tolist()),
        frozenset(arrays["outside"].tolist()),
        ngrams.restored(arrays),
        _meanings(arrays) if "centre" in arrays else None,
        arrays["weights"],
        Calibration(float(arrays["sharpness"]), (constant, best, lead, other)),
    )


def _arrays(meanings: Meanings) -> dict[str, NDArray[Any]]:
    assert meanings.learnt is not None, "what was restored is kept already"
    return {"centre": meanings.centre, "steps": meanings.learnt.steps, "scales": meanings.learnt.scales}


def _meanings(arrays: Mapping[str, NDArray[Any]]) -> Meanings:
    return Meanings(arrays["centre"], Blocks(arrays["steps"], arrays["scales"]).product())


def directions(vectors: Floats) -> Floats:
    """Each row at length one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    found: Floats = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return found

"""Learns a model from sentences whose intents are known. Where they are few, nothing can be calibrated on them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from guitai.understanding.intents.calibration import Calibration, calibrated
from guitai.understanding.intents.cholesky import down, factored, up
from guitai.understanding.intents.model import FEATURES, NEARNESS, Meanings, Model, Sentence, directions
from guitai.understanding.intents.ngrams import Floats, Ngrams, learnt
from guitai.understanding.intents.products import rounded

# How much a sentence may differ from what it stands for; chosen on folds, as those in model.py.
SLACK = 0.1
SLACK_OF_FEATURES = 0.3  # without meanings
HELD = 3  # one in so many is calibrated on, by a model of the others
FEW = 300  # fewer sentences are not calibrated on


def train(
    sentences: Sequence[Sentence],
    intents: Sequence[str],
    *,
    outside: frozenset[str],
    vectors: Floats | None = None,
) -> Model:
    """The model of these sentences, each with its intent; `outside` are the intents that are no business of ours."""
    names = tuple(sorted(set(intents)))
    right = np.array([names.index(intent) for intent in intents])
    order, others = _held_last(right)
    sentences, right = [sentences[at] for at in order], right[order]
    index = learnt([sentence.standard for sentence in sentences])
    meanings = about = None
    if vectors is not None:
        centre = vectors.mean(0)
        about = directions(vectors[order] - centre)
        blocks = rounded(about)
        meanings = Meanings(centre, blocks.product(), blocks)
    near = _nearness(sentences, index, about)
    near[np.diag_indices_from(near)] += np.float32(SLACK_OF_FEATURES if meanings is None else SLACK)
    lower = factored(near)
    halfway = down(lower, np.eye(len(names), dtype=np.float32)[right])
    calibration = Calibration()
    if len(sentences) >= FEW:
        # What a model of the others alone makes of those held: their factor is the first part of the whole one.
        scores = lower[others:, :others] @ halfway[:others]
        outer = np.array([name in outside for name in names])
        calibration = calibrated(scores, right[others:].tolist(), outer)
    return Model(names, outside & set(names), index, meanings, up(lower, halfway), calibration)


def _held_last(right: NDArray[np.int64]) -> tuple[NDArray[np.int64], int]:
    """The sentences' places, the same every time, and how many come before those that are calibrated on.

    One in so many of each intent's comes last.
    """
    shuffled = np.random.default_rng(0).permutation(len(right))
    held = np.sort(shuffled[np.argsort(right[shuffled], kind="stable")][::HELD])
    others = np.setdiff1d(np.arange(len(right)), held)
    return np.concatenate([others, held]), len(others)


def _nearness(sentences: Sequence[Sentence], index: Ngrams, about: Floats | None) -> Floats:
    """How near each sentence is to each: a row is what `Model.scores` finds for that sentence."""
    if about is None:
        return np.stack([index.likeness(sentence.standard) for sentence in sentences])
    near = about @ about.T
    near -= 1
    near *= NEARNESS
    np.exp(near, out=near)
    for at, sentence in enumerate(sentences):
        near[at] += np.float32(FEATURES) * index.likeness(sentence.standard)
    return near

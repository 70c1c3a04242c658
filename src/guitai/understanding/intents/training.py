"""Learns a model from sentences whose intents are known. Where they are few, nothing can be calibrated on them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from guitai.understanding.intents.calibration import Calibration, calibrated
from guitai.understanding.intents.model import FEATURES, NEARNESS, Meanings, Model, Sentence, directions
from guitai.understanding.intents.ngrams import Floats, Ngrams, learnt
from guitai.understanding.intents.products import rounded

# How much a sentence may differ from what it stands for; chosen on folds, as those in model.py.
SLACK = 0.1
SLACK_OF_FEATURES = 0.3  # without meanings
HELD = 3  # one in so many is calibrated on, by a model of the others
FEW = 300  # fewer sentences are not calibrated on
AT_ONCE = 16_000  # rows: of 21,708 the process dies within OpenBLAS, of 19,617 it does not


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
    index = learnt([sentence.standard for sentence in sentences])
    meanings = about = None
    if vectors is not None:
        centre = vectors.mean(0)
        about = directions(vectors - centre)
        blocks = rounded(about)
        meanings = Meanings(centre, blocks.product(), blocks)
    near = _nearness(sentences, index, about)
    slack = SLACK_OF_FEATURES if meanings is None else SLACK
    targets = np.eye(len(names), dtype=np.float32)[right]
    calibration = Calibration()
    if len(sentences) >= FEW:
        outer = np.array([name in outside for name in names])
        scores, held = _by_others(near, targets, slack)
        calibration = calibrated(scores, right[held].tolist(), outer)
    weights = _solved(near, targets, slack)
    return Model(names, outside & set(names), index, meanings, weights, calibration)


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


def _by_others(near: Floats, targets: Floats, slack: float) -> tuple[Floats, NDArray[np.int64]]:
    """The scores of a share of each intent's sentences, by a model that was told of the others only; and which."""
    held = _held(targets.argmax(1))
    others = np.setdiff1d(np.arange(len(targets)), held)
    weights = _solved(near[np.ix_(others, others)], targets[others], slack)
    return near[np.ix_(held, others)] @ weights, held


def _held(right: NDArray[np.int64]) -> NDArray[np.int64]:
    """One in so many of each intent's sentences; the same every time."""
    shuffled = np.random.default_rng(0).permutation(len(right))
    dealt = shuffled[np.argsort(right[shuffled], kind="stable")]
    return np.sort(dealt[::HELD])


def _solved(near: Floats, targets: Floats, slack: float) -> Floats:
    """The weights with which the sentences come nearest to their targets. Leaves `near` as it was."""
    places = np.arange(len(near))
    near[places, places] += np.float32(slack)
    try:
        return solve(near, targets)
    finally:
        near[places, places] -= np.float32(slack)


def solve(matrix: Floats, targets: Floats, most: int = AT_ONCE) -> Floats:
    """What the matrix makes the targets of, by halves where it is larger than `most`: as many steps as at once."""
    if len(matrix) <= most:
        return np.linalg.solve(matrix, targets).astype(np.float32)
    half = len(matrix) // 2
    (first, beside), (below, last) = (
        (rows[:, :half], rows[:, half:]) for rows in (matrix[:half], matrix[half:])
    )
    whole = solve(first, np.hstack([beside, targets[:half]]), most)
    across, above = whole[:, : beside.shape[1]], whole[:, beside.shape[1] :]
    others = solve(last - below @ across, targets[half:] - below @ above, most)
    return np.vstack([above - across @ others, others])

"""Makes probabilities of scores: which intent it is, and whether it is any of the bank's business at all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from guitai.understanding.intents.ngrams import Floats

Doubles = NDArray[np.float64]
Flags = NDArray[np.bool_]

SHARPNESSES = np.arange(2.0, 30.0, 0.5)
STEPS = 30  # of Newton's method, which needs about eight
RIDGE = 1e-3
# The share of the bank's business that may be taken for something else by a model that has not seen it and a third of
# the phrases besides; the whole model, which knows more, refuses less.
REFUSED = 0.04


@dataclass(frozen=True)
class Calibration:
    """How much a lead in score counts, and the weights of what tells inside from outside.

    These are a constant, the best score inside, its lead over the second, and the best score outside.
    """

    sharpness: float = 12.0
    weights: tuple[float, float, float, float] = (-3.6, 12.0, 0.0, -12.0)

    def shares(self, scores: Floats) -> Doubles:
        """The probabilities of intents among one another."""
        return _softmax(scores.astype(np.float64) * self.sharpness)

    def within(self, inside: Floats, outside: Floats) -> float:
        """How likely it is one of those inside, by the scores of both; `outside` may be empty."""
        signs = _signs(inside[np.newaxis], outside[np.newaxis])
        return float(_logistic(signs @ np.array(self.weights))[0])


def calibrated(scores: Floats, right: Sequence[int], outside: Flags) -> Calibration:
    """From scores of sentences by models that didn't know them, a row each, and the columns that are right.

    `outside` tells the columns that are not the bank's business.
    """
    answers = np.array(right)
    stranger = outside[answers]
    inner = np.flatnonzero(~outside)
    known, place = scores[np.ix_(~stranger, inner)], np.searchsorted(inner, answers[~stranger])
    sharpness = min(SHARPNESSES, key=lambda sharp: _surprise(known * sharp, place))
    signs = _signs(scores[:, ~outside], scores[:, outside])
    weights = _separated(signs, ~stranger) if stranger.any() else np.array([0.0, 12.0, 0.0, 0.0])
    weights[0] -= np.quantile((signs @ weights)[~stranger], REFUSED)
    constant, best, lead, other = (float(weight) for weight in weights)
    return Calibration(float(sharpness), (constant, best, lead, other))


def _signs(inside: Floats, outside: Floats) -> Doubles:
    top = np.sort(inside.astype(np.float64), axis=1)
    second = top[:, -2] if top.shape[1] > 1 else np.zeros(len(top))
    other = outside.max(1) if outside.shape[1] else np.zeros(len(top))
    return np.stack([np.ones(len(top)), top[:, -1], top[:, -1] - second, other], axis=1)


def _separated(signs: Doubles, inside: Flags) -> Doubles:
    """Logistic regression in which those inside and those outside count the same, by Newton's method."""
    counts = np.where(inside, 0.5 / inside.sum(), 0.5 / (~inside).sum())
    weights = np.zeros(signs.shape[1])
    for _ in range(STEPS):
        likely = _logistic(signs @ weights)
        slope = signs.T @ (counts * (likely - inside)) + RIDGE * weights
        bend = (signs * (counts * likely * (1 - likely))[:, np.newaxis]).T @ signs + RIDGE * np.eye(
            len(weights)
        )
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def _surprise(logits: Floats, right: NDArray[np.int64]) -> float:
    shares = _softmax(logits.astype(np.float64))
    return float(-np.log(np.maximum(shares[np.arange(len(right)), right], 1e-12)).mean())


def _softmax(logits: Doubles) -> Doubles:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    shares: Doubles = powers / powers.sum(-1, keepdims=True)
    return shares


def _logistic(logits: Doubles) -> Doubles:
    return 1 / (1 + np.exp(-np.clip(logits, -50, 50)))

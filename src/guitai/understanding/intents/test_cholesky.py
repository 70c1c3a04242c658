import numpy as np
import pytest

from guitai.understanding.intents.cholesky import down, factored, up


@pytest.fixture
def matrix():
    rows = np.random.default_rng(3).standard_normal((41, 60))
    return (rows @ rows.T / 60 + 0.1 * np.eye(41)).astype(np.float32)


@pytest.fixture
def targets():
    return np.random.default_rng(4).standard_normal((41, 3)).astype(np.float32)


@pytest.mark.parametrize("block", [50, 41, 40, 7, 1])
def test_what_is_found_makes_the_targets(matrix, targets, block):
    lower = factored(matrix.copy(), block)

    assert matrix @ up(lower, down(lower, targets, block), block) == pytest.approx(targets, abs=1e-4)


@pytest.mark.parametrize("block", [50, 30, 7])
def test_what_the_first_ones_alone_tell_of_the_others_is_found_on_the_way(matrix, targets, block):
    first = 30
    alone = np.linalg.solve(matrix[:first, :first], targets[:first])

    lower = factored(matrix.copy(), block)

    told = lower[first:, :first] @ down(lower, targets, block)[:first]
    assert told == pytest.approx(matrix[first:, :first] @ alone, abs=1e-4)

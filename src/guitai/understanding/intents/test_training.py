import numpy as np
import pytest

from guitai.understanding.intents.training import solve


@pytest.mark.parametrize("most", [50, 7, 1])
def test_by_halves_it_is_solved_as_at_once(most):
    given = np.random.default_rng(3)
    rows = given.standard_normal((41, 60))
    matrix = (rows @ rows.T / 60 + 0.1 * np.eye(41)).astype(np.float32)
    targets = given.standard_normal((41, 3)).astype(np.float32)

    assert matrix @ solve(matrix, targets, most) == pytest.approx(targets, abs=1e-3)

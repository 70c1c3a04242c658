"""Products with rounded matrices are as near to the exact ones as is said, on any thread."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from guitai.understanding.intents.model import directions
from guitai.understanding.intents.products import BLOCK, rounded


@pytest.fixture
def matrix():
    chosen = np.random.default_rng(1)
    return directions(chosen.standard_normal((500, 3 * BLOCK)).astype(np.float32))


def test_a_product_is_off_by_a_few_thousandths_at_most(matrix):
    vector = directions(np.random.default_rng(2).standard_normal((1, 3 * BLOCK)).astype(np.float32))[0]

    found = rounded(matrix).product().times(vector)

    assert np.abs(found - matrix @ vector).max() < 0.004
    assert np.abs(rounded(matrix).product().times(matrix[7])[7] - 1) < 0.004


def test_each_block_has_a_scale_of_its_own():
    uneven = np.ones((2, 2 * BLOCK), np.float32)
    uneven[:, :BLOCK] *= 1e-4
    first = np.zeros(2 * BLOCK, np.float32)
    first[:BLOCK] = 1

    assert rounded(uneven).product().times(first) == pytest.approx([BLOCK * 1e-4] * 2, rel=0.01)


def test_a_row_of_nothing_gives_nothing():
    nothing = rounded(np.zeros((3, BLOCK), np.float32)).product().times(np.ones(BLOCK, np.float32))

    assert nothing == pytest.approx([0, 0, 0])


def test_many_threads_get_the_same(matrix):
    product = rounded(matrix).product()
    alone = [product.times(row) for row in matrix[:40]]

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(product.times, matrix[:40]))

    assert all(np.array_equal(one, other) for one, other in zip(alone, together, strict=True))

"""Solves a large symmetric system in the place of its matrix. Pure.

`numpy.linalg.solve` wants a copy, takes three times as long, and died within OpenBLAS on 21,708 rows.
"""

import numpy as np

from guitai.understanding.intents.ngrams import Floats

BLOCK = 512  # rows that are worked on at once


def factored(matrix: Floats, block: int = BLOCK) -> Floats:
    """The matrix, symmetric and positive, with its factor below the diagonal; what stands above means nothing.

    The factor of the first rows and columns alone is the first part of it.
    """
    for start in range(0, len(matrix), block):
        end = start + block
        here, below = matrix[start:end, start:end], matrix[end:, start:end]
        here[:] = np.linalg.cholesky(here)
        below[:] = below @ np.linalg.inv(here).T
        for at in range(end, len(matrix), block):
            matrix[at:, at : at + block] -= below[at - end :] @ below[at - end : at - start].T
    return matrix


def down(lower: Floats, targets: Floats, block: int = BLOCK) -> Floats:
    """Half of the solution: what the factor makes the targets of."""
    found = targets.copy()
    for start in range(0, len(lower), block):
        end = start + block
        found[start:end] = np.linalg.inv(lower[start:end, start:end]) @ found[start:end]
        found[end:] -= lower[end:, start:end] @ found[start:end]
    return found


def up(lower: Floats, halfway: Floats, block: int = BLOCK) -> Floats:
    """The other half: what the matrix makes the targets of, of which `down` gave `halfway`."""
    found = halfway.copy()
    for start in reversed(range(0, len(lower), block)):
        end = start + block
        found[start:end] -= lower[end:, start:end].T @ found[end:]
        found[start:end] = np.linalg.inv(lower[start:end, start:end]).T @ found[start:end]
    return found

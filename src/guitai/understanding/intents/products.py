"""Products with a matrix in whole numbers of eight bits, each block of a row with a scale of its own: by onnxruntime.

Not by numpy: a fourth of the memory is read, and BLAS's threads wait for each other, which on a busy machine takes tens
of milliseconds.
"""

from dataclasses import dataclass
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guitai.understanding.intents.memory import give_back
from guitai.understanding.intents.ngrams import Floats
from guitai.understanding.intents.onnx_graph import MICROSOFT, Graph
from guitai.understanding.unreported import unreported

BLOCK, STEPS, ZERO = 128, 127, 128
IN_WHOLE_NUMBERS = 4  # onnxruntime's level of accuracy: what is given is rounded too


class Product:
    """Multiplies with a matrix of which onnxruntime has the only copy. Many threads may use it at once."""

    def __init__(self, session: Any) -> None:
        self._session = session

    def times(self, vector: Floats) -> Floats:
        """The product of each row with the vector, off by about a thousandth of their lengths."""
        found: Any = self._session.run(None, {"vector": vector[np.newaxis]})
        product: Floats = found[0][0]
        return product


@dataclass(frozen=True)
class Blocks:
    """A matrix, its rows multiples of `BLOCK` long: its steps are (rows, blocks, BLOCK), its scales one a block."""

    steps: NDArray[np.uint8]
    scales: Floats

    def product(self) -> Product:
        """What multiplies with it."""
        rows, blocks, _ = self.steps.shape
        graph = Graph()
        product = self.node(graph, "vector")
        return Product(session(graph.written(("vector", (1, blocks * BLOCK)), (product, (1, rows)))))

    def node(self, graph: Graph, given: str) -> str:
        """The name of the product in a graph."""
        rows, blocks, _ = self.steps.shape
        return graph.node(
            "MatMulNBits",
            *(given, graph.constant(self.steps), graph.constant(self.scales)),
            of=MICROSOFT,
            N=rows,
            K=blocks * BLOCK,
            bits=8,
            block_size=BLOCK,
            accuracy_level=IN_WHOLE_NUMBERS,
        )


def rounded(matrix: Floats) -> Blocks:
    """The matrix in steps."""
    blocks = matrix.reshape(len(matrix), -1, BLOCK)
    scales = np.maximum(np.abs(blocks).max(axis=2) / STEPS, np.finfo(np.float32).tiny)
    steps = (np.rint(blocks / scales[..., np.newaxis]) + ZERO).astype(np.uint8)
    return Blocks(steps, scales.astype(np.float32))


def session(graph: bytes) -> Any:
    """Runs such a graph, on the thread that asks."""
    unreported()
    import onnxruntime  # it takes a while, and is not needed for everything

    options = onnxruntime.SessionOptions()
    # Two threads for one text are hardly faster, and on a busy machine each waits for the other at every step.
    options.intra_op_num_threads = 1
    # Nothing to gain: what it would join further takes longer.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    with NamedTemporaryFile(suffix=".onnx") as file:  # bytes would be kept beside what they become
        file.write(graph)
        file.flush()
        made = onnxruntime.InferenceSession(file.name, options, providers=["CPUExecutionProvider"])
    give_back()  # what it was read into
    return made

"""multilingual-e5-small as a graph for onnxruntime, in whole numbers of eight bits, which processors do fastest."""

import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guitai.understanding.intents import weights
from guitai.understanding.intents.ngrams import Floats
from guitai.understanding.intents.onnx_graph import MICROSOFT, Graph
from guitai.understanding.intents.products import session
from guitai.understanding.intents.weights import Rows, Weights

ASKED = "query: "  # the model was trained to find this before a text
# Of a weight, up and down. With 127 a processor without VNNI, which adds two products in sixteen bits, could overflow.
STEPS = 63
# By layer, the number in its middle that comes to ten times all others, whatever the text: it alone would make their
# scale. So it is worked out in so many equal shares, each no greater than the others.
LOUD = {0: 318, 1: 1462, 2: 354, 4: 778, 5: 658, 6: 1152, 7: 413}
SHARES = 8


class Encoder:
    """Makes vectors of texts. Many threads may use it at once, each for a text of its own."""

    def __init__(self, path: Path) -> None:
        held = weights.read(path)
        self._session = session(written(held))
        self._pieces, self._rows = held.pieces, Rows(path, held)
        # What a text takes while it is worked on stays with the session, as often as there were texts at once; more
        # of them than there are cores are no faster.
        self._free = threading.Semaphore(len(os.sched_getaffinity(0)))

    def vector(self, text: str) -> Floats:
        """What it means, at length one."""
        rows = self._rows.of(self._pieces.tokens(ASKED + text))
        with self._free:
            found: Any = self._session.run(None, {"rows": rows[np.newaxis]})
        vector: Floats = found[0][0]
        return vector


def written(held: Weights) -> bytes:
    """The graph from the rows of a text's tokens to its vector."""
    graph = Graph()
    norm = graph.constant(held.vector("emb.ln.w")), graph.constant(held.vector("emb.ln.b"))
    known = graph.node("LayerNormalization", "rows", *norm, epsilon=held.epsilon)
    for number in range(held.layers):
        known = _Layer(graph, held, number).written(known)
    mean = graph.node("ReduceMean", known, graph.constant(np.array([1])), keepdims=0)
    vector = graph.node("LpNormalization", mean)
    return graph.written(("rows", (1, "tokens", held.width)), (vector, (1, held.width)))


@dataclass(frozen=True)
class _Layer:
    graph: Graph
    held: Weights
    number: int

    def written(self, known: str) -> str:
        return self._thought_over(self._looked_around(known))

    def _looked_around(self, known: str) -> str:
        """What each token takes over from the others, added to what was known of it."""
        matrices, biases = zip(*(self._product(name) for name in "qkv"), strict=True)
        looks = self._rounded(known, np.concatenate(matrices), np.concatenate(biases))
        parts = self.graph.nodes("Split", looks, gives=3, axis=2, num_outputs=3)
        seen = self.graph.node("MultiHeadAttention", *parts, of=MICROSOFT, num_heads=self.held.heads)
        return self.graph.node("Add", self._rounded(seen, *self._product("ao")), known)

    def _thought_over(self, both: str) -> str:
        """What each token's own pass makes of it, added to that.

        The norm gives some columns twenty times what it gives others, but what enters a product is rounded by one
        scale. So its gain goes into the weights behind it, and what goes around them gets it apart.
        """
        gain, shift = self._vector("aln.w"), self._vector("aln.b")
        (inner, inner_bias), (outer, outer_bias) = self._product("fi"), self._product("fo")
        even = self._normed(both, np.ones_like(gain), np.zeros_like(shift))
        shared = self._shared(len(inner))
        middle = self._rounded(even, (inner * gain)[shared], (inner_bias + inner @ shift)[shared])
        bent = self.graph.node("Gelu", middle, of=MICROSOFT)
        if self.number in LOUD:
            shares = 1 / np.bincount(shared)[shared]
            bent = self.graph.node("Mul", bent, self.graph.constant(shares.astype(np.float32)))
        around = self.graph.node("Mul", even, self.graph.constant(gain))
        added = self.graph.node("Add", self._rounded(bent, outer[:, shared], outer_bias + shift), around)
        return self._normed(added, self._vector("oln.w"), self._vector("oln.b"))

    def _shared(self, count: int) -> NDArray[np.int64]:
        """Which of so many numbers stands where: each at its place, and the loud one behind them all as often more."""
        again = [LOUD[self.number]] * (SHARES - 1) if self.number in LOUD else []
        return np.array([*range(count), *again])

    def _normed(self, given: str, gain: Floats, shift: Floats) -> str:
        norm = self.graph.constant(gain), self.graph.constant(shift)
        return self.graph.node("LayerNormalization", given, *norm, epsilon=self.held.epsilon)

    def _rounded(self, given: str, matrix: Floats, bias: Floats) -> str:
        """The product. Each row of the matrix has a scale; what is given has one, found as it comes."""
        scales = np.abs(matrix).max(axis=1) / STEPS
        steps = np.rint(matrix / scales[:, np.newaxis]).astype(np.int8)
        takes = [self.graph.constant(array) for array in (steps.T, scales)]
        return self.graph.node(
            "DynamicQuantizeMatMul", given, *takes, "", self.graph.constant(bias), of=MICROSOFT
        )

    def _vector(self, name: str) -> Floats:
        return self.held.vector(f"l{self.number}.{name}")

    def _product(self, name: str) -> tuple[Floats, Floats]:
        return self.held.product(f"l{self.number}.{name}")

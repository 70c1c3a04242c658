"""What a sentence means, as a vector: multilingual-e5-small on this machine. Without its weights there is none."""

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache

import numpy as np

from guitai.understanding.intents import weights
from guitai.understanding.intents.encoder import Encoder
from guitai.understanding.intents.memory import give_back
from guitai.understanding.intents.ngrams import Floats

# Vectors are kept under this name: to be counted up with any change of the encoder.
NAME = "e5-small 2"
LENGTH = 384
# In UTF-8: thirty characters of Chinese, fifteen words of English. A token takes a third of a millisecond, and who
# writes more has said by then what it is about.
LONGEST_BYTES = 90
REMEMBERED = 4096  # sentences: people say the same things

_loading = threading.Lock()


def available() -> bool:
    """Whether sentences can be embedded on this machine."""
    return weights.file() is not None


def embedded(folded: str) -> Floats:
    """The vector of one sentence, of length one. Turns on many threads may call it at once."""
    return _vector(_cut(folded))


def embedded_all(folded: Sequence[str]) -> Floats:
    """The vectors of many sentences, a row each, on every core."""
    vectors = np.zeros((len(folded), LENGTH), np.float32)
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as threads:
        for at, vector in enumerate(threads.map(_encoder().vector, map(_cut, folded))):
            vectors[at] = vector
    return vectors


@lru_cache(REMEMBERED)
def _vector(text: str) -> Floats:
    vector = _encoder().vector(text)
    vector.flags.writeable = False
    return vector


def _cut(text: str) -> str:
    """Its beginning, as the encoder can read it: without half a character, or half of a surrogate pair."""
    return text.encode("utf-8", "replace")[:LONGEST_BYTES].decode("utf-8", "ignore")


def _encoder() -> Encoder:
    with _loading:
        return _loaded()


@cache
def _loaded() -> Encoder:
    path = weights.file()
    assert path is not None, "nobody asks for vectors where none are to be had"
    encoder = Encoder(path)
    give_back()  # what the graph was written in, twenty megabytes
    return encoder

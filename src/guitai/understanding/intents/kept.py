"""Keeps what was learnt: beside the environment or in the user's cache, each under a digest of what it was made of."""

import fcntl
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
import structlog
from numpy.typing import NDArray

from guitai.errors import Misconfigured
from guitai.made import made
from guitai.understanding.intents import embedding, model
from guitai.understanding.intents.model import Model, Sentence
from guitai.understanding.intents.ngrams import Floats
from guitai.understanding.intents.training import train

Arrays = Mapping[str, NDArray[Any]]

# What a file is read with may say so in any of these ways when it was cut short or altered.
DAMAGED = (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile, zipfile.LargeZipFile)
OLD_ONES = 3  # that stay, for another branch of the same checkout
MOST = 3  # vectors for each that is asked for: of phrases that were there before, or are in another branch

log = structlog.get_logger(__name__)


def learnt(
    sentences: Sequence[Sentence],
    intents: Sequence[str],
    *,
    outside: frozenset[str] = frozenset(),
    kind: str = "intents",
) -> Model:
    """The model of these sentences: the one that is kept, or a new one; of all phrases that takes a minute or two."""
    embeds = embedding.available()
    made_of = [sorted(outside), embeds and embedding.NAME, *zip(sentences, intents, strict=True)]

    def anew() -> Arrays:
        log.warning(
            "learning what customers say, for some minutes", of=kind, phrases=len(sentences), embedded=embeds
        )
        vectors = remembered(kind, [sentence.folded for sentence in sentences]) if embeds else None
        return train(sentences, intents, outside=outside, vectors=vectors).arrays()

    return model.restored(kept(kind, digest(repr(made_of), source("intents")), anew))


def remembered(kind: str, folded: Sequence[str]) -> Floats:
    """The vectors of these sentences; those that were embedded before, for that kind of model, aren't again."""
    name = f"embeddings-{embedding.NAME.replace(' ', '-')}-{kind}.npz"
    known: dict[str, Floats] = {}
    place = None
    with suppress(Misconfigured, *DAMAGED):
        place = made(name, lambda path: _write(path, _vectors_kept({})))
        with np.load(place, allow_pickle=False) as arrays:
            known = dict(zip(arrays["texts"].tolist(), arrays["vectors"], strict=True))
    missing = sorted({text for text in folded if text not in known})
    if missing:
        known |= dict(zip(missing, embedding.embedded_all(missing), strict=True))
        with suppress(OSError):
            if place is not None:
                many = len(known) > MOST * len(folded)
                _replace(place, _vectors_kept({text: known[text] for text in folded} if many else known))
    return np.stack([known[text] for text in folded])


def kept(kind: str, made_of: str, anew: Callable[[], Arrays]) -> Arrays:
    """The arrays of that kind that are kept under the digest, or those made anew; one process makes them at a time."""
    anew = cache(anew)
    name = f"{kind}-{made_of}.npz"
    with _alone(name):
        for _ in range(2):
            try:
                path = made(name, lambda path: _write(path, anew()))
            except (Misconfigured, OSError):
                break  # there is no place for it: it is learnt at every start
            _forget_old(path.parent, kind)
            try:
                with np.load(path, allow_pickle=False) as arrays:
                    return dict(arrays)
            except DAMAGED:
                try:
                    path.unlink()
                except OSError:
                    break
    return anew()


def digest(*parts: str) -> str:
    """A name for what is made of these."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def source(*names: str) -> str:
    """A digest of these modules and folders of `understanding`: what they make is made anew when they are altered."""
    whole = sha256()
    for file in sorted(_files(files("guitai.understanding"), names), key=lambda file: file.name):
        whole.update(file.name.encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()


def _files(folder: Traversable, names: Sequence[str]) -> Iterator[Traversable]:
    for one in (folder.joinpath(name) for name in names):
        within = one.iterdir() if one.is_dir() else [one]
        yield from (
            file
            for file in within
            if file.name.endswith((".py", ".toml")) and not file.name.startswith("test_")
        )


def _vectors_kept(known: Mapping[str, Floats]) -> Arrays:
    if not known:
        return {"texts": np.array([], "U1"), "vectors": np.zeros((0, embedding.LENGTH), np.float32)}
    return {"texts": np.array(list(known)), "vectors": np.stack(list(known.values()))}


def _write(path: Path, arrays: Arrays) -> None:
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)


def _replace(path: Path, arrays: Arrays) -> None:
    handle, scratch = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    os.close(handle)
    try:
        _write(Path(scratch), arrays)
        os.replace(scratch, path)
    finally:
        Path(scratch).unlink(missing_ok=True)


def _forget_old(folder: Path, kind: str) -> None:
    """Every change of a phrase makes a file; the oldest of them go."""
    with suppress(OSError):
        every = sorted(folder.glob(f"{kind}-*.npz"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in every[OLD_ONES + 1 :]:
            path.unlink()


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """While this lasts, no other process of this account makes the same: tests start several at once."""
    handle = None
    with suppress(OSError):
        place = Path(tempfile.gettempdir()) / f"guitai-{os.getuid()}-{name}.lock"
        handle = os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)

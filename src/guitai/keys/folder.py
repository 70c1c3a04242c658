"""Keys as files: one JWK set a use, the oldest key first, for the eyes of the bank's account alone."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from fcntl import LOCK_EX, flock
from pathlib import Path
from shutil import rmtree

from guitai.errors import Misconfigured
from guitai.keys.key import Key, new, read, written
from guitai.keys.keyring import Keyring
from guitai.keys.port import Use

OTHERS = 0o077  # what group and others may do with a file


def load(folder: Path) -> Keyring:
    """The keys in this folder; what is missing there, this process does not hold. A rotation is seen at once."""
    files = _Files(folder)
    for use in files.held():
        files.keys_of(use)
    return Keyring(files.keys_of)


def create(folder: Path) -> list[Use]:
    """Make what is missing; which that was. Safe to run twice."""
    files = _Files(folder)
    with _usable():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with files.changing():
        held = files.held()
        missing = [use for use in Use if use not in held]
        for use in missing:
            files.write(use, [_now(use)])
    return missing


def rotate(folder: Path, use: Use) -> Key:
    """Add a key, which makes everything from now on; those before it still open what they made."""
    return _changed(folder, use, lambda keys: [*keys, _now(use)])[-1]


def retire(folder: Path, use: Use, kid: str) -> None:
    """Destroy an old key: what was made with it can't be opened any more, by anybody."""

    def without(keys: Sequence[Key]) -> list[Key]:
        if keys[-1].kid == kid:
            raise Misconfigured(f"{kid} is the newest {use} key: `guitai keys rotate {use}` comes first")
        if kid not in [key.kid for key in keys]:
            raise Misconfigured(f"there is no {use} key {kid}; `guitai keys list` has them all")
        return [key for key in keys if key.kid != kid]

    _changed(folder, use, without)


def listed(folder: Path) -> Iterator[tuple[Use, Key]]:
    """Every key that is held here, the oldest of a use first."""
    files = _Files(folder)
    for use in files.held():
        yield from ((use, key) for key in files.keys_of(use))


def erase(folder: Path) -> None:
    """Remove all keys, with the data that they sealed. Nothing happens where there are none."""
    if folder.exists():
        rmtree(folder)


class _Files:
    """The files of a folder, read again when they have changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[Use, tuple[tuple[int, int], list[Key]]] = {}

    def path(self, use: Use) -> Path:
        return self._folder / f"{use}.json"

    def held(self) -> list[Use]:
        with _usable():
            return [use for use in Use if self.path(use).exists()]

    def keys_of(self, use: Use) -> list[Key]:
        path = self.path(use)
        with _usable():
            status = path.stat()
            version = (status.st_ctime_ns, status.st_ino)
            if use not in self._known or self._known[use][0] != version:
                if status.st_mode & OTHERS:
                    raise Misconfigured(f"others may read {path}, and it holds keys: chmod 600 it")
                self._known[use] = version, _read(use, path)
        return self._known[use][1]

    def write(self, use: Use, keys: Sequence[Key]) -> None:
        """Put a whole new file in the place of the old one: whoever reads meanwhile has one or the other."""
        text = json.dumps({"keys": [written(use, key) for key in keys]}, indent=2)
        new_file = self._folder / f".{use}.new"
        new_file.unlink(missing_ok=True)
        with os.fdopen(os.open(new_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        new_file.replace(self.path(use))

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Nobody else changes the folder meanwhile; what was changed outlives a power cut."""
        with _usable():
            folder = os.open(self._folder, os.O_RDONLY)
            try:
                flock(folder, LOCK_EX)
                yield
                os.fsync(folder)
            finally:
                os.close(folder)


@contextmanager
def _usable() -> Iterator[None]:
    """Say in one line what is wrong with a file or the folder."""
    try:
        yield
    except FileNotFoundError as error:
        raise Misconfigured(
            f"{error.filename} is missing, and keys in it are asked for; run `guitai keys create`, or copy it here"
        ) from error
    except OSError as error:
        raise Misconfigured(f"{error.filename} can't be used ({error.strerror})") from error


def _changed(folder: Path, use: Use, change: Callable[[Sequence[Key]], list[Key]]) -> list[Key]:
    files = _Files(folder)
    with files.changing():
        keys = change(files.keys_of(use))
        files.write(use, keys)
    return keys


def _read(use: Use, path: Path) -> list[Key]:
    try:
        keys = [read(use, jwk) for jwk in json.loads(path.read_text())["keys"]]
    except (ValueError, KeyError, TypeError) as error:
        raise Misconfigured(f"{path} holds no keys for {use} ({error}); restore it from a backup") from error
    if not keys:
        raise Misconfigured(f"{path} holds no key; restore it from a backup")
    return keys


def _now(use: Use) -> Key:
    return new(use, datetime.now(UTC))

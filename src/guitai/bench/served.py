"""What is measured, started as it is in use: the bank on a durable PostgreSQL, the demo, and the baseline's bot."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from guitai.bench.pushes import OfficialAccount
from guitai.errors import Misconfigured
from guitai.keys.folder import create
from guitai.postgres.server import Server

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Bank:
    """A bank that runs: where it listens, and as which process."""

    port: int
    pid: int


@contextmanager
def postgres() -> Iterator[str]:
    """The embedded server on an empty folder, durable as in production."""
    with tempfile.TemporaryDirectory(prefix="guitai-bench-") as folder:
        # The account that the server steps down to has to pass through.
        Path(folder).chmod(0o711)
        with Server(Path(folder)) as server:
            yield server.url


@contextmanager
def keys() -> Iterator[Path]:
    """A folder with keys of its own."""
    with tempfile.TemporaryDirectory(prefix="guitai-keys-") as folder:
        create(Path(folder))
        yield Path(folder)


@contextmanager
def bank(database_url: str, account: OfficialAccount, keys: Path) -> Iterator[Bank]:
    """`guitai bank` as a process of its own."""
    port = _free_port()
    environment = {
        "GUITAI_DATABASE_URL": database_url,
        "GUITAI_KEYS": str(keys),
        "GUITAI_SANDBOX": "1",
        "GUITAI_GATEWAY_PORT": str(port),
        "GUITAI_PUBLIC_URL": f"http://{LOOPBACK}:{port}",
        # The discard port: nothing is to be sent, and the bank asks for an address on this machine.
        "GUITAI_WECHAT__API_URL": f"http://{LOOPBACK}:9",
        "GUITAI_WECHAT__APP_ID": account.app_id,
        "GUITAI_WECHAT__ORIGINAL_ID": account.original_id,
        "GUITAI_WECHAT__TOKEN": account.token,
        "GUITAI_WECHAT__AES_KEY": account.aes_key,
    }
    with _child(["-m", "guitai.cli", "bank"], environment) as process:
        assert process.stdout is not None, "it was asked for"
        if not process.stdout.readline().startswith(b"ready"):
            raise Misconfigured("the bank did not start; what it said stands above")
        yield Bank(port, process.pid)


@contextmanager
def demo() -> Iterator[str]:
    """`guitai demo` on an empty folder, with its people and phones; the address of the sandbox."""
    with tempfile.TemporaryDirectory(prefix="guitai-bench-") as folder:
        Path(folder).chmod(0o711)
        port = _free_port()
        environment = {
            "GUITAI_DATA": f"{folder}/data",
            "GUITAI_SANDBOX_PORT": str(port),
            "GUITAI_GATEWAY_PORT": str(_free_port()),
        }
        with _child(["-m", "guitai.cli", "demo", "--no-browser"], environment) as process:
            assert process.stdout is not None, "it was asked for"
            if not process.stdout.readline().startswith(b"ready"):
                raise Misconfigured("the demo did not start; what it said stands above")
            yield f"http://{LOOPBACK}:{port}"


@contextmanager
def echo_bot(account: OfficialAccount) -> Iterator[int]:
    """The WeRoBot bot under gunicorn, one worker a core; its port."""
    environment = {
        "ECHO_TOKEN": account.token,
        "ECHO_APP_ID": account.app_id,
        "ECHO_AES_KEY": account.aes_key,
    }
    with socket.create_server((LOOPBACK, 0), backlog=1024) as listening:
        handed_on = listening.fileno()
        workers = str(len(os.sched_getaffinity(0)))
        command = ["-m", "gunicorn", "--workers", workers, "--bind", f"fd://{handed_on}"]
        command += ["--log-level", "warning", "guitai.bench.echo:application"]
        with _child(command, environment, pass_fds=[handed_on]):
            yield int(listening.getsockname()[1])


@contextmanager
def _child(
    command: Sequence[str], environment: Mapping[str, str], pass_fds: Sequence[int] = ()
) -> Iterator[subprocess.Popen[bytes]]:
    """Another Python, ended at the end."""
    process = subprocess.Popen(
        [sys.executable, *command],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        pass_fds=tuple(pass_fds),
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.create_server((LOOPBACK, 0)) as free:
        return int(free.getsockname()[1])

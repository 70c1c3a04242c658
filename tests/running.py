"""The bank and the sandbox as processes, for proofs: started, killed, replaced; and what stands before a bank."""

import asyncio
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from copy import copy
from pathlib import Path

from guitai.bench.pushes import OfficialAccount

HOST = "127.0.0.1"


def an_account() -> OfficialAccount:
    """An official account with secrets of this run."""
    return OfficialAccount(
        app_id="wx" + secrets.token_hex(8),
        original_id="gh_" + secrets.token_hex(6),
        token=secrets.token_hex(12),
        aes_key="".join(secrets.choice("abcdefghijkmnopqrstuvwxyz23456789") for _ in range(43)),
    )


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.create_server((HOST, 0)) as free:
        return int(free.getsockname()[1])


class Bank:
    """`guitai bank` on this database, which can be killed and started again. Its log goes on in one file."""

    PROGRAM: tuple[str, ...] = ("-m", "guitai.cli", "bank")

    def __init__(
        self,
        database_url: str,
        keys: Path,
        account: OfficialAccount,
        log: Path,
        *,
        sandbox_url: str = "",
        app_secret: str = "",
        more: Mapping[str, str] | None = None,
    ) -> None:
        self.port = free_port()
        self.log = log
        self.account = account
        self.sandbox_url = sandbox_url
        self._environment = {
            "GUITAI_DATABASE_URL": database_url,
            "GUITAI_KEYS": str(keys),
            "GUITAI_SANDBOX": "1",
            "GUITAI_SANDBOX_URL": sandbox_url,
            "GUITAI_GATEWAY_PORT": str(self.port),
            "GUITAI_PUBLIC_URL": f"http://{HOST}:{self.port}",
            "GUITAI_WECHAT__APP_ID": account.app_id,
            "GUITAI_WECHAT__APP_SECRET": app_secret,
            "GUITAI_WECHAT__ORIGINAL_ID": account.original_id,
            "GUITAI_WECHAT__TOKEN": account.token,
            "GUITAI_WECHAT__AES_KEY": account.aes_key,
            "GUITAI_WECHAT__API_URL": sandbox_url or "http://127.0.0.1:9",
            **(more or {}),
        }
        self._process: subprocess.Popen[str] | None = None

    def another(self) -> "Bank":
        """One more process of the same bank, on a port of its own."""
        bank = copy(self)
        bank.port, bank._process = free_port(), None
        bank._environment = self._environment | {"GUITAI_GATEWAY_PORT": str(bank.port)}
        return bank

    def start(self) -> None:
        """Start it, and return when it is ready."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, *self.PROGRAM],
                env=os.environ | self._environment,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self._process.stdout is not None, "it was asked for"
        line = self._process.stdout.readline()
        assert line.startswith("ready"), f"the bank did not start: {self.log.read_text()}"

    def end(self, number: int = signal.SIGTERM) -> None:
        """End it by this signal, and return when it is gone."""
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait()
            assert self._process.stdout is not None, "it was asked for"
            self._process.stdout.close()
            self._process = None

    def errors(self) -> list[str]:
        """What it has logged as an error, and what it has said that is no line of its log."""
        return [line for line in self.log.read_text().splitlines() if not _harmless(line)]


def _harmless(line: str) -> bool:
    try:
        return json.loads(line)["level"] in ("debug", "info", "warning")
    except (ValueError, KeyError, TypeError):
        return False


@contextmanager
def running(bank: Bank) -> Iterator[Bank]:
    """This bank, started here and ended after."""
    bank.start()
    try:
        yield bank
    finally:
        bank.end()


@contextmanager
def sandbox(
    port: int, account: OfficialAccount, callback: str, *, app_secret: str, data: Path
) -> Iterator[None]:
    """WeChat and its phones, pushing to this callback; its wire journal is copied to `data`."""
    environment: Mapping[str, str] = {
        "GUITAI_SANDBOX_PORT": str(port),
        "GUITAI_SANDBOX_APP_ID": account.app_id,
        "GUITAI_SANDBOX_APP_SECRET": app_secret,
        "GUITAI_SANDBOX_ORIGINAL_ID": account.original_id,
        "GUITAI_SANDBOX_TOKEN": account.token,
        "GUITAI_SANDBOX_AES_KEY": account.aes_key,
        "GUITAI_SANDBOX_CALLBACK": callback,
        "GUITAI_SANDBOX_DATA": str(data),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "guitai_sandbox.cli"],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None, "it was asked for"
            assert process.stdout.readline().startswith("ready"), "the sandbox starts"
            yield
        finally:
            process.terminate()


class Relay:
    """What stands before banks in use: it leads new lines to the one that is up, and cuts one that is cut.

    A thread of its own, from `with` to its end. `to_port` may be set at any time. `heard` is shown all that a line has
    carried that way, when it ends.
    """

    def __init__(self, to_port: int, heard: Callable[[bytes], None] = lambda _: None) -> None:
        self.to_port = to_port
        self.heard = heard
        self.port = 0
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Relay":
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join()

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._ended = asyncio.Event()
        server = await asyncio.start_server(self._line, HOST, 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._ended.wait()
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    async def _line(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.CancelledError, OSError):
            bank_reader, bank_writer = await asyncio.open_connection(HOST, self.to_port)
            carried = bytearray()
            ways = [
                asyncio.ensure_future(_pipe(reader, bank_writer, carried)),
                asyncio.ensure_future(_pipe(bank_reader, writer, bytearray())),
            ]
            # Whichever side hangs up first, the other is cut too.
            _, left = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in left:
                way.cancel()
            writer.close()
            bank_writer.close()
            self.heard(bytes(carried))


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, carried: bytearray) -> None:
    with suppress(OSError):
        while piece := await reader.read(65536):
            carried += piece
            writer.write(piece)
            await writer.drain()

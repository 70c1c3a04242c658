"""Serving over HTTP until told to end: one socket, one ready, one quiet end. Knows no application."""

import os
import select
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from guitai.errors import Misconfigured

ENDING = (signal.SIGINT, signal.SIGTERM)


def end_when_told() -> None:
    """From now on SIGINT, SIGTERM and the end of the process that started us end this one in good order, with 0."""
    _when_told(sys.exit)
    starter = os.getppid()
    # The first process of a container has none in there, and nohup asks to outlive it.
    if starter and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        threading.Thread(target=_watch, args=[os.pidfd_open(starter)], daemon=True).start()


def _when_told(end: Callable[[], object]) -> None:
    def told(*_: object) -> None:
        # An end that has begun is not broken off by a second Ctrl-C.
        for number in ENDING:
            signal.signal(number, signal.SIG_IGN)
        end()

    for number in ENDING:
        signal.signal(number, told)


def _watch(starter: int) -> None:
    select.select([starter], [], [])
    os.kill(os.getpid(), signal.SIGTERM)


def listen(port: int, name: str, setting: str) -> socket.socket:
    """A socket on the loopback address, or one line that says how to free the port or take another."""
    # Named as TCP, or asyncio leaves Nagle's algorithm on and every answer comes 40 ms late.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen(1024)
    except (OSError, OverflowError) as error:
        listening.close()
        raise Misconfigured(
            f"port {port} for the {name} can't be used ({error}); end what uses it, or set {setting} to another"
        ) from error
    return listening


class Server(uvicorn.Server):
    """Tells when it is ready, and leaves the signals to `until_told`."""

    def __init__(self, app: ASGIApp, ready: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=5, ws="none"
            )
        )
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say so."""
        await super().startup(sockets)
        self.ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Uvicorn would raise a signal again after its end, and the process would not exit with 0."""
        yield


async def until_told(server: Server, listening: socket.socket) -> None:
    """Serve until SIGINT or SIGTERM comes."""

    def end() -> None:
        server.should_exit = True

    _when_told(end)
    await server.serve(sockets=[listening])

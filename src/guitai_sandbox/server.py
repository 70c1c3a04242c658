"""Running the sandbox: the socket, the server, and how it ends."""

import asyncio
import contextlib
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from functools import partial
from threading import Thread

import uvicorn

from guitai_sandbox.app import application
from guitai_sandbox.settings import Settings, WrongSettings
from guitai_sandbox.starting import furnish
from guitai_sandbox.world import World

HOST = "127.0.0.1"
PARENT_SECONDS = 0.5


def listen(port: int) -> socket.socket:
    """The socket, bound before anything else starts; port 0 takes any."""
    # asyncio sends small answers without delay only where the socket names its protocol.
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((HOST, port))
    except OSError as error:
        bound.close()
        raise WrongSettings(
            f"port {port} cannot be used: {error.strerror}; choose another with --port"
        ) from None
    return bound


def address(bound: socket.socket) -> str:
    """Where the sandbox is reached."""
    return f"http://{HOST}:{bound.getsockname()[1]}"


class Server(uvicorn.Server):
    """Serves one world until it is told to stop; its caller decides what a signal means."""

    def __init__(self, world: World, *, ready: Callable[[], None]) -> None:
        config = uvicorn.Config(
            application(world),
            log_level="critical",
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        super().__init__(config)
        self._world = world
        self._ready = ready

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to serve, and say so."""
        await super().startup(sockets)
        self._ready()

    def stop(self) -> None:
        """Let go of everybody who waits, and end."""
        self.should_exit = True
        self._world.close()


async def run(settings: Settings, *, announce: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM, or until the parent is gone."""
    bound = listen(settings.port)
    world = World(settings, url=address(bound))
    furnish(world)
    server = Server(world, ready=lambda: announce(world.url))
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, server.stop)
    if settings.parent is not None:
        orphaned = partial(loop.call_soon_threadsafe, server.stop)
        Thread(target=_watch, args=(settings.parent, orphaned), daemon=True).start()
    await server.serve(sockets=[bound])


def _watch(parent: int, orphaned: Callable[[], object]) -> None:
    """Tell when the parent has ended: the system then gives us to another."""
    while os.getppid() == parent:
        time.sleep(PARENT_SECONDS)
    orphaned()

"""Many HTTP requests at once, each on a line of its own, as bytes in and bytes out."""

import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

AT_ONCE = 16
PATIENCE_SECONDS = 30.0


def exchange(requests: Sequence[tuple[int, bytes]], *, at_once: int = AT_ONCE) -> list[bytes]:
    """What each port answered to its request, in order; no more than `at_once` are open together."""
    with ThreadPoolExecutor(at_once) as lines:
        return list(lines.map(_exchange, requests))


def status(response: bytes) -> int:
    """The status of a response; 0 where there is none."""
    return int(response.split(b" ", 2)[1]) if response else 0


def _exchange(request: tuple[int, bytes]) -> bytes:
    port, content = request
    response = bytearray()
    # Refused before all of it is read, a request meets a closed line; what was said before that counts.
    with socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS) as line, suppress(ConnectionError):
        with suppress(ConnectionError):
            line.sendall(content)
        while piece := line.recv(65536):
            response += piece
    return bytes(response)

"""A function that runs in a process of its own: it reads what strangers send, and has none of the bank's secrets.

What breaks there breaks nothing here: it is ended, and started afresh for the next call.
"""

import importlib
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import IO

# All that it learns of this machine. No setting of the bank's is among it.
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "XDG_CACHE_HOME", "SYSTEMROOT")
LENGTH = struct.Struct(">Q")

Function = Callable[[bytes], bytes]


class Broken(Exception):
    """It took too long, or ended over what it was given."""


class Apart:
    """Calls what `maker`, "module:name", gives for these arguments; it is started when it is first needed.

    One call at a time; each is given so many seconds, the start among them.
    """

    def __init__(self, maker: str, *arguments: str, within_seconds: float) -> None:
        self.within_seconds = within_seconds
        self._command = [sys.executable, "-m", "guitai.apart", maker, *arguments]
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = threading.Lock()

    def __call__(self, given: bytes) -> bytes:
        """The function's answer, or Broken."""
        with self._one_at_a_time:
            process = self._running()
            watchdog = threading.Timer(self.within_seconds, process.kill)
            watchdog.start()
            try:
                return _answer(process, given)
            except (OSError, EOFError) as error:
                self._end()
                raise Broken from error
            finally:
                watchdog.cancel()

    def close(self) -> None:
        """End the process, if there is one."""
        with self._one_at_a_time:
            self._end()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self._end()
            environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
            self._process = subprocess.Popen(
                self._command,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C is for the bank alone, which ends it in its turn
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


def _answer(process: "subprocess.Popen[bytes]", given: bytes) -> bytes:
    assert process.stdin is not None, "it was asked for"
    assert process.stdout is not None, "it was asked for"
    _write(process.stdin, given)
    return _read(process.stdout)


def _write(to: IO[bytes], data: bytes) -> None:
    to.write(LENGTH.pack(len(data)) + data)
    to.flush()


def _read(source: IO[bytes]) -> bytes:
    (length,) = LENGTH.unpack(_exactly(source, LENGTH.size))
    return _exactly(source, length)


def _exactly(source: IO[bytes], length: int) -> bytes:
    data = source.read(length)
    if len(data) < length:
        raise EOFError
    return data


def _serve(maker: str, *arguments: str) -> None:
    """Answer calls until whoever makes them has gone."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    module, _, name = maker.partition(":")
    function: Function = getattr(importlib.import_module(module), name)(*arguments)
    while head := sys.stdin.buffer.read(LENGTH.size):
        (length,) = LENGTH.unpack(head)
        _write(answers, function(_exactly(sys.stdin.buffer, length)))


def _told_by_its_kind(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """An error's own words may hold what a customer sent: its kind and place are told."""
    last = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    place = f"{last.tb_frame.f_code.co_filename}:{last.tb_lineno}" if last else ""
    sys.stderr.write(f"guitai apart: {kind.__name__} at {place}\n")


def main(arguments: Sequence[str]) -> None:
    """What the process does: a maker and its arguments."""
    sys.excepthook = _told_by_its_kind
    _serve(*arguments)


if __name__ == "__main__":
    main(sys.argv[1:])

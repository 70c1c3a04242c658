"""What a process says of itself: one line of JSON an event, on standard error. Of an error: its kind and where it was.

Never its words: those of a bug, of a driver and of a library repeat what was being worked on, which is a customer's.
"""

import logging
import re
import sys
import threading
from collections.abc import Iterator
from traceback import walk_tb
from types import TracebackType
from typing import Any

import structlog

# How a library's message begins. From the first figure, quotation mark or foreign letter on it may be a value.
WORDING = re.compile(r"[A-Za-z ,-]*")
QUIETEST = logging.WARNING  # of what libraries say; they talk about every step of theirs

log = structlog.get_logger(__name__)


def configure(level: str = "warning") -> None:
    """From here on all that this process says of itself goes through here: events from `level` on, and every error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.ExceptionRenderer(lambda caught: wordless(caught[1])),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    logging.basicConfig(handlers=[_Libraries()], level=QUIETEST, force=True)
    sys.excepthook = _ended
    threading.excepthook = lambda failed: _failed("a thread ended by an error", failed.exc_value)
    sys.unraisablehook = lambda failed: _failed("an error could not be raised", failed.exc_value)


def wordless(error: BaseException | None) -> list[dict[str, Any]]:
    """The error and those that it came from, the newest first: of each its kind and the lines that it went through.

    >>> try:
    ...     int("6239990000000002816x")
    ... except ValueError as error:
    ...     wordless(error)[0]["kind"]
    'builtins.ValueError'
    """
    return [_told(one) for one in _chain(error, set())]


def _chain(error: BaseException | None, seen: set[int]) -> Iterator[BaseException]:
    if error is None or id(error) in seen:
        return
    seen.add(id(error))
    yield error
    for part in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        yield from _chain(part, seen)
    yield from _chain(error.__cause__, seen)
    if not error.__suppress_context__:
        yield from _chain(error.__context__, seen)


def _told(error: BaseException) -> dict[str, Any]:
    kind = type(error)
    told: dict[str, Any] = {"kind": f"{kind.__module__}.{kind.__qualname__}"}
    # What PostgreSQL calls a refusal, and which rule of a table it was. Its message and detail hold the row.
    for name in ("sqlstate", "constraint_name"):
        named = getattr(error, name, None) or getattr(getattr(error, "diag", None), name, None)
        if named:
            told[name] = named
    told["at"] = [
        f"{frame.f_code.co_filename}:{line} {frame.f_code.co_name}"
        for frame, line in walk_tb(error.__traceback__)
    ]
    return told


class _Libraries(logging.Handler):
    """Says what a library has to say in our way: who says it where, how it begins, and its error."""

    def emit(self, record: logging.LogRecord) -> None:
        """Say this."""
        wording = WORDING.match(str(record.msg))
        structlog.get_logger().log(
            record.levelno,
            wording[0].strip() if wording else "",
            library=record.name,
            at=f"{record.pathname}:{record.lineno}",
            exc_info=record.exc_info,
        )


def _failed(what: str, error: BaseException | None) -> None:
    log.error(what, exc_info=error)


def _ended(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        _failed("ended by an error", error)

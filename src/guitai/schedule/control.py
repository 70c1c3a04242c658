"""The sandbox's line to the bank: time moved from outside, and whether the bank has finished.

The bank asks, outwards like everything, and never listens. Production has no such line.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

import httpx
import structlog

log = structlog.get_logger(__name__)

POLL_SECONDS = 35.0  # the sandbox answers after 25 at the latest
AGAIN_AFTER_SECONDS = 1.0


async def follow(
    sandbox_url: str,
    *,
    move: Callable[[datetime], Awaitable[None]],
    settled: Callable[[], Awaitable[None]],
    next: Callable[[], Awaitable[datetime | None]],
) -> None:
    """Poll for ever: carry out a move of the clock, and tell when all that was heard has been finished with.

    With what was done goes when something falls due next: the sandbox moves the clock no further at a time.
    """
    report: dict[str, object] = {"settled": None, "moved": None, "hello": True}
    async with httpx.AsyncClient(base_url=sandbox_url, timeout=POLL_SECONDS, trust_env=False) as client:
        while True:
            try:
                answer = (await client.post("/control", json=report)).raise_for_status().json()
                report = await _done(answer, move, settled, next)
                continue
            except httpx.HTTPError as error:
                log.warning("the sandbox does not answer", why=type(error).__name__)
            except Exception:  # nobody else would ask again
                log.exception("what the sandbox asked for could not be done")
            # It may be another sandbox by now, and what it asked for was not done: begin anew.
            report["hello"] = True
            await asyncio.sleep(AGAIN_AFTER_SECONDS)


async def _done(
    answer: Mapping[str, Any],
    move: Callable[[datetime], Awaitable[None]],
    settled: Callable[[], Awaitable[None]],
    next: Callable[[], Awaitable[datetime | None]],
) -> dict[str, object]:
    """The report of what the sandbox asked for, once it is done."""
    report: dict[str, object] = {"settled": None, "moved": None}
    if answer["move"]:
        await move(datetime.fromisoformat(answer["move"]["at"]))
        report["moved"] = answer["move"]["id"]
    if answer["settle"] is not None:
        await settled()
        report["settled"] = answer["settle"]
    falls_due = await next()
    return report | {"next": falls_due.isoformat() if falls_due else None}

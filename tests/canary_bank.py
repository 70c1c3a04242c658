"""`guitai bank` with a few flows more, a log that leaves nothing out, and a copy of what goes over its bus.

Run as a program, with the bank's settings in the environment and the copy's file in `CANARY_BUS`.
"""

import logging
import os
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

import uvloop
from tests import canary_flows

from guitai import logs, serving
from guitai.app import open_bank
from guitai.command import open_database, settings_with
from guitai.wechat.gateway import Answer, Delivery, PassOn


def copied(pass_on: PassOn, write: Callable[[bytes], object]) -> PassOn:
    """What is passed on and what comes back, written down on its way. The bus is in process as yet."""

    async def passed(delivery: Delivery) -> Answer | None:
        parts = (part if isinstance(part, bytes) else str(part).encode() for part in astuple(delivery))
        write(b"\n".join(parts) + b"\n")
        reply = await pass_on(delivery)
        write((reply.body if reply else b"") + b"\n")
        return reply

    return passed


def main() -> None:
    """Serve until told to end."""
    logs.configure("debug")
    logging.getLogger().setLevel(logging.DEBUG)
    serving.end_when_told()
    settings = settings_with()
    with (
        serving.listen(settings.gateway_port, "gateway", "GUITAI_GATEWAY_PORT") as listening,
        open_database(settings) as database,
        open_bank(settings, database) as bank,
        Path(os.environ["CANARY_BUS"]).open("ab", buffering=0) as bus,
    ):
        bank.flows.update(canary_flows.ALL)  # type: ignore[attr-defined] # it is a dict
        bank.gateway.pass_on = copied(bank.gateway.pass_on, bus.write)
        uvloop.run(bank.serve(listening, lambda: print("ready", flush=True)))


if __name__ == "__main__":
    main()

"""What a fault does to a push or a call before it goes on its way."""

import asyncio

from guitai_sandbox.state.faults import Deed, Rule
from guitai_sandbox.world import World

DELAY_SECONDS = 1.0
OVERTAKEN_WITHIN_SECONDS = 3.0  # what is to be overtaken waits no longer than this


async def hinder(world: World, on: str, openid: str | None, struck: dict[Deed, Rule]) -> None:
    """Revoke tokens, hold it up, or let the customer's next one overtake it."""
    if Deed.REVOKE_TOKEN in struck:
        world.tokens.revoke()
    if Deed.DELAY in struck:
        await asyncio.sleep(struck[Deed.DELAY].seconds or DELAY_SECONDS)
    if Deed.REORDER in struck:
        passed = world.faults.passed
        before = passed[on, openid]
        seconds = struck[Deed.REORDER].seconds or OVERTAKEN_WITHIN_SECONDS
        await world.pulse.until(lambda: passed[on, openid] > before, seconds=seconds)


def went_through(world: World, on: str, openid: str | None) -> None:
    """It is through: what was held up for it may go."""
    world.faults.passed[on, openid] += 1
    world.pulse.beat()

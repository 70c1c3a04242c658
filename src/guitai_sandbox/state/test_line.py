"""The line to the bank: the clock moves between two pushes."""

import asyncio

from guitai_sandbox.state.line import Line
from guitai_sandbox.state.pulse import Pulse


def test_a_move_waits_for_an_open_push_and_a_new_push_for_the_move():
    happened = []

    async def through(place, name):
        async with place:
            happened.append(name)

    async def scene():
        line = Line(Pulse())
        async with line.push():
            move = asyncio.create_task(through(line.move(), "move"))
            await asyncio.wait({move}, timeout=0)
            push = asyncio.create_task(through(line.push(), "new push"))
            await asyncio.wait({move, push}, timeout=0.05)
            happened.append("old push")
        await asyncio.gather(move, push)

    asyncio.run(scene())

    assert happened == ["old push", "move", "new push"]

"""The load, a process of its own: phones that say one thing over and over, as a plan tells them.

Every push is encrypted before the clock starts and every reply decrypted after it has stopped. Each has a
connection of its own, since the baseline's server keeps none.
"""

import asyncio
import json
import random
import resource
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from time import perf_counter

import uvloop

from guitai.bench.pushes import OfficialAccount, WeChat

MOST_A_SECOND = 2000  # pushes that are made ready; a bank that is quicker ends its run early
PATIENCE_SECONDS = 15.0


@dataclass(frozen=True)
class Plan:
    """What to do: so many phones for so long, at 127.0.0.1. No two phones are the same customer."""

    account: OfficialAccount
    port: int
    openids: Sequence[str]
    text: str
    reply: str  # how a right reply begins
    phones: int
    think_seconds: float
    seconds: float


@dataclass(frozen=True)
class Measured:
    """How long each push took, in the order in which they ended, and how busy we were ourselves."""

    milliseconds: list[float]
    seconds: float
    unanswered: int  # got a bare `success`: the reply takes another way
    own_cpu_percent: int


class Phones:
    """The phones of one plan, at work."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.wechat = WeChat(plan.account)
        self.took: list[float] = []
        self.responses: list[bytes] = []

    def run(self) -> Measured:
        """Carry the plan out."""
        waiting = [self._pushes(phone) for phone in range(self.plan.phones)]
        cpu, began = _cpu_seconds(), perf_counter()
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(self._all(waiting, began + self.plan.seconds))
        seconds = perf_counter() - began
        busy = round((_cpu_seconds() - cpu) / seconds * 100)
        replies = [self.wechat.reply(response) for response in self.responses]
        strange = [text for text in replies if text and not text.startswith(self.plan.reply)]
        if strange:
            raise SystemExit(f"{len(strange)} replies are not the one expected, one of them: {strange[0]}")
        return Measured(self.took, seconds, replies.count(""), busy)

    def _pushes(self, phone: int) -> list[bytes]:
        """What this phone will say, in turn from each of its customers: one alone would be held back."""
        plan = self.plan
        openids = plan.openids[phone :: plan.phones]
        most = plan.seconds / plan.think_seconds if plan.think_seconds else MOST_A_SECOND * plan.seconds
        share = int(most if plan.think_seconds else most / plan.phones) + 2
        return [self.wechat.push(openids[number % len(openids)], plan.text) for number in range(share)]

    async def _all(self, waiting: Sequence[Sequence[bytes]], until: float) -> None:
        await asyncio.gather(*(self._phone(pushes, until) for pushes in waiting))

    async def _phone(self, pushes: Sequence[bytes], until: float) -> None:
        # People don't type in step.
        await asyncio.sleep(random.uniform(0, self.plan.think_seconds))
        for push in pushes:
            began = perf_counter()
            if began >= until:
                return
            self.responses.append(await asyncio.wait_for(self._exchange(push), PATIENCE_SECONDS))
            self.took.append((perf_counter() - began) * 1000)
            await asyncio.sleep(self.plan.think_seconds)

    async def _exchange(self, push: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.plan.port)
        writer.write(push)
        response = await reader.read(-1)
        writer.close()
        return response


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Read a plan from standard input, write what was measured to standard output. It holds secrets."""
    given = json.load(sys.stdin)
    plan = Plan(**given | {"account": OfficialAccount(**given["account"])})
    json.dump(asdict(Phones(plan).run()), sys.stdout)


if __name__ == "__main__":
    main()

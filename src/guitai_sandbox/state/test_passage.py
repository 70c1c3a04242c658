"""Time goes on by itself, or is moved: nothing that falls due on the way is left out or passed over."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from guitai_sandbox.state.agenda import Agenda
from guitai_sandbox.state.bank import Bank
from guitai_sandbox.state.clock import Backwards, Clock
from guitai_sandbox.state.line import Line
from guitai_sandbox.state.passage import Passage
from guitai_sandbox.state.pulse import Pulse

START = datetime(2030, 1, 1, 1, tzinfo=UTC)
A_BREATH = timedelta(seconds=30)  # a slow machine may take so long between two steps
HOUR = timedelta(hours=1)
A_TICK = timedelta(microseconds=999)


class Time:
    """A sandbox's time with nothing else around it, and who has done something when."""

    def __init__(self):
        self.clock, self.pulse = Clock(START), Pulse()
        self.bank = Bank(self.clock, self.pulse)
        self.agenda = Agenda(self.clock, self.pulse, self.bank)
        self.line = Line(self.pulse)
        self.passage = Passage(self.clock, self.pulse, self.line, self.bank, self.agenda)
        self.done = []

    def does(self, who, at):
        """Somebody outside has something to do then."""
        self.agenda.at(at, lambda: self.done.append(who))

    async def moved(self, by):
        await self.passage.move(lambda now: START + by)

    async def reports(self, *due, stuck=()):
        """A bank that has something to do at each of these moments, and says which comes next, for ever."""
        waiting, report, hello = sorted(due), {"settled": None, "moved": None}, True
        while not self.pulse.closed:
            wish = await self.bank.poll(**report, hello=hello)
            report, hello = {"settled": wish["settle"], "moved": None}, False
            if wish["move"]:
                report["moved"], now = wish["move"]["id"], datetime.fromisoformat(wish["move"]["at"])
                self.done.append(("bank", now))
                waiting = [moment for moment in waiting if moment > now]
            self.bank.comes_next(min([*waiting, *stuck], default=None))


@pytest.fixture
def lived():
    """What was done while somebody did this in a sandbox's time, beside others; for two minutes at most."""

    def lived(acts, *others):
        async def run():
            at = Time()
            async with asyncio.timeout(120):
                tasks = [asyncio.create_task(other(at)) for other in others]
                await asyncio.create_task(acts(at))  # begins when the others have
                at.pulse.close()
                await asyncio.gather(*tasks)
            return at

        return asyncio.run(run())

    return lived


def test_a_move_stops_where_somebody_has_something_to_do(lived):
    async def acts(at):
        at.agenda.at(START + 2 * HOUR, lambda: at.done.append(("house", at.clock.now())))
        await at.moved(5 * HOUR)

    time = lived(acts)

    ((who, when),) = time.done
    assert who == "house"
    assert START + 2 * HOUR <= when < START + 2 * HOUR + A_BREATH
    assert time.clock.now() >= START + 5 * HOUR


def test_what_is_due_after_the_move_is_left(lived):
    async def acts(at):
        at.does("house", START + 6 * HOUR)
        await at.moved(5 * HOUR)

    time = lived(acts)

    assert time.done == []
    assert time.agenda.next() == START + 6 * HOUR


def test_work_brings_up_work_and_failing_work_holds_nobody_up(lived):
    async def acts(at):
        def first():
            at.does("second", START + 3 * HOUR)
            raise ValueError("the paper was torn")

        at.agenda.at(START + 2 * HOUR, first)
        at.does("third", START + 4 * HOUR)
        await at.moved(5 * HOUR)

    assert lived(acts).done == ["second", "third"]


def test_at_the_same_moment_the_bank_is_first_and_the_others_come_in_their_order(lived):
    async def acts(at):
        at.does("house", START + 2 * HOUR)
        at.does("police", START + 2 * HOUR)
        await at.moved(2 * HOUR)

    async def bank(at):
        await at.reports(START + 2 * HOUR)

    done = lived(acts, bank).done
    assert done[done.index("house") - 1][0] == "bank"
    assert done[done.index("house") :] == ["house", "police"]


def test_a_bank_is_told_of_each_moment_that_it_named(lived):
    async def acts(at):
        await at.moved(9 * HOUR)

    async def bank(at):
        await at.reports(START + 2 * HOUR + A_TICK, START + 4 * HOUR, START + 20 * HOUR)

    told = [moment for _, moment in lived(acts, bank).done][1:]  # the first answers its hello
    for moment, wanted in zip(told, (2 * HOUR + A_TICK, 4 * HOUR, 9 * HOUR), strict=True):
        assert START + wanted <= moment < START + wanted + A_BREATH


def test_what_a_bank_can_not_do_at_its_moment_does_not_stop_the_clock(lived):
    async def acts(at):
        await at.moved(9 * HOUR)

    async def bank(at):
        await at.reports(stuck=[START + 2 * HOUR])

    assert len(lived(acts, bank).done) == 3


def test_nothing_is_idle_while_somebody_is_at_work_nor_before_the_bank_was_asked_again(lived):
    async def acts(at):
        before = at.bank.idle
        at.agenda.at(START, lambda: at.done.append(at.bank.idle))
        at.agenda.run()
        at.done += [before, at.bank.idle]

    async def bank(at):
        await at.reports()

    assert [entry for entry in lived(acts, bank).done if isinstance(entry, bool)] == [False, True, False]


def test_nothing_is_idle_between_two_steps(lived):
    async def acts(at):
        for hour in range(1, 4):
            at.does("house", START + hour * HOUR)
        await at.moved(4 * HOUR)

    async def watches(at):
        def seen():
            if START + HOUR <= at.clock.now() < START + 4 * HOUR:
                at.done.append(at.bank.idle)
            return at.pulse.closed

        await at.pulse.until(seen, seconds=100)

    async def bank(at):
        await at.reports()

    seen = [entry for entry in lived(acts, bank, watches).done if isinstance(entry, bool)]
    assert seen
    assert not any(seen)


def test_two_moves_are_made_one_after_the_other(lived):
    async def acts(at):
        at.does("house", START + 3 * HOUR)
        moves = [at.passage.move(lambda now: now + 2 * HOUR) for _ in range(2)]
        await asyncio.gather(*moves)

    time = lived(acts)
    assert time.done == ["house"]
    assert time.clock.now() >= START + 4 * HOUR


def test_the_clock_does_not_go_back(lived):
    async def acts(at):
        with pytest.raises(Backwards):
            await at.moved(-HOUR)

    lived(acts)


def test_as_the_clock_ticks_all_is_done_at_its_moment(lived):
    async def acts(at):
        ended = asyncio.Event()
        at.does("later", START + HOUR)
        at.agenda.at(at.clock.now() + timedelta(milliseconds=20), ended.set)
        await ended.wait()

    async def ticks(at):
        await at.passage.tick()

    assert lived(acts, ticks).done == []


def test_while_the_clock_is_moved_the_tick_does_nothing_before_the_bank(lived):
    async def acts(at):
        for hour in range(1, 20):
            at.does("house", START + hour * HOUR)
        await at.moved(24 * HOUR)

    async def ticks(at):
        await at.passage.tick()

    async def bank(at):
        await at.reports()

    done = [entry if isinstance(entry, str) else "bank" for entry in lived(acts, ticks, bank).done]
    assert done[1:] == ["bank", "house"] * 19 + ["bank"]


def test_a_year_of_two_thousand_moments_passes_in_well_under_a_minute(lived):
    moments = [START + number * timedelta(hours=4) for number in range(1, 2000)]

    async def acts(at):
        for moment in moments[::2]:
            at.does("house", moment)
        began = time.monotonic()
        await at.moved(timedelta(days=365))
        at.done.append(time.monotonic() - began)

    async def bank(at):
        await at.reports(*moments[1::2])

    done = lived(acts, bank).done
    assert done.count("house") == 1000
    assert done[-1] < 20


def test_moments_that_lie_closer_than_a_tick_are_all_met(lived):
    async def acts(at):
        for number in range(300):
            at.does(number, START + HOUR + number * timedelta(microseconds=7))
        await at.moved(2 * HOUR)

    async def bank(at):
        await at.reports(*(START + HOUR + number * timedelta(microseconds=5) for number in range(300)))

    assert [entry for entry in lived(acts, bank).done if isinstance(entry, int)] == list(range(300))

"""The /control long-poll: what a bank is asked, and when the sandbox calls itself idle."""

import asyncio
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread

import pytest

from guitai_sandbox.state.bank import Bank
from guitai_sandbox.state.clock import Clock
from guitai_sandbox.state.pulse import Pulse


@pytest.fixture
def sandbox(start):
    """On a morning: until midnight nobody outside has anything to do."""
    return start(now="2030-01-01T09:00:00+08:00")


def poll(sandbox, **report):
    return sandbox.post("/control", **report)


@contextmanager
def polling(sandbox, **report):
    """Somebody polls meanwhile, until there is something to do."""
    poller = Thread(target=poll, args=[sandbox], kwargs=report)
    poller.start()
    yield
    poller.join()


@contextmanager
def following(sandbox, *due):
    """A bank that says what falls due next; the moments to which it was moved."""
    moves, waiting, ended = [], list(due), Event()

    def follow(report):
        wish = poll(sandbox, **report)
        report = {"settled": wish["settle"]}
        if wish["move"]:
            moves.append(datetime.fromisoformat(wish["move"]["at"]))
            waiting[:] = [moment for moment in waiting if moment > moves[-1]]
            report["moved"] = wish["move"]["id"]
        return report | {"next": waiting[0].isoformat() if waiting else None}

    def work(report):
        while not ended.is_set():
            report = follow(report)

    bank = Thread(target=work, args=[follow({"hello": True})])
    bank.start()
    yield moves
    ended.set()
    sandbox.call("/cgi-bin/getcallbackip")  # it is asked whether it has finished
    bank.join()


@pytest.fixture
def greeted(sandbox):
    """A bank that has reported once; the number it was last asked for."""
    wish = poll(sandbox, settled=None, moved=None, hello=True)
    poll(sandbox, settled=wish["settle"] - 1, moved=wish["move"]["id"])
    return wish["settle"]


def idle(sandbox, phone):
    return sandbox.get(f"{phone.path}/messages", after=phone.seq)["idle"]


def test_a_bank_that_has_just_started_is_told_the_time_and_asked_to_settle(sandbox):
    wish = poll(sandbox, settled=None, moved=None, hello=True)

    assert datetime.fromisoformat(wish["move"]["at"]).isoformat()[:16] == "2030-01-01T09:00"
    assert wish["settle"] is not None
    assert poll(sandbox, moved=wish["move"]["id"])["move"] is None


def test_without_a_bank_that_reports_answered_is_idle(sandbox, phone):
    phone.says("你好")

    assert idle(sandbox, phone)


def test_a_bank_that_reports_is_asked_anew_after_each_push_and_call(sandbox, phone, greeted):
    sandbox.post(f"{phone.path}/messages", type="text", content="你好")
    asked = poll(sandbox, settled=greeted)["settle"]
    before = idle(sandbox, phone)
    with polling(sandbox, settled=asked):
        phone.settled()
        sandbox.call("/cgi-bin/getcallbackip")

    assert asked > greeted
    assert not before
    assert not idle(sandbox, phone)


def test_a_wait_ends_when_a_bank_that_reports_has_finished():
    async def finish():
        clock, pulse = Clock(), Pulse()
        bank = Bank(clock, pulse)
        with bank.busy():
            poll = asyncio.create_task(bank.poll(settled=None, moved=None, hello=False))
            waiting = asyncio.create_task(pulse.until(lambda: bank.reports and bank.idle, seconds=10))
        asked = (await poll)["settle"]
        early = waiting.done()
        last = asyncio.create_task(bank.poll(settled=asked, moved=None, hello=False))
        finished = await waiting
        pulse.close()
        return early, finished, await last

    assert asyncio.run(finish()) == (False, True, {"settle": None, "move": None})


def test_the_clock_waits_for_a_bank_that_reports(sandbox, greeted):
    now = datetime.fromisoformat(sandbox.get("/phone/clock")["now"])
    answers = []
    mover = Thread(target=lambda: answers.append(sandbox.post("/phone/clock", advance="PT8H")), daemon=True)
    mover.start()
    wish = poll(sandbox)
    while wish["move"] is None:
        wish = poll(sandbox, settled=wish["settle"])
    waiting = list(answers)
    wish = poll(sandbox, moved=wish["move"]["id"]) | {"move": wish["move"]}
    waiting += answers
    with polling(sandbox, settled=wish["settle"]):
        mover.join(10)
        sandbox.call("/cgi-bin/getcallbackip")

    assert waiting == []
    assert datetime.fromisoformat(wish["move"]["at"]) - now >= timedelta(hours=8)
    assert answers[0]["now"] >= wish["move"]["at"][:-9]  # the bank is told the microseconds too


def test_the_clock_stops_at_the_moment_that_a_bank_has_named(sandbox):
    now = datetime.fromisoformat(sandbox.get("/phone/clock")["now"])
    with following(sandbox, now + timedelta(hours=2)) as moves:
        sandbox.post("/phone/clock", advance="PT8H")

    assert [round((move - now) / timedelta(hours=1)) for move in moves] == [0, 2, 8]


def test_the_clock_waits_for_nobody_where_no_bank_reports(sandbox):
    before = datetime.fromisoformat(sandbox.get("/phone/clock")["now"])
    after = datetime.fromisoformat(sandbox.post("/phone/clock", advance="P1M")["now"])

    assert after - before >= timedelta(days=28)


def test_a_report_of_another_form_is_refused(sandbox):
    assert sandbox.refused("/control", settled="all") == (400, "bad_request")
    assert sandbox.refused("/control", next="tomorrow") == (400, "bad_request")

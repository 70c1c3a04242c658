import asyncio
from contextlib import asynccontextmanager, suppress
from datetime import datetime

import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from structlog.testing import capture_logs

from guitai import serving
from guitai.schedule import control

NOTHING = {"settle": None, "move": None}
AT = "2027-01-01T09:00:00+08:00"
NEXT = "2027-01-02T00:05:00+08:00"
DUE = datetime.fromisoformat(NEXT)
PATIENCE_SECONDS = 20


class Away(Exception):
    """The database is away."""


class Sandbox:
    """The other end of the line: gives these answers in their order and writes down what it is told."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.told = []
        self.through, self.over = asyncio.Event(), asyncio.Event()

    async def control(self, request):
        self.told.append(await request.json())
        if not self.answers:
            self.through.set()
            await self.over.wait()
        answer = self.answers.pop(0) if self.answers else NOTHING
        return answer if isinstance(answer, Response) else JSONResponse(answer)

    @asynccontextmanager
    async def listening(self):
        app = Starlette(routes=[Route("/control", self.control, methods=["POST"])])
        ready, listening = asyncio.Event(), serving.listen(0, "sandbox", "")
        server = serving.Server(app, ready.set)
        served = asyncio.create_task(server.serve([listening]))
        await ready.wait()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            self.over.set()
            server.should_exit = True
            await served


@pytest.fixture
def follow(monkeypatch):
    """Follow this sandbox until its answers are through; what was done, and what it was told."""

    monkeypatch.setattr(control, "AGAIN_AFTER_SECONDS", 0)

    def follow(*answers, fails=()):
        done = []

        async def move(to):
            done.append(to)
            if to in fails:
                fails.remove(to)
                raise Away

        async def settled():
            done.append("settled")

        async def next_due():
            return DUE

        async def run():
            sandbox = Sandbox(*answers)
            async with sandbox.listening() as url, asyncio.timeout(PATIENCE_SECONDS):
                following = asyncio.create_task(
                    control.follow(url, move=move, settled=settled, next=next_due)
                )
                await sandbox.through.wait()
                following.cancel()
                with suppress(asyncio.CancelledError):
                    await following
            return sandbox.told

        return done, asyncio.run(run())

    return follow


def test_the_first_poll_says_hello_and_the_next_ones_do_not(follow):
    done, told = follow(NOTHING)

    assert done == []
    assert told == [
        {"settled": None, "moved": None, "hello": True},
        {"settled": None, "moved": None, "next": NEXT},
    ]


def test_a_move_is_reported_once_it_is_done(follow):
    done, told = follow({"settle": None, "move": {"id": 7, "at": AT}}, NOTHING)

    assert done == [datetime.fromisoformat(AT)]
    assert [report["moved"] for report in told] == [None, 7, None]


def test_it_is_told_when_all_has_settled(follow):
    done, told = follow({"settle": 3, "move": None}, NOTHING)

    assert done == ["settled"]
    assert [report["settled"] for report in told] == [None, 3, None]


def test_a_move_comes_before_what_is_to_settle_after_it(follow):
    done, told = follow({"settle": 4, "move": {"id": 8, "at": AT}})

    assert done == [datetime.fromisoformat(AT), "settled"]
    assert told[-1] == {"settled": 4, "moved": 8, "next": NEXT}


@pytest.mark.parametrize(
    "answer",
    [
        Response("busy", 503),
        Response("no JSON"),
        JSONResponse({}),
        JSONResponse({"move": {"id": 1, "at": "?"}}),
    ],
)
def test_an_answer_that_can_not_be_used_is_asked_for_again(follow, answer):
    with capture_logs() as logs:
        done, told = follow(answer, {"settle": 5, "move": None})

    assert done == ["settled"]
    assert [report.get("hello", False) for report in told] == [True, True, False]
    assert len(logs) == 1


def test_what_could_not_be_done_is_not_reported_and_the_line_goes_on(follow):
    at = datetime.fromisoformat(AT)
    moves = [{"settle": None, "move": {"id": number, "at": AT}} for number in (1, 2)]
    with capture_logs() as logs:
        done, told = follow(*moves, fails=[at])

    assert done == [at, at]
    assert [(report["moved"], report.get("hello", False)) for report in told] == [
        (None, True),
        (None, True),
        (2, False),
    ]
    assert [log["event"] for log in logs] == ["what the sandbox asked for could not be done"]

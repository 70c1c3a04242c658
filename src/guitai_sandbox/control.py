"""The /control long-poll, by which a bank reports what it has finished, and follows the clock."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from guitai_sandbox.phone.bodies import Body
from guitai_sandbox.phone.calls import body_of, world_of


class Report(Body):
    """What the bank has done since it last asked; `hello` where it has just started."""

    settled: int | None = None
    moved: int | None = None
    hello: bool = False


async def control(request: Request) -> JSONResponse:
    """Answer when there is something for the bank to do, after 25 seconds at the latest."""
    report = await body_of(request, Report)
    wish = await world_of(request).bank.poll(settled=report.settled, moved=report.moved, hello=report.hello)
    return JSONResponse(wish)

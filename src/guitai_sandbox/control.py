"""The /control long-poll, by which a bank reports what it has finished, and follows the clock."""

from pydantic import AwareDatetime
from starlette.requests import Request
from starlette.responses import JSONResponse

from guitai_sandbox.phone.bodies import Body
from guitai_sandbox.phone.calls import body_of, world_of


class Report(Body):
    """What the bank has done since it last asked; `hello` where it has just started.

    With `next`, the next moment at which something falls due in it, or null where nothing does, a move of the
    clock stops there. A report without it leaves what the bank said before.
    """

    settled: int | None = None
    moved: int | None = None
    next: AwareDatetime | None = None
    hello: bool = False


async def control(request: Request) -> JSONResponse:
    """Answer when there is something for the bank to do, after 25 seconds at the latest."""
    report = await body_of(request, Report)
    bank = world_of(request).bank
    if "next" in report.model_fields_set:
        bank.comes_next(report.next)
    wish = await bank.poll(settled=report.settled, moved=report.moved, hello=report.hello)
    return JSONResponse(wish)

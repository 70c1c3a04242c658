"""What a tester works with beside the phone: clock, faults, wire journal, text messages, handshake."""

from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from guitai_sandbox.durations import later
from guitai_sandbox.phone.bodies import ClockMove, Rules
from guitai_sandbox.phone.calls import Calls, PhoneError, body_of, number_in, sentence, world_of
from guitai_sandbox.phone.views import ClockView, HandshakeView, SmsList, WireView
from guitai_sandbox.push.handshake import NoAnswer, shake_hands
from guitai_sandbox.state.clock import Backwards, stamp, zoned

calls = Calls()


@calls.serve("GET", "/phone/clock", "The sandbox's time.", answer=ClockView)
async def clock(request: Request) -> JSONResponse:
    """What time it is."""
    return JSONResponse({"now": stamp(world_of(request).clock.now())})


@calls.serve(
    "POST",
    "/phone/clock",
    "Move the clock, forward only, by way of each moment at which something is due; answered when all has run.",
    body=ClockMove,
    answer=ClockView,
    errors=(400,),
)
async def move_clock(request: Request) -> JSONResponse:
    """Move on, and let everybody do what falls due."""
    world = world_of(request)
    wanted = await body_of(request, ClockMove)
    try:
        await world.passage.move(lambda now: _moment(now, wanted))
    except Backwards as error:
        raise PhoneError(400, "forward_only", sentence(error)) from None
    except (ValueError, OverflowError) as error:
        raise PhoneError(400, "bad_request", sentence(error)) from None
    world.tell_clock()
    return JSONResponse({"now": stamp(world.clock.now())})


@calls.serve("POST", "/phone/faults", "Add faults.", body=Rules, status=204, errors=(400,))
async def add_faults(request: Request) -> Response:
    """Put more rules in force."""
    world_of(request).faults.add((await body_of(request, Rules)).rules)
    return Response(status_code=204)


@calls.serve("DELETE", "/phone/faults", "Clear all faults.", status=204)
async def clear_faults(request: Request) -> Response:
    """Nothing goes wrong any more."""
    world_of(request).faults.clear()
    return Response(status_code=204)


@calls.serve(
    "GET",
    "/phone/wire",
    "Every push, reply and API call after a number.",
    query=(("after", "integer", False),),
    answer=WireView,
    errors=(400,),
)
async def wire(request: Request) -> JSONResponse:
    """The journal."""
    return JSONResponse({"entries": world_of(request).wire.after(int(number_in(request, "after")))})


@calls.serve(
    "GET",
    "/phone/sms",
    "The text messages that a number has received.",
    query=(("mobile", "string", False),),
    answer=SmsList,
)
async def sms(request: Request) -> JSONResponse:
    """Text messages, oldest first; of every number where none is named."""
    return JSONResponse({"messages": world_of(request).sms.of(request.query_params.get("mobile"))})


@calls.serve("POST", "/phone/handshake", "Try the bank's callback once.", answer=HandshakeView, errors=(409,))
async def handshake(request: Request) -> JSONResponse:
    """The handshake, now."""
    try:
        await shake_hands(world_of(request))
    except NoAnswer as error:
        raise PhoneError(409, "handshake_failed", sentence(error)) from None
    return JSONResponse({"ok": True})


def _moment(now: datetime, wanted: ClockMove) -> datetime:
    if (wanted.advance is None) == (wanted.at is None):
        raise ValueError("give either advance, as P1D, or at, as 2026-12-01T09:00:00+08:00")
    return later(now, wanted.advance) if wanted.advance is not None else zoned(wanted.at or now)

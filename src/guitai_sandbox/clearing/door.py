"""The house's door, `/clearing/messages`: one message of the bank's taken, or the house's own given."""

import hmac
import re
from collections.abc import Mapping
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from guitai_sandbox.api.ask import Ask
from guitai_sandbox.api.door import Cut, Door
from guitai_sandbox.clearing.conducts import Answer, Asked
from guitai_sandbox.clearing.credits import heard
from guitai_sandbox.clearing.iso import Invalid, Json, Message, Unreadable, read
from guitai_sandbox.clearing.orders import CREDIT_TRANSFER, ordered
from guitai_sandbox.clearing.payments import conduct_towards, take
from guitai_sandbox.clearing.telling import STATUS, standing, unknown
from guitai_sandbox.state.payments import Payment
from guitai_sandbox.world import World

PATH = "/clearing/messages"
QUESTION = "pacs.028.001.03"
LARGEST = 64 * 1024
MOST = 100  # messages in one answer
NUMBER = re.compile("[0-9]{1,18}")
XML = "application/xml"
OUT_OF_ORDER = 503  # what a fault answers, unless it names another
A_MINUTE = timedelta(minutes=1)


class HouseDoor(Door):
    """Speaks HTTP where WeChat speaks numbers; looking for news that there is none of is nothing that happens."""

    def counts(self, request: Request) -> bool:
        """Whether the call is more than a look into an empty box."""
        after = _number(request.query_params, "after", 0)
        world: World = request.app.state.world
        return request.method == "POST" or world.house.mailbox.anything_after(after)

    def failing(self, errcode: int | None) -> Response:
        """The answer of a house whose door is broken."""
        return PlainTextResponse("out of order", errcode or OUT_OF_ORDER)

    def carried_out(self, ask: Ask) -> Response:
        """Give or take."""
        if not _knows(ask.world, ask.headers.get("authorization", "")):
            return PlainTextResponse("who are you?", 401)
        return _given(ask) if ask.method == "GET" else _received(ask)


def _knows(world: World, shown: str) -> bool:
    return hmac.compare_digest(shown.encode(), f"Bearer {world.settings.clearing_token}".encode())


def _given(ask: Ask) -> Response:
    after, most = _number(ask.query, "after", 0), _number(ask.query, "most", MOST)
    if not 1 <= most <= MOST:
        return PlainTextResponse(f"most is a number from 1 to {MOST}", 400)
    return JSONResponse({"messages": ask.world.house.mailbox.after(after, most=most)})


def _number(query: Mapping[str, str], name: str, otherwise: int) -> int:
    text = query.get(name, "")
    return int(text) if NUMBER.fullmatch(text) else otherwise


def _received(ask: Ask) -> Response:
    if ask.headers.get("content-type", "").partition(";")[0].strip().lower() != XML:
        return PlainTextResponse(f"the message is not {XML}", 415)
    if len(ask.raw) > LARGEST:
        return PlainTextResponse("the message is too large", 413)
    try:
        message = read(ask.raw)
        return _answered(ask.world, message)
    except Unreadable as error:
        return PlainTextResponse(str(error), 400)
    except Invalid as error:
        return PlainTextResponse(str(error), 422)


def _answered(world: World, message: Message) -> Response:
    if message.kind == CREDIT_TRANSFER:
        return _taken(world, message)
    if message.kind == QUESTION:
        return _told(world, message)
    if message.kind == STATUS:
        heard(world, message)
        return Response()
    raise Invalid(f"{message.kind} is not for the bank to send")


def _taken(world: World, message: Message) -> Response:
    order = ordered(message)
    before = world.house.payments.get(order.tx_id)
    if before is not None:
        same = before.order == order
        return _word(world, before) if same else PlainTextResponse(f"{order.tx_id} is another payment", 409)
    answer = conduct_towards(order).answer
    if answer is Answer.LOST:
        return Cut()
    payment = take(world, order, msg_id=message.text("GrpHdr", "MsgId") or "")
    return {Answer.CUT: Cut, Answer.LATER: _later}.get(answer, lambda: _word(world, payment))()


def _told(world: World, message: Message) -> Response:
    """How the payment stands that is asked for, as its payee's bank lets the house tell it."""
    original = _original(message)
    payment = world.house.payments.get(original["OrgnlTxId"])
    if payment is None or payment.incoming:
        return Response(unknown(world, original), media_type=XML)
    asked = conduct_towards(payment.order).asked
    if asked is Asked.WORD:
        return _word(world, payment)
    if asked is Asked.LATER:
        moment = world.clock.now() + A_MINUTE
        world.agenda.at(moment, lambda: world.house.mailbox.put(standing(world, payment)))
    return _later()


def _original(message: Message) -> Json:
    if message.count("TxInf") != 1 or message.text("TxInf", "OrgnlTxId") is None:
        raise Invalid("one payment is asked for, by its OrgnlTxId")
    names = ("OrgnlEndToEndId", "OrgnlTxId", "OrgnlUETR")
    return {name: message.text("TxInf", name) for name in names}


def _word(world: World, payment: Payment) -> Response:
    return Response(standing(world, payment), media_type=XML)


def _later() -> Response:
    return Response(status_code=202)

"""Keeping what is done at the phone API, and giving it out: `guitai-sandbox replay` does it again.

PINs stand in it, as they do in the calls. Nobody's money is in a sandbox, and it serves this machine alone.
"""

import base64
import json
from functools import wraps
from http import HTTPStatus

from pydantic_core import from_json
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from guitai_sandbox.durations import later
from guitai_sandbox.phone.bodies import ClockMove
from guitai_sandbox.phone.calls import Call, Calls, Endpoint, PhoneError, world_of
from guitai_sandbox.phone.places import from_bank, links, options
from guitai_sandbox.state.chats import Bubble
from guitai_sandbox.state.clock import stamp, zoned
from guitai_sandbox.state.recording import Act, Json
from guitai_sandbox.state.users import User
from guitai_sandbox.world import World

BANKS_WORD = ("bound", "accepted")

calls = Calls()


@calls.serve(
    "GET",
    "/phone/recording",
    "What was done at the phone API since the sandbox began, PINs included: JSON lines for `guitai-sandbox replay`.",
    media_type="application/jsonl",
)
async def recording(request: Request) -> Response:
    """The session so far."""
    world = world_of(request)
    heard = {user.openid: _heard(user) for user in world.users}
    lines = world.recording.lines(quiet=world.bank.idle, heard=heard)
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    return Response(text, media_type="application/jsonl")


def recorded(call: Call) -> Endpoint:
    """The call's endpoint, with each use of it kept. Looking is no act."""
    if call.method == "GET":
        return call.endpoint

    @wraps(call.endpoint)
    async def acts(request: Request) -> Response:
        world, body = world_of(request), await _body(request)
        openid = request.path_params.get("openid", "")
        user = world.users.get(openid)
        heard = _heard(user) if user else 0
        what = f"{request.method} {request.url.path}"
        act = world.recording.begin(what, openid=openid, quiet=world.bank.idle, heard=heard)
        try:
            response = await call.endpoint(request)
        except PhoneError as error:
            _end(world, act, body, error.status)
            raise
        _end(world, act, body | _given(response), response.status_code)
        act.came |= {name: said for name, said in _answer(response).items() if name in BANKS_WORD}
        return response

    return acts


def _heard(user: User) -> int:
    return len(from_bank(user.chat.after(0)))


async def _body(request: Request) -> Json:
    """What is sent; a file by its content."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return _read(await request.body())
    form: Json = {}
    for name, value in (await request.form()).items():
        if isinstance(value, UploadFile):
            content = base64.b64encode(await value.read()).decode()
            await value.seek(0)
            form[name] = {"filename": value.filename, "content": content}
        else:
            form[name] = value
    return {"form": form}


def _read(text: bytes) -> Json:
    try:
        body = from_json(text or b"{}")
    except ValueError:
        return {}  # the call says what is wrong with it
    return body if isinstance(body, dict) else {}


def _answer(response: Response) -> Json:
    return _read(bytes(response.body))


def _given(response: Response) -> Json:
    """The openid that a new phone was given: another run is to give it the same."""
    answer = _answer(response)
    return {"openid": answer["openid"]} if "openid" in answer else {}


def _end(world: World, act: Act, body: Json, status: int) -> None:
    """Keep how it ended. What was wrong in itself has done nothing; what was not there has no place."""
    placed = None if status == HTTPStatus.BAD_REQUEST else _placed(world, act, body)
    if placed is None:
        world.recording.forget(act)
        return
    act.body, act.came = placed, {"status": status}


def _placed(world: World, act: Act, body: Json) -> Json | None:
    """The body, with the place of what another run has under another id; None where the chat shows no such thing."""
    if act.call.endswith("/tap"):
        user = world.users.get(act.openid)
        return _tapped(user.chat.after(0) if user else [], body)
    if "/device/" in act.call:
        return _in_hand(world, act, body)
    if act.call.endswith("/clock"):
        wanted = ClockMove.model_validate(body)
        moment = later(act.at, wanted.advance) if wanted.advance else zoned(wanted.at or act.at)
        return {"at": stamp(moment)}
    return body


def _tapped(chat: list[Bubble], body: Json) -> Json | None:
    for place, message in enumerate(from_bank(chat), 1):
        if message["seq"] == body["seq"] and body["option"] in options(message):
            return {"message": place, "option": options(message).index(str(body["option"])) + 1}
    return None


def _in_hand(world: World, act: Act, body: Json) -> Json:
    """What the phone's device did, with which link. A code that came by SMS is another the next time."""
    kept = {name: value for name, value in body.items() if value is not None}
    if "url" in kept and (link := _link(world, str(kept["url"]), whose=act.openid)):
        kept = {**link, **{name: value for name, value in kept.items() if name != "url"}}
    code = kept.get("code")
    if code and any(str(code) in message["text"] for message in world.sms.of(None)):
        del kept["code"]
    return kept


def _link(world: World, url: str, *, whose: str) -> Json | None:
    """Its place in this person's chat, or else in that of another, who may have passed it on."""
    for user in world.users:
        shown = links(user.chat.after(0))
        if url in shown:
            return {"link": shown.index(url) + 1} | ({} if user.openid == whose else {"of": user.openid})
    return None

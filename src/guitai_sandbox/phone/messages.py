"""The chat: saying, showing and tapping things, and reading what has come."""

from pydantic import TypeAdapter
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse

from guitai_sandbox.bubbles import PhonesOwn, event_bubble
from guitai_sandbox.media.pictures import Unreadable
from guitai_sandbox.phone.bodies import (
    Event,
    LinkMessage,
    LocationMessage,
    MenuMessage,
    Message,
    StickerMessage,
    Tap,
    TextMessage,
)
from guitai_sandbox.phone.calls import Calls, PhoneError, body_of, number_in, user_of, world_of
from guitai_sandbox.phone.views import MessagesView, SeqView
from guitai_sandbox.push import contents, speaking
from guitai_sandbox.push.delivery import send_event
from guitai_sandbox.push.menu_taps import button_of, tap
from guitai_sandbox.state.users import User
from guitai_sandbox.world import World

LONGEST_WAIT_SECONDS = 30
ANY_MESSAGE: TypeAdapter[Message] = TypeAdapter(Message)

calls = Calls()


@calls.serve(
    "GET",
    "/phone/users/{openid}/messages",
    "What is newer than `after`, waiting for it if there is nothing.",
    query=(("after", "integer", False), ("wait", "number", False)),
    answer=MessagesView,
    errors=(400, 404),
)
async def newer(request: Request) -> JSONResponse:
    """Messages after a number. The wait ends early once a bank that reports has finished without a word."""
    user, world = user_of(request), world_of(request)
    after = number_in(request, "after")
    seconds = min(number_in(request, "wait"), LONGEST_WAIT_SECONDS)
    busy = not world.bank.idle
    await world.pulse.until(
        lambda: user.chat.last > after or (busy and world.bank.reports and world.bank.idle), seconds=seconds
    )
    return JSONResponse({"messages": user.chat.after(int(after)), "idle": world.bank.idle})


@calls.serve(
    "POST",
    "/phone/users/{openid}/messages",
    "Say or send something, or tap the menu.",
    body=Message,
    form=True,
    answer=SeqView,
    status=202,
    errors=(400, 404, 409),
)
async def send(request: Request) -> JSONResponse:
    """Send whatever it is; the answer of the bank comes as a message."""
    user, world = user_of(request, following=True), world_of(request)
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        seq = await _send_file(request, world, user)
    else:
        seq = _send(world, user, await body_of(request, ANY_MESSAGE))
    return JSONResponse({"seq": seq}, status_code=202)


@calls.serve(
    "POST",
    "/phone/users/{openid}/tap",
    "Tap an option of a message: its text is said with its id.",
    body=Tap,
    answer=SeqView,
    status=202,
    errors=(400, 404, 409),
)
async def tap_option(request: Request) -> JSONResponse:
    """Tap an option; old ones can be tapped for ever."""
    user, world = user_of(request, following=True), world_of(request)
    wanted = await body_of(request, Tap)
    message = user.chat.message(wanted.seq)
    if message is None:
        raise PhoneError(404, "no_such_message", f"The chat has no message {wanted.seq}.")
    options = message.get("options")
    for option in options if isinstance(options, list) else []:
        if option["option"] == wanted.option:
            menu_id = None if isinstance(option["option"], PhonesOwn) else wanted.option
            seq = speaking.says(world, user, option["text"], menu_id=menu_id)
            return JSONResponse({"seq": seq}, status_code=202)
    raise PhoneError(404, "no_such_option", f"Message {wanted.seq} has no option {wanted.option!r}.")


@calls.serve(
    "POST",
    "/phone/users/{openid}/events",
    "Push any event, such as LOCATION or one that no bank knows.",
    body=Event,
    answer=SeqView,
    status=202,
    errors=(400, 404, 409),
)
async def push_event(request: Request) -> JSONResponse:
    """An event that no button or gesture of this phone makes."""
    user, world = user_of(request, following=True), world_of(request)
    given = await body_of(request, Event)
    key = given.fields.get("EventKey")
    bubble = event_bubble(given.event, key if isinstance(key, str) else "")
    seq = user.chat.add("user", bubble, at=world.clock.now())
    send_event(world, user, given.event, contents.elements(given.fields))
    return JSONResponse({"seq": seq}, status_code=202)


def _send(world: World, user: User, message: Message) -> int:
    match message:
        case TextMessage():
            return speaking.says(world, user, message.content)
        case LocationMessage():
            return speaking.sends_place(
                world, user, message.latitude, message.longitude, label=message.label, scale=message.scale
            )
        case LinkMessage():
            return speaking.sends_link(world, user, message.title, message.description, message.url)
        case StickerMessage():
            return speaking.sends_sticker(world, user)
        case MenuMessage():
            return _tap_menu(world, user, message)


def _tap_menu(world: World, user: User, message: MenuMessage) -> int:
    menu = world.menus.seen_by(user)
    button = button_of(menu, message.key)
    if menu is None or button is None:
        raise PhoneError(404, "no_such_button", f"The menu has no button with the key {message.key!r}.")
    return tap(world, user, menu, button, scanned=message.scanned)


async def _send_file(request: Request, world: World, user: User) -> int:
    async with request.form() as form:
        kind, recognition = form.get("type"), form.get("recognition")
        file = next((value for value in form.values() if isinstance(value, UploadFile)), None)
        if file is None:
            raise PhoneError(400, "bad_request", "The form holds no file.")
        data, name = await file.read(), file.filename or "file"
    try:
        if kind == "image":
            return await speaking.sends_picture(world, user, data)
        if kind == "voice":
            said = recognition if isinstance(recognition, str) else ""
            return await speaking.sends_voice(world, user, data, recognition=said)
        if kind in ("video", "shortvideo"):
            return await speaking.sends_video(world, user, data, kind=str(kind))
    except Unreadable as error:
        raise PhoneError(400, "unreadable", f"{name}: {error}.") from None
    if kind == "file":
        return speaking.sends_file(world, user, name)
    raise PhoneError(400, "bad_request", "type is image, voice, video, shortvideo or file.")

"""Files that phones show, and the events that the phone page listens to."""

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from guitai_sandbox.media.sounds import as_mp3
from guitai_sandbox.phone.calls import Calls, PhoneError, world_of
from guitai_sandbox.state.feed import Feed

calls = Calls()


@calls.serve(
    "GET",
    "/phone/media/{name}",
    "A picture, voice or video of a chat; a voice under `.mp3`.",
    errors=(404,),
    media_type="*/*",
)
async def media(request: Request) -> Response:
    """The file, however old."""
    name: str = request.path_params["name"]
    media_id, _, extension = name.partition(".")
    medium = world_of(request).media.shown(media_id)
    if medium is None:
        raise PhoneError(404, "no_such_medium", "There is no such picture, voice or video.")
    if extension == "mp3" and medium.content_type != "audio/mpeg":
        return Response(await asyncio.to_thread(as_mp3, medium.data), media_type="audio/mpeg")
    return Response(medium.data, media_type=medium.content_type)


@calls.serve(
    "GET",
    "/phone/events",
    "Server-sent events: a new message, wire entry or time.",
    media_type="text/event-stream",
)
async def events(request: Request) -> Response:
    """Tell what happens from now on."""
    return StreamingResponse(_told(world_of(request).feed), media_type="text/event-stream")


async def _told(feed: Feed) -> AsyncIterator[str]:
    yield ": listening\n\n"
    async for notice in feed.listen():
        yield f"data: {json.dumps(notice)}\n\n"

"""Temporary media: uploaded for three days, and what customers sent, to be fetched within three."""

from starlette.responses import Response

from guitai_sandbox.api.ask import Ask, Calls, Json, Upload
from guitai_sandbox.errors import WeChatError
from guitai_sandbox.media.uploads import IN_ARTICLES, TEMPORARY, checked
from guitai_sandbox.state.media import Medium

calls = Calls()


@calls.post("/cgi-bin/media/upload")
def upload(ask: Ask) -> Json:
    """Keep a file for three days."""
    kind = ask.query.get("type", "")
    if kind not in TEMPORARY:
        raise WeChatError(40004)
    file = uploaded(ask)
    content_type, seconds = checked(file.data, TEMPORARY[kind])
    medium = ask.world.media.put(kind, file.data, content_type, file.filename, seconds=seconds)
    name = "thumb_media_id" if kind == "thumb" else "media_id"
    return {"type": kind, name: medium.id, "created_at": int(medium.made_at.timestamp())}


@calls.get("/cgi-bin/media/get")
def fetch(ask: Ask) -> Json | Response:
    """The bytes; of a video, the address of the bytes."""
    medium = _named(ask)
    if medium.kind == "video":
        return {"video_url": ask.world.shown_at(medium)}
    return as_file(medium)


@calls.get("/cgi-bin/media/get/jssdk")
def fetch_wideband(ask: Ask) -> Response:
    """A voice at 16 kHz."""
    medium = _named(ask)
    if medium.wideband is None:
        raise WeChatError(40007)
    return as_file(ask.world.media.usable(medium.wideband))


@calls.post("/cgi-bin/media/uploadimg")
def upload_picture(ask: Ask) -> Json:
    """A picture for articles; it has an address and no id."""
    file = uploaded(ask)
    content_type, _ = checked(file.data, IN_ARTICLES)
    medium = ask.world.media.put("picture", file.data, content_type, file.filename, permanent=True)
    return {"url": ask.world.shown_at(medium)}


def uploaded(ask: Ask) -> Upload:
    """The file of the form."""
    file = ask.files.get("media")
    if file is None or not file.filename:
        raise WeChatError(41005)
    return file


def as_file(medium: Medium) -> Response:
    """The bytes with their type and name."""
    extension = medium.content_type.rpartition("/")[2]
    headers = {"Content-disposition": f'attachment; filename="{medium.id}.{extension}"'}
    return Response(medium.data, media_type=medium.content_type, headers=headers)


def _named(ask: Ask) -> Medium:
    media_id = ask.query.get("media_id")
    if not media_id:
        raise WeChatError(41006)
    return ask.world.media.usable(media_id)

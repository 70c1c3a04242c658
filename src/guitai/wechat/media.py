"""Pictures, recordings and films that customers send: fetched before WeChat forgets them."""

from guitai.outbox import Request
from guitai.wechat.api import WeChatApi
from guitai.wechat.codes import BadMedia
from guitai.wechat.message import Kind, Message

MEDIA = "media"  # the outbox's destination
AT_ONCE = 3  # somebody waits for what they hold, and a film takes long
WITH_MEDIA = frozenset({Kind.IMAGE, Kind.VOICE, Kind.VIDEO, Kind.SHORT_VIDEO})
# How a recording begins that anybody can play. At 16 kHz WeChat may send a codec of its own, whatever it calls it.
PLAYABLE = (b"#!AMR", b"OggS", b"RIFF", b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")


def wanted(push: Message) -> dict[str, str] | None:
    """What of this push is to be fetched. A recording in its better quality, where there is one, or else as it is."""
    ids = [one for one in (push.media_id_16k, push.media_id) if one]
    if push.kind not in WITH_MEDIA or not ids:
        return None
    return {"media_id": ids[0], "kind": push.kind} | ({"or_media_id": ids[1]} if ids[1:] else {})


def fetch(api: WeChatApi, request: Request) -> tuple[str, bytes]:
    """The content type and the bytes, from WeChat."""
    with api.wire.in_time():
        try:
            file = api.media(request.body["media_id"])
        except BadMedia:
            if "or_media_id" not in request.body:
                raise
            file = None
        if file is None or ("or_media_id" in request.body and not file.content.startswith(PLAYABLE)):
            file = api.media(request.body["or_media_id"])
    return file.content_type, file.content

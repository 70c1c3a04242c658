"""Pictures, recordings and films that customers send: fetched before WeChat forgets them, and kept."""

from guitai.database import Owner, Transaction
from guitai.outbox import Request
from guitai.wechat.api import WeChatApi
from guitai.wechat.codes import BadMedia
from guitai.wechat.message import Kind, Message

MEDIA = "media"  # the outbox's destination
WITH_MEDIA = frozenset({Kind.IMAGE, Kind.VOICE, Kind.VIDEO, Kind.SHORT_VIDEO})


def wanted(push: Message) -> list[dict[str, str]]:
    """What of this push is to be fetched. A recording in its better quality, where there is one, or else as it is."""
    ids = [one for one in (push.media_id_16k, push.media_id) if one]
    if push.kind not in WITH_MEDIA or not ids:
        return []
    return [{"media_id": ids[0], "kind": push.kind} | ({"or_media_id": ids[1]} if ids[1:] else {})]


def fetch(api: WeChatApi, request: Request) -> tuple[str, bytes]:
    """The content type and the bytes, from WeChat."""
    with api.wire.in_time():
        try:
            file = api.media(request.body["media_id"])
        except BadMedia:
            if "or_media_id" not in request.body:
                raise
            file = api.media(request.body["or_media_id"])
    return file.content_type, file.content


def keep(db: Transaction, request: Request, content_type: str, content: bytes) -> None:
    """Store what was fetched; fetching it twice stores it once."""
    db.execute(
        """
        INSERT INTO wechat.media (owner, media_id, turn_id, kind, content_type, content, received_at)
        VALUES (%(owner)s, %(media)s, %(turn)s, %(kind)s, %(content_type)s, %(content)s, %(now)s)
            ON CONFLICT ON CONSTRAINT media_pkey DO NOTHING
        """,
        {
            "owner": request.owner,
            "media": request.body["media_id"],
            "turn": request.turn_id,
            "kind": request.body["kind"],
            "content_type": content_type,
            "content": content,
            "now": db.now,
        },
    )


def kept(db: Transaction, owner: Owner) -> int:
    """How many of a customer's pictures, recordings and films we hold."""
    row = db.execute("SELECT count(*) FROM wechat.media WHERE owner = %(owner)s", {"owner": owner}).fetchone()
    return int(row[0]) if row else 0

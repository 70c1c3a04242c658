"""What WeChat pushes, as a value: so is a type that nobody knows, and nothing missing is an error."""

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from guitai.clock import BANK_ZONE
from guitai.wechat.xml import Tree, text

# A sticker, or whatever else the account can't receive, arrives as text that says so.
UNSUPPORTED = frozenset({"[Unsupported Message]", "【收到不支持的消息类型，暂无法显示】"})


class Kind(StrEnum):
    """MsgType; `UNKNOWN` is every type not listed here."""

    TEXT = "text"
    IMAGE = "image"
    VOICE = "voice"
    VIDEO = "video"
    SHORT_VIDEO = "shortvideo"
    LOCATION = "location"
    LINK = "link"
    EVENT = "event"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Message:
    """One push. A field that the type doesn't have, or that did not come, is empty; `raw` keeps all."""

    kind: Kind
    sender: str  # the customer's openid
    account: str  # the official account's original id
    created_at: datetime | None
    msg_id: str  # a message's MsgId or a job event's MsgID
    content: str = ""
    option: str = ""  # bizmsgmenuid: which option was tapped, if one was; can be forged by typing
    unsupported: bool = False  # a sticker: never to be read as words
    media_id: str = ""
    media_id_16k: str = ""  # voice at 16 kHz, the better one to recognise
    thumb_media_id: str = ""
    picture_url: str = ""
    format: str = ""  # of voice; says amr for several formats, so look at the bytes
    recognition: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    label: str = ""
    title: str = ""
    description: str = ""
    url: str = ""
    event: str = ""  # in WeChat's own letter case
    key: str = ""  # EventKey: a button's key, a URL, a scene
    ticket: str = ""
    scan_result: str = ""
    status: str = ""  # of a job event
    raw: Tree = field(default_factory=dict)


def message(tree: Tree) -> Message:
    """The message in a parsed push."""
    content = text(tree, "Content")
    place = tree if "Location_X" in tree else (tree.get("SendLocationInfo") or [tree])[0]
    latitude, longitude = _place(text(place, "Location_X"), text(place, "Location_Y"))
    if latitude is None:  # the LOCATION event has names of its own
        latitude, longitude = _place(text(tree, "Latitude"), text(tree, "Longitude"))
    return Message(
        kind=_kind(text(tree, "MsgType")),
        sender=text(tree, "FromUserName"),
        account=text(tree, "ToUserName"),
        created_at=_moment(text(tree, "CreateTime")),
        msg_id=text(tree, "MsgId") or text(tree, "MsgID"),
        content=content,
        option=text(tree, "bizmsgmenuid"),
        unsupported=content in UNSUPPORTED,
        media_id=text(tree, "MediaId"),
        media_id_16k=text(tree, "MediaId16K"),
        thumb_media_id=text(tree, "ThumbMediaId"),
        picture_url=text(tree, "PicUrl"),
        format=text(tree, "Format"),
        recognition=text(tree, "Recognition"),
        latitude=latitude,
        longitude=longitude,
        label=text(place, "Label"),
        title=text(tree, "Title"),
        description=text(tree, "Description"),
        url=text(tree, "Url"),
        event=text(tree, "Event"),
        key=text(tree, "EventKey"),
        ticket=text(tree, "Ticket"),
        scan_result=text(tree, "ScanCodeInfo", "ScanResult"),
        status=text(tree, "Status"),
        raw=tree,
    )


def dedup_key(message: Message, body: bytes) -> bytes:
    """What makes two pushes the same one: 32 bytes over all that identifies it and the decrypted `body`.

    MsgId alone is not unique: people who spoke at once have got equal ones. Nor is an event's second.
    """
    parts = [
        message.account,
        message.sender,
        message.msg_id or "-",
        text(message.raw, "CreateTime"),
        text(message.raw, "MsgType"),
        message.event,
        message.key,
        sha256(body).hexdigest(),
    ]
    return sha256(json.dumps(parts).encode()).digest()


def _kind(msg_type: str) -> Kind:
    try:
        return Kind(msg_type)
    except ValueError:
        return Kind.UNKNOWN


def _moment(seconds: str) -> datetime | None:
    if not re.fullmatch(r"[0-9]{1,11}", seconds):
        return None
    return datetime.fromtimestamp(int(seconds), BANK_ZONE)


def _place(latitude: str, longitude: str) -> tuple[Decimal | None, Decimal | None]:
    """Both or neither: half a place is none."""
    number = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{1,20})?")
    if not (number.fullmatch(latitude) and number.fullmatch(longitude)):
        return None, None
    north, east = Decimal(latitude), Decimal(longitude)
    return (north, east) if abs(north) <= 90 and abs(east) <= 180 else (None, None)

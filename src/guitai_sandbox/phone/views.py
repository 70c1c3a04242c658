"""What the phone API gives, for the OpenAPI document and the type checker."""

from typing import Literal, NotRequired

from pydantic import JsonValue
from typing_extensions import TypedDict


class UserView(TypedDict):
    """One phone."""

    openid: str
    nickname: str
    customer: str | None
    following: bool


class UsersView(TypedDict):
    """Every phone."""

    users: list[UserView]


class DetailsView(TypedDict):
    """What the user types in where the bank asks who they are, and the origin of the pages that may ask."""

    name: str
    id_number: str
    card_number: str
    mobile: str
    pin: str
    bank: str


class SeqView(TypedDict):
    """The number of what was done, in the chat."""

    seq: int


class OptionView(TypedDict):
    """Something to tap: its id, what the tap says, and what stands in the text for it."""

    option: str
    text: str
    label: str


class LinkView(TypedDict):
    """A link in a text."""

    text: str
    url: str


class ArticleView(TypedDict):
    """An article."""

    title: str
    description: str
    url: str
    picture: str


class FieldView(TypedDict):
    """A line of a template message or a card."""

    label: str
    value: str


MessageView = TypedDict(
    "MessageView",
    {
        "seq": int,
        "from": Literal["user", "bank", "wechat"],
        "at": str,
        "type": Literal["text", "menu", "image", "voice", "video", "news", "template", "event"],
        "content": NotRequired[str],
        "options": NotRequired[list[OptionView]],
        "links": NotRequired[list[LinkView]],
        "head": NotRequired[str],
        "tail": NotRequired[str],
        "url": NotRequired[str],
        "seconds": NotRequired[int],
        "articles": NotRequired[list[ArticleView]],
        "title": NotRequired[str],
        "fields": NotRequired[list[FieldView]],
        "event": NotRequired[str],
        "key": NotRequired[str],
        "latitude": NotRequired[float],
        "longitude": NotRequired[float],
    },
)


class MessagesView(TypedDict):
    """What is newer, and whether anything is still going on."""

    messages: list[MessageView]
    idle: bool


class MenuView(TypedDict):
    """The menu in WeChat's own form."""

    button: list[dict[str, JsonValue]]
    menuid: NotRequired[int]


class CardView(TypedDict):
    """A card as the device shows it."""

    title: str
    rows: list[FieldView]
    text: str
    pictures: list[str]
    documents: list[str]
    expires_at: str | None


class BoundView(TypedDict):
    """Whether the bank has bound the device; if not, what it says to that."""

    bound: bool
    message: str


class SignedView(TypedDict):
    """What the device showed before signing, whether the signature was accepted, and what the page said after."""

    shown: str
    accepted: bool
    result: str


class SmsView(TypedDict):
    """A text message."""

    at: str
    text: str


class SmsList(TypedDict):
    """The text messages of one number."""

    messages: list[SmsView]


class ClockView(TypedDict):
    """The sandbox's time."""

    now: str


class EntryView(TypedDict):
    """One thing that went over the wire."""

    seq: int
    at: str
    openid: str | None
    direction: Literal["push", "reply", "api"]
    method: str
    path: str
    encrypted: str | None
    plain: str | None
    status: int | None
    note: str | None


class WireView(TypedDict):
    """The journal."""

    entries: list[EntryView]


class HandshakeView(TypedDict):
    """The callback has passed."""

    ok: bool

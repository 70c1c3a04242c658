"""The bodies of customer-service messages: what is sent after the reply's five seconds, as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, TypeAlias


@dataclass(frozen=True)
class Text:
    """Words, with `links`; at most 1,800 bytes (`links.split`)."""

    msgtype: ClassVar[str] = "text"
    content: str


@dataclass(frozen=True)
class Image:
    """An uploaded picture."""

    msgtype: ClassVar[str] = "image"
    media_id: str


@dataclass(frozen=True)
class Voice:
    """An uploaded recording."""

    msgtype: ClassVar[str] = "voice"
    media_id: str


@dataclass(frozen=True)
class Video:
    """An uploaded film with an uploaded cover."""

    msgtype: ClassVar[str] = "video"
    media_id: str
    thumb_media_id: str
    title: str = ""
    description: str = ""


@dataclass(frozen=True)
class Music:
    """Music by address, with an uploaded cover."""

    msgtype: ClassVar[str] = "music"
    thumb_media_id: str
    musicurl: str
    hqmusicurl: str
    title: str = ""
    description: str = ""


@dataclass(frozen=True)
class News:
    """A page on the web with a picture; WeChat takes exactly one at a time."""

    msgtype: ClassVar[str] = "news"
    title: str
    description: str
    url: str
    picurl: str


@dataclass(frozen=True)
class PublishedArticle:
    """An article that the account has published."""

    msgtype: ClassVar[str] = "mpnewsarticle"
    article_id: str


@dataclass(frozen=True)
class Option:
    """A line of a `Menu`; a tap says `content` for the customer and brings `id` back."""

    id: str
    content: str


@dataclass(frozen=True)
class Menu:
    """Choices to tap. Only verified accounts may send it (40200 otherwise)."""

    msgtype: ClassVar[str] = "msgmenu"
    head_content: str
    options: tuple[Option, ...]
    tail_content: str = ""


@dataclass(frozen=True)
class Coupon:
    """A card of WeChat's coupon wallet."""

    msgtype: ClassVar[str] = "wxcard"
    card_id: str


@dataclass(frozen=True)
class MiniProgramPage:
    """A page of a linked mini program."""

    msgtype: ClassVar[str] = "miniprogrampage"
    title: str
    appid: str
    pagepath: str
    thumb_media_id: str


Body: TypeAlias = (
    Text | Image | Voice | Video | Music | News | PublishedArticle | Menu | Coupon | MiniProgramPage
)


def request(openid: str, body: Body, *, agent: str = "", by_machine: bool = False) -> Mapping[str, Any]:
    """The request's JSON, fit to be kept in the outbox until it is sent.

    `agent` shows the message as one person's of the human desk; `by_machine` marks it as a model's words.
    """
    asked: dict[str, Any] = {"touser": openid, "msgtype": body.msgtype, body.msgtype: _content(body)}
    if agent:
        asked["customservice"] = {"kf_account": agent}
    if by_machine:
        asked["aimsgcontext"] = {"is_ai_msg": 1}
    return asked


def _content(body: Body) -> Mapping[str, Any]:
    fields = asdict(body)
    match body:
        case News():
            return {"articles": [fields]}
        case Menu():
            return {"head_content": body.head_content, "list": list(fields["options"])} | {
                "tail_content": body.tail_content
            }
        case _:
            return fields

"""The passive replies: what answers a push in its own HTTP response, as XML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, TypeAlias

from guitai.wechat.message import Kind, Message

SUCCESS = b"success"  # nothing to say: WeChat shows nothing and does not ask again
MAX_ARTICLES = 8
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 §2.2


@dataclass(frozen=True)
class Text:
    """Words, with `links`; at most 1,800 bytes (`links.split`)."""

    type: ClassVar[str] = "text"
    content: str

    def __post_init__(self) -> None:
        if not self.content.strip():
            raise ValueError("an empty text makes WeChat show its fault notice; answer `success` instead")


@dataclass(frozen=True)
class Image:
    """An uploaded picture."""

    type: ClassVar[str] = "image"
    media_id: str


@dataclass(frozen=True)
class Voice:
    """An uploaded recording."""

    type: ClassVar[str] = "voice"
    media_id: str


@dataclass(frozen=True)
class Video:
    """An uploaded film."""

    type: ClassVar[str] = "video"
    media_id: str
    title: str = ""
    description: str = ""


@dataclass(frozen=True)
class Music:
    """Music by address, with an uploaded cover."""

    type: ClassVar[str] = "music"
    thumb_media_id: str
    title: str = ""
    description: str = ""
    music_url: str = ""
    hq_music_url: str = ""


@dataclass(frozen=True)
class Article:
    """One line of `News`: a page on the web with a picture."""

    title: str
    description: str
    picture_url: str
    url: str


@dataclass(frozen=True)
class News:
    """Articles: one where a message is answered, up to eight where an event is."""

    type: ClassVar[str] = "news"
    articles: tuple[Article, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.articles) <= MAX_ARTICLES:
            raise ValueError(f"news needs 1 to {MAX_ARTICLES} articles, not {len(self.articles)}")


@dataclass(frozen=True)
class ToStaff:
    """Hand the conversation to WeChat's human desk, to one agent if `account` names one."""

    type: ClassVar[str] = "transfer_customer_service"
    account: str = ""


@dataclass(frozen=True)
class ToWeChatAnswers:
    """Hand the message to WeChat's own automatic answers."""

    type: ClassVar[str] = "transfer_biz_ai_ivr"


Reply: TypeAlias = Text | Image | Voice | Video | Music | News | ToStaff | ToWeChatAnswers


def render(reply: Reply, message: Message, *, at: datetime) -> bytes:
    """The reply as XML, addressed back to whoever sent `message`: WeChat refuses any other recipient."""
    if isinstance(reply, News) and len(reply.articles) > 1 and message.kind is not Kind.EVENT:
        raise ValueError("a message is answered with one article; several answer an event only")
    body = (
        _element("ToUserName", message.sender),
        _element("FromUserName", message.account),
        f"<CreateTime>{int(at.timestamp())}</CreateTime>",
        _element("MsgType", reply.type),
        *_fields(reply),
    )
    return f"<xml>{''.join(body)}</xml>".encode()


def _fields(reply: Reply) -> Iterator[str]:
    match reply:
        case Text(content):
            yield _element("Content", content)
        case Image(media_id):
            yield f"<Image>{_element('MediaId', media_id)}</Image>"
        case Voice(media_id):
            yield f"<Voice>{_element('MediaId', media_id)}</Voice>"
        case Video(media_id, title, description):
            yield f"<Video>{_element('MediaId', media_id)}{_heading(title, description)}</Video>"
        case Music(thumb, title, description, url, hq_url):
            yield f"<Music>{_heading(title, description)}{_element('MusicUrl', url)}"
            yield f"{_element('HQMusicUrl', hq_url)}{_element('ThumbMediaId', thumb)}</Music>"
        case News(articles):
            yield f"<ArticleCount>{len(articles)}</ArticleCount>"
            yield f"<Articles>{''.join(_item(article) for article in articles)}</Articles>"
        case ToStaff(account) if account:
            yield f"<TransInfo>{_element('KfAccount', account)}</TransInfo>"


def _item(article: Article) -> str:
    picture, url = _element("PicUrl", article.picture_url), _element("Url", article.url)
    return f"<item>{_heading(article.title, article.description)}{picture}{url}</item>"


def _heading(title: str, description: str) -> str:
    return _element("Title", title) + _element("Description", description)


def _element(name: str, text: str) -> str:
    """An element in CDATA. A `]]>` inside is cut in two, and what XML cannot hold is left out."""
    safe = FORBIDDEN.sub("", text).replace("]]>", "]]]]><![CDATA[>")
    return f"<{name}><![CDATA[{safe}]]></{name}>"

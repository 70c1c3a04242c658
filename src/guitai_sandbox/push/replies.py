"""The bank's passive replies: parsed and checked as WeChat does, then shown as messages."""

from guitai_sandbox import xml
from guitai_sandbox.bubbles import media_bubble, news_bubble, text_bubble
from guitai_sandbox.codec import CodecError
from guitai_sandbox.errors import WeChatError
from guitai_sandbox.settings import Mode
from guitai_sandbox.state.chats import Bubble
from guitai_sandbox.state.users import User
from guitai_sandbox.world import World
from guitai_sandbox.xml import Node

SILENT = (b"", b"success")


class BadReply(Exception):
    """WeChat cannot make sense of the answer, and tells the customer that the service is faulty."""


def read_reply(world: World, user: User, body: bytes, *, articles: int) -> list[Bubble]:
    """What the customer sees of the reply; nothing for an acknowledgement."""
    if body in SILENT:
        return []
    reply = _opened(world, _parsed(body))
    expected = {"ToUserName": user.openid, "FromUserName": world.settings.original_id}
    for tag, value in expected.items():
        if reply.find(tag) != value:
            raise BadReply(f"{tag} is {reply.find(tag)!r}, not {value!r}")
    if not (reply.find("CreateTime") or "").isdecimal():
        raise BadReply("CreateTime is not a whole number")
    try:
        return _shown(world, reply, articles)
    except WeChatError as error:
        raise BadReply(f"the reply names a medium that is unknown or expired ({error.errcode})") from None


def opened(world: World, body: bytes) -> tuple[str | None, str]:
    """For the journal: the reply as it came where that was encrypted, and as far as it can be read."""
    text = body.decode(errors="replace")
    try:
        sealed = xml.read(text).find("Encrypt")
        return (None, text) if sealed is None else (text, world.codec.decrypt(sealed))
    except (xml.BadXml, CodecError):
        return None, text


def _parsed(body: bytes) -> Node:
    try:
        return xml.read(body.decode())
    except (xml.BadXml, UnicodeDecodeError) as error:
        raise BadReply(f"the reply is not XML: {error}") from None


def _opened(world: World, reply: Node) -> Node:
    """The reply itself, its signature checked; safe mode takes nothing that is not encrypted."""
    encrypted = reply.find("Encrypt")
    if encrypted is None:
        if world.settings.mode is Mode.SAFE:
            raise BadReply("the reply is not encrypted, in safe mode")
        return reply
    if world.settings.mode is Mode.PLAIN:
        raise BadReply("the reply is encrypted, in plain mode")
    timestamp, nonce, given = (reply.find(tag) for tag in ("TimeStamp", "Nonce", "MsgSignature"))
    if not (timestamp and timestamp.isdecimal() and nonce and given):
        raise BadReply("an encrypted reply needs Encrypt, MsgSignature, TimeStamp and Nonce")
    try:
        world.codec.verify(given, timestamp=timestamp, nonce=nonce, encrypted=encrypted)
        return _parsed(world.codec.decrypt(encrypted).encode())
    except CodecError as error:
        raise BadReply(str(error)) from None


def _shown(world: World, reply: Node, articles: int) -> list[Bubble]:
    kind = reply.find("MsgType")
    if kind == "text":
        return [_text(world, reply)]
    if kind in ("image", "voice", "video"):
        medium = world.media.usable(reply.find(kind.capitalize(), "MediaId"), kind)
        return [media_bubble(kind, world.shown_at(medium), seconds=medium.seconds)]
    if kind == "music":
        return [_music(world, reply)]
    if kind == "news":
        return [_news(reply, articles)]
    if kind in ("transfer_customer_service", "transfer_biz_ai_ivr"):
        return []  # the desk is not played: the customer sees nothing, as with a desk that is slow
    raise BadReply(f"the message type {kind!r} is unknown")


def _text(world: World, reply: Node) -> Bubble:
    content = reply.find("Content")
    if not content:
        raise BadReply("the text is empty; an acknowledgement is an empty body or success")
    if len(content.encode()) > world.limits.text_bytes:
        raise BadReply(f"the text has {len(content.encode())} bytes; {world.limits.text_bytes} are allowed")
    return text_bubble(content)


def _music(world: World, reply: Node) -> Bubble:
    thumb = world.media.usable(reply.find("Music", "ThumbMediaId"), "thumb", "image")
    title, description, url = (reply.find("Music", tag) or "" for tag in ("Title", "Description", "MusicUrl"))
    return news_bubble([(title, description, url, world.shown_at(thumb))])


def _news(reply: Node, most: int) -> Bubble:
    """WeChat shows as many articles as it allows here, and drops the others without a word."""
    items = [item for articles in reply.all("Articles") for item in articles.all("item")]
    if not items or reply.find("ArticleCount") != str(len(items)):
        raise BadReply(f"ArticleCount is {reply.find('ArticleCount')!r} over {len(items)} articles")
    tags = ("Title", "Description", "Url", "PicUrl")
    rows = [tuple(item.find(tag) or "" for tag in tags) for item in items[:most]]
    return news_bubble([(title, about, url, picture) for title, about, url, picture in rows])

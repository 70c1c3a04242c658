"""Customer-service messages: what the bank says on its own, within the customer's windows."""

from collections.abc import Callable

from guitai_sandbox.api.ask import OK, Ask, Calls, Json
from guitai_sandbox.bubbles import media_bubble, menu_bubble, news_bubble, text_bubble
from guitai_sandbox.errors import WeChatError
from guitai_sandbox.state.chats import Bubble
from guitai_sandbox.state.tags import BLACKLIST
from guitai_sandbox.state.users import User
from guitai_sandbox.world import World

calls = Calls()


@calls.post("/cgi-bin/message/custom/send", unescaped=True)
def send(ask: Ask) -> Json:
    """Show one message, if a window is open and has one left."""
    world, body = ask.world, ask.body
    user = receiver(world, body.get("touser"))
    if body.get("customservice"):
        raise WeChatError(61452)  # the account has no agents of its own
    if BLACKLIST in user.tags:
        raise WeChatError(43019)
    bubble = _bubble(world, body)
    now = world.clock.now()
    user.windows.check(now)
    user.windows.spend(now, add_up=world.limits.windows_add_up)
    user.exchanged_at = now
    user.typing_until = None
    user.chat.add("bank", bubble, at=now)
    return OK


@calls.post("/cgi-bin/message/custom/typing")
def typing(ask: Ask) -> Json:
    """Show or hide that the bank is typing."""
    world, body = ask.world, ask.body
    user = receiver(world, body.get("touser"))
    command = body.get("command")
    if command not in ("Typing", "CancelTyping"):
        raise WeChatError(45072)
    now, limits = world.clock.now(), world.limits
    user.windows.check(now)
    if command == "CancelTyping":
        user.typing_until = None
        return OK
    if user.exchanged_at is None or now > user.exchanged_at + limits.typing_after:
        raise WeChatError(45080)
    if user.typing_until is not None and now < user.typing_until:
        raise WeChatError(45081)
    user.typing_until = now + limits.typing_lasts
    return OK


def receiver(world: World, openid: object) -> User:
    """The user with that openid."""
    user = world.users.get(openid) if isinstance(openid, str) else None
    if user is None:
        raise WeChatError(40003)
    return user


def part(body: Json, name: str) -> Json:
    """The object that belongs to the message's type."""
    value = body.get(name)
    if not isinstance(value, dict):
        raise WeChatError(40035, name)
    return value


def text_of(world: World, body: Json) -> Bubble:
    """A text, within the limit in bytes."""
    content = part(body, "text").get("content")
    if not isinstance(content, str) or not content:
        raise WeChatError(44004)
    if len(content.encode()) > world.limits.text_bytes:
        raise WeChatError(45002)
    return text_bubble(content)


def _bubble(world: World, body: Json) -> Bubble:
    shape = SHAPES.get(str(body.get("msgtype")))
    if shape is None:
        raise WeChatError(40008)
    return shape(world, body)


def _medium(world: World, body: Json) -> Bubble:
    kind = str(body["msgtype"])
    named = part(body, kind)
    medium = world.media.usable(named.get("media_id"), kind)
    if kind == "video":
        world.media.usable(named.get("thumb_media_id"), "thumb", "image")
    return media_bubble(kind, world.shown_at(medium), seconds=medium.seconds)


def _music(world: World, body: Json) -> Bubble:
    music = part(body, "music")
    thumb = world.media.usable(music.get("thumb_media_id"), "thumb", "image")
    title, about, url = (str(music.get(name) or "") for name in ("title", "description", "musicurl"))
    return news_bubble([(title, about, url, world.shown_at(thumb))])


def _news(_: World, body: Json) -> Bubble:
    articles = part(body, "news").get("articles")
    if not isinstance(articles, list) or not articles or not isinstance(articles[0], dict):
        raise WeChatError(44003)
    if len(articles) > 1:
        raise WeChatError(45008)
    names = ("title", "description", "url", "picurl")
    title, about, url, picture = (str(articles[0].get(name) or "") for name in names)
    return news_bubble([(title, about, url, picture)])


def _menu(world: World, body: Json) -> Bubble:
    if not world.limits.verified:
        raise WeChatError(40200)
    menu = part(body, "msgmenu")
    choices = menu.get("list")
    if not isinstance(choices, list) or not choices:
        raise WeChatError(40035, "list")
    pairs = [_choice(choice) for choice in choices]
    return menu_bubble(str(menu.get("head_content") or ""), pairs, str(menu.get("tail_content") or ""))


def _choice(choice: object) -> tuple[str, str]:
    """A line's id and text. Without an id it could not be told which line was tapped."""
    given = choice if isinstance(choice, dict) else {}
    option, text = (given.get(name) for name in ("id", "content"))
    if not isinstance(option, str | int) or option == "" or not isinstance(text, str) or not text:
        raise WeChatError(40035, "list")
    return str(option), text


def _titled(_: World, body: Json) -> Bubble:
    """Cards of other things, which the phone shows by their title alone."""
    card = part(body, str(body["msgtype"]))
    named = card.get("title") or card.get("article_id") or card.get("card_id")
    if not isinstance(named, str):
        raise WeChatError(40035)
    return news_bubble([(named, "", "", "")])


SHAPES: dict[str, Callable[[World, Json], Bubble]] = {
    "text": text_of,
    "image": _medium,
    "voice": _medium,
    "video": _medium,
    "music": _music,
    "news": _news,
    "msgmenu": _menu,
    "mpnewsarticle": _titled,
    "wxcard": _titled,
    "miniprogrampage": _titled,
}

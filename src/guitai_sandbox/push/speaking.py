"""What a customer sends: shown in the chat, and pushed to the bank as WeChat passes it on."""

import asyncio

from guitai_sandbox.bubbles import event_bubble, media_bubble, news_bubble, notice_bubble
from guitai_sandbox.media.pictures import as_jpeg
from guitai_sandbox.media.sounds import as_amr, as_wideband, seconds_of
from guitai_sandbox.media.videos import as_mp4
from guitai_sandbox.push import contents
from guitai_sandbox.push.delivery import send_message
from guitai_sandbox.state.chats import Bubble
from guitai_sandbox.state.users import User
from guitai_sandbox.world import World
from guitai_sandbox.xml import Fields

FIRST_DATA_ID = 2_247_483_650  # WeChat's have ten digits; here the message's number in the chat is added


def says(world: World, user: User, content: str, *, menu_id: str | None = None) -> int:
    """Words, typed or tapped."""
    if not world.limits.menu_ids:
        menu_id = None
    return _speaks(world, user, notice_bubble(content), contents.text(content, menu_id=menu_id))


def sends_sticker(world: World, user: User) -> int:
    """A sticker, which reaches the bank as a text with WeChat's fixed notice."""
    return _speaks(world, user, notice_bubble("[动画表情]"), contents.text(contents.UNSUPPORTED))


def sends_file(world: World, user: User, filename: str) -> int:
    """A file. Official accounts cannot receive one; the bank hears the same notice."""
    return _speaks(world, user, notice_bubble(f"[文件] {filename}"), contents.text(contents.UNSUPPORTED))


def sends_place(
    world: World, user: User, latitude: float, longitude: float, *, label: str, scale: int
) -> int:
    """A place on the map."""
    bubble = {**event_bubble("location", label), "latitude": latitude, "longitude": longitude}
    return _speaks(world, user, bubble, contents.location(latitude, longitude, scale=scale, label=label))


def sends_link(world: World, user: User, title: str, description: str, url: str) -> int:
    """A link shared from elsewhere."""
    bubble = news_bubble([(title, description, url, "")])
    return _speaks(world, user, bubble, [*contents.link(title, description, url), *_article(user, url)])


async def sends_picture(world: World, user: User, data: bytes) -> int:
    """A picture: JPEG, with an address beside the media id."""
    medium = world.media.put("image", await asyncio.to_thread(as_jpeg, data), "image/jpeg", "picture.jpg")
    url = world.shown_at(medium)
    return _speaks(world, user, media_bubble("image", url), contents.image(url, medium.id))


async def sends_voice(world: World, user: User, data: bytes, *, recognition: str) -> int:
    """A voice, in both qualities."""
    narrow, wide = await asyncio.gather(asyncio.to_thread(as_amr, data), asyncio.to_thread(as_wideband, data))
    seconds = seconds_of(narrow)
    twin = world.media.put("voice", wide, "audio/wav", "voice16k.wav", seconds=seconds)
    medium = world.media.put("voice", narrow, "audio/amr", "voice.amr", seconds=seconds, wideband=twin.id)
    bubble = media_bubble("voice", world.shown_at(medium), seconds=seconds)
    understood = recognition if world.limits.recognition else None
    return _speaks(world, user, bubble, contents.voice(medium.id, twin.id, understood))


async def sends_video(world: World, user: User, data: bytes, *, kind: str) -> int:
    """A `video`, or a `shortvideo`."""
    encoded, beginning, seconds = await asyncio.to_thread(as_mp4, data)
    thumb = world.media.put("thumb", beginning, "image/jpeg", "thumb.jpg")
    medium = world.media.put("video", encoded, "video/mp4", "video.mp4", seconds=seconds)
    bubble = media_bubble("video", world.shown_at(medium), seconds=seconds)
    return _speaks(world, user, bubble, contents.video(kind, medium.id, thumb.id))


def _speaks(world: World, user: User, bubble: Bubble, fields: Fields) -> int:
    seq = user.chat.add("user", bubble, at=world.clock.now())
    send_message(world, user, fields)
    return seq


def _article(user: User, url: str) -> Fields:
    """Where the link is one of the articles that the bank has sent this user, which one."""
    for message in reversed(user.chat.after(0)):
        articles = message.get("articles")
        if message["from"] != "bank" or not isinstance(articles, list):
            continue
        for place, article in enumerate(articles, start=1):
            if article["url"] == url:
                return contents.from_article(FIRST_DATA_ID + int(str(message["seq"])), place)
    return []

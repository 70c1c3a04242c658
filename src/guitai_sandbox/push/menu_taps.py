"""A tap on the account's menu: each type of button does what WeChat does."""

import hashlib
import re

from guitai_sandbox.bubbles import event_bubble, media_bubble, news_bubble
from guitai_sandbox.errors import WeChatError
from guitai_sandbox.media.pictures import sample
from guitai_sandbox.push import contents
from guitai_sandbox.push.delivery import send_event, send_message
from guitai_sandbox.state.menus import Button, Menu, taps
from guitai_sandbox.state.users import User
from guitai_sandbox.world import World
from guitai_sandbox.xml import Fields

SAMPLE_SCAN = "https://example.com/scanned"
SAMPLE_PLACE = (31.235929, 121.505426, "上海市浦东新区陆家嘴环路1000号")
PICTURE_TYPES = ("pic_sysphoto", "pic_photo_or_album", "pic_weixin")
BAR_CODES = {8: "EAN_8", 12: "UPC_A", 13: "EAN_13"}  # by the number of digits
NAMED_BAR_CODE = re.compile(r"(?:EAN_8|EAN_13|UPC_A|UPC_E|CODE_25|CODE_39|CODE_128|ITF|CODABAR),")
SCAN_TYPES = ("scancode_push", "scancode_waitmsg")
KEY_NAMES = ("key", "url", "pagepath", "media_id", "article_id")


def button_of(menu: Menu | None, key: str) -> Button | None:
    """The button with that key; one without a key goes by what it opens, or by its name."""
    buttons = list(taps(menu)) if menu else []
    for name in (*KEY_NAMES, "name"):
        for button in buttons:
            if button.get(name) == key:
                return button
    return None


def tap(world: World, user: User, menu: Menu, button: Button, *, scanned: str | None) -> int:
    """Do what the button does; the number of the tap in the chat."""
    kind = str(button["type"])
    seq = user.chat.add("user", event_bubble(_event_name(kind), _key(button)), at=world.clock.now())
    if kind == "click":
        _event(world, user, "CLICK", button)
    elif kind in ("view", "miniprogram"):
        _event(world, user, _event_name(kind), button, _menu_id(menu), answerable=False)
    elif kind in SCAN_TYPES:
        _event(world, user, kind, button, _scan_info(scanned or SAMPLE_SCAN))
    elif kind in PICTURE_TYPES:
        _picture(world, user, button)
    elif kind == "location_select":
        _place(world, user, button)
    else:
        _shown_by_wechat(world, user, kind, button)
    return seq


def _event_name(kind: str) -> str:
    return {"click": "CLICK", "view": "VIEW", "miniprogram": "view_miniprogram"}.get(kind, kind)


def _key(button: Button) -> str:
    names = ("pagepath", "url") if button["type"] == "miniprogram" else KEY_NAMES
    return next((str(button[name]) for name in names if name in button), "")


def _event(
    world: World,
    user: User,
    name: str,
    button: Button,
    more: Fields = (),
    *,
    answerable: bool = True,
) -> None:
    send_event(world, user, name, [("EventKey", _key(button)), *more], answerable=answerable)


def _menu_id(menu: Menu) -> Fields:
    return [] if menu.id is None else [("MenuId", menu.id)]


def _scan_info(scanned: str) -> Fields:
    """A bar code is told by the digits that stand below it, or by the name of its kind before them."""
    kind = BAR_CODES.get(len(scanned)) if scanned.isdecimal() and scanned.isascii() else None
    result = f"{kind},{scanned}" if kind else scanned
    scan_type = "barcode" if NAMED_BAR_CODE.match(result) else "qrcode"
    return [("ScanCodeInfo", [("ScanType", scan_type), ("ScanResult", result)])]


def _picture(world: World, user: User, button: Button) -> None:
    """The event tells of the picture, which follows as a message of its own."""
    medium = world.media.put("image", sample(), "image/jpeg", "picture.jpg")
    md5 = hashlib.md5(medium.data, usedforsecurity=False).hexdigest()
    listed: Fields = [("Count", 1), ("PicList", [("item", [("PicMd5Sum", md5)])])]
    _event(world, user, str(button["type"]), button, [("SendPicsInfo", listed)])
    url = world.shown_at(medium)
    user.chat.add("user", media_bubble("image", url), at=world.clock.now())
    send_message(world, user, contents.image(url, medium.id))


def _place(world: World, user: User, button: Button) -> None:
    latitude, longitude, label = SAMPLE_PLACE
    info: Fields = [
        ("Location_X", str(latitude)),
        ("Location_Y", str(longitude)),
        ("Scale", "15"),
        ("Label", label),
        ("Poiname", ""),
    ]
    _event(world, user, "location_select", button, [("SendLocationInfo", info)])
    bubble = {**event_bubble("location", label), "latitude": latitude, "longitude": longitude}
    user.chat.add("user", bubble, at=world.clock.now())
    send_message(world, user, contents.location(latitude, longitude, scale=15, label=label))


def _shown_by_wechat(world: World, user: User, kind: str, button: Button) -> None:
    """WeChat itself sends the material or the article's card; the bank hears nothing."""
    if kind == "article_id":
        user.chat.add("bank", news_bubble([(str(button["name"]), "", "", "")]), at=world.clock.now())
    if kind != "media_id":
        return
    try:
        medium = world.media.usable(button["media_id"])
    except WeChatError:
        return  # the material was deleted meanwhile: the tap does nothing
    bubble = media_bubble(medium.kind, world.shown_at(medium), seconds=medium.seconds)
    user.chat.add("bank", bubble, at=world.clock.now())

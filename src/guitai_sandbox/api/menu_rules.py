"""What WeChat takes as a menu: counts, types, lengths and addresses. Pure."""

from urllib.parse import urlsplit

from guitai_sandbox.errors import WeChatError
from guitai_sandbox.state.menus import Button

MOST_BUTTONS = 3
MOST_BELOW = 5
NAME_BYTES = 16
NAME_BELOW_BYTES = 60
KEY_BYTES = 128
URL_BYTES = 1024
MOST_FOREIGN_DOMAINS = 3

NEEDS = {
    "click": ("key",),
    "view": ("url",),
    "miniprogram": ("url", "appid", "pagepath"),
    "scancode_push": ("key",),
    "scancode_waitmsg": ("key",),
    "pic_sysphoto": ("key",),
    "pic_photo_or_album": ("key",),
    "pic_weixin": ("key",),
    "location_select": ("key",),
    "media_id": ("media_id",),
    "view_limited": ("media_id",),
    "article_id": ("article_id",),
    "article_view_limited": ("article_id",),
}


def checked_menu(buttons: object) -> list[Button]:
    """The buttons, if WeChat would take them."""
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= MOST_BUTTONS:
        raise WeChatError(40016)
    for button in buttons:
        _check_first(button)
    return buttons


def check_domains(buttons: list[Button]) -> None:
    """A conditional menu may lead to few foreign domains."""
    everything = [*buttons, *(below for button in buttons for below in _below(button))]
    domains = {urlsplit(str(button["url"])).hostname for button in everything if button.get("url")}
    if len(domains) > MOST_FOREIGN_DOMAINS:
        raise WeChatError(65317, "links to more than three domains")


def _check_first(button: object) -> None:
    if not isinstance(button, dict):
        raise WeChatError(40016)
    _check_name(button, most=NAME_BYTES, errcode=40018)
    below = button.get("sub_button")
    if not below:
        _check_effect(button, kind=40017, key=40019, url=40020)
        return
    if not isinstance(below, list) or len(below) > MOST_BELOW:
        raise WeChatError(40023)
    for child in below:
        if not isinstance(child, dict) or child.get("sub_button"):
            raise WeChatError(40022)
        _check_name(child, most=NAME_BELOW_BYTES, errcode=40025)
        _check_effect(child, kind=40024, key=40026, url=40027)


def _check_name(button: Button, *, most: int, errcode: int) -> None:
    name = button.get("name")
    if not isinstance(name, str) or not 1 <= len(name.encode()) <= most:
        raise WeChatError(errcode)


def _check_effect(button: Button, *, kind: int, key: int, url: int) -> None:
    needs = NEEDS.get(str(button.get("type")))
    if needs is None:
        raise WeChatError(kind)
    for name in needs:
        value = button.get(name)
        most, errcode = (URL_BYTES, url) if name == "url" else (KEY_BYTES, key)
        if not isinstance(value, str) or not 1 <= len(value.encode()) <= most:
            raise WeChatError(errcode)
    if "url" in needs and not str(button["url"]).startswith(("http://", "https://")):
        raise WeChatError(url)


def _below(button: Button) -> list[Button]:
    below = button.get("sub_button")
    return below if isinstance(below, list) else []

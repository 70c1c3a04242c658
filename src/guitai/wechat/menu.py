"""WeChat's menu from declared buttons. Knows no flow: a button's key is whatever declared it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Any

from guitai.errors import Misconfigured

MAX_TOPS = 3
MAX_UNDER = 5
MAX_TOP_BYTES = 16
MAX_LABEL_BYTES = 60
MAX_KEY_BYTES = 128
MAX_URL_BYTES = 1024


class Tap(StrEnum):
    """What a tap does, in WeChat's names; one with a `url` opens the page."""

    CLICK = "click"
    SCAN = "scancode_waitmsg"
    TAKE_PICTURE = "pic_sysphoto"
    SEND_PICTURE = "pic_photo_or_album"
    SEND_PLACE = "location_select"


@dataclass(frozen=True)
class Button:
    """A line of the menu under the first-level button `top`; alone and named like it, it is that button.

    It has a `key`, or the `url` of a page. Lower `order` stands first; a first-level button stands where its
    first line would.
    """

    top: str
    label: str
    key: str = ""
    url: str = ""
    order: int = 0
    tap: Tap = Tap.CLICK

    def __post_init__(self) -> None:
        if bool(self.key) == bool(self.url):
            raise Misconfigured(f"{self} needs either a key or a url")
        if not self.top.strip() or not self.label.strip():
            raise Misconfigured(f"{self} needs a top and a label")
        _fits(self, "top", self.top, MAX_TOP_BYTES)
        _fits(self, "label", self.label, MAX_TOP_BYTES if self.top == self.label else MAX_LABEL_BYTES)
        _fits(self, "key", self.key, MAX_KEY_BYTES)
        _fits(self, "url", self.url, MAX_URL_BYTES)
        if self.url and not self.url.startswith(("https://", "http://")):
            raise Misconfigured(f"{self} has a url that begins with neither https:// nor http://")

    def __str__(self) -> str:
        return f"menu button {self.top}/{self.label} ({self.key or self.url or 'no key'})"


def build(buttons: Iterable[Button]) -> dict[str, Any]:
    """The menu as `menu/create` takes it. What breaks one of WeChat's limits is named by its declaration."""
    by_top: dict[str, list[Button]] = {}
    for button in sorted(buttons, key=attrgetter("order", "label")):
        by_top.setdefault(button.top, []).append(button)
    if not 1 <= len(by_top) <= MAX_TOPS:
        raise Misconfigured(
            f"a menu has 1 to {MAX_TOPS} first-level buttons, not {len(by_top)}: {_names(by_top)}"
        )
    return {"button": [_top(top, under) for top, under in by_top.items()]}


def _top(top: str, under: Sequence[Button]) -> dict[str, Any]:
    if len(under) > MAX_UNDER:
        raise Misconfigured(f"{under[MAX_UNDER]} is one too many: {top} holds {MAX_UNDER} buttons")
    named: dict[str, Button] = {}
    for button in under:
        if named.setdefault(button.label, button) is not button:
            raise Misconfigured(f"{button} is named like {named[button.label]}")
    if len(under) == 1 and under[0].label == top:
        return _line(under[0])
    return {"name": top, "sub_button": [_line(button) for button in under]}


def _line(button: Button) -> dict[str, Any]:
    if button.url:
        return {"type": "view", "name": button.label, "url": button.url}
    return {"type": button.tap.value, "name": button.label, "key": button.key}


def _fits(button: Button, field: str, text: str, limit: int) -> None:
    size = len(text.encode())
    if size > limit:
        raise Misconfigured(f"{button} has a {field} of {size} bytes; WeChat takes {limit}")


def _names(by_top: dict[str, list[Button]]) -> str:
    return ", ".join(f"{top} of {under[0].key or under[0].url}" for top, under in by_top.items()) or "none"

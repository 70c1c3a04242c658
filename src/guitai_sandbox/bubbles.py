"""How a phone shows what the bank sends: pure, from texts and addresses to messages of the phone API."""

import re
from collections.abc import Sequence
from itertools import count
from urllib.parse import unquote

from guitai_sandbox.state.chats import Bubble

ANCHOR = re.compile(r"<a\s+((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>(.*?)</a\s*>", re.IGNORECASE | re.DOTALL)
ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
MENU_LINK = "weixin://bizmsgmenu?"


class PhonesOwn(str):
    """A number of the phone's own for a link without an id; WeChat sends no id when it is tapped."""


def text_bubble(text: str) -> Bubble:
    """The text with links replaced by their labels; beside it what can be tapped and opened.

    An option's `text` is what the tap says; `label` is what stands in the text for it.
    """
    options: list[dict[str, str]] = []
    links: list[dict[str, str]] = []

    def read(match: re.Match[str]) -> str:
        label = match[2]
        href = _attributes(match[1]).get("href", "").strip()
        if href.startswith(MENU_LINK):
            options.append(_option(href, label))
        elif href.startswith(("http://", "https://")):
            links.append({"text": label, "url": href})
        return label

    content = ANCHOR.sub(read, text)
    return {"type": "text", "content": content, "options": _numbered(options), "links": links}


def menu_bubble(head: str, choices: Sequence[tuple[str, str]], tail: str) -> Bubble:
    """A menu message, from (id, text) pairs."""
    options = [{"option": option, "text": text, "label": text} for option, text in choices]
    return {"type": "menu", "head": head, "options": options, "tail": tail}


def media_bubble(kind: str, url: str, *, seconds: int | None = None) -> Bubble:
    """A picture, a voice or a video."""
    bubble: Bubble = {"type": kind, "url": url}
    return bubble if kind == "image" else {**bubble, "seconds": seconds or 0}


def news_bubble(articles: Sequence[tuple[str, str, str, str]]) -> Bubble:
    """Articles, from (title, description, url, picture)."""
    names = ("title", "description", "url", "picture")
    return {"type": "news", "articles": [dict(zip(names, article, strict=True)) for article in articles]}


def template_bubble(title: str, fields: Sequence[tuple[str, str]], url: str) -> Bubble:
    """A template message, from (label, value) pairs."""
    return {
        "type": "template",
        "title": title,
        "fields": [{"label": label, "value": value} for label, value in fields],
        "url": url,
    }


def event_bubble(event: str, key: str) -> Bubble:
    """What the user did with the account itself."""
    return {"type": "event", "event": event, "key": key}


def notice_bubble(text: str) -> Bubble:
    """A plain text, nothing in it to tap."""
    return {"type": "text", "content": text, "options": [], "links": []}


def _attributes(text: str) -> dict[str, str]:
    """The attributes in any order, with either quotes or none."""
    return {name.lower(): a or b or c for name, a, b, c in ATTRIBUTE.findall(text)}


def _option(href: str, label: str) -> dict[str, str]:
    """The text may be raw or percent-encoded; both are in use."""
    pairs = (part.partition("=") for part in href.removeprefix(MENU_LINK).split("&"))
    given = {name: unquote(value) for name, _, value in pairs}
    text = given.get("msgmenucontent", label)
    return {"option": given.get("msgmenuid", ""), "text": text, "label": label}


def _numbered(options: list[dict[str, str]]) -> list[dict[str, str]]:
    """The options, each with an id: a link without one gets a number that no other option has."""
    taken = {option["option"] for option in options}
    numbers = (number for place in count(1) if (number := PhonesOwn(f"#{place}")) not in taken)
    return [option if option["option"] else {**option, "option": next(numbers)} for option in options]

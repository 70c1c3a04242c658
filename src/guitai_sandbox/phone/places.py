"""What stands where in a chat: by its place a thing is found again in another run, where it has another id."""

from collections.abc import Iterator, Sequence
from typing import Any

Bubble = dict[str, Any]


def from_bank(chat: Sequence[Bubble]) -> list[Bubble]:
    """The bank's messages, in the order in which they came."""
    return [message for message in chat if message["from"] == "bank"]


def links(chat: Sequence[Bubble]) -> list[str]:
    """Every address that the bank's messages showed, in the same order; one that was shown twice stands there twice."""
    return [address for message in from_bank(chat) for address in _addresses(message)]


def options(message: Bubble) -> list[str]:
    """The ids of what can be tapped in a message, from the top."""
    return [option["option"] for option in message.get("options", [])]


def _addresses(message: Bubble) -> Iterator[str]:
    yield from (link["url"] for link in message.get("links", []))
    yield from (article["url"] for article in message.get("articles", []))
    if message["type"] == "template":
        yield message["url"]

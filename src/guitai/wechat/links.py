"""Links in a chat's text, text that can't become one, and long text in pieces. Knows no conversation."""

import re
from collections.abc import Iterator

MAX_BYTES = 1_800  # WeChat cuts or refuses past 2,048 bytes, measured: its documentation names no limit

_LINK = re.compile(r"<a\b[^>]*>.*?</a>", re.DOTALL)
_WIDE = str.maketrans("<>", "＜＞")
# What a phone turns into a link by itself: scheme://… and name.domain
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=\w)(?=\.[A-Za-z])")
_QUOTES = re.compile(r"[\x00-\x20\"'<>\x7f]")
_RESERVED = re.compile(r"[\x00-\x20\"'<>&#%+\x7f]")
_LINE_BREAK = re.compile(r"\s+")


def option_link(option_id: str, text: str, label: str = "") -> str:
    """A choice that says `text` for the customer when tapped, shown as `label` (as `text`, if none is given).

    WeChat hands `option_id` back beside the text; both can be forged, so the id holds a one-time nonce.
    """
    said, back = _escaped(text), _escaped(option_id)
    return f'<a href="weixin://bizmsgmenu?msgmenucontent={said}&msgmenuid={back}">{_label(label or text)}</a>'


def page_link(url: str, label: str) -> str:
    """A link to one of the bank's pages."""
    if not url.startswith(("https://", "http://")):
        raise ValueError(f"a page's address begins with https://, not {url[:12]!r}")
    return f'<a href="{_QUOTES.sub(_percent, url)}">{_label(label)}</a>'


def plain(text: str) -> str:
    """Text that somebody else chose, fit to stand in a reply: no tag in it works, no address is tapped.

    A zero-width space takes an address apart; people read what was written.

    >>> plain('<a href="x">领奖</a>')
    '＜a href="x"＞领奖＜/a＞'
    """
    return _ADDRESS.sub("\u200b", text.translate(_WIDE))


def split(text: str, limit: int = MAX_BYTES) -> list[str]:
    """The text in pieces of at most `limit` bytes, cut at the end of a line wherever one line fits.

    A link is never cut: one that is longer than the limit is a piece of its own.
    """
    pieces: list[str] = []
    held, size = "", 0
    for part, gap in _parts(text, limit):
        length = len(part.encode())
        if not held:
            held, size = part, length
        elif size + len(gap) + length <= limit:
            held, size = held + gap + part, size + len(gap) + length
        else:
            pieces.append(held)
            held, size = part, length
    return [*pieces, held] if held else pieces


def _parts(text: str, limit: int) -> Iterator[tuple[str, str]]:
    """What must stay whole, each with what stands between it and the part before."""
    for line in _lines(text):
        if len(line.encode()) <= limit:
            yield line, "\n"
            continue
        gap = "\n"
        for part in _atoms(line):
            yield part, gap
            gap = ""


def _lines(text: str) -> list[str]:
    """The lines; a line break inside a link ends none."""
    lines = [""]
    for part in _atoms(text):
        if part == "\n":
            lines.append("")
        else:
            lines[-1] += part
    return lines


def _atoms(text: str) -> Iterator[str]:
    """Links as wholes, the rest character by character."""
    end = 0
    for link in _LINK.finditer(text):
        yield from text[end : link.start()]
        yield link.group()
        end = link.end()
    yield from text[end:]


def _label(text: str) -> str:
    return _LINE_BREAK.sub(" ", plain(text))


def _escaped(text: str) -> str:
    """Fit for a query. Chinese stays as it is: WeChat reads both forms, and this one is a third as long."""
    return _RESERVED.sub(_percent, text)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode())

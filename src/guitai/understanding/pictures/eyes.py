"""Who looks at pictures for the bank: a process apart reads them, and what it read is recognised here."""

import structlog

from guitai.apart import Apart, Broken
from guitai.language import Words
from guitai.understanding.answer import Heard, How
from guitai.understanding.pictures.found import Kind
from guitai.understanding.pictures.recognising import recognised
from guitai.understanding.pictures.seen import seen, unreadable
from guitai.understanding.pictures.telling import told

WITHIN_SECONDS = (
    40.0  # its models' loading and a page full of print, on a busy machine; under the lease of a file
)

DAMAGED = "抱歉，这张图片打不开。请您重新拍一张，或者截一次图再发；也可以打字告诉我。"
TOO_LARGE = "抱歉，这张图片太大了，没有看。请您发小一些的，或者打字告诉我。"
UNREADABLE = {"damaged": DAMAGED, "bytes": TOO_LARGE, "pixels": TOO_LARGE}

NOT_KEPT = ("", b"")
Seen = tuple[Heard, tuple[str, bytes]]
"""What the customer said with it, and what is kept in its place: its type and bytes."""

log = structlog.get_logger(__name__)


class Looking:
    """Has pictures read in a process apart: what they may do to a decoder, they do to that."""

    def __init__(self) -> None:
        self._apart = Apart("guitai.understanding.pictures.sight:sight", within_seconds=WITHIN_SECONDS)

    def __call__(self, content: bytes) -> Seen:
        """What a picture says, and the picture without what a camera wrote into it. What can't be read isn't kept."""
        try:
            answer, _, bare = self._apart(content).partition(b"\0")
        except Broken:
            log.error("a picture broke its reader", bytes=len(content))
            return _unread(DAMAGED)
        if why := unreadable(answer):
            return _unread(UNREADABLE[why])
        found = recognised(seen(answer))
        return told(found), NOT_KEPT if found.kind is Kind.SECRET else ("image/jpeg", bare)

    def close(self) -> None:
        """End the process."""
        self._apart.close()


def _unread(why: Words | str) -> Seen:
    return Heard(How.PICTURE, unclear=why), NOT_KEPT

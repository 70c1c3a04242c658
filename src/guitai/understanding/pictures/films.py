"""Films: kept for the staff, whole and without what a camera wrote into them. Nobody here understands them."""

import structlog

from guitai.apart import Apart, Broken
from guitai.language import Words
from guitai.understanding.answer import Heard, How

MOST_BYTES = 20 * 1024 * 1024  # twice what WeChat takes from a bank
WITHIN_SECONDS = 30.0  # under the lease of a file

# Who looks at it, and when: as the counter says it wherever it speaks of its staff.
KEPT = (
    "您的视频已经收到，会加密保存{days}天。柜台自己看不懂视频，需要时由工作人员查看，他们每天9:00至17:00在线。"
    "请您用文字告诉我要办什么，或者回复“转人工”留言。"
)
DAMAGED = "抱歉，这个视频打不开，没有保存。请您重新拍一段再发，或者打字告诉我。"
TOO_LARGE = "抱歉，这个视频太大了，没有保存。请您发短一些的，或者打字告诉我。"

NOT_KEPT = ("", b"")

log = structlog.get_logger(__name__)


class Keeping:
    """Has films looked over in a process apart. They are kept for so many days."""

    def __init__(self, days: int) -> None:
        self.days = days
        self._apart = Apart("guitai.understanding.pictures.copying:maker", within_seconds=WITHIN_SECONDS)

    def __call__(self, content: bytes) -> tuple[Heard, tuple[str, bytes]]:
        """What is said of it, and what is kept."""
        if len(content) > MOST_BYTES:
            return Heard(How.VIDEO, unclear=TOO_LARGE), NOT_KEPT
        try:
            film = self._apart(content)
        except Broken:
            log.error("a film broke its reader", bytes=len(content))
            film = b""
        if not film:
            return Heard(How.VIDEO, unclear=DAMAGED), NOT_KEPT
        return Heard(How.VIDEO, otherwise=Words(KEPT, {"days": self.days})), ("video/mp4", film)

    def close(self) -> None:
        """End the process."""
        self._apart.close()

"""Whether the clearing house is at the other end: said once when it goes, once when it is back, not at every try."""

from time import monotonic

import structlog

FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 0.5, 30.0
MOST_DOUBLED = 10

log = structlog.get_logger(__name__)


class Line:
    """One way in which the house is asked, as the log calls it. While it is away it is tried less and less often."""

    def __init__(self, way: str) -> None:
        self.way = way
        self._tries = 0  # in vain, in a row
        self._again_at = 0.0

    @property
    def rests(self) -> bool:
        """Whether it is too early to try again."""
        return monotonic() < self._again_at

    def try_now(self) -> None:
        """Somebody waits for it: the next try need not wait."""
        self._again_at = 0.0

    def there(self) -> None:
        """It has answered."""
        if self._tries:
            log.warning("the clearing house is back", way=self.way, tries=self._tries)
        self._tries, self._again_at = 0, 0.0

    def away(self, why: object) -> None:
        """It has not answered, or nothing sensible."""
        if not self._tries:
            log.warning("the clearing house is away", way=self.way, why=why)
        wait = min(FIRST_WAIT_SECONDS * 2 ** min(self._tries, MOST_DOUBLED), LONGEST_WAIT_SECONDS)
        self._tries += 1
        self._again_at = monotonic() + wait

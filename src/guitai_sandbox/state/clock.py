"""The sandbox's clock: real time plus what it has been moved by. It ticks, and moves forward only."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


class Backwards(ValueError):
    """The clock was asked to go back."""


class Clock:
    """What time it is for WeChat, the phone and whoever follows the sandbox's clock."""

    def __init__(self, start: datetime | None = None) -> None:
        self._ahead = timedelta(0) if start is None else zoned(start) - datetime.now(UTC)

    def now(self) -> datetime:
        """The present moment, in the bank's zone."""
        return (datetime.now(UTC) + self._ahead).astimezone(ZONE)

    def move(self, moment: datetime) -> datetime:
        """Go on to that moment, if it is not past; where the clock then stands."""
        now = self.now()
        reached = max(now, moment)
        self._ahead += reached - now
        return reached


def zoned(moment: datetime) -> datetime:
    """The moment itself; one without a zone is meant in the bank's."""
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


def stamp(moment: datetime) -> str:
    """ISO 8601 with offset."""
    return moment.isoformat(timespec="milliseconds")

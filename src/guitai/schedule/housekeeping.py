"""What the bank does by itself without any capability: holds end, what has expired goes, the day's heads are signed."""

from datetime import time, timedelta

import structlog

from guitai.ledger import closings, heads, holds
from guitai.media import files
from guitai.schedule.doors import Shift, daily, due
from guitai.shield import sweeping
from guitai.workdays import announced

HOLDS_AT_ONCE = 500
# The State Council tells a year's holidays in November or so of the one before: then there is a month to add them.
CALENDAR_AHEAD = timedelta(days=31)

log = structlog.get_logger(__name__)


@due("ledger.holds", when=holds.next_expiry)
def end_holds(shift: Shift) -> bool:
    """Let holds whose time is over expire: what they held can be spent again."""
    return holds.expire(shift.db, most=HOLDS_AT_ONCE) > 0


@daily("ledger.closing", at=time(0, 10))  # a turn that began before midnight is over by then
def close(shift: Shift) -> bool:
    """Take down what stood on all accounts at midnight."""
    closings.close_day(shift.db, shift.on)
    return False


@daily("shield.sweep", at=time(3))
def sweep(shift: Shift) -> bool:
    """Take away what has expired, when few people are awake."""
    return sweeping.sweep(shift.db)


@daily("media.sweep", at=time(3))
def sweep_media(shift: Shift) -> bool:
    """Take away what customers sent that has been kept for its time."""
    return files.sweep(shift.db)


@daily("ledger.heads", at=time(4))
def sign_heads(shift: Shift) -> bool:
    """Sign where every account's chain stands, when the night's work is in it."""
    heads.sign_heads(shift.db, shift.on)
    return False


@daily("workdays.calendar", at=time(8))
def look_ahead(shift: Shift) -> bool:
    """Warn of a year that is near, or has begun, whose holidays nobody has added yet."""
    year = (shift.on + CALENDAR_AHEAD).year
    if not announced(year, shift.db.terms.calendar):
        log.warning("the holidays of a year are not in the terms", year=year)
    return False

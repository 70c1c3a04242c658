"""ISO 8601 durations."""

from datetime import datetime

import pytest

from guitai_sandbox.durations import later

START = datetime.fromisoformat("2026-01-31T08:00:00+08:00")


@pytest.mark.parametrize(
    "duration, end",
    [
        ("P1D", "2026-02-01T08:00:00+08:00"),
        ("PT90M", "2026-01-31T09:30:00+08:00"),
        ("P1M", "2026-02-28T08:00:00+08:00"),
        ("P1Y1M", "2027-02-28T08:00:00+08:00"),
        ("P2W", "2026-02-14T08:00:00+08:00"),
        ("P1DT1H1M1.5S", "2026-02-01T09:01:01.500000+08:00"),
        ("PT0S", "2026-01-31T08:00:00+08:00"),
    ],
)
def test_a_duration_leads_to_a_moment(duration, end):
    assert later(START, duration).isoformat() == end


@pytest.mark.parametrize("duration", ["", "P", "PT", "1D", "P1H", "-P1D", "P1DT", "P9999Y", "one day"])
def test_what_is_no_duration_is_refused(duration):
    with pytest.raises(ValueError, match=r"ISO 8601|9999"):
        later(START, duration)

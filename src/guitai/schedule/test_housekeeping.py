"""What the bank does by itself at night, as far as nothing else tests it."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from guitai.schedule.doors import Shift
from guitai.schedule.housekeeping import look_ahead
from guitai.shield.strength import DEFAULTS
from guitai.terms.file import terms


@pytest.mark.parametrize(
    "on, year",
    [
        ("2026-11-30", None),
        ("2026-12-01", 2027),
        ("2027-03-15", 2027),  # it has begun, and nobody knows its holidays
    ],
)
def test_the_staff_is_warned_a_month_ahead_of_a_year_whose_working_days_are_not_known(db, on, year):
    with capture_logs() as logs:
        assert look_ahead.work(Shift(db, date.fromisoformat(on), DEFAULTS)) is False

    assert [(log["log_level"], log["year"]) for log in logs] == ([("warning", year)] if year else [])


def test_nobody_is_warned_of_a_year_that_the_banks_file_gives(db):
    text = "[[holidays]]\nyear = 2027\noff = [[2027-01-01, 2027-01-03]]\nworked = []"
    ours = replace(db, terms=terms(tomllib.loads(text), Path("terms.toml")))
    with capture_logs() as logs:
        look_ahead.work(Shift(ours, date(2026, 12, 1), DEFAULTS))

    assert logs == []

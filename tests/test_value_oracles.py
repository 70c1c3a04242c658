"""Amounts and days against oracles that compose the text from the value: exact or a question, never wrong."""

from datetime import datetime, time

import pytest
from tests.amount_strings import amounts
from tests.date_strings import dates

from guitai.money import Money
from guitai.understanding.fold import said
from guitai.understanding.slots.period import Period
from guitai.understanding.slots.reading import read
from guitai.zone import BANK_ZONE

MORNING = time(8, 30)
NOW = datetime(2026, 11, 23, 10, 30, tzinfo=BANK_ZONE)
AMOUNTS, DAYS = 5_000, 2_000
ASKED = 0.01  # of those that have a value, so many may be asked about


def days_of(value: object) -> object:
    """A value as the oracle writes it."""
    match value:
        case Period():
            return value.first, value.last
        case datetime():
            return value.replace(tzinfo=None)
    return value


@pytest.mark.parametrize("seed", [2026])
def test_an_amount_is_read_to_the_fen_or_asked_about(seed):
    wrong, asked, count = [], [], 0
    for one in amounts(seed, AMOUNTS):
        count += 1
        got = read(said(one.text), NOW).slots.get("amount")
        if got is not None and (one.fen is None or got != Money(one.fen)):
            wrong.append((one.text, one.fen, got))
        elif got is None and one.fen is not None:
            asked.append(one.text)

    assert count == AMOUNTS
    assert wrong == []
    assert len(asked) <= ASKED * AMOUNTS, asked


@pytest.mark.parametrize("seed", [2026])
def test_a_day_a_period_or_a_moment_is_the_one_that_was_said_or_asked_about(seed):
    wrong, asked, count = [], [], 0
    for one in dates(seed, DAYS):
        count += 1
        now = datetime.combine(one.today, MORNING, BANK_ZONE)
        got = days_of(read(said(one.text), now).slots.get(one.slot))
        if got is not None and got != one.value:
            wrong.append((one.text, one.today, one.value, got))
        elif got is None and one.value is not None:
            asked.append(one.text)

    assert count == DAYS
    assert wrong == []
    assert len(asked) <= ASKED * DAYS, asked

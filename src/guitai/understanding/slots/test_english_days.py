"""Days, times of day and lengths of time as they are typed in English, in a hurry and across the world."""

from datetime import date, datetime

import pytest

from guitai.money import Money
from guitai.understanding.fold import said as as_said
from guitai.understanding.slots.durations import Term
from guitai.understanding.slots.found import EitherDay
from guitai.understanding.slots.period import Period
from guitai.understanding.slots.reading import read
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=BANK_ZONE)  # a Monday


def slots(text):
    return read(as_said(text), NOW).slots


def moment(day, hour, minute=0, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=BANK_ZONE)


@pytest.mark.parametrize(
    "text, when",
    [
        ("Thursday at 9.30am", moment(26, 9, 30)),
        ("Thursday at 9.30", moment(26, 9, 30)),
        ("appointment on 1 Dec at 2.30pm", moment(1, 14, 30, month=12)),
        ("at 16.30 tomorrow", moment(24, 16, 30)),
        ("tomorrow at 1630hrs", moment(24, 16, 30)),
        ("come tomorrow at 9.", moment(24, 9)),
        ("appointment tmr 3pm", moment(24, 15)),
        ("2moro 3pm", moment(24, 15)),
        ("tommorow at 10am", moment(24, 10)),
        ("Friday 10-11am", moment(27, 10)),
        ("Fri 27 Nov, 9 to 10 am", moment(27, 9)),
        ("tomorrow between 2 and 4pm", moment(24, 14)),
        ("tomorrow between 2pm and 4pm", moment(24, 14)),
        ("tomorrow 11-1pm", moment(24, 11)),
        ("tomorrow 11 to 12 pm", moment(24, 11)),
        ("on 30th at 9am", moment(30, 9)),
        ("the day after tmrw", date(2026, 11, 25)),
        ("send 300 to Tom tomorow", date(2026, 11, 24)),
        ("send 300 to Tom by 25th", date(2026, 11, 25)),
        ("send 300 to Tom on 5th Dec", date(2026, 12, 5)),
        ("send 300 to Tom on the first of December", date(2026, 12, 1)),
        ("send 300 to Tom on the twenty-fifth of December", date(2026, 12, 25)),
        ("send 300 to Tom by end of month", date(2026, 11, 30)),
        ("at month end", date(2026, 11, 30)),
        ("by the end of next month", date(2026, 12, 31)),
        ("send 300 to Tom on 28-11-2026", date(2026, 11, 28)),
        ("send 300 to Tom on 28.11.2026", date(2026, 11, 28)),
        ("send 300 to Tom on 11/28/2026", date(2026, 11, 28)),
        ("send 300 to Tom on 28/11", date(2026, 11, 28)),
    ],
)
def test_a_day_or_a_moment_ahead_is_the_one_that_was_typed(text, when):
    assert slots(text)["when"] == when


MAY, DECEMBER = date(2026, 5, 12), date(2026, 12, 5)


@pytest.mark.parametrize(
    "text, said, days",
    [
        ("send 500 to Tom on 05/12/2026", "05/12/2026", (MAY, DECEMBER)),
        ("12.5.2026给王五转500", "12.5.2026", (MAY, DECEMBER)),
        (
            "send 500 to Tom on 5-12-2026 at 3pm",
            "5-12-2026",
            (moment(12, 15, month=5), moment(5, 15, month=12)),
        ),
    ],
)
def test_a_date_that_is_one_of_two_days_is_both_and_no_sum(text, said, days):
    found = slots(text)

    assert (found["arrival"], found["amount"]) == (EitherDay(said, days), Money(500_00))
    assert not {"when", "period"} & found.keys()


@pytest.mark.parametrize(
    "text, when",
    [
        ("send 500 to Tom on 05/12/2026, no, tomorrow", date(2026, 11, 24)),
        ("send 500 to Tom on 05/05/2027", date(2027, 5, 5)),
        ("send 500 to Tom on Saturday 05/12/2026", date(2026, 12, 5)),
        ("send 500 to Tom on Sat, 12/05/2026", date(2026, 12, 5)),
        ("send 500 to Tom on Saturday 28/11/2026", date(2026, 11, 28)),
        ("send 500 to Tom on Friday 05/12/2026", None),
        ("on 05/12/2026 or 06/12/2026", None),
    ],
)
def test_another_day_beside_such_a_date_is_the_one_and_two_such_are_none(text, when):
    assert slots(text).get("when") == when


@pytest.mark.parametrize(
    "text, first, last",
    [
        ("todays transactions", date(2026, 11, 23), date(2026, 11, 23)),
        ("yesterdays spending", date(2026, 11, 22), date(2026, 11, 22)),
        ("yest transactions", date(2026, 11, 22), date(2026, 11, 22)),
        ("this months spending", date(2026, 11, 1), date(2026, 11, 30)),
        ("last weeks payments", date(2026, 11, 16), date(2026, 11, 22)),
        ("last months credit card bill", date(2026, 10, 1), date(2026, 10, 31)),
        ("transactions for the past fortnight", date(2026, 11, 10), date(2026, 11, 23)),
        ("transactions in the last 3 mths", date(2026, 8, 23), date(2026, 11, 23)),
        ("statement for the last 2 yrs", date(2024, 11, 23), date(2026, 11, 23)),
        ("txns btw 3rd and 15th Oct", date(2026, 10, 3), date(2026, 10, 15)),
        ("trasactions on 7342 between 3 and 15 October", date(2026, 10, 3), date(2026, 10, 15)),
        ("from 01/10/2026 to 15/10/2026", date(2026, 10, 1), date(2026, 10, 15)),
        ("from 10/01/2026 to 10/15/2026", date(2026, 10, 1), date(2026, 10, 15)),
    ],
)
def test_a_period_is_the_one_that_was_typed(text, first, last):
    assert slots(text)["period"] == Period(first, last)


@pytest.mark.parametrize(
    "text, term",
    [
        ("fix 50,000 for 1 yr", Term(years=1)),
        ("lock in 30k for 12 mths", Term(months=12)),
        ("lock in 30k for 12mths", Term(months=12)),
        ("place 100k on fixed deposit for 3 mos", Term(months=3)),
        ("two wks", Term(weeks=2)),
    ],
)
def test_a_length_of_time_may_be_cut_short(text, term):
    assert slots(text)["term"] == term


@pytest.mark.parametrize(
    "text, slot",
    [
        ("from 01/10/2026 to 05/10/2026", "period"),  # January and May, or October
        ("on 05-12-2026", "when"),
        ("transactions from 30 Feb to 5 March", "period"),
        ("the last months", "period"),
        ("buy at 9.30 each", "when"),
        ("24/7", "when"),
        ("a loan of 2000", "period"),
        ("a deposit of 2026 yuan", "period"),
        ("premium of 2000 a year", "period"),
        ("stop the transfer to Ma Jun", "period"),
    ],
)
def test_what_may_be_another_day_or_none_is_left_out(text, slot):
    assert slot not in slots(text)

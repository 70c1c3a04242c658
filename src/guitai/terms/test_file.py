"""What a file of terms says, and what is said of a file that is wrong."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from guitai.errors import Misconfigured
from guitai.terms.file import SHIPPED, in_force, read
from guitai.workdays import works

FEES = '[[transfer_fees]]\nfrom = 2026-01-01\ninside = [{ fee = "0" }]\noutside = '
RATES = '[[rates]]\nfrom = 2026-01-01\ndemand = "0.05%"\n'
FIXED = 'fixed = { 3M = "1%", 6M = "1%", 1Y = "1%", 2Y = "1%", 3Y = "1%", 5Y = "1.5%" }\n'
NOTICE = 'notice = { 1D = "0.1%", 7D = "0.3%" }\n'
CUT = RATES.replace("2026-01-01", "2026-06-01").replace("0.05%", "0.01%")
CLASSES = """[[account_classes]]
from = 2026-01-01
second = { day = "10000", year = "200000" }
third = { day = "2000", year = "50000", balance = "2000" }
"""
RAILS = """[[rails]]
from = 2026-01-01
ibps_most = "1000000"
beps_most = "1000000"
hvps_opens = 20:30:00
hvps_closes = 17:15:00
"""
CHECKS = """[[transfer_checks]]
from = 2026-01-01
again_minutes = 10
large_day = "300000"
first_payment = "5000"
"""
YEAR = "[[holidays]]\nyear = 2027\n"
DAY = timedelta(days=1)


@pytest.fixture
def file(tmp_path):
    def of(text):
        path = tmp_path / "terms.toml"
        path.write_text(text)
        return path

    return of


def test_a_sheet_holds_from_its_day_on_and_the_first_for_all_before(file):
    rates = read(file(RATES + FIXED + NOTICE + CUT + FIXED + NOTICE)).rates
    cut = date(2026, 6, 1)

    assert [rates.on(day).demand_bps for day in (date(2020, 1, 1), cut - DAY, cut, date(2030, 1, 1))] == [
        5,
        5,
        1,
        1,
    ]
    assert (rates.after(cut - DAY).from_on, rates.after(cut)) == (cut, None)
    assert (rates.on(cut).fixed_bps(60), rates.on(cut).fixed_bps(3), rates.on(cut).notice_bps(7)) == (
        150,
        100,
        30,
    )


def test_a_kind_that_the_file_does_not_give_is_as_shipped(file):
    terms = read(file(RATES + FIXED + NOTICE))

    assert terms.transfer_fees == SHIPPED.transfer_fees
    assert terms.rates != SHIPPED.rates
    assert in_force(None) is SHIPPED


def test_a_year_of_holidays_is_added_to_those_that_are_shipped_or_stands_for_one_of_them(file):
    off = "off = [[2026-12-31, 2027-01-03]]\nworked = [2027-01-09]\n"
    calendar = read(file(YEAR + off + YEAR.replace("2027", "2025") + "off = []\nworked = []")).calendar
    days = [date(2026, 12, 31), date(2027, 1, 9), date(2027, 1, 1), date(2026, 2, 16), date(2025, 10, 1)]

    assert [works(day, calendar) for day in days] == [False, True, False, False, True]
    assert [works(day, SHIPPED.calendar) for day in days] == [True, False, False, False, False]
    assert calendar.years == {2023, 2024, 2025, 2026, 2027}


def test_what_the_file_calls_a_percent_is_kept_in_basis_points_under_a_name_that_says_so(file):
    (row,) = read(file(FEES + '[{ percent = "0.03%" }]')).transfer_fees.on(date(2026, 1, 1)).outside

    assert row.rate_bps == 3
    assert row.model_dump(mode="json", by_alias=True)["percent"] == "0.03%"


@pytest.mark.parametrize(
    "text, told",
    [
        ("transfer_fees = ", "are no TOML: Invalid value"),
        (
            FEES + "[{ fee = 2 }]",
            "transfer_fees from 2026-01-01, outside, row 1, fee: a sum is written in yuan",
        ),
        (FEES + "[{ fee = 2.5 }]", 'in quotation marks, as "2.00"; not as 2.5'),
        (FEES + '[{ fee = "-2" }]', "a sum is written"),
        (FEES + '[{ fee = "2.005" }]', "a sum is written"),
        (FEES + '[{ fee = "2", percent = "1%" }]', "row 1: a row has either a fee or a percent"),
        (FEES + "[{ rate_bps = 3 }]", "outside, row 1, rate_bps: there is no such thing"),
        (FEES + "[{ }]", "a row has either a fee or a percent"),
        (FEES + '[{ fee = "2", most = "3" }]', "least and most go with a percent"),
        (FEES + '[{ percent = "1%", least = "3", most = "2" }]', "least is more than most"),
        (FEES + '[{ up_to = "9", fee = "2" }]', "every row but the last has an up_to"),
        (FEES + '[{ fee = "2" }, { fee = "3" }]', "every row but the last has an up_to"),
        (
            FEES + '[{ up_to = "9", fee = "2" }, { up_to = "9", fee = "3" }, { fee = "4" }]',
            "has to be more than",
        ),
        (FEES + '[{ fees = "2" }]', "row 1, fees: there is no such thing"),
        (FEES + "[]", "outside: there has to be one at least"),
        (
            FEES + '[{ fee = "2" }]\n' + FEES + '[{ fee = "2" }]',
            "transfer_fees: each has to be from a later day",
        ),
        (RATES.replace('"0.05%"', "0.05") + FIXED + NOTICE, "demand: a rate is written in percent"),
        (RATES.replace("0.05%", "0.05") + FIXED + NOTICE, "not as '0.05'"),
        (RATES.replace("0.05%", "0.005%") + FIXED + NOTICE, "to two decimals"),
        (RATES.replace("0.05%", "125%") + FIXED + NOTICE, "a rate is written"),
        (RATES + FIXED, "rates from 2026-01-01, notice: it is missing"),
        (
            RATES + FIXED.replace("5Y", "4Y") + NOTICE,
            "fixed has to give a rate for each of 3M, 6M, 1Y, 2Y, 3Y, 5Y",
        ),
        (
            RATES.replace("2026-01-01", '"2026-01-01"') + FIXED + NOTICE,
            "a day is written without quotation marks",
        ),
        ("rates = 3", "rates: there have to be several"),
        ("rates = [3]", "rates number 1: it has to be a table"),
        ("rates = []", "rates: there has to be one at least"),
        (
            YEAR + "off = [[2027-01-03, 2027-01-01]]\nworked = []",
            "holidays of 2027: 2027-01-01 is before 2027-01-03",
        ),
        (YEAR + "off = [[2028-01-01, 2028-01-02]]\nworked = []", "2028-01-01 is of another year"),
        (
            YEAR + "off = []\nworked = [2027-02-15]",
            "2027-02-15 is worked anyway: it is no Saturday or Sunday",
        ),
        (
            YEAR + "off = [[2027-01-01, 2027-01-03]]\nworked = [2027-01-03]",
            "2027-01-03 can't be off and worked",
        ),
        (YEAR + "off = [[2027-01-01]]\nworked = []", "off, row 1, row 2: it is missing"),
        (
            YEAR + 'off = []\nworked = ["2027-01-03"]',
            "worked, row 1: a day is written without quotation marks",
        ),
        (
            YEAR + "off = []\nworked = []\n" + YEAR + "off = []\nworked = []",
            "holidays: a year stands there twice",
        ),
        (YEAR.replace("2027", "2027.0") + "off = []\nworked = []", "a number is written without"),
        (CLASSES.replace('"200000"', '"9999"'), "second: no more can go on a day than in a year"),
        (
            CLASSES.replace(', balance = "2000"', ""),
            "account_classes from 2026-01-01, third, balance: it is missing",
        ),
        (
            RAILS.replace("20:30:00", '"20:30"'),
            "rails from 2026-01-01, hvps_opens: an hour is written without",
        ),
        (RAILS.replace("20:30:00", "08:30:00"), "hvps_opens is the hour of the evening before"),
        (CHECKS.replace("10", "0"), "transfer_checks from 2026-01-01, again_minutes: it is too small"),
        (CHECKS.replace("10", "1441"), "again_minutes: it is too large"),
        (CHECKS.replace("10", "10.5"), "again_minutes: a number is written without"),
        ("interest = 3", "interest: there is no such thing"),
    ],
)
def test_what_is_wrong_is_told_in_one_line_with_its_place(file, text, told):
    with pytest.raises(Misconfigured) as wrong:
        read(file(text))

    assert told in str(wrong.value)
    assert str(wrong.value).startswith(f"the terms {file(text)} are ")
    assert "\n" not in str(wrong.value)


def test_a_file_that_is_not_there_is_told_in_one_line():
    with pytest.raises(Misconfigured, match=r"the terms nowhere.toml can't be read \(No such file"):
        in_force(Path("nowhere.toml"))


@pytest.mark.parametrize(
    "day, demand, year, seven_days",
    [
        ("2020-01-01", 15, 135, 70),
        ("2025-05-19", 10, 110, 45),
        ("2025-05-20", 5, 95, 30),
        ("2026-11-23", 5, 95, 30),
    ],
)
def test_the_rates_that_are_shipped_are_those_of_the_large_banks(day, demand, year, seven_days):
    rates = SHIPPED.rates.on(date.fromisoformat(day))

    assert (rates.demand_bps, rates.fixed_bps(12), rates.notice_bps(7)) == (demand, year, seven_days)

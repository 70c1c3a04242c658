"""For how long, in how many parts: what is ordered, beside lengths and counts of which is only told."""

from datetime import datetime

import pytest

from guitai.money import Money
from guitai.understanding.fold import said
from guitai.understanding.slots.reading import read
from guitai.understanding.slots.words import Meant, read_as
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=BANK_ZONE)


def slots(intent, text):
    return read_as(intent, read(said(text), NOW))


@pytest.mark.parametrize(
    "intent, text, term",
    [
        ("deposits.open", "人家都说存五年利息也就那样，还是存两年吧，四万", "P2Y"),
        ("deposits.open", "存三年还是一年？那就一年吧，五万", "P1Y"),
        ("loans.apply", "贷款10万，分三年还，我在这家公司工作五年了", "P3Y"),
        ("loans.apply", "借5万用一年", "P1Y"),
        ("insurance.buy", "买一份保一年的意外险", "P1Y"),
        ("loans.apply", "借五千一个月，下月发工资就还", "P1M"),
        ("deposits.open", "两万三个月定期", "P3M"),
    ],
)
def test_the_length_that_is_settled_on_is_meant(intent, text, term):
    assert str(slots(intent, text)["term"]) == term


@pytest.mark.parametrize(
    "text",
    [
        "公积金交满6年了，想申请贷款15万",
        "我喺深圳返工三年，想借五万",
        "开店八年的老客户，贷20万行吗",
        "社保缴了五年，想贷款8万",
        "I've been working here for 3 years and want to borrow 50k",
    ],
)
def test_how_long_somebody_has_worked_is_no_term(text):
    assert "term" not in slots("loans.apply", text)


@pytest.mark.parametrize(
    "text, many",
    [
        ("一期手续费0.6%还行，那我账单就分6期", 6),
        ("3期太赶，分12期吧", 12),
        ("先分12期…算了还是24期吧", 24),
        ("上次分了3期，这次也分3期", 3),
    ],
)
def test_in_so_many_parts_as_it_is_divided(text, many):
    assert slots("credit.instalment", text)["instalments"] == many


@pytest.mark.parametrize("text", ["贷款五十万，公积金一个月3200", "想贷三十万开店，店租两万六一个月"])
def test_what_another_sum_comes_to_each_month_is_no_term(text):
    reading = read(said(text), NOW)
    ordered = max(place.money for place in reading.sums if isinstance(place.money, Money))

    assert "term" not in read_as("loans.apply", reading, lambda intent, reading: Meant(ordered))

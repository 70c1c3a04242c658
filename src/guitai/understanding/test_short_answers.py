from datetime import date, datetime

import pytest

from guitai.money import Money
from guitai.understanding.short_answers import amount_in, choice_number, period_in, same_words, yes_no
from guitai.understanding.slots.period import Period
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=BANK_ZONE)


@pytest.mark.parametrize(
    "text, number",
    [
        ("1", 1),
        ("１", 1),
        ("①", 1),
        ("❷", 2),
        ("2.", 2),
        ("第一个", 1),
        ("第二張", 2),
        ("选三", 3),
        ("我选第二个", 2),
        ("十二", 12),
        ("the second one", 2),
        ("2nd", 2),
        ("option 3", 3),
        ("third", 3),
    ],
)
def test_a_number_of_a_list_is_known_however_it_is_written(text, number):
    assert choice_number(text) == number


@pytest.mark.parametrize("text", ["500元", "转账", "五百", "hello", "第一", "", "1张卡的余额"])
def test_what_says_more_than_a_number_chooses_nothing(text):
    assert choice_number(text) is None or text == "第一"


@pytest.mark.parametrize("text", ["是的", "好。", "對", "可以的", "OK", "Yes, please", "嗯", "係"])
def test_yes_is_yes(text):
    assert yes_no(text) is True


@pytest.mark.parametrize("text", ["不", "不用了", "唔使", "No, thanks", "不要", "nope"])
def test_no_is_no(text):
    assert yes_no(text) is False


@pytest.mark.parametrize("text", ["可能吧", "查余额", "是不是", "", "500"])
def test_what_is_neither_yes_nor_no_is_not_guessed(text):
    assert yes_no(text) is None


@pytest.mark.parametrize(
    "text, yuan",
    [("500", "500"), ("五", "5"), ("就五百吧", "500"), ("伍佰元整", "500"), ("two hundred yuan", "200")],
)
def test_an_answer_gives_an_amount(text, yuan):
    assert amount_in(text) == Money.parse(yuan)


@pytest.mark.parametrize("text", ["三千多", "全部", "10月1号", "13800138000", "随便"])
def test_an_answer_without_a_certain_amount_gives_none(text):
    assert amount_in(text) is None


@pytest.mark.parametrize(
    "text, first",
    [
        ("三个月", date(2026, 8, 23)),
        ("半年", date(2026, 5, 23)),
        ("近三个月吧", date(2026, 8, 23)),
        ("3 months", date(2026, 8, 23)),
    ],
)
def test_as_an_answer_a_length_of_time_reaches_back_from_today(text, first):
    assert period_in(text, NOW) == Period(first, NOW.date())


def test_the_day_is_the_banks_day_wherever_the_server_stands():
    utc = datetime.fromisoformat("2026-11-22T17:00:00+00:00")

    assert period_in("今天", utc) == Period.day(date(2026, 11, 23))


def test_two_ways_to_write_one_name_are_the_same_words():
    assert same_words("活期 尾號8888") == same_words("活期尾号8888")

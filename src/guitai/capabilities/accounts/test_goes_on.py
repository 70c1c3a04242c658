"""What is asked of the lines that were shown keeps what they were looked for by: 其中最大的三笔, the same for May."""

import pytest

OCTOBER, NOVEMBER = "2026年10月1日至2026年10月31日", "2026年11月1日至2026年11月23日"


def shown(phone):
    """The dates of the card, and what else was asked for."""
    dates = phone.card.get("时间") or phone.card.get("Dates")
    return dates, phone.card.get("条件") or phone.card.get("Only")


@pytest.mark.parametrize(
    "first, says, dates, only",
    [
        ("10月的支出", "其中最大的两笔", OCTOBER, "只看支出 · 金额最大的2笔"),
        ("10月的支出", "这里面最大的一笔", OCTOBER, "只看支出 · 金额最大的一笔"),
        ("上个月在老陈面馆花了多少", "一共多少", OCTOBER, "只看支出 · 含“老陈面馆”"),
        ("上个月在老陈面馆花了多少", "一共花了多少", OCTOBER, "只看支出 · 含“老陈面馆”"),
        ("这个月在老陈面馆花了多少", "同样的查十月", OCTOBER, "只看支出 · 含“老陈面馆”"),
        ("这个月在老陈面馆花了多少", "十月也一样查一下", OCTOBER, "只看支出 · 含“老陈面馆”"),
    ],
)
def test_what_was_asked_before_stays(lin, first, says, dates, only):
    lin.says(first)
    lin.says(says)

    assert shown(lin) == (dates, only)


@pytest.mark.parametrize(
    "first, says, only",
    [
        ("income in October", "then the three largest", "money in · the largest 3"),
        ("income in October", "the largest three", "money in · the largest 3"),
        (
            "how much did I spend at 老陈面馆 this month",
            "the same for October",
            "money out · to do with “老陈面馆”",
        ),
        (
            "how much did I spend at 老陈面馆 in October",
            "how much in total?",
            "money out · to do with “老陈面馆”",
        ),
    ],
)
def test_in_english_too(lin, first, says, only):
    lin.says(first)
    lin.says(says)

    assert shown(lin)[0].count("Oct") == 2
    assert shown(lin)[1] == only


def test_what_a_few_lines_come_to_is_not_worked_out(lin):
    lin.says("10月最大的两笔支出")

    assert lin.says("一共多少").startswith("查明细时还不能按“一共多少”来算，")
    assert shown(lin) == (OCTOBER, "只看支出 · 金额最大的2笔")


def test_days_of_its_own_are_looked_at(lin):
    lin.says("上个月在老陈面馆花了多少")
    lin.says("这个月一共花了多少")

    assert shown(lin) == (NOVEMBER, "只看支出")

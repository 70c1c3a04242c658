from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.understanding.fold import fold, said
from guitai.understanding.slots.period import Period
from guitai.understanding.slots.period_words import periods

TODAY = date(2026, 11, 23)  # a Monday

CHINESE = """
    今天 = 11-23
    昨天 = 11-22
    昨晚 = 11-22
    琴日 = 11-22
    前天 = 11-21
    大前天 = 11-20
    3天前 = 11-20
    本周 = 11-23, 11-29
    这个礼拜 = 11-23, 11-29
    上周 = 11-16, 11-22
    上一周 = 11-16, 11-22
    上週五 = 11-20
    周五 = 11-20
    上周末 = 11-21, 11-22
    周末 = 11-21, 11-22
    周一到周五 = 11-23, 11-27
    本月 = 11-01, 11-30
    這個月 = 11-01, 11-30
    上个月 = 10-01, 10-31
    上上个月 = 09-01, 09-30
    下个月 = 12-01, 12-31
    兩個月前 = 09-01, 09-30
    上个月15号 = 10-15
    上个月下旬 = 10-21, 10-31
    10月 = 10-01, 10-31
    十月份 = 10-01, 10-31
    11月 = 11-01, 11-30
    12月 = 2025-12-01, 2025-12-31
    去年12月 = 2025-12-01, 2025-12-31
    去年今天 = 2025-11-23, 2025-11-23
    10月最后一天 = 10-31, 10-31
    上个月的最后一天 = 10-31, 10-31
    去年2月最后一天 = 2025-02-28, 2025-02-28
    since the 1st of November = 11-01, 11-23
    from the 5th to the 12th of November = 11-05, 11-12
    今年12月 = 12-01, 12-31
    2026年8月 = 08-01, 08-31
    25年10月 = 2025-10-01, 2025-10-31
    二零二五年三月 = 2025-03-01, 2025-03-31
    11月1日 = 11-01
    12月25日 = 2025-12-25
    5号 = 11-05
    25号 = 10-25
    31号 = 10-31
    11/1 = 11-01
    20260915 = 09-15
    11月1日到15日 = 11-01, 11-15
    10月1到15号 = 10-01, 10-15
    去年11月20到25的支出 = 2025-11-20, 2025-11-25
    去年11月20-25的支出 = 2025-11-20, 2025-11-25
    去年11月20日到25的支出 = 2025-11-20, 2025-11-25
    去年12月21到25的 = 2025-12-21, 2025-12-25
    10月5到10 = 10-05, 10-10
    十月二十到二十五的支出 = 10-20, 10-25
    8月的，从20号到25号的支出 = 08-20, 08-25
    10月的，20号到25号的支出 = 10-20, 10-25
    1-15号 = 11-01, 11-15
    20号到5号 = 10-20, 11-05
    8月1号到9月15号 = 08-01, 09-15
    9月30日至10月8日 = 09-30, 10-08
    2026-11-01至2026-11-15 = 11-01, 11-15
    10月到11月 = 10-01, 11-30
    10-11月 = 10-01, 11-30
    10月到12月 = 2025-10-01, 2025-12-31
    11月到2月 = 2025-11-01, 02-28
    去年10月到今年2月 = 2025-10-01, 02-28
    今年 = 01-01, 12-31
    去年 = 2025-01-01, 2025-12-31
    去年全年 = 2025-01-01, 2025-12-31
    前年 = 2024-01-01, 2024-12-31
    上半年 = 01-01, 06-30
    去年下半年 = 2025-07-01, 2025-12-31
    三季度 = 07-01, 09-30
    今年Q3的 = 07-01, 09-30
    上季度 = 07-01, 09-30
    本季度 = 10-01, 12-31
    国庆期间 = 10-01, 10-07
    双十一 = 11-11
    近三个月 = 08-23, 11-23
    近3月 = 08-23, 11-23
    最近一周 = 11-17, 11-23
    过去7天 = 11-17, 11-23
    近30天 = 10-25, 11-23
    过去半年 = 05-23, 11-23
    近10天 = 11-14, 11-23
    这两天 = 11-22, 11-23
    最近两周 = 11-10, 11-23
    一年内 = 2025-11-23, 11-23
    三个月的流水 = 08-23, 11-23
    8月以来 = 08-01, 11-23
    从九月到现在 = 09-01, 11-23
    今年以来 = 01-01, 11-23
    年初至今 = 01-01, 11-23
    10.5-10.20 = 10-05, 10-20
    10.28到11.3的明细 = 10-28, 11-03
    12.20-1.5 = 2025-12-20, 01-05
    10/5-10/20 = 10-05, 10-20
    8月和9月 = 08-01, 09-30
    八月九月的明细 = 08-01, 09-30
    7月、8月和9月 = 07-01, 09-30
    12月和1月 = 2025-12-01, 01-31
    上月和这月 = 10-01, 11-30
    上周和这周 = 11-16, 11-29
    昨天前天 = 11-21, 11-22
    琴日同今日 = 11-22, 11-23
    上個月同今個月 = 10-01, 11-30
    前天和昨天 = 11-21, 11-22
    前天昨天今天 = 11-21, 11-23
    再上个月 = 09-01, 09-30
    再上周 = 11-09, 11-15
    中秋那几天 = 09-25, 09-27
    去年端午 = 2025-05-31, 2025-06-02
    清明节 = 04-04, 04-06
    五一 = 05-01, 05-05
    春节 = 02-15, 02-23
    去年国庆节 = 2025-10-01, 2025-10-07
    国庆当天 = 10-01
    中秋那天花了多少 = 09-25
    圣诞节当天 = 2025-12-25
    大年初一 = 02-17
    除夕到初六 = 02-16, 02-22
    去年除夕花了多少 = 2025-01-28
    今年夏天 = 06-01, 08-31
    2024全年 = 2024-01-01, 2024-12-31
    今年前三季度 = 01-01, 09-30
    前三个季度 = 01-01, 09-30
    去年前五个月 = 2025-01-01, 2025-05-31
    今年前半年 = 01-01, 06-30
    去年最后一个季度 = 2025-10-01, 2025-12-31
    10月下半月 = 10-16, 10-31
    本月前十天 = 11-01, 11-10
    七八两个月 = 07-01, 08-31
    今年八月九月两个月的明细 = 08-01, 09-30
    七、八月 = 07-01, 08-31
    去年八月九月 = 2025-08-01, 2025-09-30
    上周六跟周日这两天 = 11-21, 11-22
    8月上旬，就是1号到10号 = 08-01, 08-10
    今年寒假，1月10号到2月8号 = 01-10, 02-08
    上个月，5号到8号 = 10-05, 10-08
    四号到十号之间（就这个月的） = 11-04, 11-10
    7月15到8月15的记录 = 07-15, 08-15
    8.1号到8.15号 = 08-01, 08-15
    11月14号星期六 = 11-14
    周五，11月13号 = 11-13
    从10月1号算起 = 10-01, 11-23
    截到今天，从10月1号算起 = 10-01, 11-23
    今年，从10月1号算起 = 10-01, 11-23
    从9月1日算到今天 = 09-01, 11-23
    12号那天，就这个月 = 11-12
    礼拜三礼拜四那两天，就18号跟19号 = 11-18, 11-19
    10月1号截止到昨天 = 10-01, 11-22
"""
ENGLISH = """
    today = 11-23
    yesterday = 11-22
    the day before yesterday = 11-21
    3 days ago = 11-20
    this week = 11-23, 11-29
    last week = 11-16, 11-22
    last weekend = 11-21, 11-22
    last friday = 11-20
    past week = 11-17, 11-23
    last month = 10-01, 10-31
    the month before last = 09-01, 09-30
    in october = 10-01, 10-31
    in may = 05-01, 05-31
    dec = 2025-12-01, 2025-12-31
    october 2025 = 2025-10-01, 2025-10-31
    november 1 = 11-01
    1 November 2025 = 2025-11-01
    from october 1 to 15 = 10-01, 10-15
    between Oct 1 and Oct 15 = 10-01, 10-15
    from september to november = 09-01, 11-30
    since august = 08-01, 11-23
    past 30 days = 10-25, 11-23
    last three months = 08-23, 11-23
    september and october = 09-01, 10-31
    past two weeks = 11-10, 11-23
    this year = 01-01, 12-31
    last year = 2025-01-01, 2025-12-31
    last quarter = 07-01, 09-30
    first half of 2025 = 2025-01-01, 2025-06-30
    in august this year = 08-01, 08-31
    july to september this year = 07-01, 09-30
    october to december last year = 2025-10-01, 2025-12-31
    august and september last year = 2025-08-01, 2025-09-30
    from 1 to 15 October this year = 10-01, 10-15
    between 3 and 9 November = 11-03, 11-09
    Q2 this year = 04-01, 06-30
    year to date = 01-01, 11-23
    this summer = 06-01, 08-31
    Saturday 14 November = 11-14
    on Friday the 13th = 11-13
    the 5th of last month = 10-05
    from Monday to Wednesday last week = 11-16, 11-18
"""
NO_PERIOD = """最近 最近几天 10月之前 每月15号 每周五 三个月 5个月 第3号 1号线 一周三次 半年前 三年级 三月子
    13月 0月 2月30号 2月32号 32号 11月31日 4月31号到5月3号 去年同期 同比去年 前一天 2030年春节 10.5-10.20元 1.5 1.5到2万
    去年冬天 今年暑假 前两个季度 1、9月 11月14号星期五 情人节套餐 借一万二三个月 Friday_14_November last_winter
    before_october may_i_see last_5_transactions every_friday"""


def read(text):
    return [found.slots["period"] for found in periods(fold(said(text)), TODAY)]


def days(text):
    return [date.fromisoformat(day if len(day) > 5 else f"2026-{day}") for day in text.split(", ")]


@pytest.mark.parametrize(
    "line", [line.strip() for text in (CHINESE, ENGLISH) for line in text.strip().splitlines()]
)
def test_a_period_is_found_for_looking_back(line):
    text, wanted = line.split(" = ")

    assert read(text) == [Period(days(wanted)[0], days(wanted)[-1])]


@pytest.mark.parametrize("text", NO_PERIOD.split())
def test_what_names_no_certain_period_is_left_out(text):
    assert read(text.replace("_", " ")) == []


@given(st.dates(date(2025, 1, 1), date(2030, 12, 31)), st.integers(1, 12))
def test_a_bare_month_has_begun_and_is_the_latest_such(today, month):
    [found] = periods(f"{month}月", today)
    period = found.slots["period"]

    assert period.first.month == month
    assert period.first <= today
    assert (today - period.first).days < 366


@pytest.mark.parametrize("text", ["6月和8月", "august and october", "周一和周五", "去年10月和今年10月"])
def test_two_that_do_not_adjoin_stay_two(text):
    assert len(read(text)) == 2


def test_a_leap_day_is_the_latest_there_was():
    assert [p.slots["period"] for p in periods("2月29日", TODAY)] == [Period.day(date(2024, 2, 29))]


@pytest.mark.parametrize(
    "today, first", [("2026-01-20", "2025-01-28"), ("2026-02-16", "2026-02-15"), ("2030-05-01", None)]
)
def test_a_feast_is_the_latest_but_never_one_of_years_ago(today, first):
    found = [found.slots["period"].first.isoformat() for found in periods("春节", date.fromisoformat(today))]

    assert found == ([first] if first else [])


def test_a_period_that_ends_before_it_begins_is_none():
    with pytest.raises(ValueError, match="can't begin"):
        Period(date(2026, 11, 2), date(2026, 11, 1))

from datetime import date, datetime

import pytest

from guitai.understanding.fold import fold, said
from guitai.understanding.slots.durations import terms
from guitai.understanding.slots.when_words import whens
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=BANK_ZONE)  # a Monday

AHEAD = """
    明天 = 2026-11-24
    聽日 = 2026-11-24
    大后天 = 2026-11-26
    明天上午 = 2026-11-24
    明天下午三点 = 2026-11-24T15:00
    后天上午十点半 = 2026-11-25T10:30
    明早九点 = 2026-11-24T09:00
    今晚八点 = 2026-11-23T20:00
    下周三下午两点一刻 = 2026-12-02T14:15
    周五 = 2026-11-27
    下周五 = 2026-12-04
    5号 = 2026-12-05
    25号 = 2026-11-25
    12月1号 = 2026-12-01
    下个月5号 = 2026-12-05
    月底 = 2026-11-30
    三天后 = 2026-11-26
    下周二早上九点半去信义分行,我搭2号公车 = 2026-12-01T09:30
    夜班8点才下，能约个明天9点15到支行吗 = 2026-11-24T09:15
    两周后 = 2026-12-07
    下午3点 = 2026-11-23T15:00
    9点 = 2026-11-24T09:00
    3点 = 2026-11-23T15:00
    15:00 = 2026-11-23T15:00
    tomorrow at 3pm = 2026-11-24T15:00
    10:30 am tomorrow = 2026-11-24T10:30
    next friday = 2026-12-04
    wed 10:30am = 2026-11-25T10:30
    这周六10am,望京支行 = 2026-11-28T10:00
    on fri = 2026-11-27
    今天周一 = 2026-11-23
    这周一 = 2026-11-23
    30号周一 = 2026-11-30
    周一早上9点 = 2026-11-30T09:00
    monday 10am = 2026-11-30T10:00
    in three days = 2026-11-26
    december 1 = 2026-12-01
    给李四12月1号 = 2026-12-01
    给张三 12月2号 = 2026-12-02
    李四，12月12号 = 2026-12-12
    张三10号 = 2026-12-10
    王五3点 = 2026-11-23T15:00
    给赵六12月12号上午10点 = 2026-12-12T10:00
"""


def read(text):
    return [found.slots["when"] for found in whens(fold(said(text)), NOW) if "when" in found.slots]


def doubtful(text):
    return [found.slots["arrival"].days for found in whens(fold(said(text)), NOW) if "arrival" in found.slots]


@pytest.mark.parametrize("line", [line.strip() for line in AHEAD.strip().splitlines()])
def test_a_day_or_moment_ahead_is_found(line):
    text, wanted = line.split(" = ")
    [when] = set(read(text))

    assert when.isoformat() == (f"{wanted}:00+08:00" if isinstance(when, datetime) else wanted)


@pytest.mark.parametrize(
    "text",
    ["昨天", "每月1号", "便宜一点", "三点", "周末", "明天或者后天", "上个月", "pay Sun 500", "500点积分"],
)
def test_what_names_no_certain_moment_ahead_is_left_out(text):
    assert read(text) == []


@pytest.mark.parametrize("text", ["周一", "礼拜一给她", "on Monday"])
def test_the_day_of_the_week_that_it_is_may_be_today_or_in_a_week(text):
    assert read(text) == []
    assert doubtful(text) == [(date(2026, 11, 23), date(2026, 11, 30))]


@pytest.mark.parametrize("text", ["周三或者周四", "周三还是周四", "周四周三都行", "on Wednesday or Thursday"])
def test_of_two_days_in_one_clause_it_may_be_either(text):
    assert read(text) == []
    assert doubtful(text) == [(date(2026, 11, 25), date(2026, 11, 26))]


def test_with_an_hour_that_is_not_over_too():
    [(today, in_a_week)] = doubtful("周一下午三点")

    assert (today.isoformat(), in_a_week.isoformat()) == (
        "2026-11-23T15:00:00+08:00",
        "2026-11-30T15:00:00+08:00",
    )


@pytest.mark.parametrize(
    "text, term",
    [
        ("三个月", "P3M"),
        ("一年", "P1Y"),
        ("90天", "P90D"),
        ("两周", "P2W"),
        ("半年", "P6M"),
        ("一年半", "P1Y6M"),
        ("一个半月", "P1M15D"),
        ("一个月零五天", "P1M5D"),
        ("18个月", "P18M"),
        ("一年期", "P1Y"),
        ("for six months", "P6M"),
        ("half a year", "P6M"),
    ],
)
def test_how_long_is_kept_in_the_units_that_were_said(text, term):
    assert [str(found.slots["term"]) for found in terms(fold(said(text)))] == [term]


@pytest.mark.parametrize(
    "text, term", [("20万三年", "P3Y"), ("一万三个月", "P3M"), ("两千三半年", "P6M"), ("9万6三年", "P3Y")]
)
def test_an_amount_may_stand_right_before_it(text, term):
    assert [str(found.slots["term"]) for found in terms(text)] == [term]


@pytest.mark.parametrize("text", ["五千六十天", "一万二十天"])
def test_where_the_amount_ends_and_the_term_begins_has_to_be_certain(text):
    assert [found.slots for found in terms(text)] == [{}]


@pytest.mark.parametrize(
    "text",
    [
        "近三个月",
        "上个月",
        "每三个月",
        "一天能赚4块钱",
        "一天挣300来块",
        "三天前",
        "12期",
        "三年级",
        "last 3 months",
    ],
)
def test_what_says_when_is_no_length_of_time(text):
    assert list(terms(fold(said(text)))) == []


DAYS = (
    "12月12号",
    "12月1日",
    "2月28号",
    "十二月二号",
    "12号",
    "25号",
    "3点",
    "10点半",
    "下周五",
    "明天",
    "12/5",
)
SHAPES = ("转500给{}{}{}", "给{}{}{}转500", "转账给{}{}{},500元", "{}{}{}转他500")


@pytest.mark.parametrize("name", ["张三", "李四", "王五", "赵六", "老七", "小八", "阿九", "陈十"])
@pytest.mark.parametrize("apart", ["", " ", "，"])
@pytest.mark.parametrize("shape", SHAPES)
def test_no_name_takes_a_day_from_behind_it(name, apart, shape):
    """A name that ends in a numeral hides no day, but one in numerals that it may belong to."""
    for day in DAYS:
        joined = day[0] in "十二" and apart != "，"
        said_of = [shape.format(whom, apart, day) for whom in (name, "王芳")]
        one, other = map(read, said_of)
        assert one == other or (joined and not one), (said_of[0], one, other)

"""A date that is one of two days, by which of its numbers is the month: the customer says which it is."""

import pytest

CHEN = "6239990000000001668"
LEAVES = "Sent"


@pytest.fixture
def asked(lin, chen):
    """Lin, in November, is asked which day in spring is meant."""
    said = lin.says(f"transfer 500 to 陈国强, account {CHEN}, on 02/03/2027")
    assert said == (
        "“02/03/2027” may be 3 Feb 2027 or 2 Mar 2027. On which day shall ¥500.00 be sent to 陈国强?"
        "\n1. 3 Feb 2027\n2. 2 Mar 2027"
    )
    return lin


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1", "3 Feb 2027 00:30"),
        ("the second", "2 Mar 2027 00:30"),
        ("2 March", "2 Mar 2027 00:30"),
        ("Feb 3", "3 Feb 2027 00:30"),
        ("5 February at 3 pm", "5 Feb 2027 15:00"),
    ],
)
def test_the_customer_says_which_of_the_two_it_is_or_another(asked, order, words, day):
    asked.says(words)

    assert (order(asked)[LEAVES], order(asked)["Amount"]) == (day, 500_00)


def test_it_can_be_tapped(asked, order):
    asked.taps("2 Mar 2027")

    assert order(asked)[LEAVES] == "2 Mar 2027 00:30"


def test_nothing_is_drawn_up_before(asked):
    assert asked.db.execute("SELECT count(*) FROM shield.orders").fetchone() == (0,)
    asked.says("on 03/02/2027")
    assert asked.reply.parts[0].startswith("“03/02/2027” may be 3 Feb 2027 or 2 Mar 2027.")


def test_in_chinese_it_is_asked_in_chinese(lin, chen, order):
    said = lin.says(f"02/03/2027给陈国强转五百块，账号{CHEN}")
    assert said.startswith(
        "“02/03/2027”可能是2027年2月3日，也可能是2027年3月2日。给陈国强转¥500.00，是哪一天转？"
    )

    lin.taps("2027年3月2日")
    assert order(lin)["转出时间"] == "2027年3月2日 00:30"


@pytest.mark.parametrize(
    ("date", "day"),
    [("05/12/2026", "5 Dec 2026"), ("01.06.2027", "6 Jan 2027"), ("11-12-2026", "11 Dec 2026")],
)
def test_a_day_that_can_not_be_is_not_offered_and_the_other_not_taken_for_granted(
    lin, chen, order, date, day
):
    said = lin.says(f"transfer 500 to 陈国强, account {CHEN}, on {date}")
    assert said.startswith(f"By “{date}”, do you mean {day}?")
    assert [tap.label for tap in lin.reply.taps] == [day]

    lin.says("yes")
    assert order(lin)[LEAVES] == f"{day} 00:30"


def test_a_time_that_is_said_with_it_is_that_of_the_day_that_is_meant(lin, chen, order):
    lin.says(f"transfer 500 to 陈国强, account {CHEN}, on 02/03/2027 at 3pm")
    lin.taps("2 Mar 2027 15:00")

    assert order(lin)[LEAVES] == "2 Mar 2027 15:00"


@pytest.mark.parametrize(
    ("date", "why"),
    [
        ("05/10/2026", "That time has passed; please choose another."),
        ("01/10/2026", "That time has passed; please choose another."),
        ("11/10/2027", "It can be planned for a day within six months; please choose another."),
    ],
)
def test_where_it_can_be_neither_another_is_asked_for(lin, chen, order, date, why):
    lin.says(f"transfer 500 to 陈国强, account {CHEN}, on {date}")
    assert lin.reply.parts[0] == why

    lin.says("tomorrow")
    assert order(lin)[LEAVES] == "24 Nov 2026 00:30"


@pytest.mark.parametrize("date", ["13/05/2026", "13 May 2026", "2026-05-13", "the 13th of May 2026"])
def test_a_day_that_has_passed_is_not_taken_for_today(lin, chen, order, date):
    lin.says(f"transfer 500 to 陈国强, account {CHEN}, on {date}")
    assert lin.reply.parts[0] == "That time has passed; please choose another."

    lin.says("tomorrow")
    assert order(lin)[LEAVES] == "24 Nov 2026 00:30"


@pytest.mark.parametrize("words", ["2026年5月13日到账", "26年1月5号转", "2026-11-22转"])
def test_in_chinese_neither(lin, chen, words):
    assert lin.says(f"给陈国强转500，账号{CHEN}，{words}").startswith("这个时间已经过去了，请换一个时间。")


@pytest.mark.parametrize("words", ["2026年5月13日的货款", "2026年5月13日借的", "昨天", "昨天的饭钱"])
def test_a_day_that_something_is_of_may_have_passed(lin, chen, order, words):
    lin.says(f"{words}，给陈国强转500，账号{CHEN}")

    assert order(lin)["转出时间"] == "签名后马上转出，不能撤销"


def test_without_a_year_too_either_number_may_be_the_month_in_english(lin, chen, order):
    said = lin.says(f"transfer 500 to 陈国强, account {CHEN}, on 3/2")
    assert said.startswith("“3/2” may be 3 Feb 2027 or 2 Mar 2027.")

    lin.says("the first")
    assert order(lin)[LEAVES] == "3 Feb 2027 00:30"


@pytest.mark.parametrize(
    ("words", "day"),
    [("on 2/2", "2 Feb 2027"), ("on 12/25", "25 Dec 2026"), ("on 25/12", "25 Dec 2026")],
)
def test_one_day_alone_is_that_day(lin, chen, order, words, day):
    lin.says(f"transfer 500 to 陈国强, account {CHEN}, {words}")

    assert order(lin)[LEAVES] == f"{day} 00:30"


def test_in_chinese_the_month_comes_first(lin, chen, order):
    lin.says(f"给陈国强转500，账号{CHEN}，3/2转")

    assert order(lin)["转出时间"] == "2027年3月2日 00:30"


def test_monday_that_is_said_on_a_monday_may_be_today_or_in_a_week(lin, chen, order):
    said = lin.says(f"周一给陈国强转500，账号{CHEN}")
    assert said.startswith(
        "“周一”可能是2026年11月23日，也可能是2026年11月30日。给陈国强转¥500.00，是哪一天转？"
    )

    lin.says("下周一")
    assert order(lin)["转出时间"] == "2026年11月30日 00:30"


@pytest.mark.parametrize("words", ["改成150", "bump it up to 150"])
def test_what_is_changed_meanwhile_stands_in_the_question(lin, chen, order, words):
    lin.says(f"周一给陈国强转500，账号{CHEN}")
    lin.says(words)
    assert "¥150.00" in lin.reply.parts[-1]

    lin.says("2")
    assert (order(lin)["金额"], order(lin)["转出时间"]) == (150_00, "2026年11月30日 00:30")


def test_an_order_is_changed_to_such_a_day_by_asking_too(lin, chen, order):
    lin.says(f"transfer 500 to 陈国强, account {CHEN}")
    lin.says("change it to 02/03/2027")
    assert lin.reply.parts[0].startswith("“02/03/2027” may be")

    lin.says("2")
    assert order(lin)[LEAVES] == "2 Mar 2027 00:30"


def test_a_date_that_is_told_of_is_not_asked_about(lin, chen, order):
    lin.says(f"Chen paid for us on 05/12/2026, send 500 to 陈国强, account {CHEN}")

    assert order(lin)[LEAVES] == "At once when you have signed; it can't be cancelled"


@pytest.mark.parametrize("words", ["上周五给陈国强转500", "昨天给陈国强转了500", "上月底给陈国强转500"])
def test_a_day_that_has_passed_is_asked_about(lin, chen, words):
    said = lin.says(f"{words}，账号{CHEN}")

    assert said.startswith("这个时间已经过去了，请换一个时间。")


@pytest.mark.parametrize(
    "words", ["昨天说好的500转给陈国强", "昨天那500给陈国强转过去", "上个月的房租500转给陈国强"]
)
def test_a_day_of_which_is_only_told_is_none_of_the_order(lin, chen, order, words):
    lin.says(f"{words}，账号{CHEN}")

    assert order(lin)["转出时间"] == "签名后马上转出，不能撤销"

"""More of what customers say to an order, or while one is asked about: nothing of it is lost or turned round."""

import pytest

from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.whom import Payee

AT_ONCE, TOMORROW = "签名后马上转出，不能撤销", "2026年11月24日 00:30"
CHEN = "6239990000000001668"


@pytest.fixture(autouse=True)
def known(lin, chen):
    """Lin has 张三 and 李四 among her payees."""
    for name, number in (("张三", "6214830000000108"), ("李四", "6214830000000207")):
        book.arrived(lin.db, lin.owner, Payee(name, number, "308584000013"))


@pytest.fixture
def ordered(lin):
    """500 for 张三, for tomorrow, with a remark."""
    lin.says("给张三转500，备注饭钱，次日到账")


def states(lin):
    return [state for (state,) in lin.db.execute("SELECT state FROM shield.orders ORDER BY order_id")]


@pytest.mark.parametrize(
    "words",
    [
        "改用5207",
        "换成5207付",
        "用5207付",
        "从5207",
        "5207付",
        "改用5207的卡",
        "use 5207",
        "use the account ending 5207",
    ],
)
def test_the_tail_of_an_account_is_no_sum(lin, ordered, words):
    assert lin.says(words).splitlines()[0] in (
        "您没有可以付款的账户“5207”。",
        "You have no account “5207” to pay from.",
    )


@pytest.mark.parametrize(
    "words", ["给张三转500，用5207", "用5207给张三转500", "5207付款，给张三转500", "给张三转500，从5207"]
)
def test_in_the_first_sentence_neither(lin, words):
    assert lin.says(words).startswith("您没有可以付款的账户“5207”。")


@pytest.mark.parametrize(
    "words, fen", [("少转300", 200_00), ("多转200", 700_00), ("太多了，少转300", 200_00), ("再加200", 700_00)]
)
def test_it_is_so_much_more_or_less(lin, order, ordered, words, fen):
    lin.says(words)

    assert order(lin)["金额"] == fen


def test_less_than_nothing_is_not_paid(lin, order, ordered):
    lin.says("少转500")

    assert lin.reply.parts[-1] == "转多少钱？"


@pytest.mark.parametrize(
    "words",
    ["今天就转吧", "还是今天转", "不要明天，今天就转", "马上转", "算了今天就转", "改成现在", "send it now"],
)
def test_a_day_alone_is_the_day(lin, order, ordered, words):
    lin.says(words)

    assert (order(lin).get("转出时间") or order(lin)["Sent"]) in (
        AT_ONCE,
        "At once when you have signed; it can't be cancelled",
    )


@pytest.mark.parametrize("words", ["不要备注了", "备注不要了", "取消备注", "去掉备注"])
def test_a_remark_is_left_away(lin, order, ordered, words):
    lin.says(words)

    assert "附言" not in order(lin)
    assert (order(lin)["金额"], order(lin)["转出时间"]) == (500_00, TOMORROW)


@pytest.mark.parametrize(
    "words", ["go on", "continue", "好了继续", "不要每月了", "不从2816", "double it", "now please"]
)
def test_what_says_nothing_of_leaving_leaves_nothing(lin, ordered, words):
    lin.says(words)

    assert set(states(lin)) - {"void"}, "one still waits, as it was or drawn up anew"


@pytest.mark.parametrize("words", ["不转了，给我看看余额", "算了，不转了，我查下余额", "取消，我要查余额"])
def test_what_it_is_left_for_is_opened(lin, ordered, words):
    said = lin.says(words)

    assert said.startswith("好的，已经取消。\n您的余额查好了")
    assert states(lin) == ["void"]


@pytest.mark.parametrize("words", ["别给张三，给李四", "不要给张三了，给李四"])
def test_another_payee_is_taken(lin, order, ordered, words):
    lin.says(words)

    assert (order(lin)["收款人"], order(lin)["金额"]) == ("李四", 500_00)


@pytest.mark.parametrize("words, fen", [("改800", 800_00), ("不转500，转200", 200_00), ("改做800", 800_00)])
def test_a_sum_put_right_is_taken(lin, order, ordered, words, fen):
    lin.says(words)

    assert order(lin)["金额"] == fen


def test_what_is_told_before_it_is_asked_for_is_noted(lin, order):
    lin.says("转账给陈国强")
    lin.says(CHEN)
    assert lin.says("备注写房租") == "转多少钱？"
    assert lin.says("要次日到账") == "转多少钱？"
    lin.says("500")

    assert (order(lin)["附言"], order(lin)["转出时间"]) == ("房租", TOMORROW)


def test_a_day_is_changed_while_something_else_is_asked(lin, order):
    lin.says("给陈国强转500，时间定在明天")
    lin.says("不要明天，今天就转")
    lin.says(CHEN)

    assert order(lin)["转出时间"] == AT_ONCE


@pytest.mark.parametrize(
    "words",
    [
        "年底",
        "周末",
        "过几天再转",
        "下班后转",
        "工资到了再转",
        "明天下午",
        "今天晚上",
        "next month",
        "tonight",
    ],
)
def test_a_time_that_can_not_be_read_is_asked_for(lin, order, words):
    assert "什么时候到账" in lin.says(f"给张三转500，{words}") or "when" in lin.reply.parts[0]
    lin.says("明天")

    assert order(lin)["转出时间"] == TOMORROW


@pytest.mark.parametrize(
    "words, leaves",
    [
        ("今晚12点", "2026年11月24日 00:00"),
        ("明天零点", "2026年11月24日 00:00"),
        ("明晚12点", "2026年11月25日 00:00"),
    ],
)
def test_midnight_ends_the_evening(lin, order, words, leaves):
    lin.says(f"给张三转500，{words}")

    assert order(lin)["转出时间"] == leaves


@pytest.mark.parametrize(
    "words", ["send 500 to 张三 every month on the 5th", "send 500 to 张三 monthly on the 5th"]
)
def test_every_month_is_every_month_behind_a_chinese_name(lin, order, words):
    lin.says(words)

    assert "every month" in str(order(lin)) or "each month" in str(order(lin))


@pytest.mark.parametrize("words", ["再给他转500", "给他转500吧", "send him 500"])
def test_who_was_looked_up_just_now_is_meant_by_him(lin, order, words):
    lin.says("查一下10月给张三转了多少")
    lin.says(words)

    assert [value for value in order(lin).values() if value in ("张三", 500_00)] == [500_00, "张三"]


def test_him_is_nobody_where_nobody_was_spoken_of(lin):
    assert lin.says("给他转500").endswith("转给谁？请说姓名，或者发卡号、账号、手机号。")


def test_what_was_signed_may_be_taken_back_by_a_tap_under_cancel(lin, sign):
    lin.says("给张三转500，两小时后到账")
    sign(lin)
    lin.says("取消")
    lin.taps("撤销转账")

    assert lin.reply.parts[-1] == "要撤销吗？"


@pytest.mark.parametrize(
    "words, fen",
    [
        ("改过来", 416_00),
        ("对", 416_00),
        ("416", 416_00),
        ("转416", 416_00),
        ("不改了", 500_00),
        ("不用", 500_00),
        ("那就420吧", 420_00),
    ],
)
def test_a_sum_in_no_certain_words_is_asked_about_and_who_is_paid_stays(lin, order, ordered, words, fen):
    said = lin.says("窗口又说是416 刚看错单子了")
    assert said == "金额改成¥416.00吗？\n1. 改成¥416.00\n2. 不改，还是¥500.00"
    lin.says(words)

    assert (order(lin)["收款人"], order(lin)["金额"], order(lin)["转出时间"]) == ("张三", fen, TOMORROW)


@pytest.mark.parametrize("words", ["备注改成物业费", "金额以外的都不变", "等等"])
def test_what_else_is_said_leaves_that_open(lin, ordered, words):
    lin.says("窗口又说是416 刚看错单子了")
    lin.says(words)

    assert [tap.label for tap in lin.reply.taps] == ["改成¥416.00", "不改，还是¥500.00"]


def test_a_sum_alone_is_of_the_order_of_which_something_is_asked(lin, order):
    lin.says("给陈国强转500")  # whose number is asked
    lin.says("所以转480")

    assert lin.says(CHEN)
    assert (order(lin)["收款人"], order(lin)["金额"]) == ("陈国强", 480_00)


@pytest.mark.parametrize(
    "words", ["不过你们会不会多扣啊 老头子在的时候都是他弄", "算了500吉利", "孙梅说要快点", "李老师也说行"]
)
def test_who_is_named_beside_it_and_is_in_no_book_is_not_paid_instead(lin, order, ordered, words):
    lin.says(words)

    assert (order(lin)["收款人"], order(lin)["金额"]) == ("张三", 500_00)


@pytest.mark.parametrize(
    "words", ["孙梅", "改成孙梅", "孙梅也行", "转给孙梅吧", "不是张三 是孙梅", "收款人孙梅"]
)
def test_who_is_named_to_be_paid_instead_is_asked_for_a_number(lin, ordered, words):
    assert lin.says(words).startswith("孙梅还不在您的收款人里。")

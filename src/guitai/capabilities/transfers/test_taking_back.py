"""取消 and the like, said to whether to take a transfer back, and while an order is not signed."""

from datetime import datetime, timedelta

import pytest

LIN, CHEN = "6239990000000002816", "6239990000000001668"


def until(phone, text):
    phone.waits(datetime.fromisoformat(f"{text}+08:00") - phone.now)


@pytest.mark.parametrize(
    "said",
    ["取消转账", "撤销这笔转账", "撤销吧", "撤销", "不转了", "cancel it"],
)
def test_cancelling_said_to_whether_to_take_it_back_takes_it_back(lin, chen, pay, holds, said):
    pay(f"给陈国强转五百块，账号{CHEN}，次日到账")
    lin.says("取消转账")

    assert lin.says(said) == "已经撤销，不会再转出，您的钱没有变动。"
    until(lin, "2026-11-24T12:00:00")
    assert holds(CHEN)[0] == "0.00"


@pytest.mark.parametrize("said", ["取消", "取消吧。", "cancel", "Stop!"])
def test_what_leaves_everything_else_is_asked_about_where_it_may_undo(lin, chen, pay, holds, said):
    pay(f"给陈国强转五百块，账号{CHEN}，次日到账")
    lin.says("取消转账")

    assert lin.says(said).startswith("“取消”在这里可能有两个意思，请点选，或者回复“撤销”、“不撤销”。")
    assert lin.says("不撤销") == "好的，没有撤销，到时照样转出。"
    until(lin, "2026-11-24T12:00:00")
    assert holds(CHEN)[0] == "500.00"


@pytest.mark.parametrize(
    "said, reply",
    [
        ("算了", "好的，没有撤销，到时照样转出。"),
        ("退出", "好的，没有撤销，到时照样转出。"),
        ("不取消了", "好的，没有撤销，到时照样转出。"),
        ("don't cancel it", "好的，没有撤销，到时照样转出。"),
        ("我改主意了", "好的，没有改动，一切照旧。"),
    ],
)
def test_whoever_leaves_that_question_is_not_told_that_it_is_cancelled(lin, chen, pay, holds, said, reply):
    pay(f"给陈国强转五百块，账号{CHEN}，次日到账")
    lin.says("取消转账")

    assert lin.says(said) == reply
    until(lin, "2026-11-24T00:30:00")
    assert holds(CHEN)[0] == "500.00"


def test_where_cancelling_would_take_it_back_it_is_not_offered_as_a_way_to_leave(lin, chen, pay):
    pay(f"给陈国强转五百块，账号{CHEN}，次日到账")
    lin.says("撤销转账")
    said = [lin.says("嗯哼") for _ in range(3)]

    assert "取消" not in "".join(said)
    assert [tap.label for tap in lin.reply.taps] == ["撤销", "不撤销", "给工作人员留言"]


@pytest.mark.parametrize(
    "said",
    [
        "取消转账",
        "撤销转账",
        "取消这笔转账",
        "撤销给陈国强的转账",
        "cancel my transfer",
        "取消给陈国强转的500",
    ],
)
def test_cancelling_while_an_order_is_not_signed_leaves_that_order(lin, chen, pay, said):
    pay(f"给陈国强转三百块，账号{CHEN}")
    lin.says(f"给陈国强转五百块，账号{CHEN}")

    assert lin.says(said) in ("好的，已经取消。", "All right, cancelled.")
    assert lin.db.execute("SELECT count(*) FROM shield.orders WHERE state = 'void'").fetchone() == (1,)


@pytest.mark.parametrize("said", ["撤销给张三的转账", "取消给陈国强转的300", "转错人了", "停掉每月转账"])
def test_another_that_is_named_is_looked_for_and_the_order_stays(lin, chen, pay, said):
    pay(f"给陈国强转三百块，账号{CHEN}")
    lin.says(f"给陈国强转五百块，账号{CHEN}")

    assert "我们接着办“转账”。\n给陈国强转¥500.00" in lin.says(said)


def test_the_button_for_cancelling_looks_for_what_was_signed(lin, chen, pay):
    pay(f"给陈国强转三百块，账号{CHEN}，次日到账")
    lin.says(f"给陈国强转五百块，账号{CHEN}")

    assert lin.chooses("transfers.cancel").startswith("要撤销的在卡片上，请先核对。")


def test_cancelling_leaves_a_transfer_at_any_of_its_questions(lin, chen):
    lin.says("转账")

    assert lin.says("取消转账") == "好的，已经取消。"


def test_whoever_stops_a_monthly_transfer_stops_the_one_that_is_tried_again_today(
    lin, chen, pay, fund, holds
):
    pay(f"每月5号给陈国强转五万，账号{CHEN}")
    pay(f"给陈国强转五千四百块，账号{CHEN}")
    until(lin, "2026-12-05T08:00:00")
    lin.says("停掉每月转账")
    lin.says("撤销")
    fund(LIN, "60000")
    until(lin, "2026-12-05T09:00:00")

    assert holds(CHEN)[0] == "5400.00"
    assert lin.says("我的预约转账").startswith("您没有预约转账")


def test_that_nothing_has_moved_is_not_said_of_a_monthly_transfer(lin, chen, pay, holds):
    pay(f"每月5号给陈国强转三百，账号{CHEN}")
    until(lin, "2026-12-05T00:20:00")
    lin.says("停掉每月转账")
    until(lin, "2026-12-05T00:35:00")

    assert lin.says("撤销") == "已经撤销，不会再转出；以前已经转出的不受影响。"
    assert holds(CHEN)[0] == "300.00"


def test_of_what_failed_between_question_and_answer_nobody_is_told_that_it_has_left(lin, chen, pay, holds):
    pay(f"明天给陈国强转五万，账号{CHEN}")
    pay(f"给陈国强转五千四百块，账号{CHEN}")
    until(lin, "2026-11-24T17:55:00")
    lin.says("撤销转账")
    until(lin, "2026-11-24T18:05:00")

    assert lin.says("撤销").startswith("没有找到还没转出的转账，所以没有可以撤销的。")
    assert holds(CHEN)[0] == "5400.00"


@pytest.mark.parametrize(
    "words", ["这笔转账撤了吧 我老公不同意", "先别弄那个转账了 他没出粮", "撤销转账", "刚那个先不转了 他没到"]
)
def test_what_is_not_signed_yet_is_left_and_looked_for_nowhere(lin, chen, words):
    lin.says(f"给陈国强转500，账号{CHEN}")

    assert lin.says(words).startswith("好的，已经取消。")


@pytest.mark.parametrize(
    "words", ["撤销昨天那笔转账", "把给李四的转账撤销", "撤销预约的转账", "怎么撤销转账"]
)
def test_another_transfer_is_taken_back_and_the_open_one_stays(lin, chen, words):
    lin.says(f"给陈国强转500，账号{CHEN}")
    lin.says(words)

    assert lin.reply.parts[-2].startswith("给陈国强转¥500.00")


def test_what_has_left_is_not_offered_to_be_cancelled(lin, chen, pay):
    pay(f"给陈国强转五百块，账号{CHEN}")

    said = lin.says("取消")

    assert said.startswith("好的。现在没有正在办理的业务。没有签名的不会转出；签过名的已经转出，不能撤销了")
    assert not lin.reply.taps
    assert lin.says("取消") == "好的。现在没有正在办理的业务。"


def test_what_has_not_left_yet_is(lin, chen, pay):
    pay(f"给陈国强转五百块，账号{CHEN}，次日到账")
    lin.says("取消")

    assert lin.taps("撤销转账").startswith("要撤销的在卡片上，请先核对。")


def test_where_nothing_was_signed_there_is_nothing_to_cancel(lin, chen):
    lin.says(f"给陈国强转五百块，账号{CHEN}")
    lin.says("取消")

    assert lin.says("取消") == "好的。现在没有正在办理的业务。"


@pytest.mark.parametrize("words", ["停掉吧", "不要了，别转了", "取消"])
def test_who_insists_is_asked_whether_to_take_it_back(lin, chen, pay, words):
    pay(f"给陈国强转五百块，账号{CHEN}，次日到账")
    lin.says("取消")

    assert lin.says(words).startswith("要撤销的在卡片上，请先核对。")


def test_what_was_sent_by_mistake_takes_back_nothing_else(lin, chen, pay):
    pay(f"给陈国强转五百块，账号{CHEN}")
    pay("给陈国强每月15号转300")
    lin.waits(timedelta(minutes=5))
    pay("给陈国强转56")

    assert lin.says("转错人了！").startswith("钱已经转出，不能撤销了。")
    assert lin.says("停掉每月转账").startswith("要撤销的在卡片上，请先核对。")


def test_what_was_planned_last_is_what_is_meant_by_just_now(lin, chen, pay):
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.waits(timedelta(minutes=5))
    pay("给陈国强每月15号转300")

    assert lin.says("撤销刚才那笔").startswith("要撤销的在卡片上，请先核对。")
    assert "每月15日" in str(lin.card)


def test_where_nothing_was_signed_lately_what_still_stands_is_offered(lin, chen, pay):
    pay(f"给陈国强转五百块，账号{CHEN}")
    pay("给陈国强每月15号转300")
    lin.waits(timedelta(days=2))

    assert lin.says("撤销刚才那笔").startswith("要撤销的在卡片上，请先核对。")
    assert "每月15日" in str(lin.card)


def test_who_has_just_seen_that_it_waits_may_say_in_a_word_that_it_shall_not_leave(lin, chen, pay):
    pay(f"给陈国强转五百块，账号{CHEN}，次日到账")
    lin.says("那笔什么时候转出去")

    assert lin.says("不要了，别转了").startswith("要撤销的在卡片上，请先核对。")

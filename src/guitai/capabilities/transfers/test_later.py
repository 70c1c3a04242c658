"""What is sent later: after a delay, on a day, every month; taken back, tried again, failed."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from guitai.capabilities.transfers import doors
from guitai.ledger import stops
from guitai.ledger.accounts import account_numbered
from guitai.money import Money
from guitai.schedule.doors import Shift
from guitai.shield import ending, freezes, usage
from guitai.shield.strength import DEFAULTS, Strength
from guitai.zone import BANK_ZONE

LIN, CHEN, THERE = "6239990000000002816", "6239990000000001668", "6214830000000009"


def at(text):
    return datetime.fromisoformat(f"{text}+08:00")


def until(phone, text):
    phone.waits(at(text) - phone.now)


def states(phone):
    rows = phone.db.execute("SELECT state, at FROM transfers.events ORDER BY at, seq").fetchall()
    return [(state, f"{moment.astimezone(BANK_ZONE):%m-%d %H:%M}") for state, moment in rows]


def sent(phone):
    return [when for state, when in states(phone) if state == "success"]


def spent(phone):
    return sum(usage.spent(replace(phone.db, now=phone.now), phone.owner).values(), Money(0))


def test_in_two_hours_it_is_set_apart_now_and_sent_then(lin, chen, pay, holds, told):
    said = pay(f"给陈国强转五百块，账号{CHEN}，两小时后到账")
    assert said == "已经受理，到时自动转出，转出以前可以撤销。"
    assert (holds(LIN), holds(CHEN)[0]) == (("55340.50", "54840.50"), "0.00")

    until(lin, "2026-11-23T11:59:59")
    assert holds(CHEN)[0] == "0.00"
    until(lin, "2026-11-23T12:00:00")
    assert (holds(LIN), holds(CHEN)[0]) == (("54840.50", "54840.50"), "500.00")
    assert states(lin) == [("delayed", "11-23 10:00"), ("success", "11-23 12:00")]
    assert told(lin)[-1].startswith("您的一笔转账已经到账")


def test_the_next_day_is_the_next_natural_day(lin, chen, pay, holds):
    lin.now = lin.now.replace(hour=23, minute=50)
    pay(f"给陈国强转五百块，账号{CHEN}，次日到账")

    until(lin, "2026-11-24T00:30:00")
    assert holds(CHEN)[0] == "500.00"


def test_what_waits_counts_today_and_is_given_back_when_it_is_taken_back(lin, chen, pay, holds):
    pay(f"给陈国强转五百块，账号{CHEN}，次日到账")
    assert spent(lin) == Money(500_00)

    assert lin.says("撤销给陈国强的转账").startswith("要撤销的在卡片上，请先核对。")
    assert lin.card["转出时间"] == "2026年11月24日 00:30"
    assert lin.says("好的") == "已经撤销，不会再转出，您的钱没有变动。"
    assert (holds(LIN), spent(lin)) == (("55340.50", "55340.50"), Money(0))
    until(lin, "2026-11-24T12:00:00")
    assert (holds(CHEN)[0], states(lin)[-1]) == ("0.00", ("cancelled", "11-23 10:00"))


def test_whoever_says_no_lets_it_go(lin, chen, pay, holds):
    pay(f"给陈国强转五百块，账号{CHEN}，次日到账")
    lin.says("撤销转账")

    assert lin.says("不撤销") == "好的，没有撤销，到时照样转出。"
    until(lin, "2026-11-24T00:30:00")
    assert holds(CHEN)[0] == "500.00"


def test_of_several_that_wait_the_one_is_chosen_by_its_number(lin, chen, pay):
    pay(f"给陈国强转五百块，账号{CHEN}，次日到账")
    lin.waits(timedelta(minutes=1))
    pay(f"给陈国强转三百，账号{CHEN}，两小时后到账")

    assert lin.says("撤销转账").startswith("您要撤销哪一笔？")
    assert list(lin.card.values()) == [
        "2026年11月23日 12:01 陈国强 尾号1668 ¥300.00",
        "2026年11月24日 00:30 陈国强 尾号1668 ¥500.00",
    ]
    lin.says("2")
    assert lin.card["金额"] == "¥500.00"


def test_what_has_left_between_question_and_answer_is_not_taken_back(lin, chen, pay, holds):
    pay(f"给陈国强转五百块，账号{CHEN}，两小时后到账")
    until(lin, "2026-11-23T11:55:00")
    lin.says("撤销转账")
    until(lin, "2026-11-23T12:05:00")

    assert lin.says("撤销").startswith("钱已经转出，不能撤销了。")
    assert holds(CHEN)[0] == "500.00"


def test_what_was_sent_at_once_can_not_be_taken_back(lin, chen, pay):
    pay(f"给陈国强转五百块，账号{CHEN}")

    assert lin.says("转错人了").startswith("钱已经转出，不能撤销了。")


def test_on_a_day_nothing_is_set_apart_and_the_day_counts(lin, chen, pay, holds):
    pay(f"12月4号给陈国强转五百块，账号{CHEN}")
    assert (holds(LIN), spent(lin)) == (("55340.50", "55340.50"), Money(0))

    until(lin, "2026-12-04T00:30:00")
    assert (holds(CHEN)[0], spent(lin)) == ("500.00", Money(500_00))
    assert states(lin) == [("scheduled", "11-23 10:00"), ("success", "12-04 00:30")]


def test_what_is_planned_goes_out_after_unbinding_as_was_said_before(lin, chen, pay, holds):
    pay(f"明天给陈国强转五百块，账号{CHEN}")

    assert "约好的转账不受影响，到时照样转出；不需要的，请先撤销。" in lin.says("解除绑定")
    lin.says("解绑")
    until(lin, "2026-11-24T00:30:00")
    assert holds(CHEN)[0] == "500.00"


def test_what_is_planned_does_not_go_out_while_all_is_frozen_as_was_said_before(lin, chen, pay, holds):
    pay(f"明天给陈国强转五百块，账号{CHEN}")

    assert "约好的转账也不会转出" in lin.says("冻结微信服务")
    lin.says("冻结")
    until(lin, "2026-11-24T00:30:00")
    assert holds(CHEN)[0] == "0.00"


def test_at_a_time_that_was_named_it_is_sent_then(lin, chen, pay, holds):
    pay(f"明天下午三点给陈国强转五百块，账号{CHEN}")

    until(lin, "2026-11-24T14:59:00")
    assert holds(CHEN)[0] == "0.00"
    until(lin, "2026-11-24T15:00:00")
    assert holds(CHEN)[0] == "500.00"


def test_where_there_is_not_enough_it_is_tried_again_and_then_has_failed(lin, chen, known, pay, holds, told):
    known(lin, "陈国强", CHEN)
    pay(f"明天给陈国强转五万，账号{CHEN}")
    pay(f"给陈国强转五千四百块，账号{CHEN}")
    chen_has = holds(CHEN)[0]
    for tried in ("00:30", "09:00", "12:00", "18:00"):
        until(lin, f"2026-11-24T{tried}:00")
        assert holds(CHEN)[0] == chen_has

    told = [text.split("。")[0] for text in told(lin)]
    assert told.count("您约好的一笔转账因余额不足，暂时没有转出，今天会再试") == 1
    assert told[-1] == "您的一笔转账没有转出，您的钱没有变动"
    assert states(lin)[-1] == ("failed", "11-24 18:00")
    lin.says("为什么给陈国强转五万没转成")
    assert lin.card["原因"].endswith("请您备足余额，或者减少金额、换一个账户。")


def test_what_the_clock_was_refused_is_told_in_the_language_that_it_is_asked_in(lin, chen, known, pay):
    known(lin, "陈国强", CHEN)
    pay(f"明天给陈国强转五万，账号{CHEN}")
    pay(f"给陈国强转五千四百块，账号{CHEN}")
    until(lin, "2026-11-24T00:30:00")

    lin.says("why was it not done")
    assert "The account's available balance is not enough." in str(lin.card)
    lin.says("為什麼沒辦成")
    assert "賬戶可用餘額不足" in str(lin.card)


def test_money_that_comes_in_time_is_sent_at_the_next_try(lin, chen, known, pay, fund, holds, sign):
    known(lin, "陈国强", CHEN)
    pay(f"明天给陈国强转五万，账号{CHEN}")
    pay(f"给陈国强转五千四百块，账号{CHEN}")
    until(lin, "2026-11-24T08:00:00")
    fund(LIN, "60000")
    until(lin, "2026-11-24T09:00:00")

    assert holds(CHEN)[0] == "55400.00"
    lin.says("为什么给陈国强转五万没转成")
    assert (lin.card["状态"], lin.card.get("原因")) == ("已到账", None)


@pytest.fixture
def late(lin, known, pay, elsewhere):
    """Fifty thousand to another bank, which could not be sent in the night for want of money."""
    known(lin, "张三", THERE, "308584000013")
    pay(f"明天给张三转五万，账号{THERE}")
    pay(f"给张三转五千四百块，账号{THERE}")
    elsewhere.takes_it()
    until(lin, "2026-11-24T08:00:00")
    lin.says("为什么给张三的五万没转成")
    assert lin.card["原因"].startswith("账户可用余额不足")
    return lin


def test_whether_it_has_left_is_not_answered_with_that_it_is_not_time(late):
    said = late.says("给张三的五万转了没")

    assert said.startswith("这一笔余额不足，暂时没有转出，今天会再试。")
    assert late.card["转出时间"] == "2026年11月24日 09:00"


def test_why_it_was_late_is_not_said_any_more_when_it_is_on_its_way(late, fund):
    fund(LIN, "60000")
    until(late, "2026-11-24T09:00:00")

    late.says("为什么给张三的五万没转成")
    assert (late.card["状态"], late.card.get("原因")) == ("处理中", None)


def test_why_it_was_late_is_not_said_any_more_when_it_was_taken_back(late):
    late.says("撤销转账")
    late.says("撤销")

    late.says("为什么给张三的五万没转成")
    assert (late.card["状态"], late.card.get("原因")) == ("已撤销", None)


def test_what_was_late_and_has_left_is_not_said_to_have_stayed_when_another_is_asked_after(late, fund):
    fund(LIN, "60000")
    until(late, "2026-11-24T09:00:00")

    assert late.says("转给王五的钱到了吗").startswith("没有找到这样的转账。")
    late.says("为什么没办成")
    assert "账户可用余额不足" in str(late.card)


def test_the_limit_of_that_day_holds_at_the_strength_that_was_signed(lin, chen, pay, holds):
    pay(f"12月4号给陈国强转一万五，账号{CHEN}")
    until(lin, "2026-12-04T00:00:00")
    usage.spend(replace(lin.db, now=lin.now), lin.owner, Money(40_000_00), Strength.CODE)
    until(lin, "2026-12-04T00:30:00")

    assert (holds(CHEN)[0], states(lin)[-1]) == ("0.00", ("failed", "12-04 00:30"))
    lin.says("查转账")
    assert lin.card["原因"].startswith("加上这一笔，当天的付款会超过限额")


def test_the_limit_of_that_year_is_told_as_one_of_the_year(lin, chen, pay, holds):
    pay(f"12月4号给陈国强转三千，账号{CHEN}")
    until(lin, "2026-12-01T00:00:00")
    spent = DEFAULTS.year - Money(1_000_00)
    usage.spend(replace(lin.db, now=lin.now), lin.owner, spent, Strength.CERTIFICATE)
    until(lin, "2026-12-04T00:30:00")

    assert (holds(CHEN)[0], states(lin)[-1]) == ("0.00", ("failed", "12-04 00:30"))
    lin.says("查转账")
    assert lin.card["原因"].startswith("这样会超过在微信里一年最多付")
    (code,) = lin.db.execute("SELECT code FROM refusals.refusals").fetchone()
    assert code == "limits.year"


def test_a_freeze_stops_what_waits(lin, chen, pay, holds):
    pay(f"给陈国强转五百块，账号{CHEN}，两小时后到账")
    freezes.freeze(lin.db, lin.owner, by=freezes.CUSTOMER, why="lost")
    until(lin, "2026-11-23T12:00:00")

    assert (holds(LIN), holds(CHEN)[0]) == (("55340.50", "55340.50"), "0.00")
    assert states(lin)[-1] == ("failed", "11-23 12:00")


def test_what_falls_due_after_a_freeze_was_lifted_is_sent_though_its_device_is_gone(
    lin, chen, pay, device, holds
):
    pay(f"12月4号给陈国强转五百块，账号{CHEN}")
    freezes.freeze(lin.db, lin.owner, by=freezes.CUSTOMER, why="lost")
    freezes.lift(lin.db, lin.owner, by=freezes.CUSTOMER)
    ending.end(lin.db, device, by="openid oLin", why="replaced")
    until(lin, "2026-12-04T00:30:00")

    assert holds(CHEN)[0] == "500.00"


@pytest.mark.slow
def test_every_month_it_is_sent_until_it_is_stopped(lin, chen, pay, holds):
    said = pay(f"每月5号给陈国强转三百，账号{CHEN}")
    assert said.startswith("每月转账已经约好")
    until(lin, "2026-12-05T00:29:00")
    assert sent(lin) == []
    until(lin, "2026-12-05T00:30:00")
    assert holds(CHEN)[0] == "300.00"
    until(lin, "2027-01-05T00:30:00")
    assert sent(lin) == ["12-05 00:30", "01-05 00:30"]

    lin.says("停掉每月转账")
    assert lin.says("撤销") == "已经撤销，不会再转出；以前已经转出的不受影响。"
    until(lin, "2027-03-06T00:30:00")
    assert len(sent(lin)) == 2


@pytest.mark.slow
def test_the_last_day_of_the_month_is_that_of_each(lin, chen, pay):
    pay(f"每月最后一天给陈国强转三百，账号{CHEN}")
    until(lin, "2027-03-01T00:00:00")

    assert sent(lin) == ["11-30 00:30", "12-31 00:30", "01-31 00:30", "02-28 00:30"]


@pytest.mark.slow
def test_a_month_without_money_fails_and_the_next_is_tried(lin, chen, pay, fund, holds):
    pay(f"每月5号给陈国强转三万，账号{CHEN}")
    until(lin, "2026-12-06T00:00:00")
    pay(f"给陈国强转两万，账号{CHEN}")
    until(lin, "2027-01-06T00:00:00")
    assert states(lin)[-1] == ("failed", "01-05 18:00")
    fund(LIN, "60000")
    until(lin, "2027-02-06T00:00:00")

    assert sent(lin)[-1] == "02-05 00:30"


def test_a_plan_that_can_never_go_out_again_is_stopped(lin, chen, pay, told):
    pay(f"每月5号给陈国强转三百，账号{CHEN}")
    stops.stop(lin.db, account_numbered(lin.db, LIN), debits=True, credits=False, reason="police")
    until(lin, "2026-12-06T00:00:00")

    assert told(lin)[-1].startswith("因为这个原因，这一笔每月转账也停掉了。")
    assert lin.says("我的预约转账").startswith("您没有预约转账")


def test_a_new_device_has_low_limits_on_the_day_that_was_named_too(lin, chen, new_device, sign, holds):
    for amount in range(981, 987):
        lin.says(f"明天给陈国强转{amount}，账号{CHEN}")
        sign(lin, on=new_device)
        lin.waits(timedelta(minutes=1))
    until(lin, "2026-11-24T00:30:00")

    assert holds(CHEN)[0] == "4915.00"  # five of the six: the day of a new device has 5,000


def test_what_is_planned_stands_on_a_card(lin, chen, pay):
    pay(f"每月5号给陈国强转三百，账号{CHEN}")
    pay(f"12月4号给张三转五百块，账号{THERE}")

    lin.says("我的预约转账")
    assert lin.card == {
        "陈国强 尾号1668": "每月5日 ¥300.00，下一次2026年12月5日 00:30",
        "张三 尾号0009": "2026年12月4日 00:30 ¥500.00",
    }


WHEN = {
    "每周五": "定期转账现在只能按月办理",
    "每月30号": "每月转账请选1号到28号中的一天",
    "每个月": "每月转账请选1号到28号中的一天",
    "2027年12月1号": "最多可以约到6个月以内的一天",
}


@pytest.mark.parametrize("when, why", WHEN.items())
def test_a_time_that_can_not_be_is_asked_about_again(lin, chen, order, when, why):
    lin.says(f"{when}给陈国强转五百块，账号{CHEN}")
    assert lin.reply.parts[0].startswith(why)

    lin.says("次日到账")
    assert order(lin)["转出时间"] == "2026年11月24日 00:30"


def test_a_day_alone_that_is_said_to_when_it_should_arrive_is_that_day(lin, chen, order):
    lin.says(f"每周五给陈国强转五百块，账号{CHEN}")
    lin.says("12月5日")

    assert order(lin)["转出时间"] == "2026年12月5日 00:30"


def test_the_door_says_when_the_next_is_due(lin, chen, pay):
    assert doors.send_what_is_due.first(lin.db, []) is None
    pay(f"给陈国强转五百块，账号{CHEN}，两小时后到账")

    owner, transfer_id, due_at = doors.send_what_is_due.first(lin.db, [])
    assert (owner, due_at) == (lin.owner, lin.now + timedelta(hours=2))
    doors.send_what_is_due.work(Shift(lin.db, lin.now.date(), DEFAULTS), owner, transfer_id)
    assert doors.send_what_is_due.first(lin.db, [str(transfer_id)]) is None
    assert doors.send_what_is_due.first(lin.db, []) is not None  # it was not time


def test_what_is_signed_late_in_the_evening_is_sent_on_the_day_that_was_signed(lin, chen, sign, holds):
    lin.now = lin.now.replace(hour=23, minute=58)
    lin.says(f"给陈国强转五百块，账号{CHEN}，次日到账")
    lin.now += timedelta(minutes=4)
    sign(lin)

    until(lin, "2026-11-24T00:30:00")
    assert holds(CHEN)[0] == "500.00"

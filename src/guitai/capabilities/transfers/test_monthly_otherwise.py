"""What a transfer of every month can't have is said, and asked whether it may be without: nothing of it is dropped."""

import pytest

HOUR = "每月转账都在当天00:30转出，不能选几点。"
START = "每月转账从下一个转账日就开始，不能约到以后才开始。"
END = "每月转账没有期限和次数，会一直转到您停掉为止。"
DAYS = "一笔每月转账只能选每月的一天，要转几天，请一笔一笔地约。"
ASKED = "这样约可以吗？可以请点选，也可以说别的日子；不约了请回复“取消”。"
FIFTH = "每月5日，第一次是2026年12月5日 00:30"


@pytest.fixture
def zhang(lin, known):
    known(lin, "张三", "6214830000000108", "308584000013")
    return lin


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("每月5号上午十点给张三转500", HOUR),
        ("每月5号早上给张三转500", HOUR),
        ("每月5号给张三转500，从明年1月开始", START),
        ("每月5号给张三转500，明年1月起", START),
        ("帮我每月5号转500给张三，第一笔明年1月5号", START),
        ("每月5号给张三转500，转6个月", END),
        ("每月5号给张三转500，共转3次", END),
        ("每月5号给张三转500，到明年6月为止", END),
        ("连续三个月每月5号给张三转500", END),
        ("每月5号给张三转500，转到年底", END),
    ],
)
def test_what_can_not_be_had_is_said_and_a_yes_does_without(zhang, order, words, why):
    assert zhang.says(words) == f"{why}\n{ASKED}\n1. 每月5日"
    zhang.says("可以")

    assert (order(zhang)["转出时间"], order(zhang)["每次金额"]) == (FIFTH, 500_00)


def test_several_are_said_each(zhang):
    said = zhang.says("每月5号上午十点给张三转500，从明年1月开始，转6个月")

    assert said.split("\n")[:4] == [HOUR, START, END, ASKED]


@pytest.mark.parametrize(
    "words", ["每月5号和20号给张三转500", "每月5号，每月20号给张三转500", "每月5号、20号各给张三转500"]
)
@pytest.mark.parametrize("answer", ["1", "5号", "每月5号"])
def test_of_two_days_one_is_chosen(zhang, order, words, answer):
    assert zhang.says(words) == f"{DAYS}\n{ASKED}\n1. 每月5日\n2. 每月20日"
    zhang.says(answer)

    assert order(zhang)["转出时间"] == FIFTH


def test_another_day_is_taken(zhang, order):
    zhang.says("每月5号给张三转500，转6个月")
    zhang.says("每月10号吧")

    assert order(zhang)["转出时间"] == "每月10日，第一次是2026年12月10日 00:30"


def test_it_can_be_left(zhang):
    zhang.says("每月5号给张三转500，转6个月")

    assert zhang.says("取消").startswith("好的")


@pytest.mark.parametrize(
    "words",
    [
        "每月5号给张三转500",
        "从下个月开始每月5号给张三转500",
        "从12月起每月5号转给张三500",
        "从现在开始每月5号给张三转500",
        "每月5号给张三转500，直到我说停",
        "每月5号给张三转500，备注转到明年6月为止",
        "每月5号给张三转500，共500",
    ],
)
def test_what_it_has_anyway_is_not_asked_about(zhang, order, words):
    zhang.says(words)

    assert order(zhang)["转出时间"] == FIFTH


@pytest.mark.parametrize(
    ("words", "why"),
    [("改成每月5号上午十点", HOUR), ("改成每月5号和15号", DAYS), ("改成每月5号，转半年", END)],
)
def test_an_order_that_is_told_otherwise_asks_too(zhang, words, why):
    zhang.says("每月5号给张三转500")

    assert zhang.says(words).startswith(why)


@pytest.mark.parametrize("words", ["只能一天的话就15号", "15号", "那就15号吧"])
def test_one_of_two_days_stays_every_month(zhang, order, words):
    zhang.says("每月1号和15号各给张三转1000")
    zhang.says(words)

    assert order(zhang)["转出时间"].startswith("每月15日，第一次是")


def test_an_end_in_english_is_said_not_to_be_had_too(zhang):
    assert zhang.says("每月1号给张三转3500, and stop after June 2027").startswith(END)


def test_who_lets_it_go_on_without_an_end_leaves_nothing(lin, chen):
    lin.says("每个月5号给陈国强转1200，账号6239990000000001668")
    lin.says("转到明年六月为止")
    lin.says("不能设结束啊 那就先一直转吧")

    assert [tap.label for tap in lin.reply.taps] == ["每月5日"]


def test_the_last_day_is_that_of_every_month(zhang, order):
    zhang.says("每月31号给张三转150")
    zhang.says("30号吧")
    zhang.says("月底")

    assert order(zhang)["转出时间"].startswith("每月最后一天，第一次是")

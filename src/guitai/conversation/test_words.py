"""What the words of a flow promise, whatever the flow is."""

import pytest

from guitai.shield.private import Leak


def test_a_question_is_asked_with_its_options(lin):
    said = lin.says("买产品")

    assert said == "买哪一款？\n回复“更多”看后面的选项。\n1. 稳稳\n2. 天天\n3. 产品3\n4. 产品4\n5. 产品5"


@pytest.mark.parametrize("answer", ["1", "１", "稳稳", "第一个"])
def test_an_option_is_taken_by_number_or_by_name(lin, answer):
    lin.says("买产品")

    assert lin.says(answer) == "买多少？最少¥100.00。"


def test_an_option_of_a_later_page_is_reached_by_more_and_by_its_number(lin):
    lin.says("买产品")

    assert lin.says("更多").endswith("6. 产品6\n7. 产品7")
    assert lin.says("7") == "买多少？最少¥100.00。"


def test_what_a_reader_refuses_is_said_and_asked_again(lin):
    lin.says("买产品")
    lin.taps("稳稳")

    assert lin.says("50块") == "最少¥100.00。\n买多少？最少¥100.00。"
    assert lin.says("500块").startswith("稳稳，¥500.00。\n确定吗？")


def test_the_opening_message_answers_first(lin):
    lin.says("买产品500块")

    assert lin.taps("稳稳") == "稳稳，¥500.00。\n确定吗？\n1. 好的\n2. 不用了"


def test_the_order_is_placed_once_when_it_is_signed(lin, notes):
    lin.says("买产品500块")
    lin.taps("稳稳")
    assert lin.says("好的") == "请签名。\n[点这里核对并签名]"
    lin.happens("signed", "order of 稳稳", key=b"signature")
    lin.happens("signed", "order of 稳稳", key=b"signature")

    assert notes() == ["draft 稳稳 500.00", "placed"]
    assert lin.card == {"金额": "¥88.88"}


def test_a_no_ends_the_flow_without_an_order(lin, notes):
    lin.says("买产品500块")
    lin.taps("稳稳")

    assert lin.says("不用了") == "好的，不买了。"
    assert notes() == []


def test_a_value_of_the_banks_is_shown_on_a_card_and_not_said(lin):
    said = lin.says("我的余额")

    assert "88" not in said
    assert lin.card == {"余额": "¥88.88"}


def test_a_private_value_can_not_be_said(lin):
    with pytest.raises(Leak):
        lin.says("泄密")


def test_a_refusal_is_kept_with_its_code_and_sentence(lin, db):
    lin.says("付款")
    lin.says("1")

    rows = db.execute("SELECT code, said FROM refusals.refusals").fetchall()
    assert rows == [("toy.sold_out", "给他已经售完，没有扣款。")]


def test_the_banks_own_things_stand_in_the_chat_as_numbers_only(lin):
    said = lin.says("付款")

    assert "张三" not in said
    assert said.endswith("1. 第1项\n2. 第2项")
    assert lin.card == {"1": "张三", "2": "李四"}


def test_a_suggested_wish_opens_its_flow(lin):
    lin.says("我的余额")

    assert lin.taps("买一个").startswith("买哪一款？")


def test_what_nobody_knows_is_not_guessed(lin):
    assert lin.says("今天天气怎么样") == "这个不懂。"


def test_a_wish_that_is_not_built_is_answered_by_what_is_true(lin):
    assert lin.says("转账") == "这项业务现在还不能在微信里办理。\n能买产品。"

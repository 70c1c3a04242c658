"""Wishes that the bank can't carry out in the chat yet: what was understood is said, and what can be done instead."""

import pytest


def labels(phone):
    return [tap.label for tap in phone.reply.taps]


@pytest.mark.parametrize(
    ("words", "wish", "instead", "taps"),
    [
        ("我撞车了", "出险报案和理赔", "有人受伤请先拨打120", ["给工作人员留言"]),
        ("信用卡账单", "信用卡账单", "带身份证和信用卡到本行网点", ["查余额"]),
        ("附近网点", "找附近网点", "在手机地图里搜“江海银行”", ["给工作人员留言"]),
        ("我想借5万", "申请贷款", "凡是要您先交钱才放款的，都是诈骗", ["给工作人员留言"]),
        ("有什么理财产品", "看理财产品", "可以在这里存定期", ["存定期", "我的定期"]),
        ("付款码", "付款码和收款码", "请用微信自己的“收付款”", ["我的账户", "转账"]),
    ],
)
def test_a_wish_that_is_not_built_is_named_and_what_can_be_done_instead_is_said(
    lin, words, wish, instead, taps
):
    reply = lin.says(words)

    assert reply.startswith(f"“{wish}”现在还不能在微信里办理。\n")
    assert instead in reply
    assert labels(lin) == taps


def test_it_is_said_in_traditional_and_in_english_too(lin):
    assert lin.says("我想查信用卡帳單").startswith(
        "「信用卡賬單」現在還不能在微信裡辦理。\n請撥打江海銀行客服熱線"
    )
    assert lin.says("I crashed my car, I want to claim on my insurance").startswith(
        "“Report a loss and claim”: this can't be done in WeChat yet.\nIf anybody is hurt, please call 120 first"
    )


def test_nothing_but_the_sentence_is_put_between_a_question_and_its_answer(lin):
    question = lin.says("存定期")
    offered = labels(lin)
    reply = lin.says("看看信用卡账单")

    assert reply.startswith("“信用卡账单”现在还不能在微信里办理。")
    assert reply.endswith(question)
    assert labels(lin) == offered


def test_a_second_wish_that_is_not_built_is_answered_beside_the_first(lin):
    reply = lin.says("查余额然后交电费")

    assert reply.startswith("您的余额查好了")
    assert "“交水费、电费等生活缴费”现在还不能在微信里办理。" in reply


def test_an_order_is_drawn_up_though_what_is_wished_besides_is_not_built(lin):
    reply = lin.says("给女儿转50再交电费")

    assert "“交水费、电费等生活缴费”现在还不能在微信里办理。" in reply
    assert "女儿" in reply.replace("“交水费、电费等生活缴费”", "")


def test_a_wish_behind_one_that_is_not_built_is_to_tap(lin):
    reply = lin.says("预约网点，再查一下余额")

    assert reply.startswith("“预约网点”现在还不能在微信里办理。")
    assert labels(lin) == ["查余额", "给工作人员留言"]


def test_of_two_that_are_not_built_both_are_answered(lin):
    reply = lin.says("交电费，然后充话费")

    assert "“交水费、电费等生活缴费”现在还不能在微信里办理。" in reply
    assert "“充话费”现在还不能在微信里办理。" in reply
    assert labels(lin) == ["查明细", "查余额"]


def test_what_is_left_besides_is_no_wish(lin):
    assert "不能在微信里办理" not in lin.says("查余额，然后取消")

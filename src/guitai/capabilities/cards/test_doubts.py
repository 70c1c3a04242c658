"""What is doubted is asked; a yes, a no and another card are told in the words of one who looks for a card."""

import pytest


@pytest.mark.parametrize(
    "words",
    [
        "我2816那张卡好像找不到了",
        "尾号2816的卡可能丢了",
        "I think I lost my card 2816",
        "尾号2816的卡不知道放哪了，怕是丢了",
    ],
)
def test_a_doubt_is_asked(lin, behind, words):
    assert lin.says(words).startswith(("要挂失", "Shall we block"))
    assert behind(lin, "2816").state == "open"


@pytest.mark.parametrize("words", ["我2816那张卡好像丢了，先挂失", "2816可能被偷了！赶紧停掉"])
def test_who_doubts_how_it_went_and_orders_all_the_same_is_obeyed(lin, behind, words):
    lin.says(words)

    assert behind(lin, "2816").state == "credits_only"


@pytest.mark.parametrize(
    "words", ["不对，是1196", "不是1668，是1196", "哎呀搞错了 丢的是1196那张", "sorry, I meant 1196"]
)
def test_who_meant_another_card_is_asked_and_told_how_the_first_is_used_again(chen, behind, words):
    chen.says("挂失1668")
    reply = chen.says(words)

    assert reply.startswith(
        ("活期 尾号1668已经挂失，要恢复使用", "Your Current account ending 1668 is blocked")
    )
    assert [behind(chen, tail).state for tail in ("1668", "1196")] == ["credits_only", "open"]
    chen.says("1")
    assert behind(chen, "1196").state == "credits_only"


def test_who_leaves_the_other_card_may_tap_to_use_the_first_again(chen):
    chen.says("挂失1668")
    chen.says("不对，是1196")

    assert chen.says("不挂失") == "好的，没有挂失。\n1. 解除挂失"


@pytest.mark.parametrize(
    "words", ["快啲鎖住佢先", "快把它冻结掉", "赶紧挂失这张卡", "lock it down now please"]
)
def test_who_orders_it_again_where_it_is_asked_says_yes(chen, behind, words):
    chen.says("我的卡丢了")
    chen.says("尾号1668")
    chen.says(words)

    assert [behind(chen, tail).state for tail in ("1668", "1196")] == ["credits_only", "open"]


@pytest.mark.parametrize("words", ["冻结要收费吗", "冻结以后别人还能转进来吗", "挂失1196"])
def test_who_asks_what_it_means_or_names_another_has_said_no_yes(chen, behind, words):
    chen.says("我的卡丢了")
    chen.says("尾号1668")
    chen.says(words)

    assert behind(chen, "1668").state == "open"


@pytest.mark.parametrize("words", ["不对", "那1196呢", "1196的余额", "不对，1196里的钱转给张三"])
def test_not_all_that_is_said_then_is_of_another_card(chen, behind, words):
    chen.says("挂失1668")

    assert "已经挂失，要恢复使用" not in chen.says(words)
    assert behind(chen, "1196").state == "open"


@pytest.mark.parametrize(
    "words",
    [
        "对 挂了吧",
        "打电话问了没有 挂失吧",
        "那挂吧",
        "先停了",
        "嗯，冻结吧",
        "yes, block it",
        "pls block it",
        "yeah lock it right now plz",
    ],
)
def test_a_yes_in_the_words_of_one_who_lost_it(lin, behind, words):
    lin.says("我2816那张卡好像找不到了")
    lin.says(words)

    assert behind(lin, "2816").state == "credits_only"


@pytest.mark.parametrize(
    "words", ["找到了", "哦在外套口袋里,没事了", "没丢，虚惊一场", "oh found it, never mind"]
)
def test_who_has_found_it_says_no(lin, behind, words):
    lin.says("我2816那张卡好像找不到了")

    assert lin.says(words).startswith(("好的，没有挂失。", "All right, nothing"))
    assert behind(lin, "2816").state == "open"


@pytest.mark.parametrize("words", ["还是没找到", "不在包里", "要不要挂失呢", "挂失要钱吗"])
def test_neither_yes_nor_no_blocks_nothing_and_asks_on(lin, behind, words):
    lin.says("我2816那张卡好像找不到了")

    assert "没有挂失" not in lin.says(words)
    assert behind(lin, "2816").state == "open"


@pytest.mark.parametrize("words", ["不对，是1196", "不是1668，是1196", "搞错了，是1196那张"])
def test_another_card_may_be_meant_while_it_is_asked(chen, words):
    chen.says("我1668那张卡好像找不到了")

    assert chen.says(words).startswith("要挂失活期 尾号1196吗？")


@pytest.mark.parametrize(
    "words",
    [
        "yes block it, leave the other one alone",
        "yes block it, i never shopped there",
        "yes block it, and the other one too",
        "挂失吧，另一张别动",
        "冻结吧，不是我刷的",
    ],
)
def test_a_yes_stays_one_whatever_is_said_of_the_other_card_or_of_why(chen, behind, words):
    chen.says("我1668那张卡好像找不到了")
    chen.says(words)

    assert [behind(chen, tail).state for tail in ("1668", "1196")] == ["credits_only", "open"]


@pytest.mark.parametrize("words", ["挂失吧，算了", "yes block it, no wait", "block it, what happens then?"])
def test_a_yes_that_is_taken_back_or_asks_is_none(chen, behind, words):
    chen.says("我1668那张卡好像找不到了")
    chen.says(words)

    assert behind(chen, "1668").state == "open"


@pytest.mark.parametrize(
    "words", ["yes block it, leave the other one alone", "block it please, leave 1196 alone"]
)
def test_who_orders_it_leaves_nothing_though_something_is_left_alone(chen, words):
    chen.says("挂失")

    assert chen.says(words).splitlines()[0] in ("抱歉，没有听明白。", "Which card have you lost?")


@pytest.mark.parametrize(
    "words",
    [
        "1668, there's a payment in a shop ive never been to",
        "1668，昨天在超市丢的",
        "1668 有一笔我没买过的",
        "1668那张 收到短信说在外地刷了",
    ],
)
def test_which_card_may_be_said_first_and_why_behind_it(chen, words):
    chen.says("挂失")

    assert "1668" in chen.says(words).splitlines()[0]


@pytest.mark.parametrize(
    "words", ["呃 在洗衣机里找到了 不用冻了", "找到了", "不用挂失了，在包里", "oh found it"]
)
def test_who_has_found_it_before_it_was_said_which_one_blocks_none(chen, words):
    chen.says("挂失")

    assert chen.says(words).startswith(("好的，没有挂失。", "All right, nothing"))


@pytest.mark.parametrize("words", ["1668不用挂，挂1196", "没找到", "1668, or 1196?"])
def test_what_is_no_such_no_asks_on(chen, behind, words):
    chen.says("挂失")

    assert "没有挂失" not in chen.says(words)
    assert [behind(chen, tail).state for tail in ("1668", "1196")] == ["open", "open"]


@pytest.mark.parametrize(
    "words",
    ["挂失，1196别动", "block my card, leave 1196 alone", "挂失，1196那张没丢", "挂失1668，1196不用挂"],
)
def test_a_card_that_is_left_alone_is_not_blocked(chen, behind, words):
    chen.says(words)

    assert behind(chen, "1196").state == "open"


@pytest.mark.parametrize(
    "words, lost",
    [
        ("摸了下 1668在兜里 那丢的就是1196", "1196"),
        ("1196还在，丢的是1668那张", "1668"),
        ("1668在包里被偷了，1196在家", "1668"),
        ("1196 is safe at home, not 1196. it's 1668 i lost", "1668"),
    ],
)
def test_of_two_that_are_named_the_lost_one_is_asked_about(chen, behind, words, lost):
    chen.says("我的卡丢了，不知道是哪张")
    assert f"尾号{lost}" in chen.says(words) or f"ending {lost}" in chen.reply.parts[-1]
    chen.says("冻")

    assert {behind(chen, tail).state for tail in {"1668", "1196"} - {lost}} == {"open"}


@pytest.mark.parametrize("words", ["1668还有多少钱", "1196在家", "1668丢了吗"])
def test_what_says_of_none_that_it_is_lost_chooses_none(chen, behind, words):
    chen.says("我的卡丢了，不知道是哪张")
    chen.says(words)

    assert [behind(chen, tail).state for tail in ("1668", "1196")] == ["open", "open"]


@pytest.mark.parametrize("words", ["还是冻着", "还是挂了吧", "那还是锁上吧", "block it after all", "1"])
def test_who_wants_it_blocked_after_all_has_it_blocked(chen, behind, words):
    chen.says("1668好像丢了")
    said = chen.says("不用了")
    chen.says(words)

    assert said == "好的，没有挂失。\n1. 挂失"
    assert [behind(chen, tail).state for tail in ("1668", "1196")] == ["credits_only", "open"]


@pytest.mark.parametrize("words", ["好的", "谢谢", "还是不挂", "挂失要收费吗"])
def test_who_says_anything_else_does_not(chen, behind, words):
    chen.says("1668好像丢了")
    chen.says("不用了")
    chen.says(words)

    assert [behind(chen, tail).state for tail in ("1668", "1196")] == ["open", "open"]

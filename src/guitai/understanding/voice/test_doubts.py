import pytest

from guitai.understanding.voice.doubts import made_of, made_up, sounds_alike

PROMPT = ("我是银行的客户", "我要办转账", "查余额和明细", "理财收益", "贷款利率", "话费")


@pytest.mark.parametrize(
    "text",
    [
        "车车车车车车车车",
        "贷款利率收益收益收益收益网点",
        "您好，您好，您好，您好。",
        "thank you thank you thank you thank you",
        "一" * 12,
    ],
)
def test_what_repeats_itself_nobody_has_said(text):
    assert made_up(text, 20)


@pytest.mark.parametrize(
    "text",
    ["给张三转五百块", "尾号八八八八的卡", "6222 0000 0000 0018", "谢谢谢", "哈哈哈", "好的好的，转五百五"],
)
def test_what_people_say_twice_or_in_equal_figures_is_taken_for_said(text):
    assert not made_up(text, 4)


@pytest.mark.parametrize(
    ("text", "seconds", "too_much"),
    [
        ("我想问一下我的活期账户里还有多少钱然后再把上个月的明细发给我看看", 2, True),
        ("我想问一下我的活期账户里还有多少钱", 3.2, False),
        ("转1200元", 1.2, False),
        ("please show me the balance of my current account", 2.5, False),
        ("余额", 0.4, False),
    ],
)
def test_nobody_says_so_much_in_so_short_a_time(text, seconds, too_much):
    assert made_up(text, seconds) == too_much


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("查余额和明细。", True),
        ("贷款利率，话费", True),
        ("我是银行的", True),
        ("理财收益贷款利率话费话费", True),
        ("查余额", True),
        ("我的余额和明细", False),
        ("给张三转话费", False),
    ],
)
def test_what_consists_of_the_prompt_alone_is_known_as_that(text, back):
    assert made_of(text, PROMPT) == back


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("余额", "鱼额", True),
        ("查余额。", "茶鱼", True),
        ("转帐", "转账", True),
        ("余额", "您好", False),
        ("余额", "", False),
        ("查余额和明细", "查一向火轻明行", False),
    ],
)
def test_two_hearings_agree_by_their_sound(one, other, alike):
    assert sounds_alike(one, other) == alike

from datetime import datetime

import pytest

from guitai.money import Money
from guitai.understanding.short_answers import (
    amount_in,
    asks,
    choice_number,
    label_words,
    place_among,
    same_words,
    without_yes,
    yes_no,
)
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=BANK_ZONE)


@pytest.mark.parametrize(
    "text, number",
    [
        ("1", 1),
        ("１", 1),
        ("①", 1),
        ("❷", 2),
        ("2.", 2),
        ("第一个", 1),
        ("第二張", 2),
        ("选三", 3),
        ("我选第二个", 2),
        ("十二", 12),
        ("the second one", 2),
        ("2nd", 2),
        ("option 3", 3),
        ("third", 3),
        ("第二笔", 2),
        ("第二位", 2),
        ("第三家", 3),
        ("第二张卡", 2),
        ("第2个账户吧", 2),
        ("那第二个吧", 2),
        ("那就第二笔", 2),
        ("还是第一种吧", 1),
        ("选第二笔", 2),
        ("我就要第二份", 2),
        ("转给第二位", 2),
        ("#2", 2),
        ("take the second", 2),
        ("I'd like the third one", 3),
        ("I'll have number 2", 2),
    ],
)
def test_a_number_of_a_list_is_known_however_it_is_written(text, number):
    assert choice_number(text) == number


@pytest.mark.parametrize(
    "text",
    "500元 转账 五百 hello 第一 1张卡的余额 两笔 三位 一张卡 转给两个".split(),
)
def test_what_says_more_than_a_number_chooses_nothing(text):
    assert choice_number(text) is None or text == "第一"


@pytest.mark.parametrize("text", ["", "take five hundred", "one of the two"])
def test_what_says_no_number_or_more_in_english_chooses_nothing(text):
    assert choice_number(text) is None


@pytest.mark.parametrize(
    "text, of, place",
    [
        ("最后一个", 3, 2),
        ("就最后那笔吧", 4, 3),
        ("最后那张卡", 2, 1),
        ("the last one", 3, 2),
        ("后面那个", 2, 1),
        ("前面那位", 2, 0),
        ("上面那个", 2, 0),
        ("后者", 2, 1),
        ("the latter", 2, 1),
        ("第二笔", 3, 1),
        ("后面那个", 3, None),
        ("最后", 3, None),
        ("下一个", 2, None),
        ("最后一个月", 2, None),
    ],
)
def test_a_place_is_known_by_the_length_of_the_list(text, of, place):
    assert place_among(text, of) == place


YES = (
    "是的 好。 對 可以的 OK 嗯 係 好嘞 好滴 好哒 好勒 可以呀 行呀 好的呀 嗯呢 对呀 是滴 得嘞 中啊 好啦 嗯呐"
    " 对对对 好好好 好的好的 嗯嗯嗯 好的，谢谢 好的，可以 是的，确认 当然 当然可以 必须的 恩 ok的 👍 👍👍 👌🏻"
)
NO = "不 不用了 唔使 不要 nope 不用了，谢谢 不用啦 不用了谢谢 不用，谢谢你 不了不了 不不不 别呀 不是呢 不想 没有，谢谢"
NEITHER = (
    "可能吧 查余额 是不是 500 好吗 是吗？ 可以吗 行不行 要不要 好，不用 不，好的 对吧 谢谢 thanks"
    " 呢 啊啊啊啊 是哦 好的？ 。"
)
YES_IN_ENGLISH = [
    "Yes, please",
    "go ahead",
    "please do",
    "Please go ahead.",
    "of course",
    "yes please",
    "yes, that's right",
    "Yes yes",
]


@pytest.mark.parametrize("text", [*YES.split(), "行 谢谢啊", *YES_IN_ENGLISH])
def test_yes_is_yes(text):
    assert yes_no(text) is True


@pytest.mark.parametrize(
    "text", [*NO.split(), "No, thanks", "no thank you", "please don't", "not now", "No, no need"]
)
def test_no_is_no(text):
    assert yes_no(text) is False


@pytest.mark.parametrize("text", [*NEITHER.split(), "", "啊" * 5000, "yes but no"])
def test_what_is_neither_yes_nor_no_is_not_guessed(text):
    assert yes_no(text) is None


@pytest.mark.parametrize(
    "text, label",
    [
        ("挂失", "马上挂失"),
        ("挂失吧", "马上挂失"),
        ("我要挂失", "马上挂失"),
        ("立即掛失", "马上挂失"),
        ("block it", "Block it now"),
        ("现在就转吧", "现在转"),
        ("pay it right now", "Pay it now"),
    ],
)
def test_a_label_is_known_with_and_without_its_haste(text, label):
    assert label_words(text) == label_words(label)


@pytest.mark.parametrize(
    "text, rest",
    [
        ("好的，马上挂失", "马上挂失"),
        ("对，撤销。", "撤销。"),
        ("是的挂失", "挂失"),
        ("嗯，第二个", "第二个"),
        ("Yes, block it", "block it"),
        ("挂失", ""),
        ("不，挂失", ""),
        ("好的", ""),
        ("好的，", ""),
        ("", ""),
    ],
)
def test_what_a_yes_is_said_to_stands_behind_it(text, rest):
    assert without_yes(text) == rest


@pytest.mark.parametrize(
    "text, back",
    [("挂失吗", True), ("马上挂失？", True), ("現在轉嗎", True), ("挂失吧", False), ("block it", False)],
)
def test_a_question_back_is_told_from_an_answer(text, back):
    assert asks(text) is back


@pytest.mark.parametrize(
    "text, yuan",
    [("500", "500"), ("五", "5"), ("就五百吧", "500"), ("伍佰元整", "500"), ("two hundred yuan", "200")],
)
def test_an_answer_gives_an_amount(text, yuan):
    assert amount_in(text) == Money.parse(yuan)


@pytest.mark.parametrize("text", ["三千多", "全部", "10月1号", "13800138000", "随便"])
def test_an_answer_without_a_certain_amount_gives_none(text):
    assert amount_in(text) is None


def test_two_ways_to_write_one_name_are_the_same_words():
    assert same_words("活期 尾號8888") == same_words("活期尾号8888")

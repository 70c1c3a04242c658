import pytest

from guitai.understanding.slots.sounding import ALIKE, NEAR, SAME, closeness, nearest


@pytest.mark.parametrize(
    "said, name, how",
    [
        ("章三", "张三", SAME),
        ("張三", "张三", SAME),
        ("zhang san", "张三", SAME),
        ("Li Lei", "lilei", SAME),
        ("张山", "张三", ALIKE),
        ("纽洋", "刘洋", ALIKE),
        ("脑马", "老马", ALIKE),
        ("佬帛", "老婆", ALIKE),
        ("黄飞", "方飞", ALIKE),
        ("张张三", "张三", NEAR),
        ("王明", "王小明", NEAR),
        ("李肃", "李四", NEAR),
        ("李四", "王四", None),
        ("张三", "李四", None),
        ("", "张三", None),
        ("张三", "Zhang Wei", None),
    ],
)
def test_how_alike_two_names_sound(said, name, how):
    assert closeness(said, name) == how


def test_the_closest_are_offered_first_and_no_more_than_three():
    book = [["李四"], ["张山"], ["张三丰"], ["章三", "老章"], ["张姗"], ["张三"]]

    assert nearest("张三", book) == [3, 5, 1]


def test_one_is_found_by_any_of_their_names():
    assert nearest("老丈", [["王五", "老张"]]) == [0]


def test_who_sounds_like_nobody_is_not_found():
    assert nearest("欧阳娜娜", [["张三"], ["李四"]]) == []


def test_a_long_name_has_more_ways_to_be_said_than_can_be_written_down():
    assert closeness("hang" * 30, "行" * 30) == SAME
    assert closeness("hang" * 29 + "x", "行" * 30) is None

"""When two names are one."""

import pytest

from guitai.clearing.names import same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张三", "张三"),
        ("张 三", "张三"),
        ("张\u3000三", "张三"),
        ("江海（集团）有限公司", "江海(集团)有限公司"),
        ("买买提·吐尔逊", "买买提•吐尔逊"),
        ("买买提・吐尔逊", "买买提．吐尔逊"),
        ("ＡＢＣ公司", "abc公司"),
        ("Li  Ming", "LI MING"),
        ("𠮷田", "𠮷田"),
    ],
)
def test_width_blanks_brackets_and_dots_make_no_difference(one, other):
    assert same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张三", "张山"),
        ("张三", "张三丰"),
        ("买买提吐尔逊", "买买提·吐尔逊"),
        ("张三", ""),
        ("", ""),
        (" ", " "),
    ],
)
def test_anything_else_does(one, other):
    assert not same_name(one, other)

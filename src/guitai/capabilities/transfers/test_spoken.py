"""What was spoken, or stood in a picture: a recogniser may have heard or read another name, another sum."""

from datetime import timedelta

import pytest

from guitai.understanding.answer import How

ZHANG, ALIKE = "6214830000000009", "6214830000000017"
TO_ZHANG = "给张三转300"


@pytest.fixture
def alike(lin, pay, elsewhere):
    """Lin has paid two whose names sound the same."""
    for name, number in (("张三", ZHANG), ("章三", ALIKE)):
        pay(f"给{name}转五百块，账号{number}")
        elsewhere.takes_it()
        lin.waits(timedelta(minutes=1))


def test_a_spoken_order_is_repeated_in_figures_and_in_words_before_it_is_signed(lin, pay, elsewhere):
    pay(f"给张三转五百块，账号{ZHANG}")
    elsewhere.takes_it()

    said = lin.says(TO_ZHANG, how=How.SPOKEN)

    assert said.startswith("您说的是“给张三转300”。\n给张三转¥300.00，大写：叁佰元整。请点开页面核对")


def test_a_name_that_was_typed_is_the_one_that_is_written_so(lin, alike):
    assert lin.says(TO_ZHANG).startswith("给张三转¥300.00")


def test_a_name_that_was_heard_is_chosen_where_another_sounds_the_same(lin, alike):
    said = lin.says(TO_ZHANG, how=How.SPOKEN)

    assert "您要转给哪一位？" in said
    assert "¥300.00" not in said
    assert sorted(name[:2] for name in lin.card.values()) == ["张三", "章三"]


def test_a_name_that_answers_aloud_is_chosen_too(lin, alike):
    lin.says("我要转账")

    assert "您要转给哪一位？" in lin.says("张三", how=How.SPOKEN)

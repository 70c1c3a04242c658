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


@pytest.fixture
def zhang(pay, elsewhere):
    """Somebody whom Lin has paid."""
    pay(f"给张三转五百块，账号{ZHANG}")
    elsewhere.takes_it()


def test_a_spoken_order_is_repeated_in_figures_and_in_words_before_it_is_signed(lin, zhang):
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


TAPS = {
    "给张三转290实块": ("您说的是¥290.00还是¥294.00？", ["¥290.00", "¥294.00"]),
    "给张三转六块": ("您说的是¥6.00吗？", ["¥6.00"]),
}


@pytest.mark.parametrize("heard, asked", TAPS.items())
def test_a_sum_that_was_not_heard_for_certain_is_asked_about_and_can_be_tapped(lin, zhang, heard, asked):
    assert asked[0] in lin.says(heard, How.SPOKEN)
    assert [tap.label for tap in lin.reply.taps] == asked[1]

    assert lin.taps(asked[1][0]).startswith(f"给张三转{asked[1][0]}")


@pytest.mark.parametrize("words", ["是的", "对", "没错", "嗯", "好的", "六块", "是六块", "对，六块钱"])
@pytest.mark.parametrize("how", [How.SPOKEN, How.TYPED])
def test_a_sum_that_was_asked_about_is_confirmed_by_a_yes_or_said_once_more(lin, zhang, words, how):
    lin.says("给张三转六块", How.SPOKEN)

    assert "给张三转¥6.00" in lin.says(words, how)


def test_a_sum_that_was_asked_about_can_be_denied_and_another_is_asked_about_in_its_turn(lin, zhang):
    lin.says("给张三转六块", How.SPOKEN)

    assert "您说的是¥6.00吗？" in lin.says("不是", How.SPOKEN)
    assert "您说的是¥9.00吗？" in lin.says("九块", How.SPOKEN)
    assert "给张三转¥9.00" in lin.says("对", How.SPOKEN)


@pytest.mark.parametrize("words", ["不是六块", "我没说六块", "六块不对"])
@pytest.mark.parametrize("how", [How.SPOKEN, How.TYPED])
def test_a_sum_that_is_named_to_deny_it_is_not_taken(lin, zhang, words, how):
    lin.says("给张三转六块", How.SPOKEN)

    assert "您说的是¥6.00吗？" in lin.says(words, how)


@pytest.mark.parametrize("words", ["后面那个", "第二个", "最后一个"])
def test_one_of_two_sums_is_chosen_by_its_place(lin, zhang, words):
    lin.says("给张三转290实块", How.SPOKEN)

    assert "给张三转¥294.00" in lin.says(words, How.SPOKEN)


def test_a_yes_chooses_neither_of_two_sums(lin, zhang):
    lin.says("给张三转290实块", How.SPOKEN)

    assert "您说的是¥290.00还是¥294.00？" in lin.says("是的", How.SPOKEN)


@pytest.mark.parametrize("words", ["是的", "现在转", "转吧", "好的，现在转", "第一个"])
def test_a_spoken_yes_to_a_sum_pays_nothing(lin, zhang, rule, words):
    lin.says("给张三转六块", How.SPOKEN)

    assert "现在转吗？" in lin.says("是的", How.SPOKEN)
    assert "这一步语音不算数" in lin.says(words, How.SPOKEN)


@pytest.mark.parametrize("words", ["现在转吗", "转吗？", "要转吗", "好的？"])
def test_a_question_back_pays_nothing(lin, zhang, rule, words):
    assert "现在转吗？" in lin.says("给张三转20")

    assert "现在转吗？" in lin.says(words)


@pytest.mark.parametrize("words", ["好嘞", "转吧", "好的，现在转", "👍"])
def test_a_typed_yes_in_everyday_words_pays(lin, zhang, rule, words):
    lin.says("给张三转20")

    assert "已经提交给对方银行" in lin.says(words)


@pytest.mark.parametrize("again", ["两百七十", "第二个数不对，是270", "270块"])
def test_where_neither_was_said_the_sum_is_said_once_more(lin, zhang, again):
    lin.says("给张三转290实块", How.SPOKEN)

    assert "给张三转¥270.00" in lin.says(again, How.SPOKEN)


def test_where_a_lost_piece_may_be_anything_the_sum_is_asked_for(lin, zhang):
    lin.says("给张三转百四十六块", How.SPOKEN)

    assert lin.reply.parts[-2:] == [
        "“百四十六块”还不够确切，请说一个准确的金额，比如500元。",
        "转多少钱？",
    ]


def test_a_sum_that_was_corrected_aloud_is_asked_about_too(lin, zhang):
    lin.says("给张三转七十", How.SPOKEN)

    assert "您说的是¥70.50还是¥74.50？" in lin.says("钙成七四筷屋", How.SPOKEN)
    assert lin.taps("¥70.50").startswith("给张三转¥70.50")


def test_what_is_typed_is_never_read_by_its_sound(lin, zhang):
    assert "给张三转¥6.00" in lin.says("给张三转六块")
    lin.says("取消")
    assert "金额没有听准" not in lin.says("给张三转290实块")


@pytest.mark.parametrize("again", ["不是300是600", "不是三百是六百", "改成六百"])
def test_a_sum_that_was_repeated_is_corrected_in_one_turn(lin, zhang, again):
    lin.says(TO_ZHANG, How.SPOKEN)

    assert "给张三转¥600.00，大写：陆佰元整" in lin.says(again, How.SPOKEN)


def test_a_bare_number_in_a_correction_is_a_sum(lin, zhang):
    lin.says(TO_ZHANG)

    assert "给张三转¥2,070.00" in lin.says("改成2070")

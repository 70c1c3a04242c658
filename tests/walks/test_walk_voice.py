"""Walks over the phone API of people who speak: what is heard is shown, and is then as good as typed."""

import pytest
from tests.recordings import sound
from tests.source import SRC

SPOKEN = SRC / "guitai" / "understanding" / "voice" / "spoken"
LISTENING = "正在听您的语音，请稍候。"


@pytest.fixture
def speaks(lin):
    """Lin says one of the sentences that were recorded: the acknowledgement, and the answer."""

    def speak(sentence):
        acknowledged, answer = lin.hands_in("voice", (SPOKEN / f"{sentence}.amr").read_bytes())
        assert acknowledged["content"] == LISTENING
        return answer

    return speak


def test_what_is_said_is_heard_shown_and_answered_as_if_it_was_typed(speaks, lin):
    answer = speaks("我要转账")

    assert answer["content"].startswith("您说的是“我要转账”。\n")
    assert "转给谁" in answer["content"]
    assert "取消" in lin.says("取消")["content"]


def test_a_word_that_works_at_every_question_works_when_it_is_spoken(speaks, lin):
    asked = lin.says("我要转账")["content"]
    answer = speaks("再说一遍")

    assert answer["content"] == f"您说的是“再说一遍”。\n{asked}"
    lin.says("取消")


def test_silence_is_asked_about_and_the_open_question_stands(lin):
    asked = lin.says("我要转账")["content"]
    acknowledged, answer = lin.hands_in("voice", sound())

    assert acknowledged["content"] == LISTENING
    assert answer["content"].startswith("抱歉，没有听清您的语音。")
    assert answer["content"].endswith(asked)
    lin.says("取消")

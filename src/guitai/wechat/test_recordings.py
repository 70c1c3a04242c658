"""Recordings at the core: heard by WeChat, or here later; and what is said in the meantime."""

import pytest

from guitai.media import waiting
from guitai.wechat import xml
from guitai.wechat.media import MEDIA

VOICE = "<MsgType>voice</MsgType><MediaId>v1</MediaId><Format>amr</Format>{}<MsgId>8</MsgId>"
RECOGNISED = "<Recognition><![CDATA[{}]]></Recognition>"


def content(plain):
    return xml.text(xml.parse(plain), "Content")


@pytest.fixture
def listening(bank_on, database):
    """A bank in which somebody listens to recordings."""
    return bank_on(database, reads={"voice"})


@pytest.mark.parametrize("recognised", ["", RECOGNISED.format(""), RECOGNISED.format(" ")])
def test_a_recording_that_wechat_has_not_recognised_is_acknowledged_and_will_be_read(listening, recognised):
    answer = listening.hears(listening.delivery(VOICE.format(recognised)))

    assert content(answer) == "正在听您的语音，请稍候。"
    assert listening.rows("SELECT kind, state, reads FROM media.received") == [("voice", "wanted", True)]
    assert len(listening.outbox(MEDIA)) == 1


def test_what_wechat_has_recognised_is_answered_at_once_and_shown(listening):
    answer = listening.hears(listening.delivery(VOICE.format(RECOGNISED.format("你好。"))))

    assert content(answer) == "您说的是“你好”。\n您好。"
    assert listening.rows("SELECT kind, state, reads FROM media.received") == [("voice", "wanted", False)]


def test_where_nobody_listens_words_are_asked_for(bank):
    answer = bank.hears(bank.delivery(VOICE.format("")))

    assert "打字" in content(answer)
    assert bank.rows("SELECT reads FROM media.received") == [(False,)]


@pytest.fixture
def read(database, worker_database):
    """Lets what was sent last be lost, and that be told; the turn in which it was."""

    def read():
        with worker_database.transaction() as db:
            db.execute("UPDATE media.received SET state = 'lost'")
        with database.transaction() as db:
            assert waiting.read(db, waiting.take(db, {"voice"}))
            return db.turn_id

    return read


def test_what_is_said_after_a_recording_waits_until_that_was_read(listening, read):
    listening.hears(listening.delivery(VOICE.format("")))
    looked, done, now = [], [], listening.core.clock

    def clock():
        looked.append(now())
        if len(looked) == 6:  # it has been held back several times by now
            done.append(read())
        return looked[-1]

    listening.core.clock = clock
    answer = listening.says("你好", number=9, answer_in=60)

    assert content(answer) == "您好。"
    ((turn_id,),) = listening.rows("SELECT turn_id FROM turns.turns WHERE how = 'typed'")
    assert done[0] < turn_id


def test_what_is_said_after_a_recording_waits_no_longer_than_the_line_is_open(listening):
    listening.hears(listening.delivery(VOICE.format("")))
    answer = listening.says("你好", number=9, answer_in=1.7)

    assert content(answer) == "您好。"
    assert listening.core.busy == 0


def test_a_second_recording_and_what_others_say_wait_for_nothing(listening):
    listening.hears(listening.delivery(VOICE.format("")))
    second = listening.hears(listening.delivery(VOICE.format("").replace("v1", "v2"), answer_in=60))
    other = listening.says("你好", openid="oChen", answer_in=60)

    assert content(second) == "正在听您的语音，请稍候。"
    assert content(other) == "您好。"

import pytest

from guitai.wechat import media, xml
from guitai.wechat.message import message


def push(kind, fields):
    return message(xml.parse(f"<xml><MsgType>{kind}</MsgType>{fields}</xml>".encode()))


@pytest.mark.parametrize("kind", ["image", "video", "shortvideo", "voice"])
def test_what_can_be_fetched_is_wanted(kind):
    assert media.wanted(push(kind, "<MediaId>m1</MediaId>")) == {"media_id": "m1", "kind": kind}


def test_of_a_recording_the_better_quality_is_wanted_and_else_the_other():
    found = media.wanted(push("voice", "<MediaId>m1</MediaId><MediaId16K>m2</MediaId16K>"))

    assert found == {"media_id": "m2", "or_media_id": "m1", "kind": "voice"}


def test_a_recording_may_come_in_the_better_quality_alone():
    assert media.wanted(push("voice", "<MediaId16K>m2</MediaId16K>")) == {"media_id": "m2", "kind": "voice"}


@pytest.mark.parametrize(
    "kind, fields", [("text", "<MediaId>m1</MediaId>"), ("image", ""), ("event", ""), ("link", "")]
)
def test_nothing_else_is_wanted(kind, fields):
    assert media.wanted(push(kind, fields)) is None

from decimal import Decimal

import pytest

from guitai.understanding.answer import Heard, How, Place
from guitai.wechat import xml
from guitai.wechat.inbound import heard
from guitai.wechat.message import message


def push(fields):
    return message(xml.parse(f"<xml><FromUserName>oLin</FromUserName>{fields}</xml>".encode()))


def of(kind, fields=""):
    return push(f"<MsgType>{kind}</MsgType>{fields}")


def event(name, key=""):
    return of("event", f"<Event>{name}</Event><EventKey>{key}</EventKey>")


@pytest.mark.parametrize(
    "fields, expected",
    [
        ("<Content> 我的余额 </Content>", Heard(How.TYPED, "我的余额")),
        ("<Content>红</Content><bizmsgmenuid>k7</bizmsgmenuid>", Heard(How.TYPED, "红", "k7")),
        ("<Content>\u3000</Content>", Heard(How.TYPED, "")),
        ("<Content>【收到不支持的消息类型，暂无法显示】</Content>", Heard(How.STICKER)),
        ("<Content>[Unsupported Message]</Content>", Heard(How.STICKER)),
    ],
)
def test_a_text_is_what_was_typed_or_tapped_unless_wechat_could_not_pass_it_on(fields, expected):
    assert heard(of("text", fields)) == expected


@pytest.mark.parametrize(
    "kind, how",
    [
        ("image", How.PICTURE),
        ("voice", How.SPOKEN),
        ("video", How.VIDEO),
        ("shortvideo", How.VIDEO),
        ("link", How.LINK),
        ("file", How.UNKNOWN),
        ("", How.UNKNOWN),
    ],
)
def test_whatever_comes_is_heard_as_what_it_is(kind, how):
    assert heard(of(kind, "<MediaId>m</MediaId>")) == Heard(how)


def test_what_wechat_recognised_in_a_recording_is_its_text():
    said = heard(of("voice", "<Recognition>查余额。</Recognition>"))

    assert said == Heard(How.SPOKEN, "查余额。")


def test_a_place_comes_with_its_point_and_name():
    fields = "<Location_X>31.2</Location_X><Location_Y>121.5</Location_Y><Label>人民广场</Label>"

    assert heard(of("location", fields)) == Heard(
        How.PLACE, place=Place(Decimal("31.2"), Decimal("121.5"), "人民广场")
    )


def test_half_a_place_is_none():
    assert heard(of("location", "<Location_X>31.2</Location_X>")) == Heard(How.PLACE)


@pytest.mark.parametrize(
    ("name", "key", "scene"),
    [
        ("subscribe", "", ""),
        ("subscribe", "qrscene_branch-12", "branch-12"),
        ("SCAN", "branch-12", "branch-12"),
        ("SCAN", "查余额", "查余额"),
    ],
)
def test_who_follows_or_scans_is_greeted_and_the_scene_is_kept(name, key, scene):
    assert heard(event(name, key)) == Heard(How.TAPPED, scene, wish="talk.greet")


def test_a_button_of_the_menu_is_a_wish_even_one_that_is_no_longer_there():
    assert heard(event("CLICK", "accounts.balance")) == Heard(How.TAPPED, wish="accounts.balance")
    assert heard(event("CLICK", "gone.long_ago")) == Heard(How.TAPPED, wish="gone.long_ago")


@pytest.mark.parametrize("name", ["scancode_push", "scancode_waitmsg"])
def test_a_button_that_scans_brings_what_was_scanned(name):
    fields = (
        f"<Event>{name}</Event><EventKey>bills.pay</EventKey>"
        "<ScanCodeInfo><ScanType>qrcode</ScanType><ScanResult>转账给张三</ScanResult></ScanCodeInfo>"
    )

    assert heard(of("event", fields)) == Heard(How.TAPPED, "转账给张三", wish="bills.pay")


@pytest.mark.parametrize(
    "name", ["unsubscribe", "VIEW", "view_miniprogram", "location_select", "new_in_2027", ""]
)
def test_an_event_that_asks_for_no_answer_is_no_wish_and_keeps_its_key(name):
    assert heard(event(name, "https://bank.example/")) == Heard(
        How.EVENT, f"{name} https://bank.example/".strip()
    )
    assert heard(event(name)) == Heard(How.EVENT, name)


def test_what_became_of_a_job_is_kept():
    fields = "<Event>TEMPLATESENDJOBFINISH</Event><MsgID>7</MsgID><Status>failed:user block</Status>"

    assert heard(of("event", fields)) == Heard(How.EVENT, "TEMPLATESENDJOBFINISH failed:user block")


def test_where_the_phone_is_all_the_time_is_not_heard():
    assert heard(of("event", "<Event>LOCATION</Event><Latitude>31.2</Latitude>")) is None


def test_a_message_is_no_event_whatever_it_calls_itself():
    assert heard(of("text", "<Content>您好</Content><Event>LOCATION</Event>")) == Heard(How.TYPED, "您好")

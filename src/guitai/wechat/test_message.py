from datetime import datetime
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.clock import BANK_ZONE
from guitai.wechat import xml
from guitai.wechat.message import Kind, Message, dedup_key, message


def push(inside, msg_type="text"):
    body = (
        "<xml><ToUserName><![CDATA[gh_bank00000001]]></ToUserName><FromUserName><![CDATA[oUser1]]></FromUserName>"
        f"<CreateTime>1767225600</CreateTime><MsgType><![CDATA[{msg_type}]]></MsgType>{inside}</xml>"
    )
    return message(xml.parse(body.encode()))


def key(body):
    return dedup_key(message(xml.parse(body.encode())), body.encode())


def test_a_text_says_who_when_and_what():
    heard = push("<Content><![CDATA[余额😀]]></Content><MsgId>24000000000000001</MsgId>")

    assert (heard.kind, heard.content, heard.msg_id) == (Kind.TEXT, "余额😀", "24000000000000001")
    assert (heard.sender, heard.account) == ("oUser1", "gh_bank00000001")
    assert heard.created_at == datetime(2026, 1, 1, 8, tzinfo=BANK_ZONE)


def test_a_tapped_option_brings_its_id():
    heard = push("<Content>查余额</Content><bizmsgmenuid>k7:balance</bizmsgmenuid>")

    assert (heard.content, heard.option) == ("查余额", "k7:balance")


@pytest.mark.parametrize("notice", ["[Unsupported Message]", "【收到不支持的消息类型，暂无法显示】"])
def test_a_sticker_is_no_instruction(notice):
    assert push(f"<Content><![CDATA[{notice}]]></Content>").unsupported


@pytest.mark.parametrize(
    ("msg_type", "inside", "expected"),
    [
        (
            "image",
            "<PicUrl>http://p/1</PicUrl><MediaId>m</MediaId>",
            {"picture_url": "http://p/1", "media_id": "m"},
        ),
        (
            "voice",
            "<MediaId>m</MediaId><Format>amr</Format><MediaId16K>w</MediaId16K><Recognition><![CDATA[]]></Recognition>",
            {"media_id": "m", "media_id_16k": "w", "format": "amr", "recognition": ""},
        ),
        (
            "video",
            "<MediaId>m</MediaId><ThumbMediaId>t</ThumbMediaId>",
            {"media_id": "m", "thumb_media_id": "t"},
        ),
        ("shortvideo", "<MediaId>m</MediaId>", {"kind": Kind.SHORT_VIDEO, "media_id": "m"}),
        (
            "location",
            "<Location_X>31.2</Location_X><Location_Y>-121.5</Location_Y><Scale>16</Scale><Label>外滩</Label>",
            {"latitude": Decimal("31.2"), "longitude": Decimal("-121.5"), "label": "外滩"},
        ),
        (
            "link",
            "<Title>t</Title><Description>d</Description><Url>u</Url>",
            {"title": "t", "description": "d", "url": "u"},
        ),
        (
            "event",
            "<Event>CLICK</Event><EventKey>wealth.buy</EventKey>",
            {"event": "CLICK", "key": "wealth.buy"},
        ),
        (
            "event",
            "<Event>subscribe</Event><EventKey>qrscene_12</EventKey><Ticket>T</Ticket>",
            {"key": "qrscene_12", "ticket": "T"},
        ),
        (
            "event",
            "<Event>LOCATION</Event><Latitude>23.1</Latitude><Longitude>113.3</Longitude>",
            {"latitude": Decimal("23.1"), "longitude": Decimal("113.3")},
        ),
        (
            "event",
            "<Event>location_select</Event><SendLocationInfo><Location_X>1</Location_X><Location_Y>2</Location_Y>"
            "<Label>L</Label></SendLocationInfo>",
            {"latitude": Decimal(1), "longitude": Decimal(2), "label": "L"},
        ),
        (
            "event",
            "<Event>scancode_waitmsg</Event><ScanCodeInfo><ScanResult>r</ScanResult></ScanCodeInfo>",
            {"scan_result": "r"},
        ),
        (
            "event",
            "<Event>TEMPLATESENDJOBFINISH</Event><MsgID>9</MsgID><Status>success</Status>",
            {"msg_id": "9", "status": "success"},
        ),
        ("hologram", "<Content>x</Content>", {"kind": Kind.UNKNOWN, "content": "x"}),
        ("text", "", {"content": "", "option": "", "msg_id": ""}),
        ("text", "<Content>a</Content><Content>b</Content>", {"content": "a"}),
        ("text", "<Content><b>a</b></Content>", {"content": ""}),
        (
            "location",
            "<Location_X>91</Location_X><Location_Y>0</Location_Y>",
            {"latitude": None, "longitude": None},
        ),
        ("location", "<Location_X>nan</Location_X><Location_Y>1</Location_Y>", {"latitude": None}),
        ("event", "<Event>location_select</Event><SendLocationInfo/>", {"latitude": None, "label": ""}),
    ],
)
def test_each_type_gives_its_fields(msg_type, inside, expected):
    heard = push(inside, msg_type)

    assert {name: getattr(heard, name) for name in expected} == expected


def test_what_has_no_field_of_its_own_is_kept_raw():
    heard = push(
        "<Event>subscribe_msg_popup_event</Event><SubscribeMsgPopupEvent><List><TemplateId>a</TemplateId></List>"
        "<List><TemplateId>b</TemplateId></List></SubscribeMsgPopupEvent>",
        "event",
    )

    chosen = xml.elements(heard.raw, "SubscribeMsgPopupEvent", "List", "TemplateId")
    assert chosen == ["a", "b"]


names = st.sampled_from(
    [
        "MsgType",
        "Event",
        "EventKey",
        "CreateTime",
        "MsgId",
        "Content",
        "Location_X",
        "SendLocationInfo",
        "Other",
    ]
)
trees = st.recursive(
    st.text(max_size=12),
    lambda inner: st.dictionaries(names, st.lists(inner, max_size=2), max_size=5),
    max_leaves=9,
).filter(lambda node: isinstance(node, dict))


@given(trees, st.binary(max_size=20))
def test_any_tree_is_a_message_with_a_key(tree, body):
    heard = message(tree)

    assert isinstance(heard, Message)
    assert len(dedup_key(heard, body)) == 32


def test_a_redelivery_has_the_same_key_and_nothing_else_has():
    text = "<xml><FromUserName>{}</FromUserName><CreateTime>{}</CreateTime><Content>{}</Content>{}</xml>"
    event = "<MsgType>event</MsgType><Event>CLICK</Event><EventKey>{}</EventKey>"
    bodies = [
        text.format("a", "1", "余额", "<MsgId>1</MsgId>"),
        text.format("b", "1", "余额", "<MsgId>1</MsgId>"),
        text.format("a", "2", "余额", "<MsgId>1</MsgId>"),
        text.format("a", "1", "余額", "<MsgId>1</MsgId>"),
        text.format("a", "1", "", event.format("one")),
        text.format("a", "1", "", event.format("two")),
    ]

    assert all(key(first) != key(second) for first, second in combinations(bodies, 2))
    assert all(key(body) == key(body) for body in bodies)

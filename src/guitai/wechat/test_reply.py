from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy import parse_message

from guitai.clock import BANK_ZONE
from guitai.wechat import reply, xml
from guitai.wechat.message import Kind, Message
from guitai.wechat.reply import Article, render

AT = datetime(2026, 1, 1, 8, tzinfo=BANK_ZONE)
HEARD = Message(Kind.TEXT, sender="oUser1", account="gh_bank00000001", created_at=AT, msg_id="1")
TAPPED = Message(Kind.EVENT, sender="oUser1", account="gh_bank00000001", created_at=AT, msg_id="")
PAGE = Article("标题", "说明", "https://p/1.png", "https://p/1")


def fields(answer, message=HEARD):
    """What the reply holds besides address, time and type."""
    tree = xml.parse(render(answer, message, at=AT))
    return {
        name: nodes[0]
        for name, nodes in tree.items()
        if name not in {"ToUserName", "FromUserName", "CreateTime", "MsgType"}
    }


def test_a_reply_goes_back_to_whoever_asked():
    tree = xml.parse(render(reply.Text("好的"), HEARD, at=AT))

    assert tree == {
        "ToUserName": ["oUser1"],
        "FromUserName": ["gh_bank00000001"],
        "CreateTime": ["1767225600"],
        "MsgType": ["text"],
        "Content": ["好的"],
    }


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (reply.Text("a\nb"), {"Content": "a\nb"}),
        (reply.Image("m"), {"Image": {"MediaId": ["m"]}}),
        (reply.Voice("m"), {"Voice": {"MediaId": ["m"]}}),
        (reply.Video("m", "t", "d"), {"Video": {"MediaId": ["m"], "Title": ["t"], "Description": ["d"]}}),
        (
            reply.Music("m", "t", "d", "u", "h"),
            {
                "Music": {
                    "Title": ["t"],
                    "Description": ["d"],
                    "MusicUrl": ["u"],
                    "HQMusicUrl": ["h"],
                    "ThumbMediaId": ["m"],
                }
            },
        ),
        (reply.ToStaff(), {}),
        (reply.ToStaff("kf1@bank"), {"TransInfo": {"KfAccount": ["kf1@bank"]}}),
        (reply.ToWeChatAnswers(), {}),
    ],
)
def test_each_reply_has_its_elements(answer, expected):
    assert fields(answer) == expected


def test_news_counts_its_articles():
    news = fields(reply.News((PAGE, PAGE)), TAPPED)

    assert news["ArticleCount"] == "2"
    assert [xml.text(item, "Url") for item in xml.elements(news["Articles"], "item")] == ["https://p/1"] * 2


def test_a_message_is_answered_with_one_article_only():
    with pytest.raises(ValueError, match="one article"):
        render(reply.News((PAGE, PAGE)), HEARD, at=AT)


@pytest.mark.parametrize("count", [0, 9])
def test_news_has_one_to_eight_articles(count):
    with pytest.raises(ValueError, match="1 to 8"):
        reply.News((PAGE,) * count)


@given(st.text(st.characters() | st.sampled_from("]>&<\x00😀"), max_size=60))
def test_no_text_breaks_out_of_its_element(content):
    read = fields(reply.Text(f"您好{content}"))

    kept = reply.FORBIDDEN.sub("", content).replace("\r\n", "\n").replace("\r", "\n")
    assert read == {"Content": f"您好{kept}"}


@pytest.mark.parametrize("content", ["", " \n"])
def test_an_empty_text_is_no_reply(content):
    with pytest.raises(ValueError, match="success"):
        reply.Text(content)


def test_an_independent_peer_reads_a_reply_as_it_was_meant():
    read = parse_message(render(reply.Text("余额 ]]> 😀 <a>"), HEARD, at=AT))

    assert (read.target, read.source, read.content) == ("oUser1", "gh_bank00000001", "余额 ]]> 😀 <a>")

"""Walks over the phone API: files, menus, faults, and what WeChat's wire may see."""

import json
import re

import httpx
import pytest
from tests.recordings import film, picture, sound
from tests.walking import (
    faulty,
    later,
    newest,
    wire,
)

SEND = "/cgi-bin/message/custom/send"
MONEY = re.compile(r"¥|￥|\d[\d,]*\.\d{2}(?!\d)")


@pytest.mark.parametrize(
    ("message", "names"),
    [
        ({"type": "sticker"}, "表情"),
        ({"type": "location", "latitude": 31.23, "longitude": 121.47, "label": "人民大道"}, "位置"),
        ({"type": "link", "title": "a", "description": "b", "url": "https://example.com/"}, "链接"),
    ],
)
def test_what_the_bank_can_do_nothing_with_is_named_in_its_reply(newcomer, message, names):
    reply = newcomer.sends(**message)

    assert names in reply["content"]
    assert reply["links"] == []


@pytest.mark.parametrize(
    ("kind", "content", "names"),
    [("image", picture, "图片"), ("voice", sound, "语音"), ("video", film, "视频")],
)
def test_a_file_is_received_and_named_in_every_reply(newcomer, kind, content, names):
    replies = newcomer.hands_in(kind, content())

    assert replies
    assert [reply["content"] for reply in replies if names not in reply["content"]] == []


def test_a_voice_that_wechat_has_recognised_is_a_question_like_any_other(lin, books):
    reply = lin.uploads("voice", sound(), recognition="我的余额。")

    assert lin.card(reply).balances == books(lin).balances()


def test_every_button_of_the_menu_is_answered(lin, books):
    menu = lin.http.get(f"{lin.path}/menu").json()["button"]
    keys = [button["key"] for group in menu for button in group["sub_button"]]
    replies = {}
    for key in keys:
        replies[key] = lin.sends(type="menu", key=key)
        lin.says("取消")

    assert len(menu) <= 3
    assert lin.card(replies["accounts.balance"]).balances == books(lin).balances()
    assert [key for key in keys if not replies[key]["content"]] == []


def test_whoever_comes_back_is_greeted_again_and_answered(lin, books):
    lin.says("您好")
    gone = lin.acts("unfollow")
    with pytest.raises(httpx.HTTPStatusError):
        lin.says("在吗")
    (greeting,) = lin.acts("follow")

    assert gone == []
    assert "江海银行" in greeting["content"]
    assert greeting["options"]
    assert lin.card(lin.taps(greeting, "查余额")).balances == books(lin).balances()


def test_a_newcomer_is_told_that_there_is_no_account(newcomer):
    for words in ("我的余额", "上个月的明细"):
        reply = newcomer.says(words)

        assert reply["links"] == []
        assert "绑定" in reply["content"]


def test_a_message_for_the_staff_is_kept_to_the_letter(newcomer, books):
    newcomer.says("转人工")
    newcomer.says("我的卡好像丢了 <b>&amp;</b>，请联系我😀")

    assert books(newcomer).left_messages() == ["我的卡好像丢了 <b>&amp;</b>，请联系我😀"]


def test_a_push_that_comes_twice_is_answered_once(lin, books):
    before = newest(lin.http)
    faulty(lin, on="push", do="repeat")
    reply = lin.says("我的余额")
    replies = [entry["plain"] for entry in wire(lin, after=before) if entry["direction"] == "reply"]

    assert lin.card(reply).balances == books(lin).balances()
    assert len(replies) == 2
    assert replies[0] == replies[1]


def test_an_answer_that_is_lost_on_its_way_is_given_again(lin, books):
    faulty(lin, on="push", do="cut")

    assert lin.card(lin.says("我的余额")).balances == books(lin).balances()


def test_a_push_that_comes_late_is_answered_all_the_same(lin, books):
    faulty(lin, on="push", do="delay", seconds=1)

    assert lin.card(lin.says("我的余额")).balances == books(lin).balances()


def test_an_answer_that_takes_too_long_comes_by_the_other_way_though_it_fails_at_first(
    lin, books, connection
):
    before = newest(lin.http)
    faulty(lin, on="api", do="error", path=SEND, errcode=-1)
    with connection.transaction():
        connection.execute(
            """
            SELECT c.owner
              FROM customers.openids AS o
              JOIN customers.customers AS c ON c.owner = o.owner
             WHERE o.openid = %(openid)s
               FOR UPDATE OF c
            """,
            {"openid": lin.openid},
        )
        seq = lin.does("messages", type="text", content="我的余额")
        shown = []
        while not any(message["from"] == "wechat" for message in shown):  # until WeChat has given up
            query = {"after": seq, "wait": 0.5}
            shown = lin.http.get(f"{lin.path}/messages", params=query).json()["messages"]
    lin.since(seq)
    later(lin.http, "PT1M")
    _notice, reply = lin.since(seq)
    sent = [entry for entry in wire(lin, after=before) if entry["path"].startswith(SEND)]

    assert lin.card(reply).balances == books(lin).balances()
    assert [re.findall(r'"errcode":\s*(-?\d+)', entry["plain"]) for entry in sent] == [["-1"], ["0"]]


def test_no_value_of_the_banks_stands_in_any_message(phones, http, connection):
    """Runs over all that went over the wire before it too, in whatever order the tests ran."""
    for phone in phones.values():
        for words in (
            "我的余额",
            "我的账户",
            "明细",
            "更早的记录",
            "11月的收入",
            "给房东转了多少",
            "取消",
            "再说一遍",
            "show me my transactions",
            "上個月花了多少",
        ):
            phone.says(words)
    entries = http.get("/phone/wire").json()["entries"]
    said = [entry for entry in entries if entry["direction"] != "push"]  # a push is the customer's own words
    parties = [
        name
        for (name,) in connection.execute("SELECT DISTINCT counterparty FROM ledger.postings").fetchall()
        if len(name) > 1 and name != "江海银行"
    ]
    texts = [json.dumps(entry, ensure_ascii=False) for entry in said]

    assert len(texts) > 20
    assert len(parties) > 100
    assert [text for text in texts if MONEY.search(text)] == []
    assert [name for name in parties if any(name in text for text in texts)] == []

"""What the bank sends on its own: windows, limits, templates, mass messages, over HTTP."""

import json
from datetime import datetime, timedelta

import pytest

PROGRESS = "sandbox-business-progress-000000000000000002"
DATA = {
    "thing1": {"value": "转账"},
    "phrase2": {"value": "已完成"},
    "time3": {"value": "2026年11月24日 15:01"},
}
MENU = {"head_content": "请选择", "list": [{"id": "a1", "content": "活期"}], "tail_content": "谢谢"}


def send(sandbox, phone, **message):
    body = {"touser": phone.openid, "msgtype": "text", "text": {"content": "您好"}, **message}
    return sandbox.call("/cgi-bin/message/custom/send", body)["errcode"]


def notify(sandbox, phone, **message):
    body = {"touser": phone.openid, "template_id": PROGRESS, "data": DATA, **message}
    return sandbox.call("/cgi-bin/message/template/send", body)


def test_a_message_opens_five_answers_for_two_days(sandbox, phone):
    phone.says("你好")
    sent = [send(sandbox, phone) for _ in range(6)]
    phone.says("还在吗")
    sandbox.post("/phone/clock", advance="PT47H59M")
    late = send(sandbox, phone)
    sandbox.post("/phone/clock", advance="PT1M")

    assert sent == [0, 0, 0, 0, 0, 45047]
    assert late == 0
    assert send(sandbox, phone) == 45015


def test_following_opens_three_answers_for_a_minute(sandbox):
    phone = sandbox.phone()
    sent = [send(sandbox, phone) for _ in range(4)]
    sandbox.post("/phone/clock", advance="PT1M")

    assert sent == [0, 0, 0, 45047]
    assert send(sandbox, phone) == 45015


def test_counts_of_several_triggers_do_not_add_up(sandbox):
    phone = sandbox.phone()
    phone.says("你好")

    assert [send(sandbox, phone) for _ in range(6)] == [0, 0, 0, 0, 0, 45047]


def test_who_has_left_gets_nothing(sandbox, phone):
    phone.says("你好")
    phone.does("unfollow")

    assert send(sandbox, phone) == 45015
    assert notify(sandbox, phone)["errcode"] == 43004


@pytest.mark.parametrize(
    "message, errcode",
    [
        ({"touser": "oNobody"}, 40003),
        ({"msgtype": "poem"}, 40008),
        ({"text": {"content": ""}}, 44004),
        ({"text": {"content": "一" * 683}}, 45002),
        ({"msgtype": "image", "image": {"media_id": "unknown"}}, 40007),
        ({"msgtype": "news", "news": {"articles": [{"title": "a"}, {"title": "b"}]}}, 45008),
        ({"msgtype": "news", "news": {"articles": []}}, 44003),
        ({"msgtype": "msgmenu", "msgmenu": {"list": []}}, 40035),
        ({"msgtype": "msgmenu", "msgmenu": {"list": [{"content": "活期"}]}}, 40035),
        ({"msgtype": "msgmenu", "msgmenu": {"list": [{"id": "", "content": "活期"}]}}, 40035),
        ({"msgtype": "msgmenu", "msgmenu": {"list": [{"id": "a1"}]}}, 40035),
        ({"text": "您好"}, 40035),
        ({"customservice": {"kf_account": "a@b"}}, 61452),
    ],
)
def test_a_message_that_wechat_would_not_take_uses_up_nothing(sandbox, phone, message, errcode):
    phone.says("你好")
    refused = send(sandbox, phone, **message)

    assert refused == errcode
    assert [send(sandbox, phone) for _ in range(6)] == [0, 0, 0, 0, 0, 45047]


def test_nothing_is_sent_to_who_is_on_the_blacklist(sandbox, phone):
    phone.says("你好")
    listed = {"openid_list": [phone.openid]}
    sandbox.call("/cgi-bin/tags/members/batchblacklist", listed)
    blocked = send(sandbox, phone)
    sandbox.call("/cgi-bin/tags/members/batchunblacklist", listed)

    assert blocked == 43019
    assert send(sandbox, phone) == 0


@pytest.mark.parametrize("name", ["CLICK", "subscribe", "SCAN", "scancode_push", "scancode_waitmsg"])
def test_an_event_made_by_hand_opens_what_a_real_one_does(sandbox, phone, name):
    sandbox.post("/phone/clock", advance="PT1M")
    phone.does("events", event=name, fields={"EventKey": "k"})

    assert [send(sandbox, phone) for _ in range(4)] == [0, 0, 0, 45047]


@pytest.mark.parametrize("name", ["VIEW", "LOCATION", "pic_weixin", "location_select", "unsubscribe"])
def test_other_events_made_by_hand_open_nothing(sandbox, phone, name):
    sandbox.post("/phone/clock", advance="PT1M")
    phone.does("events", event=name)

    assert send(sandbox, phone) == 45015


def test_counts_of_several_triggers_add_up_where_that_is_wanted(start):
    sandbox = start(limits={"windows_add_up": True})
    phone = sandbox.phone()
    phone.says("你好")

    assert [send(sandbox, phone) for _ in range(9)] == [0] * 8 + [45047]


def test_an_answer_on_the_line_counts_where_that_is_wanted(start, bot):
    sandbox = start(limits={"passive_replies_count": True})
    phone = sandbox.phone()
    bot.answers = lambda message: {"MsgType": "text", "Content": "您好"}
    phone.says("你好")

    assert [send(sandbox, phone) for _ in range(5)] == [0, 0, 0, 0, 45047]


def test_json_with_escaped_characters_is_refused(sandbox, phone):
    phone.says("你好")
    body = {"touser": phone.openid, "msgtype": "text", "text": {"content": "您好"}}
    query = {"access_token": sandbox.token()}
    answer = sandbox.http.post("/cgi-bin/message/custom/send", params=query, content=json.dumps(body)).json()

    assert answer["errcode"] == 40033
    assert "rid: " in answer["errmsg"]


def test_a_menu_message_is_tapped_by_its_id(sandbox, phone, bot):
    phone.says("你好")
    send(sandbox, phone, msgtype="msgmenu", msgmenu=MENU)
    shown = phone.settled()[-1]
    phone.does("tap", seq=shown["seq"], option="a1")

    assert (shown["type"], shown["head"], shown["tail"]) == ("menu", "请选择", "谢谢")
    assert (bot.heard[-1]["Content"], bot.heard[-1]["bizmsgmenuid"]) == ("活期", "a1")


def test_a_menus_id_may_look_like_a_number_of_the_phones_own(sandbox, phone, bot):
    phone.says("你好")
    send(sandbox, phone, msgtype="msgmenu", msgmenu={"list": [{"id": "#1", "content": "活期"}]})
    phone.does("tap", seq=phone.settled()[-1]["seq"], option="#1")

    assert bot.heard[-1]["bizmsgmenuid"] == "#1"


def test_a_tapped_menu_comes_without_its_id_where_that_is_wanted(start, bot):
    sandbox = start(limits={"menu_ids": False})
    phone = sandbox.phone()
    send(sandbox, phone, msgtype="msgmenu", msgmenu=MENU)
    phone.does("tap", seq=phone.settled()[-1]["seq"], option="a1")

    assert bot.heard[-1]["Content"] == "活期"
    assert "bizmsgmenuid" not in bot.heard[-1]


def test_the_test_account_has_no_menu_messages(start):
    sandbox = start(limits={"verified": False})

    assert send(sandbox, sandbox.phone(), msgtype="msgmenu", msgmenu=MENU) == 40200


def test_typing_needs_a_word_within_thirty_seconds_and_lasts_fifteen(sandbox, phone):
    def types(command="Typing"):
        body = {"touser": phone.openid, "command": command}
        return sandbox.call("/cgi-bin/message/custom/typing", body)["errcode"]

    phone.says("你好")
    soon = [types(), types(), types("CancelTyping"), types(), types("Dance")]
    sandbox.post("/phone/clock", advance="PT15S")
    again = types()
    sandbox.post("/phone/clock", advance="PT16S")

    assert soon == [0, 45081, 0, 0, 45072]
    assert again == 0
    assert types() == 45080


def test_a_template_message_needs_no_window_and_its_delivery_is_told(sandbox, phone, bot):
    sandbox.post("/phone/clock", advance="P3D")
    answer = notify(sandbox, phone, url="https://bank.example/cards/1")
    shown = phone.settled()[-1]

    assert answer["errcode"] == 0
    assert shown["title"] == "业务办理进度提醒"
    assert shown["fields"][0] == {"label": "业务名称", "value": "转账"}
    assert shown["url"] == "https://bank.example/cards/1"
    told = bot.heard[-1]
    assert (told["Event"], told["MsgID"], told["Status"]) == (
        "TEMPLATESENDJOBFINISH", str(answer["msgid"]), "success",
    )  # fmt: skip


@pytest.mark.parametrize(
    "change, named",
    [
        ({"thing1": {"value": "一" * 21}}, "data.thing1.value is invalid"),
        ({"phrase2": {"value": ""}}, "data.phrase2.value is empty"),
        ({"time3": None}, "data.time3.value is empty"),
        ({"amount9": {"value": "1"}}, "data.amount9 is not a field"),
    ],
)
def test_a_template_value_that_does_not_fit_is_named(sandbox, phone, change, named):
    answer = notify(sandbox, phone, data={**DATA, **change})

    assert answer["errcode"] == 47003
    assert named in answer["errmsg"]


def test_a_template_message_with_the_same_client_id_is_sent_once(sandbox, phone):
    first = notify(sandbox, phone, client_msg_id="n1")["msgid"]
    again = notify(sandbox, phone, client_msg_id="n1")["msgid"]
    sandbox.post("/phone/clock", advance="PT10M")
    later = notify(sandbox, phone, client_msg_id="n1")["msgid"]

    assert again == first
    assert later != first


def test_four_mass_messages_a_month_reach_a_user(sandbox, bot):
    phones = [sandbox.phone(), sandbox.phone()]
    openids = [phone.openid for phone in phones]

    def send_all(**more):
        body = {"touser": openids, "msgtype": "text", "text": {"content": "新年好"}, **more}
        sandbox.call("/cgi-bin/message/mass/send", body)
        phones[0].settled()
        return bot.heard[-1]["SentCount"]

    this_month = [send_all() for _ in range(5)]
    sandbox.post("/phone/clock", advance="P1M")

    assert this_month == ["2", "2", "2", "2", "0"]
    assert send_all() == "2"


def test_a_mass_message_is_sent_once_under_its_client_id(sandbox):
    body = {
        "filter": {"is_to_all": True}, "msgtype": "text", "text": {"content": "新年好"}, "clientmsgid": "m1",
    }  # fmt: skip

    def send_all(**more):
        return sandbox.call("/cgi-bin/message/mass/sendall", {**body, **more})

    first, soon = send_all(), send_all()
    sandbox.post("/phone/clock", advance="PT1M")
    later = send_all()

    assert soon["errcode"] == 45066
    assert (later["errcode"], later["msg_id"]) == (45065, first["msg_id"])
    assert send_all(clientmsgid="m" * 65)["errcode"] == 45067


def test_a_message_to_all_goes_out_once_a_day_and_four_times_a_month(sandbox):
    def send_all(**filter):
        body = {"filter": filter, "msgtype": "text", "text": {"content": "新年好"}}
        return sandbox.call("/cgi-bin/message/mass/sendall", body)["errcode"]

    sandbox.post("/phone/clock", advance="P1M")
    today = datetime.fromisoformat(sandbox.get("/phone/clock")["now"])
    first = today.replace(day=1) + timedelta(days=32)
    sandbox.post("/phone/clock", at=first.replace(day=1, hour=9).isoformat())
    by_day = []
    for _ in range(5):
        by_day.append((send_all(is_to_all=True), send_all(is_to_all=True)))
        sandbox.post("/phone/clock", advance="P1D")
    to_a_tag = send_all(is_to_all=False, tag_id=2)
    sandbox.post("/phone/clock", advance="P1M")

    assert by_day == [(0, 45028)] * 4 + [(45028, 45028)]
    assert to_a_tag == 0
    assert send_all(is_to_all=True) == 0

"""The phone API to the letter, over HTTP."""

import json
from datetime import datetime

import httpx
import pytest

from guitai_sandbox.media.pictures import sample
from guitai_sandbox.state.faults import Deed

DETAILS = {
    "name": "林小满",
    "id_number": "310101199001011234",
    "card_number": "6217000000000001",
    "mobile": "13800000001",
    "pin": "271828",
}


def test_a_new_phone_does_not_follow(sandbox):
    answer = sandbox.http.post("/phone/users", json={"nickname": "小王", "customer": "wang"})
    user = answer.json()

    assert answer.status_code == 201
    assert len(user["openid"]) == 28
    assert user == {"openid": user["openid"], "nickname": "小王", "customer": "wang", "following": False}
    assert sandbox.get("/phone/users")["users"] == [user]


def test_who_stands_in_the_file_follows_from_the_start_and_nobody_is_told(start, bot, tmp_path):
    users = tmp_path / "users.json"
    users.write_text(json.dumps([{"openid": "oLin0000000001", "nickname": "林", "customer": "lin"}]))
    sandbox = start(users=users)

    assert sandbox.get("/phone/users")["users"][0]["following"] is True
    assert bot.heard == []


def test_what_a_user_types_in_is_told_by_a_call_of_its_own(start, tmp_path):
    lin = {"openid": "oLin0000000001", "nickname": "林", "customer": "lin"}
    users = tmp_path / "users.json"
    users.write_text(
        json.dumps([{**lin, "details": DETAILS}, {"openid": "oWang000000001", "nickname": "王"}])
    )
    sandbox = start(users=users, bank_url="https://bank.example/guitai/")

    assert sandbox.get("/phone/users")["users"][0] == {**lin, "following": True}
    assert sandbox.get("/phone/users/oLin0000000001/details") == {**DETAILS, "bank": "https://bank.example"}
    assert sandbox.get("/phone/users/oWang000000001/details") is None


def test_numbers_count_up_over_both_directions(sandbox, phone, bot):
    bot.answers = lambda message: {"MsgType": "text", "Content": "您好"}
    phone.says("一")
    phone.says("二")
    messages = sandbox.get(f"{phone.path}/messages", after=0)["messages"]

    assert [(message["seq"], message["from"]) for message in messages] == [
        (1, "user"), (2, "user"), (3, "bank"), (4, "user"), (5, "bank"),
    ]  # fmt: skip
    assert messages[0]["type"] == "event"
    assert datetime.fromisoformat(messages[0]["at"]).utcoffset() is not None
    assert sandbox.get(f"{phone.path}/messages", after=4)["messages"] == messages[4:]


def test_a_wait_ends_with_the_first_message(sandbox, phone, bot):
    bot.answers = lambda message: {"MsgType": "text", "Content": "您好"}
    seq = sandbox.post(f"{phone.path}/messages", type="text", content="一")["seq"]
    answer = sandbox.get(f"{phone.path}/messages", after=seq, wait=10)

    assert [message["content"] for message in answer["messages"]] == ["您好"]


def test_a_tap_says_the_options_text_with_its_id(sandbox, phone, bot):
    link = '<a href="weixin://bizmsgmenu?msgmenucontent=活期&msgmenuid=n1">1. 活期</a>'
    bot.answers = lambda message: {"MsgType": "text", "Content": f"哪个？\n{link}"}
    (asked,) = phone.does("messages", type="text", content="余额")
    bot.answers = lambda message: None
    phone.does("tap", seq=asked["seq"], option="n1")
    said = sandbox.get(f"{phone.path}/messages", after=asked["seq"])["messages"][0]

    assert asked["content"] == "哪个？\n1. 活期"
    assert asked["options"] == [{"option": "n1", "text": "活期", "label": "1. 活期"}]
    assert (said["from"], said["type"], said["content"]) == ("user", "text", "活期")
    assert (bot.heard[-1]["Content"], bot.heard[-1]["bizmsgmenuid"]) == ("活期", "n1")


@pytest.mark.parametrize(
    "path, body, refused",
    [
        ("/phone/users/oNobody/messages", {"type": "text", "content": "a"}, (404, "no_such_user")),
        ("{}/messages", {"type": "text", "content": " \n"}, (400, "bad_request")),
        ("{}/messages", {"type": "poem"}, (400, "bad_request")),
        ("{}/messages", {"type": "text", "content": "a", "more": 1}, (400, "bad_request")),
        (
            "{}/messages",
            {"type": "location", "latitude": 91, "longitude": 0, "label": ""},
            (400, "bad_request"),
        ),
        ("{}/tap", {"seq": 99, "option": "1"}, (404, "no_such_message")),
        ("{}/tap", {"seq": 1, "option": "1"}, (404, "no_such_option")),
        ("/phone/users", {"nickname": ""}, (400, "bad_request")),
        ("/phone/clock", {}, (400, "bad_request")),
        ("/phone/clock", {"advance": "1 day"}, (400, "bad_request")),
        ("/phone/clock", {"at": "2020-01-01T00:00:00+08:00"}, (400, "forward_only")),
        ("/phone/clock", {"advance": "P9999Y"}, (400, "bad_request")),
        ("/phone/faults", {"rules": [{"on": "push", "do": "explode"}]}, (400, "bad_request")),
        ("/phone/faults", {"rules": [{"on": "api", "do": "replay"}]}, (400, "bad_request")),
        ("{}/messages", {"type": "text", "content": "一" * 16_001}, (400, "bad_request")),
        ("/phone/nothing", {}, (404, "not_found")),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_reason(sandbox, phone, path, body, refused):
    assert sandbox.refused(path.replace("{}", phone.path), **body) == refused


def test_who_follows_already_is_told_so_and_the_bank_is_not(sandbox, phone, bot):
    heard = len(bot.heard)
    answer = sandbox.http.post(f"{phone.path}/follow", json={})
    (notice,) = sandbox.get(f"{phone.path}/messages", after=phone.seq)["messages"]

    assert (answer.status_code, answer.json()) == (202, {"seq": notice["seq"]})
    assert (notice["from"], notice["content"]) == ("wechat", "您已关注该公众号")
    assert len(bot.heard) == heard


def test_sixteen_thousand_characters_can_be_said(phone, bot):
    phone.says("一" * 16_000)

    assert bot.heard[-1]["Content"] == "一" * 16_000


def test_an_unknown_fault_is_answered_with_those_there_are(sandbox):
    answer = sandbox.http.post("/phone/faults", json={"rules": [{"on": "push", "do": "explode"}]})

    message = answer.json()["error"]["message"]
    assert [deed for deed in Deed if f"'{deed}'" not in message] == []


def test_the_document_says_what_each_fault_does(sandbox):
    rule = sandbox.get("/openapi.json")["components"]["schemas"]["Rule"]["properties"]

    assert [deed for deed in Deed if f"`{deed}`: " not in rule["do"]["description"]] == []


def test_who_does_not_follow_can_say_nothing(sandbox, stranger):
    message = {"type": "text", "content": "你好"}

    assert sandbox.refused(f"{stranger.path}/messages", **message) == (409, "not_following")
    assert sandbox.refused(f"{stranger.path}/unfollow") == (409, "not_following")


def test_an_openid_is_given_once(sandbox, phone):
    assert sandbox.refused("/phone/users", nickname="王", openid=phone.openid) == (409, "openid_taken")


def test_a_text_message_reaches_its_number(sandbox):
    sandbox.http.post("/sms/send", json={"mobile": "13800000001", "text": "验证码 123456"}).raise_for_status()

    (message,) = sandbox.get("/phone/sms", mobile="13800000001")["messages"]
    assert message["text"] == "验证码 123456"
    assert sandbox.get("/phone/sms", mobile="13900000001")["messages"] == []
    assert "13800000001" not in str(sandbox.get("/phone/wire"))  # it did not go by way of WeChat


def test_the_page_hears_of_messages_texts_wire_and_clock(sandbox, phone):
    with sandbox.http.stream("GET", "/phone/events") as stream:
        lines = stream.iter_lines()
        next(lines)
        sandbox.post(f"{phone.path}/messages", type="text", content="你好")
        sandbox.post("/phone/clock", advance="PT1H")
        sandbox.http.post("/sms/send", json={"mobile": "13800000001", "text": "验证码 123456"})
        heard = {}
        while not {"openid", "wire", "clock", "sms"} <= heard.keys():
            line = next(lines)
            heard.update(json.loads(line.removeprefix("data: ")) if line.startswith("data: ") else {})

    assert (heard["openid"], heard["seq"]) == (phone.openid, 2)
    assert heard["sms"] == {"mobile": "13800000001", "text": "验证码 123456"}


def test_the_journal_shows_calls_and_hides_secrets(sandbox, phone):
    token = sandbox.token()
    sandbox.upload("/cgi-bin/media/upload", sample(), "a.jpg", type="image")
    entries = sandbox.get("/phone/wire")["entries"]
    upload = entries[-1]

    assert (upload["direction"], upload["path"], upload["status"]) == ("api", "/cgi-bin/media/upload", 200)
    assert f"a.jpg, image/jpeg, {len(sample())} bytes" in upload["plain"]
    everything = json.dumps(entries)
    assert token not in everything
    assert sandbox.settings.app_secret not in everything
    assert sandbox.get("/phone/wire", after=upload["seq"])["entries"] == []


@pytest.mark.parametrize("deed", ["cut", "timeout", "drop"])
def test_a_call_whose_answer_is_lost_is_carried_out_unless_it_was_dropped(sandbox, phone, deed):
    phone.says("你好")
    rule = {"on": "api", "do": deed, "path": "/cgi-bin/message/custom/send", "times": 1, "seconds": 0.01}
    sandbox.post("/phone/faults", rules=[rule])
    body = {"touser": phone.openid, "msgtype": "text", "text": {"content": "您好"}}

    with pytest.raises(httpx.HTTPError):
        sandbox.call("/cgi-bin/message/custom/send", body)
    assert [message["content"] for message in phone.settled()] == ([] if deed == "drop" else ["您好"])
    assert sandbox.call("/cgi-bin/message/custom/send", body)["errcode"] == 0


def test_a_call_can_fail_with_any_number(sandbox, phone):
    phone.says("你好")
    rule = {"on": "api", "do": "error", "errcode": 45009, "openid": phone.openid, "times": 1}
    sandbox.post("/phone/faults", rules=[rule])
    body = {"touser": phone.openid, "msgtype": "text", "text": {"content": "您好"}}

    assert sandbox.call("/cgi-bin/message/custom/send", body)["errcode"] == 45009
    assert sandbox.call("/cgi-bin/message/custom/send", body)["errcode"] == 0


def test_the_document_names_every_call_and_its_shapes(sandbox):
    document = sandbox.get("/openapi.json")
    calls = {f"{method} {path}" for path, methods in document["paths"].items() for method in methods}
    references = [part.split('"')[0] for part in json.dumps(document).split("#/components/schemas/")[1:]]

    assert document["openapi"] == "3.1.0"
    assert {
        "get /phone/users",
        "post /phone/users",
        "post /phone/users/{openid}/follow",
        "post /phone/users/{openid}/unfollow",
        "get /phone/users/{openid}/messages",
        "post /phone/users/{openid}/messages",
        "post /phone/users/{openid}/tap",
        "get /phone/users/{openid}/menu",
        "get /phone/users/{openid}/details",
        "post /phone/users/{openid}/device/bind",
        "post /phone/users/{openid}/device/open",
        "post /phone/users/{openid}/device/sign",
        "get /phone/sms",
        "get /phone/clock",
        "post /phone/clock",
        "post /phone/faults",
        "delete /phone/faults",
        "get /phone/wire",
    } <= calls
    assert set(references) <= document["components"]["schemas"].keys()
    operations = [call["operationId"] for methods in document["paths"].values() for call in methods.values()]
    assert len(operations) == len(set(operations))

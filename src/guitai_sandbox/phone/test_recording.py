"""What the recording keeps of a session: acts by place, moment and content, and nothing else."""

import base64
import json
from datetime import datetime, timedelta

from guitai_sandbox.media.pictures import sample

LINK = '<a href="weixin://bizmsgmenu?msgmenucontent={0}&msgmenuid={0}-id">{0}</a>'


def lines(sandbox):
    return [json.loads(line) for line in sandbox.http.get("/phone/recording").text.splitlines()]


def acts(sandbox):
    """What was done since the phone of the test followed: what, with which body, and what came of it."""
    kept = [line for line in lines(sandbox)[1:-1] if not line["call"].endswith(("/users", "/follow"))]
    return [(line["call"].rpartition("/")[2], line["body"], line["came"]) for line in kept]


def offering(*labels):
    return {"MsgType": "text", "Content": "哪个？" + "".join(LINK.format(label) for label in labels)}


def test_it_lies_between_the_beginning_and_now(sandbox, phone, bot):
    bot.answers = lambda message: {"MsgType": "text", "Content": "您好"}
    phone.says("一")
    begun, *_, ended = lines(sandbox)

    now = datetime.fromisoformat(sandbox.get("/phone/clock")["now"])
    assert datetime.fromisoformat(begun["begun"]) <= datetime.fromisoformat(ended["ended"]) <= now
    assert ended["heard"] == {phone.openid: 1}


def test_what_is_said_and_sent_is_kept_with_its_content(sandbox, phone):
    place = {"type": "location", "latitude": 31.2, "longitude": 121.5, "label": "路口"}
    phone.says("您好")
    phone.does("messages", **place)
    phone.sends("image", sample())
    said, went, sent = acts(sandbox)

    assert said == ("messages", {"type": "text", "content": "您好"}, {"status": 202})
    assert went[1] == place
    assert sent[1]["form"]["type"] == "image"
    assert base64.b64decode(sent[1]["form"]["file"]["content"]) == sample()


def test_the_bank_hears_a_file_whole_though_it_is_kept(sandbox, phone, bot):
    phone.sends("image", sample())

    assert bot.heard[-1]["MsgType"] == "image"
    assert sandbox.http.get(bot.heard[-1]["PicUrl"]).content[:2] == b"\xff\xd8"


def test_a_tap_is_kept_by_which_message_and_which_option(sandbox, phone, bot):
    bot.answers = lambda message: offering("甲", "乙")
    phone.says("一")
    asked = phone.does("messages", type="text", content="二")[-1]
    phone.does("tap", seq=asked["seq"], option="乙-id")

    assert acts(sandbox)[-1] == ("tap", {"message": 2, "option": 2}, {"status": 202})


def test_how_many_messages_one_had_is_kept_and_whether_another_was_on_its_way(sandbox, phone, bot):
    bot.answers = lambda message: {"MsgType": "text", "Content": "您好"}
    phone.says("一")
    sandbox.post("/phone/faults", rules=[{"on": "push", "do": "delay", "seconds": 0.3}])
    sandbox.post(f"{phone.path}/messages", type="text", content="二")
    sandbox.post(f"{phone.path}/messages", type="text", content="三")

    assert [(line["quiet"], line["heard"]) for line in lines(sandbox)[-3:-1]] == [(True, 1), (False, 1)]
    assert not lines(sandbox)[-1]["quiet"]


def test_a_move_of_the_clock_is_kept_by_where_it_goes(sandbox):
    before = datetime.fromisoformat(sandbox.get("/phone/clock")["now"])
    sandbox.post("/phone/clock", advance="P1D")
    sandbox.post("/phone/clock", at=f"{before + timedelta(days=2):%Y-%m-%dT%H:%M}")
    (_, moved, _), (_, moved_on, _) = acts(sandbox)

    assert (
        timedelta() <= datetime.fromisoformat(moved["at"]) - before - timedelta(days=1) < timedelta(seconds=9)
    )
    assert moved_on == {"at": f"{before + timedelta(days=2):%Y-%m-%dT%H:%M}:00.000+08:00"}


def test_faults_and_whatever_else_changes_something_are_kept(sandbox, phone):
    rules = [{"on": "api", "do": "error", "errcode": -1, "times": 1}]
    sandbox.post("/phone/faults", rules=rules)
    sandbox.http.delete("/phone/faults")
    phone.does("unfollow")

    assert [(line["call"], line["body"]) for line in lines(sandbox)[-4:-1]] == [
        ("POST /phone/faults", {"rules": rules}),
        ("DELETE /phone/faults", {}),
        (f"POST {phone.path}/unfollow", {}),
    ]


def test_a_new_phone_is_kept_with_the_openid_that_it_was_given(sandbox):
    phone = sandbox.stranger("小王")

    assert lines(sandbox)[-2]["body"] == {"nickname": "小王", "openid": phone.openid}


def test_looking_and_what_could_not_be_done_is_no_act(sandbox, phone):
    sandbox.get("/phone/users")
    sandbox.get("/phone/wire")
    assert sandbox.refused(f"{phone.path}/messages", type="text") == (400, "bad_request")
    assert sandbox.refused(f"{phone.path}/tap", seq=7, option="none") == (404, "no_such_message")
    assert sandbox.refused("/phone/clock", at="2001-01-01T00:00:00+08:00") == (400, "forward_only")
    assert sandbox.http.post(f"{phone.path}/messages", content=b"\xff").status_code == 400

    assert acts(sandbox) == []

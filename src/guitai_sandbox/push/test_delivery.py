"""Pushes over HTTP: the three modes, three deliveries, and what the customer sees of the bank's answers."""

from datetime import datetime

import pytest
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto

from guitai_sandbox import xml
from guitai_sandbox.codec import CodecError
from guitai_sandbox.push.delivery import FAULT_NOTICE

SECRET_TEXT = {"MsgType": "text", "Content": "您好"}


def peer(sandbox):
    given = sandbox.settings
    return WeChatCrypto(given.token, given.aes_key, given.app_id)


def faults(sandbox, *rules):
    sandbox.post("/phone/faults", rules=list(rules))


def attempts(bot):
    return [message["Content"] for message in bot.heard if message["MsgType"] == "text"]


def test_a_push_in_safe_mode_is_what_wechatpy_expects(sandbox, bot, phone):
    phone.says("余额 😀 ]]>")
    query, body = bot.requests[-1]
    plain = peer(sandbox).decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])
    message = parse_message(plain)

    assert query["encrypt_type"] == "aes"
    assert query["openid"] == phone.openid
    assert "余额" not in body.decode()
    assert (message.type, message.content, message.source) == ("text", "余额 😀 ]]>", phone.openid)
    assert message.target == sandbox.settings.original_id


def test_a_reply_that_wechatpy_encrypts_is_shown(sandbox, bot, phone):
    def reply(message):
        plain = (
            f"<xml><ToUserName><![CDATA[{phone.openid}]]></ToUserName>"
            f"<FromUserName><![CDATA[{sandbox.settings.original_id}]]></FromUserName>"
            "<CreateTime>1767225601</CreateTime><MsgType><![CDATA[text]]></MsgType>"
            "<Content><![CDATA[¥88.00]]></Content></xml>"
        )
        return peer(sandbox).encrypt_message(plain, "987654321", "1767225601").encode()

    bot.answers = reply

    assert phone.says("余额") == ["¥88.00"]


def test_plain_mode_carries_a_signature_and_nothing_secret(start, bot):
    bot.answers = lambda message: SECRET_TEXT
    sandbox = start(mode="plain")

    assert sandbox.phone().says("你好") == ["您好"]
    query, body = bot.requests[-1]
    assert set(query) == {"signature", "timestamp", "nonce", "openid"}
    assert "<![CDATA[你好]]>" in body.decode()


@pytest.mark.parametrize("encrypts", [True, False])
def test_compatible_mode_carries_both_and_takes_either(start, bot, encrypts):
    bot.answers = lambda message: SECRET_TEXT
    sandbox = start(mode="compatible")
    phone = sandbox.phone()
    codec = bot.codec
    bot.codec = codec if encrypts else None
    bot.told = lambda path, query, body, told=bot.told: told(path, query, body) if encrypts else plain(body)

    def plain(body):
        assert b"<Encrypt>" in body
        return bot._written(
            {"FromUserName": phone.openid, "ToUserName": sandbox.settings.original_id}, SECRET_TEXT
        )

    assert phone.says("你好") == ["您好"]


def test_an_answer_that_is_late_three_times_is_the_fault_notice(start, bot):
    sandbox = start(limits={"answer_within_seconds": 0.5})
    phone = sandbox.phone()
    bot.answers = lambda message: bot.release.wait(10) and None

    assert phone.says("余额") == [FAULT_NOTICE]
    assert attempts(bot) == ["余额"] * 3
    assert len({message["MsgId"] for message in bot.heard[-3:]}) == 1


def test_an_answer_in_time_to_the_third_delivery_is_shown(start, bot):
    sandbox = start(limits={"answer_within_seconds": 0.5})
    phone = sandbox.phone()
    bot.answers = lambda message: SECRET_TEXT if len(attempts(bot)) == 3 else bot.release.wait(10) and None

    assert phone.says("余额") == ["您好"]


def test_the_fault_notice_comes_from_wechat(phone, bot):
    bot.answers = lambda message: b"{}"
    (notice,) = phone.does("messages", type="text", content="余额")

    assert notice["from"] == "wechat"


def test_an_acknowledgement_shows_nothing(phone, bot):
    assert phone.says("余额") == []
    bot.told = lambda *_: b""

    assert phone.says("余额") == []
    assert attempts(bot) == ["余额"]


SENDER, ACCOUNT = "<FromUserName>gh_bank00000001</FromUserName>", "<ToUserName>{}</ToUserName>"
TIMED = "<CreateTime>1</CreateTime>"


@pytest.mark.parametrize(
    "inner",
    [
        "<ToUserName>oSomebodyElse</ToUserName>"
        + SENDER
        + TIMED
        + "<MsgType>text</MsgType><Content>a</Content>",
        ACCOUNT + "<FromUserName>gh_x</FromUserName>" + TIMED + "<MsgType>text</MsgType><Content>a</Content>",
        ACCOUNT + SENDER + "<CreateTime>now</CreateTime><MsgType>text</MsgType><Content>a</Content>",
        ACCOUNT + SENDER + TIMED + "<MsgType>text</MsgType><Content></Content>",
        ACCOUNT + SENDER + TIMED + "<MsgType>text</MsgType><Content>" + "一" * 683 + "</Content>",
        ACCOUNT + SENDER + TIMED + "<MsgType>poem</MsgType>",
        ACCOUNT + SENDER + TIMED + "<MsgType>image</MsgType><Image><MediaId>unknown</MediaId></Image>",
        ACCOUNT + SENDER + TIMED + "<MsgType>news</MsgType><ArticleCount>2</ArticleCount><Articles>"
        "<item><Title>a</Title></item></Articles>",
    ],
)
def test_a_reply_that_wechat_would_not_take_is_the_fault_notice(phone, bot, inner):
    bot.answers = lambda message: bot.sealed("<xml>" + inner.replace("{}", phone.openid) + "</xml>")

    assert phone.says("余额") == [FAULT_NOTICE]
    assert attempts(bot) == ["余额"]


@pytest.mark.parametrize(
    "answer",
    [
        lambda bot: b'"success"',
        lambda bot: b"<html>502</html><p>",
        lambda bot: bot.sealed("<xml><MsgType>text</MsgType></xml>", signature="0" * 40),
        lambda bot: b"<xml><MsgType>text</MsgType></xml>",
        lambda bot: b"<xml><Encrypt>abc</Encrypt></xml>",
        lambda bot: b'<!DOCTYPE x [<!ENTITY a "b">]><xml><Encrypt>&a;</Encrypt></xml>',
    ],
)
def test_what_is_not_sealed_by_the_bank_is_the_fault_notice(phone, bot, answer):
    bot.answers = lambda message: answer(bot)

    assert phone.says("余额") == [FAULT_NOTICE]


@pytest.mark.parametrize("content", ["a" * 2048, "一" * 682])
def test_a_text_up_to_the_limit_in_bytes_is_shown(phone, bot, content):
    bot.answers = lambda message: {"MsgType": "text", "Content": content}

    assert phone.says("余额") == [content]


def news(count):
    item = [("Title", "利率"), ("Description", "今日"), ("PicUrl", "http://p"), ("Url", "http://u")]
    return {"MsgType": "news", "ArticleCount": count, "Articles": [("item", item)] * count}


def test_one_article_answers_a_message_and_eight_answer_a_menu(sandbox, phone, bot):
    sandbox.call("/cgi-bin/menu/create", {"button": [{"type": "click", "name": "利率", "key": "rates"}]})
    bot.answers = lambda message: news(9)

    (to_message,) = phone.does("messages", type="text", content="利率")
    (to_menu,) = phone.does("messages", type="menu", key="rates")
    assert len(to_message["articles"]) == 1
    assert len(to_menu["articles"]) == 8
    article = {"title": "利率", "description": "今日", "url": "http://u", "picture": "http://p"}
    assert to_menu["articles"][7] == article


def test_every_attempt_and_reply_is_in_the_journal_in_plain_and_as_sent(sandbox, phone, bot):
    bot.answers = lambda message: SECRET_TEXT
    phone.says("余额")
    entries = sandbox.get("/phone/wire")["entries"]

    push, reply = entries[-2:]
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    assert (push["direction"], push["path"], push["status"], push["openid"]) == (
        "push", "/wechat", 200, phone.openid,
    )  # fmt: skip
    assert "余额" in push["plain"]
    assert "余额" not in push["encrypted"]
    assert (reply["direction"], reply["status"]) == ("reply", 200)
    assert "您好" in reply["plain"]
    assert "您好" not in reply["encrypted"]


def test_a_bank_that_fails_the_handshake_gets_no_message(start, bot):
    told = bot.told
    bot.told = lambda path, query, body: b"hello" if "echostr" in query else told(path, query, body)
    sandbox = start()
    phone = sandbox.phone()

    assert phone.says("余额") == [FAULT_NOTICE]
    assert bot.heard == []
    assert sandbox.refused("/phone/handshake") == (409, "handshake_failed")


@pytest.mark.parametrize("deed", ["drop", "cut", "error", "timeout"])
def test_an_answer_lost_once_is_given_again_to_the_next_delivery(sandbox, phone, bot, deed):
    bot.answers = lambda message: SECRET_TEXT
    faults(sandbox, {"on": "push", "do": deed, "times": 1, "seconds": 0.01})

    assert phone.says("余额") == ["您好"]
    assert attempts(bot) == ["余额"] * (1 if deed == "drop" else 2)


def test_a_repeated_push_is_answered_twice_and_shown_once(sandbox, phone, bot):
    bot.answers = lambda message: SECRET_TEXT
    faults(sandbox, {"on": "push", "do": "repeat", "openid": phone.openid})

    assert phone.says("余额") == ["您好"]
    assert attempts(bot) == ["余额"] * 2


def test_a_reordered_push_is_overtaken_by_the_next(sandbox, phone, bot):
    faults(sandbox, {"on": "push", "do": "reorder", "times": 1})
    sandbox.post(f"{phone.path}/messages", type="text", content="先")
    phone.says("后")

    assert attempts(bot) == ["后", "先"]


def test_a_fault_of_somebody_else_is_none(sandbox, phone, bot):
    bot.answers = lambda message: SECRET_TEXT
    faults(sandbox, {"on": "push", "do": "drop", "openid": "oSomebodyElse"})

    assert phone.says("余额") == ["您好"]


@pytest.mark.parametrize("deed", ["delay", "cut", "timeout"])
def test_the_clock_moves_when_open_pushes_are_through(start, bot, deed):
    sandbox = start(limits={"retry_after_seconds": 0.2})
    phone = sandbox.phone()
    told, ages = bot.told, []

    def timed(path, query, body):
        now = datetime.fromisoformat(sandbox.get("/phone/clock")["now"])
        ages.append(now.timestamp() - int(query["timestamp"]))
        return told(path, query, body)

    bot.told = timed
    bot.answers = lambda message: SECRET_TEXT
    faults(sandbox, {"on": "push", "do": deed, "times": 1, "seconds": 0.2})
    sandbox.post(f"{phone.path}/messages", type="text", content="余额")
    sandbox.post("/phone/clock", advance="P1D")

    assert attempts(bot) == ["余额"] * (1 if deed == "delay" else 2)
    assert max(ages) < 60


@pytest.mark.parametrize("anew", [False, True])
def test_a_repeated_delivery_carries_a_new_stamp_where_that_is_wanted(start, bot, anew):
    sandbox = start(limits={"repeats_stamped_anew": anew})
    phone = sandbox.phone()
    faults(sandbox, {"on": "push", "do": "cut", "times": 1})
    phone.says("余额")
    first, again = bot.requests[-2:]

    assert (first != again) == anew
    assert bot.heard[-1] == bot.heard[-2]


def test_two_customers_can_be_given_the_same_id(sandbox, phone, bot):
    other = sandbox.phone()
    other.says("一")
    faults(sandbox, {"on": "push", "do": "same_msgid", "openid": phone.openid, "times": 1})
    phone.says("二")
    phone.says("三")
    one, two, three = (message["MsgId"] for message in bot.heard[-3:])

    assert one == two != three


def verified(bot, query, body):
    codec, sealed = bot.codec, xml.read(body.decode()).find("Encrypt")
    codec.verify(query["msg_signature"], timestamp=query["timestamp"], nonce=query["nonce"], encrypted=sealed)


def test_a_delivery_can_come_with_a_wrong_signature(sandbox, phone, bot):
    faults(sandbox, {"on": "push", "do": "wrong_signature", "times": 1})
    bot.told = lambda path, query, body: bot.requests.append((query, body))  # no answer: it comes again
    phone.says("余额")
    (query, body), (right, same) = bot.requests[-3:-1]

    with pytest.raises(CodecError):
        verified(bot, query, body)
    verified(bot, right, same)
    assert query["signature"] != right["signature"]
    assert body == same


def test_an_old_request_can_be_replayed_and_its_answer_is_not_shown(sandbox, phone, bot):
    bot.answers = lambda message: SECRET_TEXT
    phone.says("一")
    faults(sandbox, {"on": "push", "do": "replay", "times": 1})
    shown = phone.says("二")

    assert attempts(bot) == ["一", "一", "二"]
    assert bot.requests[-2] == bot.requests[-3]
    assert shown == ["您好"]


@pytest.mark.parametrize("mode", ["compatible", "safe"])
def test_what_stands_in_clear_beside_a_sealed_message_can_be_forged(start, bot, mode):
    phone = start(mode=mode).phone()
    faults(phone.sandbox, {"on": "push", "do": "forged_plain", "times": 1})
    phone.says("余额")
    query, body = bot.requests[-1]

    verified(bot, query, body)
    assert xml.read(body.decode()).find("Content") == "forged"
    assert attempts(bot) == ["余额"]


def test_a_delivery_can_bring_entities_that_grow(sandbox, phone, bot):
    faults(sandbox, {"on": "push", "do": "xml_entities", "times": 1})
    bot.told = lambda path, query, body: bot.requests.append((query, body))  # no answer: it comes again
    phone.says("余额")
    body, again = (body.decode() for _, body in bot.requests[-3:-1])

    with pytest.raises(xml.BadXml, match="document type"):
        xml.read(body)
    assert 'SYSTEM "file:' in body
    assert "<!DOCTYPE" not in again


def test_faults_can_be_cleared(sandbox, phone, bot):
    bot.answers = lambda message: SECRET_TEXT
    faults(sandbox, {"on": "push", "do": "drop"})
    broken = phone.says("余额")
    sandbox.http.delete("/phone/faults").raise_for_status()

    assert broken == [FAULT_NOTICE]
    assert phone.says("余额") == ["您好"]


def test_a_reply_to_somebody_who_has_left_is_not_shown(phone, bot):
    bot.answers = lambda message: SECRET_TEXT

    assert phone.does("unfollow") == []
    assert bot.heard[-1]["Event"] == "unsubscribe"

"""Walks over the phone API: binding from nothing, cards that only their device opens, orders that are signed."""

import re

import pytest
from tests.demo_process import guitai
from tests.walking import Phone, later

LINK = re.compile(r"/(cards|orders)/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")


@pytest.fixture
def sun(http, people):
    """A customer of the bank on a new phone, which has just followed and is not bound."""
    phone = Phone(http, http.post("/phone/users", json={"nickname": "小孙"}).json()["openid"])
    phone.acts("follow")
    return phone


def binds(phone, person, **instead):
    fields = ("name", "id_number", "card_number", "mobile", "pin")
    body = {name: person[name] for name in fields} | instead
    answer = phone.http.post(f"{phone.path}/device/bind", json=body).raise_for_status().json()
    phone.since(0)  # the chat is told of it too
    return answer


def signs(phone, message, **how):
    (link,) = message["links"]
    answer = phone.http.post(f"{phone.path}/device/sign", json={"url": link["url"], **how})
    phone.since(message["seq"])  # the chat is told of it too
    return answer


def small_rule(phone, single="150元", day="600元"):
    """Ask for the small-amount rule; the message with the link to what is to be signed."""
    phone.taps(phone.says("安全设置"), "小额免密")
    phone.says(single)
    return phone.says(day)


def test_a_new_user_binds_from_nothing_and_reads_a_card(sun, people, books):
    told = sun.says("我的余额")
    assert told["content"].startswith("这个微信还没有绑定本行账户")
    sun.taps(told, "绑定账户")

    assert binds(sun, people["孙丽娟"])["bound"] is True

    (card,) = [one for one in sun.acts("messages", type="text", content="我的余额") if one["links"]]
    assert LINK.search(card["links"][0]["url"])
    assert sun.card(card).balances == books(sun).balances()


def test_what_does_not_match_binds_nothing(sun, people):
    refused = binds(sun, people["何志远"], mobile="13900000000")

    assert refused["bound"] is False
    assert "不一致" in refused["message"]
    assert sun.says("我的余额")["links"] == []


def test_only_a_random_id_passes_through_wechat(http, lin, books):
    before = http.get("/phone/wire").json()["entries"][-1]["seq"]
    message = lin.says("我的余额")
    card = lin.card(message)
    wire = http.get("/phone/wire", params={"after": before}).json()["entries"]

    plain = "".join(str(entry["plain"]) for entry in wire)
    assert LINK.search(message["links"][0]["url"])
    assert message["links"][0]["url"] in plain
    for value in card.balances.values():
        assert value not in plain
        assert value.strip("¥").replace(",", "") not in plain


def test_somebody_elses_phone_opens_no_card(lin, chen):
    (link,) = lin.says("我的余额")["links"]

    answer = chen.http.post(f"{chen.path}/device/open", json={"url": link["url"]})

    assert answer.status_code == 404


def test_a_card_opens_for_a_day(http, lin):
    message = lin.says("我的余额")
    later(http, "PT23H59M")
    assert lin.card(message).rows
    later(http, "PT1M")

    (link,) = message["links"]
    assert lin.http.post(f"{lin.path}/device/open", json={"url": link["url"]}).status_code == 404


def test_an_order_is_read_and_signed(chen, people):
    message = small_rule(chen)
    assert LINK.search(message["links"][0]["url"])

    answer = signs(chen, message, pin=people["陈国强"]["pin"]).json()

    assert answer["accepted"] is True
    assert "一笔最多：¥150.00" in answer["shown"]
    assert answer["result"].startswith("小额免密已经开通：一笔最多¥150.00，一天最多¥600.00。")
    closes = chen.taps(chen.says("安全设置"), "小额免密")
    assert chen.taps(closes, "关闭")["content"].startswith("小额免密已经关闭")


def test_an_order_is_declined(chen):
    answer = signs(chen, small_rule(chen), decline=True).json()

    assert answer["accepted"] is False
    assert answer["result"] == "您没有签名，这项业务没有办理。"


def test_a_wrong_pin_signs_nothing(chen, people):
    message = small_rule(chen)

    refused = signs(chen, message, pin="315926").json()
    assert refused["accepted"] is False
    assert "交易密码不对" in refused["result"]
    assert signs(chen, message, pin=people["陈国强"]["pin"]).json()["accepted"] is True
    chen.taps(chen.taps(chen.says("安全设置"), "小额免密"), "关闭")


def test_an_order_is_signed_within_five_minutes_and_once(http, chen, people):
    pin = people["陈国强"]["pin"]
    message = small_rule(chen)
    later(http, "PT5M")
    late = signs(chen, message, pin=pin).json()
    assert late["accepted"] is False

    again = small_rule(chen)
    assert signs(chen, again, pin=pin).json()["accepted"] is True
    assert signs(chen, again, pin=pin).json()["accepted"] is False
    chen.taps(chen.taps(chen.says("安全设置"), "小额免密"), "关闭")


def test_what_was_corrected_meanwhile_is_signed_as_it_is_now(chen, people):
    pin = people["陈国强"]["pin"]
    first = small_rule(chen)
    second = chen.says("不是600是500")

    assert signs(chen, first, pin=pin).json()["accepted"] is False
    assert "一天最多¥500.00" in signs(chen, second, pin=pin).json()["result"]
    chen.taps(chen.taps(chen.says("安全设置"), "小额免密"), "关闭")


def test_unbinding_closes_what_was_shown_before(sun, people, books):
    person = people["徐佳宁"]
    binds(sun, person)
    (message,) = [one for one in sun.acts("messages", type="text", content="我的余额") if one["links"]]
    sun.says("解绑")
    sun.says("好的")

    (link,) = message["links"]
    assert sun.http.post(f"{sun.path}/device/open", json={"url": link["url"]}).status_code in (404, 409)
    assert sun.says("我的余额")["content"].startswith("这个微信还没有绑定")
    assert binds(sun, person)["bound"] is True


def test_the_staff_freeze_and_unfreeze(demo, lin, people):
    person = people["林晓雯"]
    message = lin.says("我的余额")
    frozen = guitai(
        "freeze",
        "--by",
        "王柜员",
        "--why",
        "客户来电",
        stdin=person["id_number"] + "\n",
        SANDBOX=1,
        **demo.settings,
    )
    assert frozen.returncode == 0, frozen.stderr

    (link,) = message["links"]
    refused = lin.http.post(f"{lin.path}/device/open", json={"url": link["url"]})
    assert refused.status_code == 409
    assert "冻结" in refused.text
    assert person["id_number"] not in refused.text

    lifted = guitai(
        "unfreeze", "--by", "王柜员", stdin=person["id_number"] + "\n", SANDBOX=1, **demo.settings
    )
    assert lifted.stdout.strip().endswith("1 lifted")
    assert lin.card(message).rows


def test_the_audit_trail_is_whole_after_all_of_it(demo):
    checked = guitai("check-audit", SANDBOX=1, **demo.settings)

    assert checked.returncode == 0, checked.stdout


def test_the_pages_are_served_as_they_were_published(demo):
    checked = guitai("assets", "--check", f"http://127.0.0.1:{demo.gateway_port}", SANDBOX=1, **demo.settings)

    assert (checked.returncode, checked.stdout) == (0, "all are as published\n")

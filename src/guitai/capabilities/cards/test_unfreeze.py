import re
from base64 import b64decode
from datetime import timedelta
from uuid import UUID

import pytest

from guitai.capabilities.cards.refusals import NewDevice
from guitai.keys.port import Use
from guitai.ledger.stops import stop
from guitai.shield import audit, devices, freezes, orders
from guitai.shield.document import Document
from guitai.shield.strength import Strength
from guitai.sms import context


@pytest.fixture
def lost(lin, device):
    """Lin, whose card is reported lost."""
    lin.says("挂失尾号2816")
    return lin


def order_of(phone):
    return UUID(re.search(r"/orders/(\S+)", phone.reply.parts[-1].url)[1])


@pytest.mark.parametrize("words", ["解除挂失", "卡找到了", "解除尾号2816的挂失", "i found my card"])
def test_a_signed_order_gives_the_card_back(lost, device, signs, behind, words):
    lost.says(words)
    assert behind(lost, "2816").state == "credits_only"
    signs(lost, device)

    assert behind(lost, "2816").state == "open"
    assert behind(lost, "2816").stops == ()


def test_what_is_said_to_the_signature(lost, device, signs):
    assert lost.says("解除挂失") == (
        "要解除活期 尾号2816的挂失，请点开页面核对，在页面里用交易密码和验证码签名，5分钟内有效。"
        "不要在聊天里发送密码。\n[点这里核对并签名]"
    )

    assert signs(lost, device) == "活期 尾号2816的挂失已经解除，可以照常使用。"


def test_in_english_the_card_is_theirs(lost, device, signs):
    lost.says("i found my card")

    assert signs(lost, device) == "Your Current account ending 2816 is unblocked and can be used as before."


def test_the_order_says_which_card_and_asks_for_a_code(lost):
    lost.says("解除挂失")
    order = orders.order(lost.db, lost.owner, order_of(lost))
    document = Document.read(order.document)

    assert order.strength is Strength.CODE
    assert document.text("card") == "活期 尾号2816"
    assert document.text("number") == "6239 9900 0000 0002 816"
    assert "不要签" in document.content["notes"][0]


def test_words_alone_give_nothing_back(lost, behind):
    lost.says("解除挂失")
    for words in ("好的", "确认", "我已经签名了", "是的，解除吧"):
        lost.says(words)

    assert behind(lost, "2816").state == "credits_only"


def test_an_order_that_was_left_can_not_be_signed_any_more(lost, device, behind):
    lost.says("解除挂失")
    order = order_of(lost)
    lost.says("取消")

    assert orders.order(lost.db, lost.owner, order).state == "void"
    assert behind(lost, "2816").state == "credits_only"


@pytest.mark.parametrize(
    "debits, credits, still",
    [
        (True, False, "钱还是出不去"),
        (False, True, "别人还是转不进来"),
        (True, True, "钱还是出不去，别人也转不进来"),
    ],
)
def test_only_the_customers_own_stop_is_lifted_and_what_stays_is_said(
    lost, device, signs, behind, debits, credits, still
):
    stop(lost.db, behind(lost, "2816").key, debits=debits, credits=credits, reason="judicial")
    lost.says("解除挂失")
    order = Document.read(orders.order(lost.db, lost.owner, order_of(lost)).document)
    said = signs(lost, device)

    assert order.text("effect") == f"挂失解除，但这个账户还有别的限制，{still}"
    assert said.startswith(
        f"活期 尾号2816的挂失已经解除，但这个账户还有别的限制，{still}。请拨打江海银行客服热线"
    )
    assert behind(lost, "2816").stops == ("judicial",)


@pytest.mark.parametrize("words", ["解除挂失", "解除尾号2816的挂失"])
def test_what_somebody_else_has_stopped_is_refused_with_whom_to_ask(lin, behind, words):
    stop(lin.db, behind(lin, "2816").key, debits=True, credits=False, reason="judicial")

    said = lin.says(words)

    assert said.startswith("这张卡不是您自己挂失的，是按规定限制的，在微信里不能解除。请带身份证到本行网点")
    assert "judicial" not in said
    assert behind(lin, "2816").stops == ("judicial",)


def test_a_card_that_is_not_lost_needs_nothing(lin):
    assert lin.says("解除挂失").startswith("您的卡没有挂失，不用解除。")


@pytest.mark.parametrize(
    "words, reply",
    [
        ("解除尾号9999的挂失", "您名下没有找到“9999”这张卡，没有解除挂失，请您核对。"),
        ("信用卡解锁", "您在本行没有信用卡，没有解除挂失。如果是其他银行的卡，请联系那家银行。"),
    ],
)
def test_a_card_that_is_not_there_is_said_not_to_be_given_back(lost, behind, words, reply):
    assert lost.says(words) == reply
    assert behind(lost, "2816").state == "credits_only"


def test_a_stranger_is_led_to_binding_and_not_to_the_police(stranger):
    assert stranger.says("解除挂失") == (
        "这个微信还没有绑定本行账户，在这里解除不了挂失。请先绑定，或者带身份证到本行网点办理。\n1. 绑定账户"
    )


def test_nothing_is_given_back_while_everything_is_frozen(lost, behind):
    freezes.freeze(lost.db, lost.owner, by=freezes.CUSTOMER, why="lost")

    assert "冻结" in lost.says("解除挂失")
    assert behind(lost, "2816").state == "credits_only"


@pytest.fixture
def new(lost):
    """Another device of Lin's, bound just now."""
    return devices.add(lost.db, lost.owner, openid="oLin", name="新手机", sign_key={}, open_key={}, low=True)


def test_a_device_of_less_than_a_day_gives_nothing_back(lost, device, new, signs, behind):
    lost.says("解除挂失")
    order = orders.order(lost.db, lost.owner, order_of(lost))
    with pytest.raises(NewDevice):
        orders.show(lost.db, new, order.order_id)
    said = signs(lost, new)

    assert said.startswith("这台设备绑定不满24小时，不能解除挂失，卡仍在挂失中。请用更早绑定的设备签名")
    assert behind(lost, "2816").state == "credits_only"


@pytest.fixture
def alone(lost, device):
    """Lin, whose only device was bound just now."""
    devices.remove(lost.db, device, why="lost")
    devices.add(lost.db, lost.owner, openid="oLin", name="新手机", sign_key={}, open_key={}, low=True)
    return lost


def test_where_none_is_older_that_is_said_at_once_with_when_it_will_be_possible(alone):
    assert alone.says("解除挂失") == (
        "您绑定的设备都不满24小时，2026年11月24日 10:00以后才能在微信里解除挂失，卡仍在挂失中。"
        "着急的话，请带身份证到本行网点办理。"
    )
    assert alone.db.execute("SELECT count(*) FROM shield.orders").fetchone()[0] == 0
    alone.says("取消")
    assert "can be unblocked in WeChat after 24 Nov 2026 10:00" in alone.says("i found my card")


def test_then_it_gives_the_card_back(alone, signs, behind):
    alone.says("解除挂失")
    alone.waits(timedelta(hours=24))
    alone.says("解除挂失")
    (one,) = devices.devices(alone.db, alone.owner)
    signs(alone, one)

    assert behind(alone, "2816").state == "open"


def test_one_of_two_lost_cards_is_chosen(chen, signs, behind):
    device = devices.add(
        chen.db, chen.owner, openid="oChen", name="手机", sign_key={}, open_key={}, low=False
    )
    chen.says("挂失尾号1668")
    chen.says("挂失尾号1196")
    assert chen.says("怎么解除挂失").startswith("您要解除哪张卡的挂失？\n1. 活期 尾号1668\n2. 活期 尾号1196")
    chen.says("2")
    signs(chen, device)

    assert [behind(chen, tail).state for tail in ("1668", "1196")] == ["credits_only", "open"]


def test_it_is_on_record_with_the_device_and_told_to_the_reserved_mobile(lost, device, signs):
    lost.says("解除挂失")
    order = order_of(lost)
    signs(lost, device)

    (note,) = lost.db.execute(
        "SELECT by_whom, subject FROM shield.audit WHERE owner = %(owner)s AND what = 'cards.unfreeze'",
        {"owner": lost.owner},
    ).fetchall()
    bodies = lost.db.execute(
        "SELECT body FROM outbox.requests WHERE owner = %(owner)s AND destination = 'sms'",
        {"owner": lost.owner},
    ).fetchall()
    texts = [
        lost.db.keys.unseal(Use.POST, b64decode(body["sealed"]), context=context(lost.owner)).decode()
        for (body,) in bodies
    ]
    assert note == (f"device {device.device_id}", str(order))
    assert texts[-1].startswith("19900000001 【江海银行】您尾号2816的卡刚在微信上解除了挂失。")


def test_the_tap_under_a_report_means_the_card_of_that_report(chen, behind):
    chen.says("挂失尾号1668")
    chen.says("挂失尾号1196")
    chen.taps("解除挂失")
    order = orders.order(chen.db, chen.owner, order_of(chen))

    assert Document.read(order.document).text("card") == "活期 尾号1196"


def test_a_card_can_be_lost_and_found_again_and_again(lost, device, signs, behind):
    for _ in range(3):
        lost.says("解除挂失")
        signs(lost, device)
        assert behind(lost, "2816").state == "open"
        lost.says("挂失尾号2816")
        assert behind(lost, "2816").state == "credits_only"


def test_a_trace_of_the_order_leads_to_where_it_was_signed_and_back(lost, device, signs):
    lost.says("解除挂失")
    order = order_of(lost)
    signs(lost, device)

    drafted = orders.turn_of(lost.db, str(order))
    (signed,) = orders.turns(lost.db, drafted)
    assert orders.turns(lost.db, signed) == [drafted]
    assert [row["what"] for row in audit.trace(lost.db, signed)] == ["cards.unfreeze"]

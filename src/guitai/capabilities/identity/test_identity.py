import re
from uuid import UUID

import pytest

from guitai.customers import customers
from guitai.money import Money
from guitai.shield import cards, devices, freezes, orders, small


@pytest.fixture
def device(lin):
    """Lin's device, bound a while ago."""
    return devices.add(lin.db, lin.owner, openid="oLin", name="手机", sign_key={}, open_key={}, low=False)


def signs(phone, device):
    """The order behind the link of this reply is read and signed on that device."""
    order = UUID(re.search(r"/orders/(\S+)", phone.reply.parts[-1].url)[1])
    orders.sign(phone.db, device, order, "a signature")
    phone.happens("signed", order)


@pytest.mark.parametrize("words", ["怎么绑定", "绑卡", "我要綁定"])
def test_a_stranger_is_led_to_the_page_on_which_one_binds(stranger, words):
    stranger.says(words)

    assert [part.url.partition("?")[0] for part in stranger.reply.parts if not isinstance(part, str)] == [
        "/bind"
    ]


def test_a_page_is_in_the_language_of_the_chat(stranger):
    stranger.says("how do i bind my account")

    assert stranger.reply.parts[1].url == "/bind?lang=en"


def test_who_is_bound_is_told_so(lin):
    assert lin.says("怎么绑定").startswith("这个微信已经绑定了您的账户")


@pytest.mark.parametrize("words", ["我的余额", "我的账户", "上个月的明细", "安全设置", "解绑"])
def test_a_chat_that_is_not_bound_is_one_tap_away_from_it(stranger, words):
    stranger.says(words)

    assert [tap.label for tap in stranger.reply.taps] == ["绑定账户"]
    assert stranger.taps("绑定账户").startswith("绑定要一两分钟")


def test_unbinding_takes_cards_orders_devices_and_the_rule_in_the_same_turn(lin, device):
    lin.says("我的余额")
    card = UUID(lin.reply.parts[1].url.rpartition("/")[2])
    small.put_in_force(
        lin.db,
        lin.owner,
        device.device_id,
        device.device_id,
        single=Money(100),
        day=Money(100),
        from_at=lin.now,
    )
    lin.says("解绑")

    assert lin.says("好的").startswith("已经解绑。")
    assert cards.card(lin.db, lin.owner, card) is None
    assert devices.devices(lin.db, lin.owner) == []
    assert not small.standing(lin.db, lin.owner)
    assert customers.openid_of(lin.db, lin.owner) is None


def test_unbinding_can_be_thought_better_of(lin):
    lin.says("解绑")

    assert lin.says("不用了") == "好的，没有解绑。"
    assert customers.openid_of(lin.db, lin.owner) == "oLin"


@pytest.mark.parametrize("words", ["解绑", "冻结微信服务", "挂失"])
def test_who_leaves_what_takes_something_away_is_told_that_nothing_has_changed(lin, words):
    lin.says(words)

    assert lin.says("取消") == "好的，没有改动，一切照旧。"


def test_security_leads_to_the_page_and_to_the_rest(lin):
    lin.says("安全设置")

    assert [tap.label for tap in lin.reply.taps] == ["限额", "小额免密", "冻结微信服务", "解除绑定"]
    assert lin.reply.parts[1].url.startswith("/devices")


def test_the_limits_are_public(lin):
    lin.says("安全设置")
    said = lin.taps("限额")

    assert "交易密码＋短信验证码：¥20,000.00／¥50,000.00" in said
    assert "新设备24小时内：¥1,000.00／¥5,000.00" in said


def test_everything_is_frozen_after_a_yes(lin):
    lin.says("安全设置")
    lin.taps("冻结微信服务")

    assert lin.says("冻结").startswith("微信服务已冻结。")
    assert freezes.frozen_by(lin.db, lin.owner) == "customer"


@pytest.mark.parametrize("words", ["不冻结", "不用了", "2"])
def test_nothing_is_frozen_after_a_no(lin, words):
    assert "现在冻结吗" in lin.says("冻结账户")

    assert lin.says(words) == "好的，没有冻结。"
    assert freezes.frozen_by(lin.db, lin.owner) is None


@pytest.mark.parametrize("words", ["冻结账户", "手机丢了", "I lost my phone"])
def test_a_stranger_freezes_on_a_page(stranger, words):
    stranger.says(words)

    assert stranger.reply.parts[1].url.startswith("/freeze")


def test_who_is_frozen_is_told_before_any_question(lin):
    freezes.freeze(lin.db, lin.owner, by=freezes.CUSTOMER, why="lost")

    assert "冻结" in lin.chooses("identity.small")
    assert lin.reply.taps == []


def test_a_small_amount_rule_is_signed_and_holds(lin, device):
    lin.chooses("identity.small")
    lin.says("150元")
    lin.says("600")
    signs(lin, device)

    assert lin.reply.parts[0] == "小额免密已经开通：一笔最多¥150.00，一天最多¥600.00。"
    rule = small.in_force(lin.db, lin.owner)
    assert (rule.single, rule.day) == (Money(150_00), Money(600_00))


@pytest.mark.parametrize("words", ["500元", "0元", "200.01元"])
def test_a_rule_beyond_the_banks_bounds_is_asked_for_again(lin, words):
    lin.chooses("identity.small")

    assert lin.says(words).startswith("一笔最多可以设¥200.00，请换一个金额。")
    lin.says("150元")
    assert lin.says("100元").startswith("一天最多可以设¥1,000.00，不能低于一笔的¥150.00，请换一个金额。")


@pytest.mark.parametrize("word", ["关闭", "关闭小额免密"])
def test_a_rule_is_closed_by_a_word(lin, device, word):
    lin.chooses("identity.small")
    lin.says("150元")
    lin.says("600元")
    signs(lin, device)

    lin.chooses("identity.small")
    assert lin.says("不关闭") == "好的，小额免密继续有效。"
    lin.chooses("identity.small")
    assert lin.says("算了") == "好的，小额免密继续有效。"
    lin.chooses("identity.small")
    assert lin.says(word) == "小额免密已经关闭，以后每一笔都要您签名。"
    assert small.in_force(lin.db, lin.owner) is None


def test_a_corrected_amount_voids_the_order_that_was_drafted(lin, device):
    lin.chooses("identity.small")
    lin.says("150元")
    lin.says("600元")
    first = UUID(lin.reply.parts[-1].url.rpartition("/")[2])
    lin.says("不是600是500")

    with pytest.raises(orders.OrderOver):
        orders.sign(lin.db, device, first, "a signature")
    signs(lin, device)
    assert small.in_force(lin.db, lin.owner).day == Money(500_00)

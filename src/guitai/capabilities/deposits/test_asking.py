"""What is asked and refused before a customer has anything to sign, on a phone."""

from guitai.shield import freezes


def test_what_is_missing_is_asked(lin):
    assert lin.says("存定期").startswith("您想存多久？")
    assert lin.says("半年") == "想存多少？¥50.00起存。"
    assert lin.says("3000元").startswith("到期以后怎么办？")


def test_the_product_can_be_tapped_at_its_rate(lin):
    lin.says("存定期")

    assert "2. 半年，0.85%" in lin.says("存多久都行")
    assert lin.taps("半年，0.85%").startswith("想存多少？")


def test_less_than_the_least_is_asked_for_again(lin):
    lin.says("存49元定期一年")

    assert lin.reply.parts[0] == "至少要存¥50.00，请换一个金额。"
    assert lin.says("50元").startswith("到期以后怎么办？")


def test_who_is_frozen_opens_nothing(lin):
    freezes.freeze(lin.db, lin.owner, by=freezes.CUSTOMER, why="lost")

    assert "冻结" in lin.says("存5万定期一年")


def test_who_is_frozen_meanwhile_is_given_nothing_to_sign(lin):
    lin.says("存5万定期一年")
    freezes.freeze(lin.db, lin.owner, by=freezes.CUSTOMER, why="lost")

    assert "冻结" in lin.taps("不续存，本金和利息都转到活期")


def test_a_stranger_is_led_to_binding(stranger):
    for words in ("存5万定期一年", "我的定期", "提前支取"):
        assert stranger.says(words).startswith("这个微信还没有绑定本行账户，所以办不了存款。")


def test_who_has_no_deposit_can_open_one_by_a_tap(lin):
    assert lin.says("我的定期") == "您现在没有定期存款和通知存款。\n1. 存定期"
    assert lin.taps("存定期").startswith("您想存多久？")

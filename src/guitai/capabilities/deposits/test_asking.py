"""What is asked and refused before a customer has anything to sign, on a phone."""

from uuid import UUID

import pytest
from tests import savings

from guitai.customers import customers
from guitai.ledger.accounts import open_account
from guitai.reply import Link
from guitai.shield import freezes, orders
from guitai.shield.document import Document


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


def order_lines(phone):
    """What the order behind the last link says, by its labels."""
    (link,) = [part for part in phone.reply.parts if isinstance(part, Link) and "/orders/" in part.url]
    drafted = orders.order(phone.db, phone.owner, UUID(link.url.rpartition("/")[2]))
    lines = Document.read(drafted.document).content["lines"]
    return {line["label"]: line.get("text") for line in lines}


NOT_AT_ALL = "不续存 不转存 不自动续存 不续了 不用续存 到期不转存 转活期 到期转活期 到期后都转到活期"
PRINCIPAL = "本金续存 只转本金 只续本金 到期只续存本金 本金转存 利息转活期 本金续存，利息转活期"
ALL = "到期本息一起转存 自动续存 自动转存 本息续存 一起续存 续存 连本带息续存 本金利息一起转存 到期自动续存"


@pytest.mark.parametrize(
    "words, label",
    [
        *((words, "不续存，本金和利息都转到活期") for words in NOT_AT_ALL.split()),
        *((words, "本金续存，利息转到活期") for words in PRINCIPAL.split()),
        *((words, "本金和利息一起续存") for words in ALL.split()),
    ],
)
def test_what_becomes_of_it_is_said_in_everyday_words(lin, words, label):
    lin.says("存5万定期一年")
    lin.says(words)

    assert order_lines(lin)["到期以后"] == label


@pytest.mark.parametrize(
    "words, label",
    [
        ("don't renew", "Don't renew: pay principal and interest to my current account"),
        ("renew the principal only", "Renew the principal, pay the interest to my current account"),
        ("renew", "Renew principal and interest"),
        ("Renew both, please", "Renew principal and interest"),
    ],
)
def test_what_becomes_of_it_is_said_in_everyday_english(lin, words, label):
    lin.says("deposit 50000 yuan for one year")
    lin.says(words)

    assert order_lines(lin)["At maturity"] == label


def test_a_wish_that_names_nothing_of_the_list_is_still_one_of_its_own(lin):
    lin.says("存5万定期一年")

    assert "“存定期”还没有办完。" in lin.says("自动转存设置")


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


@pytest.fixture
def with_no_current(lin):
    """A customer who has an account of class III, from which no deposit is opened."""
    lin.owner = customers.open_customer(
        lin.db, name="何志远", id_number="990105199002192311", mobile="", opened_on=lin.now.date()
    )
    open_account(lin.db, lin.owner, "current_3", "6239990000000003333")
    return lin


def test_who_has_no_account_to_open_one_from_is_not_told_that_nothing_is_bound(with_no_current):
    assert with_no_current.says("存5万定期一年") == (
        "存定期和通知存款要从一类户或二类户转入，您名下现在没有，所以没有办理。请带身份证到本行网点开户。"
    )
    assert with_no_current.says("我的定期").startswith("您现在没有定期存款和通知存款。")


def test_who_has_a_deposit_and_no_current_account_sees_it(with_no_current):
    savings.save_up(with_no_current.db, with_no_current.owner)

    assert with_no_current.says("我的定期").startswith("您的定期和通知存款都在卡片上。")
    with_no_current.says("支取存款")
    with_no_current.taps(with_no_current.reply.taps[0].label)
    assert with_no_current.says("全部").startswith("您没有可以收款的活期账户")


def test_who_has_no_deposit_can_open_one_by_a_tap(lin):
    assert lin.says("我的定期") == "您现在没有定期存款和通知存款。\n1. 存定期"
    assert lin.taps("存定期").startswith("您想存多久？")


def test_how_much_and_for_how_long_are_told_otherwise_in_one(lin):
    lin.says("存200元定期一年")
    lin.says("不续存")
    lin.says("改成100存半年")

    lines = order_lines(lin)
    assert (lines["存款"], lines["到期日"]) == ("定期半年", "2027年5月23日")


def test_what_is_asked_of_it_is_answered_by_the_order_once_there_is_one(lin):
    lin.says("存2万定期一年，不续存")
    assert lin.says("利率多少").startswith("年利率：")
    assert lin.says("几号到期？").startswith("到期日：2027年11月23日。")
    assert lin.says("到期以后怎么办").startswith("到期以后：不续存")
    assert lin.says("利息多少").startswith("“到期利息”写在订单上，请点开下面的页面看。")
    lin.says("取消")

    lin.says("存定期")
    assert lin.says("几号到期").startswith("要办的都说清楚以后，订单上会写明")


@pytest.mark.parametrize("words", ["要手续费吗", "几点能到"])
def test_what_such_an_order_never_says_is_asked_as_of_anything(lin, words):
    lin.says("存2万定期一年，不续存")
    assert "订单上" not in lin.says(words)
    lin.says("取消")

    lin.says("存定期")
    assert "订单上会写明" not in lin.says(words)


def test_an_order_without_a_day_of_maturity_says_so(lin):
    lin.says("存5万七天通知存款")

    assert lin.says("几号到期").startswith("这张订单上没有这一项。")


@pytest.mark.parametrize("words", ["没有啊？那三吧", "no? ok three then"])
def test_a_length_that_there_is_not_is_told_anew_by_the_number(lin, words):
    lin.says("存定期12000，四年")

    lin.says(words)
    lin.says("到期不续存")
    assert order_lines(lin)["存款"] == "定期三年"


def test_what_is_to_be_signed_is_said_and_so_is_what_was_changed(lin):
    assert "定期五年，存¥5,000.00，从活期 尾号2816转出，到期以后：不续存，本金和利息都转到活期。" in lin.says(
        "存5000定期五年，到期不续存"
    )
    assert "定期三年，存¥5,000.00，" in lin.says("5年太长了，3年吧")


@pytest.mark.parametrize(
    "words",
    [
        "five is crazy … make it three",
        "three then",
        "make it 3",
        "那改三吧",
        "改成三吧",
        "hmm, three instead",
    ],
)
def test_another_length_is_told_by_its_number_alone(lin, words):
    lin.says("存5000定期五年，到期不续存")
    lin.says(words)

    assert order_lines(lin)["存款"] == "定期三年"
    assert "¥5,000.00" in lin.reply.parts[-2]


@pytest.mark.parametrize("words", ["make it 3000", "改成3000", "3000 then"])
def test_what_is_no_such_number_is_the_sum(lin, words):
    lin.says("存5000定期五年，到期不续存")
    lin.says(words)

    assert order_lines(lin)["存款"] == "定期五年"
    assert "¥3,000.00" in lin.reply.parts[-2]


def test_a_number_beside_a_list_is_one_of_that_or_not_understood(lin):
    lin.says("存5000定期五年")
    lin.says("那三吧")
    assert (order_lines(lin)["存款"], order_lines(lin)["到期以后"]) == ("定期五年", "本金和利息一起续存")
    lin.says("取消")

    lin.says("存5000定期五年")
    lin.says("改成三吧")
    lin.says("1")
    assert order_lines(lin)["存款"] == "定期三年"

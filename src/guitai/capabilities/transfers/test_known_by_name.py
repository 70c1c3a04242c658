"""Whom a customer has paid and which accounts are theirs tell what they mean, at the beginning and later."""

from datetime import timedelta

import pytest

from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.whom import Payee


@pytest.fixture(autouse=True)
def money(fund):
    """Chen can pay from each of his accounts."""
    fund("6239990000000001668", "60000")
    fund("6239990000000001196", "60000")


@pytest.fixture(autouse=True)
def known(chen):
    """Chen has paid 张三 and 李四, and has two accounts."""
    for name, number in (("张三", "6214830000000108"), ("李四", "6214830000000207")):
        book.arrived(chen.db, chen.owner, Payee(name, number, "308584000013"))


@pytest.mark.parametrize(
    "words, whom, fen",
    [
        ("李四 300 不急 延迟两小时", "李四", 300_00),
        ("张三垫的，我转他120", "张三", 120_00),
        ("李四300急", "李四", 300_00),
        ("给供应商李四转300", "李四", 300_00),
    ],
)
def test_who_was_paid_before_is_paid_by_the_name_alone(chen, order, words, whom, fen):
    chen.says(words)

    assert (order(chen)["收款人"], order(chen)["金额"]) == (whom, fen)


@pytest.mark.parametrize(
    "says, whom",
    [
        (["上次跟张三吃火锅", "他先垫的钱", "转他350"], "张三"),
        (["李四", "350"], "李四"),
        (["昨天给李四转了800", "还差他350", "再给他转350"], "李四"),
        (["张三最近手头紧", "借他350吧，现在转给他"], "张三"),
        (["给张三转", "算了不转了", "给他转350"], "张三"),
        (["聚餐李四付的", "我那份是350", "把我那份转给他"], "李四"),
        (["那个张三给我修屋顶 开口要五百", "我砍到三百五", "给他转三百五"], "张三"),
        (["给张三转500", "你给他转350"], "张三"),
    ],
)
def test_he_is_who_was_named_just_now(chen, order, says, whom):
    for words in says:
        chen.says(words)

    assert (order(chen)["收款人"], order(chen)["金额"]) == (whom, 350_00)


def test_my_share_is_sent_in_english_too(chen):
    chen.says("dinner with 李四, he paid")
    chen.says("my share is 350")

    assert "¥350.00 (three hundred fifty yuan) to 李四" in chen.says("pls send him my share")


@pytest.mark.parametrize(
    "says", [["张三和李四一起吃的饭", "给他转350"], ["张三来过", "我妈也来了", "给她转350"], ["给他转350"]]
)
def test_who_he_may_be_is_asked_where_nobody_could_be_sure(chen, says):
    *before, last = says
    for words in before:
        chen.says(words)

    assert "转给谁" in chen.says(last)


def test_he_is_nobody_a_while_later(chen):
    chen.says("上次跟张三吃火锅")
    chen.now += timedelta(minutes=11)

    assert "转给谁" in chen.says("转他350")


@pytest.mark.parametrize("words", ["昨天给李四转了800", "刚才已经给张三转了500", "上個月過咗500俾張三"])
def test_what_is_told_of_a_payment_that_was_made_orders_none(chen, words):
    said = chen.says(words)

    assert "签名" not in said
    assert "到账" not in said


@pytest.mark.parametrize("words", ["张三还我2000了", "李四是谁", "别给张三转2000", "张三欠我300"])
def test_nothing_is_drawn_up_by_a_name_alone(chen, words):
    assert "签名" not in chen.says(words)


@pytest.mark.parametrize(
    "words, payer",
    [
        ("别从1668扣，给李四转450", "1196"),
        ("给李四转450，1668先别动", "1196"),
        ("给李四转450，不要从1196扣", "1668"),
        ("从1196给李四转450，别动1668", "1196"),
    ],
)
def test_an_account_that_is_to_be_left_alone_does_not_pay(chen, order, words, payer):
    chen.says(words)

    assert order(chen)["付款账户"] == f"活期 尾号{payer}"


@pytest.mark.parametrize("words", ["别从1668扣", "1668先别动", "换1196", "钱从尾号1196那张走"])
def test_nor_when_that_is_said_later(chen, order, words):
    chen.says("从1668给李四转450")
    chen.says(words)

    assert (order(chen)["付款账户"], order(chen)["金额"]) == ("活期 尾号1196", 450_00)


@pytest.mark.parametrize(
    "words", ["啊不是王五,是李四,我老记混", "就是李四", "唔係王五,係李四先啱", "我说的是李四"]
)
def test_another_who_is_known_takes_the_place_of_one_who_is_not(chen, order, words):
    assert "王五还不在您的收款人里" in chen.says("给王五转五百块")

    chen.says(words)

    assert (order(chen)["收款人"], order(chen)["金额"]) == ("李四", 500_00)


@pytest.mark.parametrize(
    "words, lines",
    [
        ("户名刘洋，备注二手自行车", {"收款人": "刘洋", "金额": 500_00, "附言": "二手自行车"}),
        (
            "她叫林小燕，改转两千八，用1196",
            {"收款人": "林小燕", "金额": 2800_00, "付款账户": "活期 尾号1196"},
        ),
    ],
)
def test_more_is_told_with_the_name_that_an_account_is_in(chen, order, words, lines):
    assert chen.says("转500到6222020202000123458").startswith("收款人的姓名是什么？")

    chen.says(words)

    assert lines.items() <= order(chen).items()
    assert order(chen)["收款账号"].endswith("458")


@pytest.mark.parametrize("words", ["给…给谁来着 哦李四", "李四啊，房东", "那个谁，李四呗"])
def test_who_is_asked_names_somebody_known_in_whatever_words(chen, order, words):
    chen.says("转钱")
    chen.says(words)
    chen.says("250")

    assert (order(chen)["收款人"], order(chen)["金额"]) == ("李四", 250_00)


def test_a_remark_is_nobodys_name(chen, order):
    chen.says("给李四转500")
    chen.says("不是五百，是五千啊，老眼昏花")

    assert (order(chen)["收款人"], order(chen)["金额"]) == ("李四", 5000_00)


def test_why_another_account_does_not_pay_is_no_wish(chen, order):
    chen.says("给李四转350，从1668付")
    chen.says("1196里扣 另一个要还房贷不能动")

    assert order(chen)["付款账户"] == "活期 尾号1196"


def test_the_account_before_is_meant_again(chen, order):
    chen.says("从1668给李四转700")
    chen.says("用1196吧")
    chen.says("哎还是1668")

    assert (order(chen)["付款账户"], order(chen)["金额"]) == ("活期 尾号1668", 700_00)


def test_the_account_that_was_looked_at_meanwhile_pays(chen, order):
    chen.says("给李四转300")
    chen.says("尾号1196还有多少钱")
    chen.says("那就用那张卡吧")

    assert order(chen)["付款账户"] == "活期 尾号1196"


def test_what_was_looked_at_before_the_order_is_not_pointed_at(chen, order):
    chen.says("尾号1196还有多少钱")
    chen.now += timedelta(minutes=1)
    chen.says("给李四转300")

    assert "没有听明白" in chen.says("那就用那张卡吧")


@pytest.mark.parametrize(
    "words", ["算了，不改了", "改成2000，算了还是不改了", "never mind, leave it as it was"]
)
def test_an_order_that_is_to_stay_is_shown_once_more(chen, order, words):
    chen.says("给李四转300")
    chen.says(words)

    assert (order(chen)["收款人"], order(chen)["金额"]) == ("李四", 300_00)


def test_a_weekday_of_this_week_or_the_next_is_asked_for(chen):
    chen.says("下周一给李四转300")

    assert "可能是2026年12月1日" in chen.says("不是周一，周二")


def test_whoever_keeps_the_first_one_names_nobody(chen):
    chen.says("给李四转300")

    assert "keep the first one" not in chen.says("no, keep the first one")


def test_a_name_in_letters_is_looked_up_as_it_stands_in_the_book(chen):
    assert "“张三”" in chen.says("show transactions with Zhang San in September")
    assert "“李四”" in chen.says("and Li Si?")


@pytest.mark.parametrize("words", ["上个月他转给我的有没有", "10月他转进来的有没有"])
def test_he_is_with_whom_lines_are_looked_up(chen, words):
    chen.says("李四说货款打给我了")
    chen.says("我没看到短信啊")

    assert "“李四”" in chen.says(words)


def test_who_is_paid_is_not_who_is_looked_up_beside_it(chen):
    chen.says("查下上个月花了多少，再给李四转100")

    assert "李四" not in str(chen.reply.parts[0])


def test_he_is_nobody_who_was_named_before_somebody_else(chen, lin):
    chen.says("给李四转33")
    chen.says("取消")
    chen.says("给林晓雯转46，手机15400000001")
    chen.says("取消")

    assert chen.says("给他转45").startswith("转给谁？")

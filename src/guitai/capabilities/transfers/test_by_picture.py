"""A picture proposes a transfer or answers who is meant; it never moves anything."""

from datetime import timedelta

import pytest

from guitai.money import Money
from guitai.understanding.answer import How
from guitai.understanding.pictures.found import Field, Found, Kind
from guitai.understanding.pictures.telling import told as put

LIN, CHEN, THERE = "6239990000000002816", "6239990000000001668", "6214830000000009"
ELSEWHERE = "6214830000000017"
WHOM = {"payee": "陈国强", "account_no": CHEN, "bank": "江海银行"}
SEEN = "图片里是转账信息：收款人陈国强，江海银行，尾号1668，金额¥500.00，附言“饭钱”。"


def picture(kind=Kind.SLIP, unsure=(), **values):
    return put(Found(kind, {name: Field(value, 100) for name, value in values.items()}, unsure))


@pytest.fixture
def slip():
    return picture(**WHOM, amount=Money.parse("500"), memo="饭钱")


def labels(phone):
    return [tap.label for tap in phone.reply.taps]


def test_a_slip_out_of_the_blue_is_repeated_and_offered_and_nothing_more(lin, chen, slip, holds):
    said = lin.shows(slip)

    assert said.startswith(f"{SEEN}\n要按图片办，请点选。\n1. 按图片转账\n")
    assert labels(lin) == ["按图片转账", "转给同一人，金额另说", "取消"]
    assert CHEN not in said
    assert holds(CHEN)[0] == "0.00"


def test_what_was_tapped_is_read_on_the_order_and_paid_when_it_is_signed(lin, chen, slip, sign, order, holds):
    lin.shows(slip)
    lin.taps("按图片转账")
    shown = order(lin)
    assert holds(CHEN)[0] == "0.00"

    assert [shown[label] for label in ("收款人", "收款账号", "金额", "附言")] == [
        "陈国强",
        "6239 9900 0000 0001 668",
        500_00,
        "饭钱",
    ]
    assert sign(lin) == "转账成功，回单在卡片上。"
    assert holds(CHEN)[0] == "500.00"


def test_the_same_payee_may_be_paid_another_amount(lin, chen, slip, order):
    lin.shows(slip)
    lin.taps("转给同一人，金额另说")
    lin.says("20")

    assert (order(lin)["收款人"], order(lin)["金额"]) == ("陈国强", 20_00)
    assert "附言" not in order(lin)


@pytest.mark.parametrize(
    "words", ["就按这个转", "照图片上的办吧", "就这个", "转吧", "好的", "按這個轉", "transfer as shown"]
)
def test_what_is_offered_is_taken_by_pointing_at_it(lin, chen, slip, sign, holds, words):
    lin.shows(slip)
    said = lin.says(words)

    assert ("陈国强" in said or "陳國強" in said, "¥500.00" in said, holds(CHEN)[0]) == (True, True, "0.00")
    sign(lin)
    assert holds(CHEN)[0] == "500.00"


def test_a_question_back_takes_nothing(lin, chen, slip):
    lin.shows(slip)
    lin.says("按这个转吗？")

    assert lin.db.execute("SELECT count(*) FROM shield.orders").fetchone() == (0,)


def test_the_offer_can_be_left(lin, chen, slip):
    lin.shows(slip)

    assert lin.taps("取消") == "好的，这个不办。"
    assert lin.says("取消") == "好的。现在没有正在办理的业务。"


@pytest.mark.parametrize("words", ["取消", "算了", "不用了", "3"])
def test_to_leave_the_offer_leaves_what_was_asked_open(lin, chen, slip, words):
    lin.says(f"转给陈国强，账号{CHEN}")
    lin.shows(slip)

    assert lin.says(words) == "好的，这个不办。\n转多少钱？"
    assert lin.says("取消") == "好的，已经取消。"


def test_to_leave_the_offer_leaves_an_order_to_be_signed(lin, chen, slip, order):
    lin.says(f"给陈国强转30，账号{CHEN}")
    lin.shows(slip)
    said = lin.says("取消")

    assert said.startswith("好的，这个不办。\n给陈国强转¥30.00")
    assert order(lin)["金额"] == 30_00


def test_who_is_meant_is_answered_by_a_picture(lin, chen, slip, order):
    assert lin.says("转账300元").startswith("转给谁？")
    said = lin.shows(slip)

    assert said.startswith(f"{SEEN}\n给陈国强转¥300.00")
    assert (order(lin)["收款人"], order(lin)["金额"]) == ("陈国强", 300_00)


def test_the_bank_on_a_slip_is_not_asked_for_again(lin, order):
    lin.says("转账300元")
    lin.shows(picture(payee="王小明", account_no="110923456789012", bank="招商银行"))

    assert (order(lin)["收款人"], order(lin)["收款银行"]) == ("王小明", "招商银行")


def test_an_account_number_is_answered_by_a_card(lin, order):
    lin.says("给王小明转300元")
    said = lin.shows(picture(Kind.CARD, account_no=THERE, bank="招商银行"))

    assert said.startswith("图片里有一个银行卡号：招商银行，尾号0009。\n给王小明转¥300.00")
    assert (order(lin)["收款账号"], order(lin)["收款银行"]) == ("6214 8300 0000 0009", "招商银行")


def test_another_payees_slip_is_no_account_of_who_was_named(lin):
    lin.says("给李四转300")
    said = lin.shows(picture(payee="王小明", account_no=THERE, bank="招商银行"))

    assert "要按图片办，请点选。\n李四还不在您的收款人里。" in said
    assert labels(lin) == ["转给图片里的收款人", "取消"]


def test_another_accounts_slip_tells_no_name_for_the_one_that_was_sent(lin):
    lin.says(f"转300到{THERE}")
    said = lin.shows(picture(payee="王小明", account_no=ELSEWHERE, bank="招商银行"))

    assert "要按图片办，请点选。\n收款人的姓名是什么？" in said


def test_the_name_is_taken_from_the_slip_of_the_account_that_was_sent(lin, order):
    lin.says(f"转300到{THERE}")
    lin.shows(picture(payee="王小明", account_no=THERE, bank="招商银行"))

    assert (order(lin)["收款人"], order(lin)["收款账号"][-4:]) == ("王小明", "0009")


def test_what_a_picture_has_answered_is_corrected_by_its_name(lin, chen, slip, order):
    lin.says("转账300元")
    lin.shows(slip)
    lin.says("不是陈国强是王小明")
    lin.says(THERE)

    assert (order(lin)["收款人"], order(lin)["金额"]) == ("王小明", 300_00)


@pytest.fixture
def which(lin, pay, elsewhere):
    """Lin is asked whom they mean: 张三, whom they have paid, sounds like what was heard."""
    pay(f"给张三转五百块，账号{THERE}")
    elsewhere.takes_it()
    lin.says("给章三转300", How.SPOKEN)
    assert labels(lin) == ["第1项", "都不是"]
    return lin


def test_who_is_meant_of_several_is_answered_by_a_picture_of_their_account(which, order):
    which.shows(picture(payee="张三", account_no=THERE, bank="招商银行"))

    assert (order(which)["收款人"], order(which)["收款账号"][-4:]) == ("张三", "0009")


def test_another_account_in_the_same_name_is_none_of_those_that_are_asked_about(which, order):
    said = which.shows(picture(payee="张三", account_no=ELSEWHERE, bank="招商银行"))

    assert "要按图片办，请点选。\n您要转给哪一位？" in said
    which.says(f"张三，卡号{ELSEWHERE}")
    assert (order(which)["收款账号"][-4:], order(which)["金额"]) == ("0017", 300_00)


def test_a_whole_wish_to_somebody_else_is_asked_how_much_where_it_does_not_say(which):
    assert which.says(f"我要给李四转账，卡号{ELSEWHERE}") == "转多少钱？"


def test_how_much_is_never_taken_from_a_picture_that_nobody_tapped(lin, chen, slip, order):
    lin.says(f"转给陈国强，账号{CHEN}")
    said = lin.shows(slip)

    assert said.startswith(f"{SEEN}\n要按图片办，请点选。\n转多少钱？\n1. ")
    assert labels(lin) == ["按图片转账", "转给同一人，金额另说", "取消"]
    lin.says("20")
    assert order(lin)["金额"] == 20_00


def test_a_yes_to_a_question_is_none_to_the_picture_beside_it(lin, chen, rule, pay, slip, holds):
    pay(f"给陈国强转100，账号{CHEN}")
    lin.waits(timedelta(hours=1))
    assert lin.says("给陈国强转100").endswith("1. 现在转\n2. 不转了")
    lin.shows(slip)
    lin.says("好的")

    assert holds(CHEN)[0] == "200.00"


def test_a_picture_is_no_yes(lin, chen, rule, pay, slip, holds):
    pay(f"给陈国强转100，账号{CHEN}")
    lin.says("给陈国强转20")
    before = holds(CHEN)
    lin.shows(slip)

    assert holds(CHEN) == before


def test_a_picture_of_a_known_payee_needs_a_yes_too_where_no_signature_is_needed(lin, chen, rule, pay, holds):
    pay(f"给陈国强转100，账号{CHEN}")
    before = holds(CHEN)
    lin.shows(picture(**WHOM, amount=Money.parse("20")))
    lin.taps("按图片转账")

    assert holds(CHEN) == before


def test_an_order_that_waits_for_its_signature_is_not_changed_by_a_picture(lin, chen, slip, order):
    lin.says(f"给陈国强转30，账号{CHEN}")
    lin.shows(slip)

    assert order(lin)["金额"] == 30_00
    lin.taps("按图片转账")
    assert lin.reply.parts[0] == "“转账”还没有办完。您要先办哪一项？"


@pytest.mark.parametrize("words", ["好的", "同意", "ok"])
def test_a_yes_to_an_order_that_is_to_be_signed_is_none_to_the_picture_beside_it(
    lin, chen, slip, order, words
):
    lin.says(f"给陈国强转30，账号{CHEN}")
    lin.shows(slip)
    said = lin.says(words)

    assert said.startswith(("还没有签名，您的钱没有动。", "Nothing is signed yet"))
    assert order(lin)["金额"] == 30_00
    assert labels(lin) == ["按图片转账", "转给同一人，金额另说", "取消"]
    lin.says("就按这个转")
    assert lin.reply.parts[0] == "“转账”还没有办完。您要先办哪一项？"


@pytest.mark.parametrize("words", ["取消转账", "取消这笔转账", "cancel the transfer"])
def test_a_transfer_that_is_cancelled_by_name_is_the_order_and_not_the_picture_beside_it(
    lin, chen, slip, order, words
):
    lin.says(f"给陈国强转30，账号{CHEN}")
    lin.shows(slip)

    assert lin.says(words) in ("好的，已经取消。", "All right, cancelled.")
    assert lin.db.execute("SELECT state FROM shield.orders").fetchall() == [("void",)]


def test_a_wrong_name_on_a_slip_is_told(lin, chen):
    lin.shows(picture(payee="王小明", account_no=CHEN))

    assert "户名" in lin.taps("转给图片里的收款人")


@pytest.mark.parametrize(
    ("kind", "values", "unsure", "said"),
    [
        (
            Kind.SLIP,
            {"payee": "陈国强"},
            ("account_no", "amount"),
            "图片里是转账信息：收款人陈国强。没有看清的：号码，金额。\n要按图片办，请点选。"
            "\n1. 转给图片里的收款人\n2. 取消",
        ),
        (
            Kind.SLIP,
            {},
            ("payee", "account_no"),
            "图片里是转账信息。没有看清的：收款人姓名，号码。\n请您重新拍清楚些再发，或者打字告诉我。",
        ),
        (
            Kind.CARD,
            {},
            ("account_no",),
            "图片里不止一个银行卡号。\n请您重新拍清楚些再发，或者打字告诉我。",
        ),
        (
            Kind.CODE,
            {},
            ("account_no",),
            "图片里的收款码用不了。\n请您重新拍清楚些再发，或者打字告诉我。",
        ),
        (
            Kind.BILL,
            {"biller": "电费", "account_no": "3100456712", "amount": Money.parse("88.60")},
            (),
            "图片里是一张账单：电费，户号尾号6712，金额¥88.60。\n现在还不能在微信里缴费，您的钱没有变动。请您用原来的办法缴。",
        ),
        (
            Kind.NOTHING,
            {},
            (),
            "图片里没有看到银行卡号、转账信息、账单或收款码，柜台只看得懂这几种。请您用文字告诉我要办什么。",
        ),
        (Kind.SECRET, {}, (), "请不要在聊天里发送证件、密码或验证码的图片。刚才的图片没有保存。"),
    ],
)
def test_each_kind_of_picture_is_answered_by_what_is_true(lin, kind, values, unsure, said):
    assert lin.shows(picture(kind, unsure, **values)) == said


def test_the_number_on_a_bill_is_no_payees_account(lin):
    lin.says("转账300元")

    assert "转给谁？" in lin.shows(picture(Kind.BILL, account_no="310045671233", biller="电费"))


def test_a_card_is_spoken_of_in_english_to_whoever_speaks_it(lin):
    lin.says("my balance")
    said = lin.shows(picture(Kind.CARD, account_no=THERE, bank="招商银行"))

    assert said.startswith("Your picture shows a card number: China Merchants Bank, the account ending 0009.")
    assert labels(lin) == ["Transfer to this card", "Cancel"]

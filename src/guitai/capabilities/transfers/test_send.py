"""Sending money, on a phone: whom, from where, how much; what is read on the order, and what comes of it."""

from uuid import UUID

import pytest

from guitai.language import Catalogue, Language
from guitai.ledger import stops
from guitai.ledger.accounts import account_numbered
from guitai.money import Money
from guitai.naming import LOST
from guitai.shield import cards, orders
from guitai.shield.charts import picture

LIN, CHEN, HOUSEHOLD = "6239990000000002816", "6239990000000001668", "6239990000000001196"
THERE = "6214830000000009"  # at another bank
BEWARE = "如果有人要您转到“安全账户”、刷单、交保证金或退款，请立即停止，拨打反诈专线96110。"


@pytest.fixture
def funded(fund):
    """Chen can pay from each of his accounts."""
    fund(CHEN, "1000")
    fund(HOUSEHOLD, "1000")


def labels(phone):
    return [tap.label for tap in phone.reply.taps]


def test_one_sentence_is_enough_and_the_whole_order_is_read(lin, chen, sign, order, holds):
    said = lin.says(f"给陈国强转五百块，账号{CHEN}，备注饭钱")

    assert said.startswith("给陈国强转¥500.00，大写：伍佰元整。请点开页面核对")
    assert order(lin) == {
        "付款账户": "活期 尾号2816",
        "收款人": "陈国强",
        "收款账号": "6239 9900 0000 0001 668",
        "收款银行": "江海银行",
        "金额": 500_00,
        "手续费": 0,
        "转出时间": "签名后马上转出，不能撤销",
        "附言": "饭钱",
        "needs": "CODE",
        "notes": ["第一次付给对方，这一笔要加短信验证码。", BEWARE],
    }
    assert holds(LIN) == ("55340.50", "55340.50")  # nothing moves before it is signed


def test_what_is_signed_is_paid_and_both_are_told(lin, chen, pay, holds, lines, told):
    said = pay(f"给陈国强转五百块，账号{CHEN}，备注饭钱")

    assert said == "转账成功，回单在卡片上。"
    assert (holds(LIN)[0], holds(CHEN)[0]) == ("54840.50", "500.00")
    assert lines(LIN, 1) == [("D", "500.00", "转账", "陈国强", "饭钱")]
    assert lines(CHEN) == [("C", "500.00", "转账", "林晓雯", "饭钱")]
    lin.ticks()
    assert told(chen) == ["您收到一笔转账，请点开卡片看。\n[点这里查看]"]


def test_the_receipt_says_it_all(lin, chen, pay):
    pay(f"给陈国强转五百块，账号{CHEN}，备注饭钱")

    assert {label: value for label, value in lin.card.items() if label != "流水号"} == {
        "状态": "已到账",
        "金额": "¥500.00",
        "收款人": "陈国强",
        "收款账号": "6239 9900 0000 0001 668",
        "收款银行": "江海银行",
        "付款账户": "活期 尾号2816",
        "附言": "饭钱",
        "手续费": "¥0.00",
        "受理时间": "2026年11月23日 10:00",
        "到账时间": "2026年11月23日 10:00",
    }


def test_nothing_of_the_books_is_said_in_the_chat(lin, chen, pay):
    lin.says("给19900000001转五百块")

    assert "国强" not in str(lin.reply.parts)
    assert "1668" not in str(lin.reply.parts)


def test_whose_name_is_known_keeps_it_when_a_mobile_number_is_enough(lin, chen, pay, order, lines):
    pay(f"给陈国强转五百块，账号{CHEN}")

    pay("给19900000001转一百二")

    assert lines(LIN, 1)[0][3] == "陈国强"
    lin.says("给陈国强转五千")
    assert order(lin)["收款人"] == "陈国强"


def test_what_is_missing_is_asked_for(lin, chen, order):
    assert lin.says("转账") == "转给谁？请说姓名，或者发卡号、账号、手机号。"
    assert lin.says("陈国强").startswith("陈国强还不在您的收款人里。请发对方的卡号或账号")
    assert lin.says(CHEN) == "转多少钱？"
    assert lin.says("五百").startswith("给陈国强转¥500.00，")
    assert order(lin)["金额"] == 500_00


@pytest.mark.parametrize("said", ["两百块", "200元", "200块钱"])
def test_an_amount_that_is_said_first_is_kept_and_whom_is_asked_again(lin, chen, order, said):
    lin.says("转账")

    assert lin.says(said) == "好的，转¥200.00。\n转给谁？请说姓名，或者发卡号、账号、手机号。"
    assert lin.says(f"陈国强 {CHEN}").startswith("给陈国强转¥200.00，")
    assert order(lin)["金额"] == 200_00
    lin.says("改成300")
    assert order(lin)["金额"] == 300_00


def test_whom_and_how_much_may_be_answered_in_one(lin, chen, order):
    lin.says("转账")
    lin.says(f"给陈国强转两百块，账号{CHEN}")

    assert (order(lin)["收款人"], order(lin)["金额"]) == ("陈国强", 200_00)


def test_more_than_can_be_paid_at_once_is_refused_wherever_it_was_said(lin, chen):
    lin.says("转账")
    lin.says("六万元")

    assert lin.says(f"陈国强 {CHEN}").startswith("在微信里一笔最多付¥50,000.00，这一笔没有办理。")


def test_an_amount_of_ten_thousand_stands_in_capital_figures_too(lin, chen, order):
    lin.says(f"给陈国强转一万，账号{CHEN}")
    assert order(lin)["大写金额"] == "壹万元整"

    lin.says("改成9999.99")
    assert "大写金额" not in order(lin)


def test_a_payee_who_was_paid_before_is_known_by_name(lin, chen, pay, order):
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.says("给陈国强转两百")

    assert (order(lin)["收款账号"], order(lin)["needs"]) == ("6239 **** **** 1668", "PIN")


def test_a_name_that_only_sounds_the_same_is_never_taken_silently(lin, chen, pay, order):
    pay(f"给陈国强转五百块，账号{CHEN}")

    assert lin.says("给陈果强转两百").startswith("您要转给哪一位？")
    assert (labels(lin), list(lin.card.values())) == (["第1项", "都不是"], ["陈国强 江海银行 尾号1668"])
    lin.taps("第1项")
    assert order(lin)["收款人"] == "陈国强"


def test_whoever_meant_none_of_those_is_asked_for_the_account(lin, chen, pay):
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.says("给陈果强转两百")

    assert lin.taps("都不是").startswith("陈果强还不在您的收款人里。")


def test_two_accounts_of_one_payee_are_told_apart_on_a_card_or_by_the_bank(lin, chen, pay, order, elsewhere):
    pay(f"给陈国强转五百块，账号{CHEN}")
    pay(f"给陈国强转五百块，账号{THERE}")
    elsewhere.takes_it()

    lin.says("给陈国强转两百")
    assert sorted(lin.card.values()) == ["陈国强 招商银行 尾号0009", "陈国强 江海银行 尾号1668"]
    lin.says("取消")
    lin.says("给陈国强的招行卡转两百")
    assert order(lin)["收款银行"] == "招商银行"


def test_a_word_for_a_relative_stays_with_the_payee(lin, pay, order, elsewhere, sign):
    lin.says("给我妈转三百")
    assert lin.says("6222020000000000000") == "收款人的姓名是什么？要和账户的户名一致。"
    assert lin.says("我妈").startswith("请说收款人的全名")
    lin.says("王秀兰")
    sign(lin)
    elsewhere.takes_it()

    lin.says("给妈妈转两百")
    assert (order(lin)["收款人"], order(lin)["收款银行"]) == ("王秀兰", "工商银行")


def test_a_mobile_number_leads_to_a_customer_here_whose_name_is_shown_in_part(lin, chen, order, sign, holds):
    assert lin.says("给19900000001转两百").startswith("给手机尾号0001转¥200.00")
    assert (order(lin)["收款人"], order(lin)["收款账号"]) == ("*国强", "6239 **** **** 1668")
    sign(lin)

    assert holds(CHEN)[0] == "200.00"
    assert (lin.card["收款人"], lin.card["收款账号"]) == ("*国强", "6239 **** **** 1668")


def test_a_name_beside_the_mobile_number_is_checked_and_shown(lin, chen, order):
    lin.says("给陈国强转两百，手机19900000001")

    assert order(lin)["收款人"] == "陈国强"


def test_a_bank_that_the_number_does_not_tell_is_asked_for(lin, order):
    assert lin.says("转三百到9999990000000000000") == "这是哪家银行的账号？"
    assert lin.says("王秀兰").startswith("没有找到这家银行")
    lin.says("工行")
    lin.says("王秀兰")

    assert order(lin)["收款银行"] == "工商银行"


def test_of_several_accounts_the_first_is_paid_from_which_is_said_and_stands_on_the_order(
    lin, chen, funded, order
):
    said = chen.says(f"给林晓雯转两百，账号{LIN}")

    assert said.startswith("从活期 尾号1668付款，要换请说“改用尾号1196”。\n给林晓雯转¥200.00，")
    assert order(chen)["付款账户"] == "活期 尾号1668"


@pytest.mark.parametrize(
    "said", ["改用尾号1196", "改用尾号1196付", "不对，应该是从尾号1196付款", "改成尾号1196"]
)
def test_another_is_paid_from_at_a_word_and_the_first_order_is_void(lin, chen, funded, order, said):
    chen.says(f"给林晓雯转两百，账号{LIN}")
    (before,) = chen.db.execute("SELECT order_id FROM shield.orders").fetchone()
    again = chen.says(said)

    assert again.startswith("从活期 尾号1196付款。\n给林晓雯转¥200.00，")
    assert order(chen)["付款账户"] == "活期 尾号1196"
    assert orders.order(chen.db, chen.owner, before).state == "void"


def test_the_account_from_which_a_payee_was_paid_last_is_paid_from_again(
    lin, chen, funded, sign_on_their_own, order
):
    chen.says(f"从尾号1196给林晓雯转两百，账号{LIN}")
    sign_on_their_own(chen)
    chen.says("给林晓雯转三百")
    assert order(chen)["付款账户"] == "活期 尾号1196"
    chen.says("取消")

    chen.says(f"给王秀兰转三百，账号{THERE}")
    assert order(chen)["付款账户"] == "活期 尾号1668"


def test_an_account_that_pays_nothing_now_is_not_proposed(lin, chen, funded, order):
    stops.stop(chen.db, account_numbered(chen.db, CHEN), debits=True, credits=False, reason=LOST)
    chen.says(f"给林晓雯转两百，账号{LIN}")

    assert order(chen)["付款账户"] == "活期 尾号1196"


def test_an_account_that_is_not_there_is_said_and_another_chosen(lin, chen, funded, order):
    said = chen.says(f"从尾号9999给林晓雯转两百，账号{LIN}")
    assert said.startswith("您没有可以付款的账户“9999”。\n从哪个账户付？")
    assert labels(chen) == ["活期 尾号1668", "活期 尾号1196"]
    assert chen.says("1196").startswith("这一笔从活期 尾号1196付款。")

    assert order(chen)["付款账户"] == "活期 尾号1196"


def test_whoever_has_one_account_is_told_that_it_is_paid_from(lin, chen, order):
    said = lin.says(f"从尾号9999给陈国强转两百，账号{CHEN}")

    assert said.startswith("您没有可以付款的账户“9999”。\n这一笔从活期 尾号2816付款。\n给陈国强转¥200.00，")


def test_a_kind_of_account_that_is_not_there_is_called_as_people_call_it(lin, chen):
    said = lin.says(f"用信用卡给陈国强转两百，账号{CHEN}")

    assert said.startswith("您没有可以付款的账户“信用卡”。\n")


def test_the_account_to_pay_from_can_be_named_at_once(lin, chen, funded, order):
    chen.says(f"从尾号1196给林晓雯转两百块，账号{LIN}")

    assert order(chen)["付款账户"] == "活期 尾号1196"


def test_to_an_account_of_ones_own_the_pin_is_enough_whatever_the_amount(chen, fund, order):
    fund(CHEN, "100000")
    chen.says("转50000到尾号1196")

    assert (order(chen)["收款账号"], order(chen)["needs"]) == ("6239 9900 0000 0001 196", "PIN")


@pytest.mark.parametrize("leaves", ["取消", "不转了"])
def test_leaving_moves_nothing(lin, chen, holds, leaves):
    lin.says(f"给陈国强转五百块，账号{CHEN}")
    lin.says(leaves)

    assert holds(LIN)[0] == "55340.50"
    assert lin.db.execute("SELECT state FROM shield.orders").fetchall() == [("void",)]


def test_the_same_again_within_ten_minutes_is_asked_about_and_stands_on_the_order(
    lin, chen, pay, sign, order
):
    pay(f"给陈国强转五百块，账号{CHEN}")
    said = lin.says("给陈国强转五百块")
    assert said.startswith("10分钟内您已经给同一收款人转过同样的金额。还要再转一笔吗？")
    lin.taps("现在转")

    assert order(lin)["notes"] == ["10分钟内您已经给同一收款人转过同样的金额，请确认不是重复转账。"]
    assert sign(lin) == "转账成功，回单在卡片上。"


def test_whoever_does_not_want_it_again_pays_nothing(lin, chen, pay, holds):
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.says("给陈国强转五百块")

    assert lin.taps("不转了") == "好的，没有转，您的钱没有变动。"
    assert holds(CHEN)[0] == "500.00"


def test_a_turn_that_is_delivered_again_pays_once(lin, chen, rule, pay, holds):
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.says("给陈国强转一百")
    lin.taps("现在转")
    again = lin.delivered_again()

    assert again.startswith("转账成功")
    assert holds(CHEN)[0] == "600.00"


@pytest.mark.parametrize("said", ["继续", "好的", "嗯", "是的", "1", "不用"])
def test_a_yes_to_which_comes_first_pays_nothing_and_the_payment_is_asked_about_again(
    lin, chen, rule, pay, holds, said
):
    pay(f"给陈国强转五百块，账号{CHEN}")
    lin.says("给陈国强转100")
    assert "您要先办哪一项？" in lin.says("存5万定期一年")

    assert lin.says(said).endswith("现在转吗？\n1. 现在转\n2. 不转了")
    assert holds(CHEN)[0] == "500.00"
    assert lin.says("好的").startswith("转账成功")


def test_traditional_chinese_is_understood_and_answered(lin, chen, sign):
    assert lin.says(f"轉帳五百元給陳國強，賬號{CHEN}").startswith(
        "給陳國強轉¥500.00，大寫：伍佰元整。請點開頁面核對"
    )
    assert sign(lin) == "轉賬成功，回單在卡片上。"


def test_english_is_understood_and_answered(lin, chen, sign):
    assert lin.says("transfer 500 yuan") == (
        "Whom would you like to pay? A name, a card or account number, or a mobile number, please."
    )
    lin.says(CHEN)
    assert lin.says("陈国强").startswith(
        "¥500.00 (five hundred yuan) to the account ending 1668: please open the page"
    )
    assert sign(lin) == "Sent and arrived; the receipt is on the card."


def test_the_receipt_has_a_picture_to_send_on_with_accounts_by_their_ends_only(lin, chen, pay):
    pay(f"给陈国强转五百块，账号{CHEN}，备注饭钱")
    (slip,) = cards.card(lin.db, lin.owner, UUID(lin.reply.parts[-1].url.rpartition("/")[2])).charts
    rows = {row.label: row.value for row in slip.rows}

    assert (slip.title, slip.amount) == ("转账回单", Money(500_00))
    assert (rows["收款人"], rows["收款账号"], rows["状态"]) == ("陈国强", "6239 **** **** 1668", "已到账")
    assert (rows["付款人"], rows["付款账户"]) == ("林晓雯", "活期 尾号2816")
    assert slip.foot == "电子回单，是否到账以收款账户实际入账为准"
    assert picture(slip, Catalogue({}), Language.SIMPLIFIED).width > 0


def test_what_has_not_left_has_no_picture(lin, chen, pay):
    pay(f"给陈国强转五百块，账号{CHEN}，次日到账")

    assert cards.card(lin.db, lin.owner, UUID(lin.reply.parts[-1].url.rpartition("/")[2])).charts == []


@pytest.mark.parametrize("said", ["同意", "不同意", "好的", "确认"])
def test_a_word_in_the_chat_neither_signs_nor_drops_an_order(lin, chen, sign, holds, said):
    lin.says(f"给陈国强转五百块，账号{CHEN}")
    reply = lin.says(said)

    assert "签名" in reply.split("\n")[0]
    assert "您的钱没有动" in reply.split("\n")[0]
    assert reply.split("\n")[1].startswith("给陈国强转¥500.00")
    assert holds(CHEN)[0] == "0.00"
    assert sign(lin).startswith("转账成功")


@pytest.mark.parametrize("amount", ["500", "20000"])
def test_english_sees_no_chinese_figures(lin, chen, order, amount):
    lin.says(f"transfer {amount} yuan")
    lin.says(CHEN)
    said = lin.says("陈国强")

    assert "大写" not in said
    assert not set(said) & set("零壹贰叁肆伍陆柒捌玖拾佰仟万元整")
    assert order(lin).get("In words") in (None, "twenty thousand yuan")


def test_a_name_stays_in_the_script_that_the_book_has_it_in(lin, chen, order, known):
    known(lin, "陈国强", CHEN)
    lin.says("給陳國強轉6元，請備註飯錢")

    shown = order(lin)
    assert {"收款帳號", "收款賬號"} & shown.keys()
    assert shown["收款人"] == "陈国强"

"""Whom to pay, asked for in the chat: digits that may be a tail or a sum, and a sum that is said with a name."""

from datetime import timedelta

import pytest

from guitai.language import traditional

WHOM = "转给谁？请说姓名，或者发卡号、账号、手机号。"
ASKED = "收款人的姓名是什么？要和账户的户名一致。"
CHEN, HOUSEHOLD = "6239990000000001668", "6239990000000001196"


@pytest.fixture
def rich(fund):
    fund(CHEN, "10000")


def test_a_tail_of_an_own_account_is_no_sum(chen, rich, order):
    chen.says("转账")
    assert chen.says("五百块") == f"好的，转¥500.00。\n{WHOM}"
    chen.says("1196")

    assert (order(chen)["收款账号"], order(chen)["金额"]) == ("6239 9900 0000 0001 196", 500_00)


def test_a_tail_alone_leaves_the_sum_to_be_asked_for(chen, rich, order):
    chen.says("转账")
    assert chen.says("1196") == "转多少钱？"
    chen.says("1196")

    assert (order(chen)["收款账号"], order(chen)["金额"]) == ("6239 9900 0000 0001 196", 1196_00)


def test_digits_that_are_no_tail_of_theirs_are_a_sum(chen, rich, order):
    chen.says("转账")
    assert chen.says("2000") == f"好的，转¥2,000.00。\n{WHOM}"
    assert chen.says("3000") == f"好的，转¥3,000.00。\n{WHOM}"
    chen.says("尾号1196")

    assert (order(chen)["收款账号"], order(chen)["金额"]) == ("6239 9900 0000 0001 196", 3000_00)


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("500", "500.00"),
        ("50", "50.00"),
        ("20000", "20,000.00"),
        ("99.5", "99.50"),
        ("1,500", "1,500.00"),
        ("５００", "500.00"),
    ],
)
def test_digits_that_can_be_no_tail_are_a_sum(lin, words, amount):
    lin.says("转账")

    assert lin.says(words) == f"好的，转¥{amount}。\n{WHOM}"


@pytest.mark.parametrize("words", ["258036", "62148300", "1", "00", "0.00"])
def test_a_piece_of_a_number_is_no_sum(lin, words):
    lin.says("转账")

    assert lin.says(words) == f"请说收款人的姓名或单位名称，也可以发卡号、账号或手机号。\n{WHOM}"


def test_a_tail_that_is_called_one_is_none_of_theirs(chen, rich):
    chen.says("转账")

    assert chen.says("尾号2000").startswith("您名下没有尾号2000的账户")


def test_digits_are_read_so_where_somebody_is_asked_for_again_too(chen, rich, order):
    chen.says("转500")
    chen.now += timedelta(seconds=20)
    chen.says("尾号9999")
    assert chen.says("2000") == f"好的，转¥2,000.00。\n{WHOM}"
    chen.says("1196")

    assert (order(chen)["收款账号"], order(chen)["金额"]) == ("6239 9900 0000 0001 196", 2000_00)


@pytest.mark.parametrize("words", ["不知道", "我忘了", "不清楚"])
def test_an_account_is_paid_in_its_holders_name_only(lin, words):
    assert lin.says("转500到6214830000000025") == ASKED

    assert lin.says(words) == (f"没有收款人姓名无法转账，请您先向对方核实；暂时不转请回复“取消”。\n{ASKED}")


def test_what_is_said_of_somebody_is_nobodys_name(lin):
    lin.says("转500到6214830000000025")

    assert lin.says("他自己都不知道明年续不续").startswith("请说收款人的姓名或单位名称")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("我的戶口結餘", "您的餘額查好了"),
        ("我的账户余额", "您的余额查好了"),
        ("睇下我戶口有幾多錢", "您的餘額查好了"),
        ("我嘅交易紀錄", "8月23日至11月23日的明細查好了"),
        ("我唔見咗張卡", "要掛失"),
    ],
)
def test_a_wish_of_its_own_is_nobodys_name(lin, words, answer):
    lin.says("转账")

    assert answer in lin.says(words)


@pytest.mark.parametrize("name", ["于娥", "高明细", "何收益", "车贷公司", "江海基金管理有限公司", "隔壁老王"])
def test_a_name_that_is_like_a_wish_is_a_name(lin, name):
    lin.says("转账")

    assert lin.says(name).startswith(f"{name}还不在您的收款人里。")


@pytest.fixture
def told_anew(lin, chen):
    """Lin wishes to send 500, and says another sum with whom."""
    lin.says("转500")
    lin.now += timedelta(seconds=20)
    lin.says(f"陈国强 {CHEN}，300")
    return lin


def test_of_two_sums_the_one_that_was_said_later_counts(told_anew, order):
    assert (order(told_anew)["收款人"], order(told_anew)["金额"]) == ("陈国强", 300_00)


@pytest.mark.parametrize("words", ["改成600", "不是300是600"])
def test_a_sum_that_is_corrected_after_it_counts_all_the_same(told_anew, order, words):
    told_anew.now += timedelta(seconds=20)
    told_anew.says(words)

    assert order(told_anew)["金额"] == 600_00


@pytest.mark.parametrize("words", ["不是陈国强是王五", "改成王五", "错了，是王五"])
def test_a_payee_that_is_corrected_leaves_the_sum_that_was_said_with_the_one_before(told_anew, order, words):
    told_anew.now += timedelta(seconds=20)
    told_anew.says(words)
    told_anew.says("6214830000000009")

    assert (order(told_anew)["收款账号"][-4:], order(told_anew)["金额"]) == ("0009", 300_00)


def test_a_payee_that_is_corrected_leaves_the_last_sum_that_was_said(told_anew, order):
    for words in ("改成600", "不是陈国强是王五", "6214830000000009"):
        told_anew.now += timedelta(seconds=20)
        told_anew.says(words)

    assert (order(told_anew)["收款人"], order(told_anew)["金额"]) == ("王五", 600_00)


def test_a_sum_that_was_said_with_a_new_payee_counts_where_a_number_is_still_asked_for(lin, chen, order):
    lin.says("转500")
    lin.now += timedelta(seconds=20)
    assert lin.says("陈国强，300").startswith("陈国强还不在您的收款人里。")
    lin.says(CHEN)

    assert order(lin)["金额"] == 300_00


@pytest.mark.parametrize(
    "number", ["6239990000000002816", "6239 9900 0000 0002 816", "6214830000000009", "19900000001"]
)
def test_a_number_that_is_sent_where_a_sum_is_asked_for_is_none(lin, chen, number):
    lin.says(f"转给陈国强，账号{CHEN}")

    assert lin.says(number) == "您发的是账号或手机号，不是金额。请说一个数，比如500元。\n转多少钱？"


def test_an_account_that_is_sent_with_another_name_is_not_taken_for_theirs(lin, order):
    lin.says("给李四转300")
    said = lin.says("王小明 6214830000000009")
    assert said.startswith(
        "您发的是王小明的账号，不是李四的。要转给王小明，请说“不是李四是王小明”，再发账号。"
    )

    lin.says("不是李四是王小明")
    lin.says("6214830000000009")
    assert (order(lin)["收款人"], order(lin)["金额"]) == ("王小明", 300_00)


def test_a_name_that_is_sent_with_another_account_is_not_taken_for_the_one_before(lin, order):
    lin.says("转300到6214830000000009")
    assert lin.says("王小明 6214830000000017").startswith("您发的是另一个账号。")

    lin.says("改成6214830000000017")
    lin.says("王小明")
    assert (order(lin)["收款账号"][-4:], order(lin)["金额"]) == ("0017", 300_00)


@pytest.mark.parametrize("first", ["转300", "给王小明转300"])
def test_a_bank_that_is_named_with_the_account_is_not_asked_for_again(lin, order, first):
    lin.says(first)
    lin.says("王小明，招商银行，账号110923456789012")

    assert (order(lin)["收款银行"], order(lin)["金额"]) == ("招商银行", 300_00)


def test_the_bank_of_an_account_that_takes_the_place_of_another_is_its_own(lin, order):
    lin.says("转300")
    lin.says("王小明，招商银行，账号110923456789012")
    lin.says("改成110923456789099")

    assert lin.reply.parts[-1] == "这是哪家银行的账号？"


BETWEEN = [
    "从尾号1668转500到尾号1196",
    "從尾號1668轉500到尾號1196",
    "给我尾号1196的卡转500，从尾号1668扣",
    "send 500 from card 1668 to card 1196",
    "从1668转500到1196",
    "transfer 500 from 1668 to 1196",
]


@pytest.fixture
def household(fund):
    fund(HOUSEHOLD, "10000")


@pytest.mark.parametrize("words", BETWEEN)
def test_an_order_between_ones_own_accounts_takes_one_sentence(chen, rich, order, words):
    chen.says(words)

    assert between(order(chen)) == ("1668", "6239 9900 0000 0001 196", 500_00)


def test_it_goes_the_other_way_round_where_it_is_said_so(chen, rich, household, order):
    chen.says("从尾号1196转500到尾号1668")

    assert between(order(chen)) == ("1196", "6239 9900 0000 0001 668", 500_00)


def test_the_account_alone_that_is_paid_takes_one_sentence_too(chen, rich, order):
    chen.says("转500到我自己尾号1196的卡")

    assert between(order(chen)) == ("1668", "6239 9900 0000 0001 196", 500_00)


@pytest.mark.parametrize("words", BETWEEN)
def test_the_same_sentence_answers_whom_to_pay(chen, rich, order, words):
    chen.says("转账")
    chen.says(words)

    assert between(order(chen)) == ("1668", "6239 9900 0000 0001 196", 500_00)


def test_what_pays_is_no_payee_and_stays_told(lin, chen, rich, household, order):
    chen.says("转账")
    assert chen.says("用尾号1196") == f"好的，从尾号1196付款。\n{WHOM}"
    assert chen.says("五百块") == f"好的，转¥500.00，从尾号1196付款。\n{WHOM}"
    chen.says("林晓雯，6239990000000002816")

    assert between(order(chen)) == ("1196", "6239 9900 0000 0002 816", 500_00)


def test_what_pays_is_said_with_whom_to_pay(lin, chen, rich, household, order):
    chen.says("转500")
    chen.says("从尾号1196转给林晓雯")
    chen.says("6239990000000002816")

    assert between(order(chen)) == ("1196", "6239 9900 0000 0002 816", 500_00)


def test_of_two_that_pay_the_one_that_was_said_later_counts(lin, chen, rich, household, order):
    chen.says("从尾号1668转500")
    chen.now += timedelta(seconds=20)
    chen.says("用尾号1196")
    chen.says("林晓雯，6239990000000002816")
    assert order(chen)["付款账户"] == "活期 尾号1196"

    chen.now += timedelta(seconds=20)
    chen.says("改用尾号1668")
    assert order(chen)["付款账户"] == "活期 尾号1668"


def test_the_own_account_that_is_paid_is_corrected(lin, chen, rich, order):
    chen.says("从尾号1668转500到尾号1196")
    chen.says("不是尾号1196是林晓雯")
    chen.says("6239990000000002816")

    assert between(order(chen)) == ("1668", "6239 9900 0000 0002 816", 500_00)


def between(lines):
    """The tail that pays, the account that is paid, how much: in whatever language the order is."""
    amount, _, number, _, payer, *_ = lines.values()
    return payer[-4:], number, amount


@pytest.mark.parametrize(
    "wish", ["附近嘅分行", "最近的网点在哪", "交电费", "我要还信用卡", "branches near me"]
)
def test_a_wish_that_can_not_be_met_yet_is_nobodys_name(lin, wish):
    lin.says("转账300元")
    lin.says(wish)

    first, *_, last = lin.reply.parts
    english = "Whom would you like to pay? A name, a card or account number, or a mobile number, please."
    not_here = ("现在还不能在微信里办理。", "現在還不能在微信裡辦理。", "this can't be done in WeChat yet.")
    assert (first.endswith(not_here), last in (WHOM, traditional(WHOM), english)) == (True, True)


@pytest.mark.parametrize("name", ["江海便利店", "东门团购", "城南咖啡店", "江海电力公司", "小李保险代理"])
def test_a_shop_may_be_called_like_what_can_not_be_had_yet(lin, name):
    lin.says("转账300元")

    assert lin.says(name).startswith(f"{name}还不在您的收款人里。")


def test_whose_given_name_was_said_may_be_named_in_full_with_the_account(lin, chen, order):
    lin.says("给国强转100")
    lin.says(f"陈国强 {CHEN}")

    assert (order(lin)["收款人"], order(lin)["金额"]) == ("陈国强", 100_00)


@pytest.mark.parametrize(
    "words", ["改成一百刀", "改用旅行的那张卡", "改成加急", "改成微信零钱", "改成对公账户"]
)
def test_what_is_nobody_takes_nobodys_place(lin, chen, order, words):
    lin.says(f"给陈国强转101，账号{CHEN}")
    lin.says(words)

    assert (order(lin)["收款人"], order(lin)["金额"]) == ("陈国强", 101_00)

"""What customers say to an order that waits for its signature: each is done, or asked about."""

import pytest

from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.whom import Payee
from guitai.understanding.answer import How

ASKED_WHOM = "转给谁？请说姓名，或者发卡号、账号、手机号。"
ASKED_HOW_MUCH = "转多少钱？"
AT_ONCE, TOMORROW = "签名后马上转出，不能撤销", "2026年11月24日 00:30"


@pytest.fixture(autouse=True)
def ordered(lin):
    """Lin has ordered 500 for 张三, for tomorrow, with a remark."""
    for name, number in (("张三", "6214830000000108"), ("李四", "6214830000000207")):
        book.arrived(lin.db, lin.owner, Payee(name, number, "308584000013"))
    lin.says("给张三转500，备注饭钱，次日到账")


def orders(lin):
    return [state for (state,) in lin.db.execute("SELECT state FROM shield.orders ORDER BY order_id")]


@pytest.mark.parametrize(
    "words",
    ["错了，不是500", "不是500", "不对，不是五百", "no, not 500", "我没说要转500", "金额写错了", "金额不对"],
)
def test_a_sum_that_is_only_denied_is_asked_for(lin, order, words):
    assert lin.says(words) == ASKED_HOW_MUCH
    lin.says("300")

    assert (order(lin)["收款人"], order(lin)["金额"], order(lin)["附言"]) == ("张三", 300_00, "饭钱")


@pytest.mark.parametrize(
    "words",
    [
        "不是张三",
        "不对，不是张三",
        "not 张三",
        "收款人写错了",
        "收款人错了",
        "不是这个人",
        "wrong payee",
        "我没说要转给张三",
    ],
)
def test_a_payee_who_is_only_denied_is_asked_for(lin, order, words):
    assert lin.says(words) == ASKED_WHOM
    lin.says("李四")

    assert (order(lin)["收款人"], order(lin)["金额"], order(lin)["附言"]) == ("李四", 500_00, "饭钱")


@pytest.mark.parametrize(
    "words",
    [
        "先别转",
        "别转了",
        "不转了",
        "先不转了",
        "等等，先别转",
        "等一下，别转",
        "取消这笔",
        "hold on, don't send it",
        "please don't send it",
    ],
)
def test_an_order_that_is_not_to_be_sent_is_left(lin, words):
    assert lin.says(words) == "好的，已经取消。"

    assert orders(lin) == ["void"]


@pytest.mark.parametrize("how", [How.TYPED, How.SPOKEN])
def test_it_is_left_aloud_too(lin, how):
    assert lin.says("先别转", how).endswith("好的，已经取消。")


def test_what_is_not_to_be_sent_is_left_before_all_is_told_too(lin):
    lin.says("取消")
    lin.says("给张三转账")

    assert lin.says("先别转") == "好的，已经取消。"


@pytest.mark.parametrize(
    "words, label, value",
    [
        ("备注写房租", "附言", "房租"),
        ("附言房租", "附言", "房租"),
        ("加个备注，房租", "附言", "房租"),
        ("备注改成房租", "附言", "房租"),
        ("要实时到账", "转出时间", AT_ONCE),
        ("实时到账吧", "转出时间", AT_ONCE),
        ("我没说要转500，800", "金额", 800_00),
        ("不是五百，五千", "金额", 5000_00),
        ("太少了八百吧", "金额", 800_00),
        ("太多了，三百", "金额", 300_00),
        ("八百吧", "金额", 800_00),
        ("800块", "金额", 800_00),
        ("金额写错了，800", "金额", 800_00),
        ("备注写错了，应该是房租", "附言", "房租"),
        ("收款人写错了，是李四", "收款人", "李四"),
        ("I said 50", "金额", 50_00),
        ("not 张三, 李四", "收款人", "李四"),
        ("not 500, 5000", "金额", 5000_00),
    ],
)
def test_what_is_told_otherwise_is_taken(lin, order, words, label, value):
    before = {"收款人": "张三", "金额": 500_00, "附言": "饭钱", "转出时间": TOMORROW}
    lin.says(words)

    assert {name: order(lin)[name] for name in before} == before | {label: value}


def test_a_transfer_that_leaves_at_once_is_put_off_in_a_word(lin, order):
    lin.says("改成实时到账")
    lin.says("选次日到账")

    assert order(lin)["转出时间"] == TOMORROW


def test_an_account_at_another_bank_is_none_to_pay_from(lin):
    assert lin.says("换成建行那张卡付").startswith("您没有可以付款的账户“建设银行”。")
    assert lin.says("付款账户改成5207").startswith("您没有可以付款的账户“5207”。")


@pytest.mark.parametrize(
    "words",
    ["500到账了吗", "先不转800", "我没说要转给李四", "我不是张三", "附言写错了", "1", "5207"],
)
def test_what_tells_nothing_otherwise_changes_nothing(lin, order, words):
    lin.says(words)
    lin.says("再说一遍")

    assert (order(lin)["收款人"], order(lin)["金额"], order(lin)["附言"]) == ("张三", 500_00, "饭钱")

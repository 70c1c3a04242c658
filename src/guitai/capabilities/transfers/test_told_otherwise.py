"""Several things are told otherwise in one, or beside an answer: each is taken, or asked for."""

from datetime import timedelta

import pytest

from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.whom import Payee
from guitai.understanding.answer import How

CMB = "308584000013"
ASKED_WHOM = "转给谁？请说姓名，或者发卡号、账号、手机号。"
ASKED_HOW_MUCH = "转多少钱？"
TOMORROW = "2026年11月24日 00:30"


@pytest.fixture(autouse=True)
def people(lin):
    """Whom Lin has paid before."""
    for name, called, number in (
        ("孙丽娟", "女儿", "6214830000000009"),
        ("张三", "", "6214830000000108"),
        ("李四", "", "6214830000000207"),
    ):
        book.arrived(lin.db, lin.owner, Payee(name, number, CMB, called=called))


@pytest.fixture
def says(lin, order):
    """Says these one after the other; what the order that is shown at last says of whom, how much, and the rest."""

    def of(*words, how=How.TYPED):
        for one in words:
            lin.says(one, how)
        shown = order(lin)
        return shown["收款人"], shown["金额"] // 100, shown.get("附言", ""), shown["转出时间"]

    return of


AT_ONCE = "签名后马上转出，不能撤销"


@pytest.mark.parametrize("how", [How.TYPED, How.SPOKEN])
@pytest.mark.parametrize(
    "words, name, yuan",
    [
        ("不对，给张三转800", "张三", 800),
        ("改成800给张三", "张三", 800),
        ("换成500给张三", "张三", 500),
        ("改成给张三转八百", "张三", 800),
        ("错了，应该是给李四转520", "李四", 520),
        ("不是给女儿转500，是给张三转800", "张三", 800),
        ("不是女儿，是张三，转800", "张三", 800),
        ("不是500，是800，给张三", "张三", 800),
    ],
)
def test_whom_and_how_much_are_told_otherwise_in_one(says, how, words, name, yuan):
    assert says("给女儿转500", words, how=how)[:2] == (name, yuan)


@pytest.mark.parametrize(
    "words, told",
    [
        ("make it 800 to 张三", ("张三", 800, "房租", AT_ONCE)),
        ("改成明天转300", ("孙丽娟", 300, "房租", TOMORROW)),
        ("make it 800 tomorrow", ("孙丽娟", 800, "房租", TOMORROW)),
        ("改成300，备注饭钱", ("孙丽娟", 300, "饭钱", AT_ONCE)),
        ("改成给李四，备注饭钱，次日到账", ("李四", 500, "饭钱", TOMORROW)),
    ],
)
def test_what_is_told_otherwise_is_taken_and_the_rest_stays(says, words, told):
    assert says("给女儿转500，备注房租", words) == told


def test_what_was_asked_for_is_told_otherwise_too(says):
    assert says("转账", "女儿", "三百", "不对，给张三转800")[:2] == ("张三", 800)
    assert says("取消", "转账", "女儿", "300", "不是女儿是李四，转800")[:2] == ("李四", 800)
    assert says("取消", "转300", "女儿", "不是女儿是李四，转800")[:2] == ("李四", 800)
    assert says("取消", "转账", "女儿 300", "改成李四")[:2] == ("李四", 300)
    assert says("取消", "转账", "女儿 300", "改成明天转200") == ("孙丽娟", 200, "", TOMORROW)


def test_what_is_told_otherwise_before_the_last_question_is_kept_for_it(lin, says):
    lin.says("给女儿转账")
    assert lin.says("改成李四，备注饭钱") == ASKED_HOW_MUCH

    assert says("320") == ("李四", 320, "饭钱", AT_ONCE)


def test_a_new_sum_that_is_none_is_asked_for_and_the_old_one_is_not_kept(lin):
    lin.says("给女儿转500")

    said = lin.says("改成给张三转60000")
    assert said.startswith("在微信里一笔最多转¥50,000.00")
    assert said.endswith(ASKED_HOW_MUCH)
    lin.says("800")
    assert "给张三转¥800.00" in lin.reply.parts[0]


@pytest.mark.parametrize(
    "words, told",
    [
        ("三百，备注房租", ("孙丽娟", 300, "房租", AT_ONCE)),
        ("300 附言饭钱", ("孙丽娟", 300, "饭钱", AT_ONCE)),
        ("三百，明天转", ("孙丽娟", 300, "", TOMORROW)),
    ],
)
def test_what_is_told_beside_an_answer_is_not_lost(says, words, told):
    assert says("给女儿转账", words) == told


def test_what_is_told_beside_whom_to_pay_is_not_lost(lin, says):
    lin.says("转账")
    assert lin.says("女儿，备注饭钱") == ASKED_HOW_MUCH

    assert says("300") == ("孙丽娟", 300, "饭钱", AT_ONCE)


def test_of_two_sums_the_later_counts_whatever_is_told_beside_it(lin, says):
    lin.says("转500")
    lin.now += timedelta(seconds=20)

    assert says("女儿 300 备注饭钱") == ("孙丽娟", 300, "饭钱", AT_ONCE)


def test_an_account_that_is_paid_to_does_not_become_the_one_that_is_paid_from(chen, fund, order):
    fund("6239990000000001668", "1000")
    chen.says("转账")
    chen.says("尾号1196，300")

    assert (order(chen)["付款账户"], order(chen)["金额"]) == ("活期 尾号1668", 300_00)


def test_who_was_chosen_before_is_not_who_is_named_now(lin, says):
    for name, number in (("张珊", "6214830000000405"), ("章三", "6214830000000504")):
        book.arrived(lin.db, lin.owner, Payee(name, number, CMB))
    lin.says("给张散转500", How.SPOKEN)  # nobody's name, and it sounds like three: they choose
    assert lin.taps("第2项").startswith("给")

    assert lin.says("不对，给掌三转800", How.SPOKEN).endswith("4. 都不是")
    lin.taps("都不是")
    assert says("取消", "给张散转500", "1", "改成李四")[:2] == ("李四", 500)


def test_an_account_that_was_sent_for_one_payee_does_not_become_anothers(lin, chen):
    lin.says("给老王转500")
    lin.says("6214830000000603")
    lin.says("王建国")

    assert lin.says("改成给老周转800").startswith("老周还不在您的收款人里。请发对方的卡号或账号")


@pytest.mark.parametrize(
    "words, memo",
    [
        ("备注：押金，下月退我200", "押金,下月退我200"),
        ("留言：生日快乐，晚点还你200", "生日快乐,晚点还你200"),
        ("备注改成：押金，5号退", "押金,5号退"),
        ("备注也加上：饭钱", "饭钱"),
        ("备注再加一句 生日快乐", "生日快乐"),
        ("备注写个饭钱吧", "饭钱"),
        ("备注改成水电费吧", "水电费"),
        ("（备注：饭钱）", "饭钱"),
        ("备注呢就写生活费", "生活费"),
    ],
)
def test_the_memo_of_an_open_order_is_whole_and_nothing_else_changes(says, words, memo):
    assert says("给李四转800", words) == ("李四", 800, memo, AT_ONCE)


@pytest.mark.parametrize(
    "words, memo",
    [
        ("给李四转800，备注：押金，5号退", "押金,5号退"),
        ("给李四转800，备注：押金，下月退我200", "押金,下月退我200"),
        ("给李四转800，备注押金，5号退", "押金,5号退"),
        ("给李四转800（备注：饭钱）", "饭钱"),
        ("给李四转800，备注呢就写生活费", "生活费"),
        ("给李四转800作为明天的饭钱", "明天的饭钱"),
    ],
)
def test_the_memo_that_is_told_at_once_is_whole_too(says, words, memo):
    assert says(words) == ("李四", 800, memo, AT_ONCE)


def test_what_is_told_of_the_transfer_behind_the_memo_is_no_part_of_it(says):
    assert says("给李四转800", "备注：房租，金额改成300") == ("李四", 300, "房租", AT_ONCE)
    assert says("取消", "给李四转800", "备注：房租，明天转") == ("李四", 800, "房租", TOMORROW)

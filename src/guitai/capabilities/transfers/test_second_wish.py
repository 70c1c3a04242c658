"""Two wishes in one message: the second is opened where the first ends at once; else it is to tap, as it was said."""

import pytest

from guitai.capabilities.transfers import book
from guitai.capabilities.transfers.whom import Payee
from guitai.conversation import store

CHEN = "6239990000000001668"


def test_a_second_wish_in_the_message_is_offered_beside_the_first_and_after_it(lin, chen, sign):
    said = lin.says(f"给陈国强转40，账号{CHEN}，然后看看我的余额")
    assert said.startswith("给陈国强转¥40.00")
    assert [tap.label for tap in lin.reply.taps] == ["查余额"]

    sign(lin)
    assert lin.reply.taps[0].label == "查余额"
    assert lin.taps("查余额").startswith("您的余额查好了")


def test_a_second_wish_keeps_what_was_said_of_it(lin, chen):
    said = lin.says(f"看看我的余额，然后给陈国强转40，账号{CHEN}")

    assert "给陈国强转¥40.00" in said


def test_where_the_first_wish_ends_at_once_the_second_is_opened(lin, chen):
    said = lin.says(f"看看我的余额，然后给陈国强转40，账号{CHEN}")
    assert said.startswith("您的余额查好了")

    assert [one.flow for one in store.chat_of(lin.db, lin.owner).stack] == ["transfers.send"]


def test_two_look_ups_are_both_shown(lin):
    said = lin.says("看看我的余额，然后看看我的账户")

    assert [said.count(words) for words in ("您的余额查好了", "您在本行的账户")] == [1, 1]


def test_a_second_wish_is_offered_where_the_first_is_left(lin, chen):
    lin.says(f"给陈国强转40，账号{CHEN}，然后看看我的余额")
    lin.says("取消")

    assert [tap.label for tap in lin.reply.taps] == ["查余额"]


def test_a_second_transfer_in_the_message_is_offered_when_the_first_is_ended(lin, chen, sign):
    lin.says(f"给陈国强转40，账号{CHEN}，再给王小红转30")
    assert lin.reply.taps == []

    sign(lin)
    assert lin.reply.taps[0].label == "转账（第二笔）"
    assert "王小红" in lin.taps("转账（第二笔）")
    assert lin.says(CHEN).startswith("户名账号不符")


def test_the_second_transfer_goes_by_that_name(lin, chen, sign):
    lin.says(f"给陈国强转40，账号{CHEN}，再给王小红转30")
    sign(lin)

    assert "王小红" in lin.says("第二笔")


def test_a_new_transfer_is_told_from_the_one_that_is_still_open(lin, chen):
    lin.says(f"给陈国强转40，账号{CHEN}")
    lin.says(f"给陈国强转50，账号{CHEN}")

    assert [tap.label for tap in lin.reply.taps] == ["继续转账", "改办新的转账"]
    assert "给陈国强转¥50.00" in lin.taps("改办新的转账")


def pays(lin, *names):
    """They have paid these before."""
    for at, name in enumerate(names, 1):
        book.arrived(lin.db, lin.owner, Payee(name, f"62148300000{at}0{at}08", "308584000013"))


def test_what_ends_at_once_goes_on_to_the_second_and_the_third(lin):
    pays(lin, "张三")
    said = lin.says("看看我的余额，再看看我的账户，然后给张三转40")

    at = [said.index(words) for words in ("您的余额查好了", "您在本行的账户", "给张三转¥40.00")]
    assert at == sorted(at)


def test_what_can_not_be_opened_is_said_and_the_next_is_opened(lin):
    pays(lin, "张三")
    said = lin.says("查余额，交电费，再给张三转40")

    at = [
        said.index(words)
        for words in ("您的余额查好了", "“交水费、电费等生活缴费”现在还不能在微信里办理", "给张三转¥40.00")
    ]
    assert at[0] < min(at[1:])


def test_both_others_are_to_tap_beside_an_order_and_after_it(lin, sign):
    pays(lin, "张三")
    lin.says("给张三转40，再看看我的余额，然后看看我的账户")
    assert [tap.label for tap in lin.reply.taps] == ["查余额", "我的账户"]

    sign(lin)
    assert [tap.label for tap in lin.reply.taps][:2] == ["查余额", "我的账户"]
    said = lin.taps("查余额")
    assert "您的余额查好了" in said
    assert "您在本行的账户" in said


def test_three_transfers_go_one_after_the_other(lin, sign):
    pays(lin, "张三", "李四", "王五")
    said = lin.says("给张三转100，给李四转200，给王五转300")
    assert "给张三转¥100.00" in said
    assert "您说了三笔，一笔一笔来：后面两笔等这一笔办完再办。" in said

    sign(lin)
    assert "给李四转¥200.00" in lin.taps("转账（第二笔）")
    sign(lin)
    assert "给王五转¥300.00" in lin.says("下一笔")


@pytest.mark.parametrize("words", ["最后一个", "后面那个", "好的，第二个"])
def test_which_to_go_on_with_is_chosen_by_its_place(lin, chen, words):
    lin.says(f"给陈国强转40，账号{CHEN}")
    lin.says(f"给陈国强转50，账号{CHEN}")

    assert "给陈国强转¥50.00" in lin.says(words)


@pytest.mark.parametrize(
    "words, whom, fen",
    [
        ("办李四的", "李四", 2500_00),
        ("对，张三那笔不要了，办李四的", "李四", 2500_00),
        ("先转李四的吧", "李四", 2500_00),
        ("李四", "李四", 2500_00),
        ("给李四转2500", "李四", 2500_00),
        ("李四那笔，改成2600", "李四", 2600_00),
        ("先办张三的", "张三", 4000_00),
    ],
)
def test_whoever_is_named_is_paid_what_was_told_for_them(lin, order, words, whom, fen):
    for name, number in (("张三", "6214830000000108"), ("李四", "6214830000000207")):
        book.arrived(lin.db, lin.owner, Payee(name, number, "308584000013"))
    lin.says("给张三转4000进货")
    lin.says("再给李四也转2500")
    lin.says(words)

    assert (order(lin)["收款人"], order(lin)["金额"]) == (whom, fen)


@pytest.mark.parametrize(
    "words, whom, fen",
    [
        ("no, keep the first one", "李四", 620_00),
        ("finish the old one first", "李四", 620_00),
        ("还是先办原来那笔吧", "李四", 620_00),
        ("the new one please", "张三", 90_00),
        ("就转第二笔吧", "张三", 90_00),
        ("前面那笔不要了，转后面那笔", "张三", 90_00),
        ("forget the first one", "张三", 90_00),
        ("第二笔取消，办第一笔", "李四", 620_00),
    ],
)
def test_which_is_chosen_by_which_was_first(lin, order, words, whom, fen):
    for name, number in (("张三", "6214830000000108"), ("李四", "6214830000000207")):
        book.arrived(lin.db, lin.owner, Payee(name, number, "308584000013"))
    lin.says("给李四转620")
    lin.says("再给张三转90")
    lin.says(words)

    assert (order(lin)["收款人"], order(lin)["金额"]) == (whom, fen)


def test_what_is_ordered_beside_an_order_of_which_something_is_asked_takes_no_place_of_it(lin):
    for name, number in (("张三", "6214830000000108"), ("李四", "6214830000000207")):
        book.arrived(lin.db, lin.owner, Payee(name, number, "308584000013"))
    lin.says("transfer 620 to Li Si")  # whom that means is asked
    lin.says("oh and also 90 to Zhang San")

    assert [tap.label for tap in lin.reply.taps] == ["Go on: Transfers", "Instead, a new one: Transfers"]


def test_a_bare_number_that_may_be_the_hour_is_asked_about_though_something_else_is_asked_first(lin):
    book.arrived(lin.db, lin.owner, Payee("李四", "6214830000000207", "308584000013"))
    lin.says("send 800 to Li Si this Friday at 3pm")
    lin.says("make it 4")
    lin.says("1")

    assert [tap.label for tap in lin.reply.taps] == ["¥800.00", "¥4.00"]


@pytest.mark.parametrize(
    "words, taken", [("yes, do the deposit instead", "deposits.open"), ("先存定期吧", "deposits.open")]
)
def test_which_is_chosen_by_what_it_is_called(lin, words, taken):
    book.arrived(lin.db, lin.owner, Payee("张三", "6214830000000108", "308584000013"))
    lin.says("给张三转500" if words.startswith("先") else "send 500 to 张三")
    lin.says("存8000三个月定期" if words.startswith("先") else "open a fixed deposit of 8000 for 3 months")
    lin.says(words)

    assert store.chat_of(lin.db, lin.owner).stack[-1].flow == taken


def test_what_is_asked_of_an_order_in_the_same_message_is_to_tap_and_the_order_answers(lin, chen):
    book.arrived(lin.db, lin.owner, Payee("张三", "6214830000000108", "308584000013"))
    said = lin.says("给张三转500，手续费多少")
    assert "给张三转¥500.00" in said

    assert lin.taps("咨询").startswith("这一笔不收手续费。")


def test_what_is_wished_beside_leaving_an_order_is_done(lin):
    lin.says("给张三转260")
    said = lin.says("不转了，他把我拉黑了呵呵，你把这笔取消 再给我看看余额")

    assert "您的余额查好了" in said
    assert store.chat_of(lin.db, lin.owner).stack == []


@pytest.mark.parametrize(
    "words, first, second",
    [
        ("转给张三和李四各100", 100, 100),
        ("send 100 each to 张三 and 李四", 100, 100),
        ("给张三转500，李四转300", 500, 300),
    ],
)
def test_two_who_are_paid_in_one_breath_are_paid_one_after_the_other(lin, sign, words, first, second):
    for name, number in (("张三", "6214830000000108"), ("李四", "6214830000000207")):
        book.arrived(lin.db, lin.owner, Payee(name, number, "308584000013"))
    said = lin.says(words)
    assert "张三" in said
    assert f"¥{first}.00" in said

    sign(lin)
    said = lin.taps(lin.reply.taps[0].label)
    assert "李四" in said
    assert f"¥{second}.00" in said


BOTH = "给张三转500，李四转300"


@pytest.mark.parametrize(
    "both, words, whom, fen",
    [
        # the second is left, and the first stays
        (BOTH, "李四那笔不要了", "张三", 500_00),
        (BOTH, "第二笔取消", "张三", 500_00),
        (BOTH, "李四那300不用了,刚在店里扫码给他了", "张三", 500_00),
        (BOTH, "李四那个不要了，只转张三的", "张三", 500_00),
        (BOTH, "只给张三转", "张三", 500_00),
        (BOTH, "李四那笔取消，张三那笔改成220", "张三", 220_00),
        ("轉500俾張三,再轉300俾李四", "李四嗰筆取消,張三嗰筆改做220", "张三", 220_00),
        ("给张三转500,还有李四的300一起", "不给李四转了，他说不急", "张三", 500_00),
        # the first is left, and the second is opened
        (BOTH, "张三的撤了吧", "李四", 300_00),
        (BOTH, "前面那笔不要了", "李四", 300_00),
        (BOTH, "500那笔不转了", "李四", 300_00),
        (BOTH, "只转李四的", "李四", 300_00),
        (BOTH, "张三的照旧不行，张三的别转了，李四的改成350", "李四", 350_00),
        ("给张三和李四各转300", "张三说他那份不要了", "李四", 300_00),
        ("pay 张三 500 and 李四 300 please", "张三的cancel, 李四的keep", "李四", 300_00),
        (
            "send 500 to 张三 and 300 to 李四",
            "forget the 张三 one, I gave him cash. only 李四",
            "李四",
            300_00,
        ),
        # nothing is left
        (BOTH, "张三那笔能取消吗", "张三", 500_00),
        (BOTH, "张三的不要备注", "张三", 500_00),
    ],
)
def test_of_two_in_one_message_the_one_that_is_named_is_left(lin, order, both, words, whom, fen):
    pays(lin, "张三", "李四")
    lin.says(both)
    lin.says(words)

    told = [*order(lin).values()]
    assert whom in told
    assert fen in told


def test_who_leaves_the_second_is_told_so_and_is_not_offered_it_again(lin, sign):
    pays(lin, "张三", "李四")
    lin.says(BOTH)
    assert lin.says("李四那笔不要了").startswith("好的，给李四的那一笔不办了，这一笔还在。")

    sign(lin)
    assert "转账（第二笔）" not in [tap.label for tap in lin.reply.taps]


def test_both_are_left(lin):
    pays(lin, "张三", "李四")
    lin.says(BOTH)
    lin.says("两笔都取消")

    assert store.chat_of(lin.db, lin.owner).stack == []
    assert lin.reply.taps == []


def test_of_three_the_middle_one_is_left(lin, sign):
    pays(lin, "张三", "李四", "王五")
    lin.says("给张三转100，给李四转200，给王五转300")
    lin.says("李四的不要了")
    sign(lin)

    assert "给王五转¥300.00" in lin.taps("转账（第二笔）")


def test_what_else_is_wished_beside_leaving_one_is_done(lin):
    pays(lin, "张三", "李四")
    lin.says(BOTH)
    said = lin.says("李四那笔取消，再看看余额")

    assert "您的余额查好了" in said
    assert "给张三转¥500.00" in said


def test_a_card_that_stays_blocked_blocks_no_other_and_the_order_beside_it_is_left(lin):
    pays(lin, "李四")
    lin.says("把5207那张卡冻了,再从2816给李四转300")
    lin.says("钱不转了取消,卡冻着就行")

    assert store.chat_of(lin.db, lin.owner).stack == []

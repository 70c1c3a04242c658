"""A card is reported lost in the midst of a transfer: the order that was to be paid from it is not put up again."""

import pytest

from guitai.ledger.accounts import accounts_of, open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money


@pytest.fixture
def ordering(lin, known):
    """Lin, with an order that is not signed yet, to be paid from the first account."""
    known(lin, "张三", "6214830000000108", "308584000013")
    lin.says("给张三转100")
    return lin


@pytest.fixture
def second(lin):
    """Lin's second account, with money on it."""
    two = open_account(lin.db, lin.owner, "current", "6239990000000005207").key
    entry = transfer(Money.parse("900"), owner=lin.owner, name="second", source=Internal.RESERVES, target=two)
    post(lin.db, entry)


def test_it_is_paid_from_another_account_and_that_is_said(second, ordering, order):
    assert order(ordering)["付款账户"] == "活期 尾号2816"
    ordering.says("挂失尾号2816")

    assert [*ordering.reply.parts][3:5] == [
        "我们接着办“转账”。",
        "活期 尾号2816已经挂失，这一笔从活期 尾号5207付款。",
    ]
    assert (order(ordering)["付款账户"], order(ordering)["金额"]) == ("活期 尾号5207", 100_00)


def test_the_order_that_could_not_go_is_void(second, ordering, sign):
    ordering.says("挂失尾号2816")
    sign(ordering)

    states = ordering.db.execute("SELECT state FROM shield.orders ORDER BY drafted_at, state").fetchall()
    assert sorted(state for (state,) in states) == ["signed", "void"]


@pytest.fixture
def named(second, known, lin):
    """Lin, with an order from the account that she named, whose card is lost then."""
    known(lin, "张三", "6214830000000108", "308584000013")
    lin.says("从尾号2816给张三转100，备注买菜")
    lin.says("挂失尾号2816")
    return lin


def test_where_the_lost_one_was_named_it_is_asked_which_other_pays(named):
    assert named.reply.parts[-1].startswith("活期 尾号2816已经挂失，付不了款。这一笔改从哪个账户付？")
    assert [tap.label for tap in named.reply.taps] == ["活期 尾号5207"]


@pytest.mark.parametrize("words", ["改用尾号5207", "从5207付", "5207", "好的", "1"])
def test_the_same_order_goes_on_from_the_other(named, order, words):
    named.says(words)

    document = order(named)
    assert (document["付款账户"], document["金额"], document["附言"]) == ("活期 尾号5207", 100_00, "买菜")
    assert any("尾号5207付款。" in part for part in named.reply.parts if isinstance(part, str))


def test_a_lost_account_that_is_named_in_a_new_order_is_asked_about_too(named, order):
    named.says("取消")
    named.says("从尾号2816给张三转300")
    assert named.reply.parts[-1].startswith("活期 尾号2816已经挂失，付不了款。")
    named.says("5207")

    assert (order(named)["付款账户"], order(named)["金额"]) == ("活期 尾号5207", 300_00)


def test_where_there_is_no_other_nothing_goes_and_that_is_said(ordering):
    ordering.says("挂失尾号2816")

    assert ordering.reply.parts[-1].startswith("付款账户已经挂失，这一笔没有转出，您的钱没有变动。")


def test_a_lost_account_is_no_choice_to_change_to(second, lin, known):
    known(lin, "张三", "6214830000000108", "308584000013")
    lin.says("挂失尾号2816")

    assert lin.says("给张三转100").startswith("活期 尾号2816已经挂失，这一笔从活期 尾号5207付款。\n")


@pytest.mark.parametrize(
    "words", ["不对，我5207的卡丢了！先挂失5207", "wrong! my card 5207 is lost, block 5207"]
)
def test_a_no_before_another_wish_corrects_nothing_of_the_order(second, ordering, order, words):
    ordering.says(words)
    ordering.says("是")

    assert 100_00 in order(ordering).values()
    states = {one.tail: one.debits_open for one in accounts_of(ordering.db, ordering.owner)}
    assert states == {"2816": True, "5207": False}

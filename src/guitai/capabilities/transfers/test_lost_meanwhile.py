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

    assert [*ordering.reply.parts][3:5] == ["我们接着办“转账”。", "从活期 尾号5207付款。"]
    assert (order(ordering)["付款账户"], order(ordering)["金额"]) == ("活期 尾号5207", 100_00)


def test_the_order_that_could_not_go_is_void(second, ordering, sign):
    ordering.says("挂失尾号2816")
    sign(ordering)

    states = ordering.db.execute("SELECT state FROM shield.orders ORDER BY drafted_at, state").fetchall()
    assert sorted(state for (state,) in states) == ["signed", "void"]


def test_where_the_lost_one_was_named_nothing_goes_and_that_is_said(second, known, lin):
    known(lin, "张三", "6214830000000108", "308584000013")
    lin.says("从尾号2816给张三转100")
    lin.says("挂失尾号2816")

    assert lin.reply.parts[-1].startswith("付款账户已经挂失，这一笔没有转出，您的钱没有变动。请换一个账户")


def test_where_there_is_no_other_nothing_goes_and_that_is_said(ordering):
    ordering.says("挂失尾号2816")

    assert ordering.reply.parts[-1].startswith("付款账户已经挂失，这一笔没有转出，您的钱没有变动。")


def test_a_lost_account_is_no_choice_to_change_to(second, lin, known):
    known(lin, "张三", "6214830000000108", "308584000013")
    lin.says("挂失尾号2816")

    assert lin.says("给张三转100").startswith("从活期 尾号5207付款。\n")


@pytest.mark.parametrize(
    "words", ["不对，我5207的卡丢了！先挂失5207", "wrong! my card 5207 is lost, block 5207"]
)
def test_a_no_before_another_wish_corrects_nothing_of_the_order(second, ordering, order, words):
    ordering.says(words)
    ordering.says("是")

    assert 100_00 in order(ordering).values()
    states = {one.tail: one.debits_open for one in accounts_of(ordering.db, ordering.owner)}
    assert states == {"2816": True, "5207": False}

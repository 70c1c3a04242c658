"""From which account a deposit is paid: named, told otherwise, lost, or with too little on it, on a phone."""

import pytest
from tests.savers import ordered

from guitai.ledger.accounts import accounts_of, open_account
from guitai.ledger.chart import Internal
from guitai.ledger.entry import transfer
from guitai.ledger.posting import post
from guitai.money import Money

ASKED = "从哪个账户转出？\n1. 活期 尾号2816\n2. 活期 尾号5207"


@pytest.fixture
def saver(lin):
    """Lin, with 4,705 yuan on a second account."""
    two = open_account(lin.db, lin.owner, "current", "6239990000000005207").key
    post(
        lin.db,
        transfer(Money.parse("4705"), owner=lin.owner, name="two", source=Internal.RESERVES, target=two),
    )
    return lin


def what(phone):
    """How much the order is for, from which account."""
    document = ordered(phone)
    return str(document.amount("amount")), document.line("source")[1][-4:]


def test_the_account_that_was_named_is_not_asked_for(saver):
    assert saver.says("从尾号5207存3000块定期半年").startswith("到期以后怎么办？")
    saver.says("1")

    assert what(saver) == ("3000.00", "5207")


@pytest.mark.parametrize("words", ["存3万定期一年从2816", "从2816存3万定期一年"])
def test_a_bare_tail_beside_the_sum_hides_neither(saver, words):
    assert saver.says(words).startswith("到期以后怎么办？")
    saver.says("1")

    assert what(saver) == ("30000.00", "2816")


@pytest.mark.parametrize(
    "words, paid",
    [
        ("存定期6000,六个月,从2816扣", ("6000.00", "2816")),
        ("存三个月定期9000 从2816", ("9000.00", "2816")),
        ("存定期3000 从5207 半年", ("3000.00", "5207")),
    ],
)
def test_how_much_stands_behind_the_word_for_it_and_the_account_elsewhere(saver, words, paid):
    assert saver.says(words).startswith("到期以后怎么办？")
    saver.says("1")

    assert what(saver) == paid


@pytest.mark.parametrize("words", ["扣5207的吧,2816月底要还房贷", "扣5207的吧，2816我要留着"])
def test_a_tail_is_no_sum_where_how_much_is_asked_and_it_is_said_what_pays(saver, words):
    saver.says("存定期半年")
    saver.says("从2816")
    assert saver.says(words).startswith("想存多少？")
    saver.says("3000元")
    saver.says("1")

    assert what(saver) == ("3000.00", "5207")


def test_what_becomes_of_it_is_told_in_the_same_message(saver):
    saver.says("从尾号5207存3000块定期半年，到期不续存")

    assert ordered(saver).content["lines"][-1]["text"] == "不续存，本金和利息都转到活期"


def test_an_account_that_is_none_of_theirs_is_asked_for_anew(saver):
    assert saver.says("从尾号9999存3000块定期半年") == f"您没有可以转出的账户“9999”，请换一个。\n{ASKED}"


@pytest.mark.parametrize("words", ["换成5207", "不是2816是5207"])
def test_the_account_is_told_otherwise_by_its_tail_and_not_the_sum(saver, words):
    saver.says("存1000定期一年")
    saver.says("2816")
    saver.says(words)
    saver.says("1")

    assert what(saver) == ("1000.00", "5207")


def test_what_becomes_of_it_may_be_said_first(saver):
    saver.says("存1000定期一年")
    assert saver.says("不用转存") == ASKED
    saver.says("2816")

    assert ordered(saver).content["lines"][-1]["text"] == "不续存，本金和利息都转到活期"


def test_another_sum_may_be_said_first(saver):
    saver.says("存1万定期一年")
    assert saver.says("3万5") == ASKED
    saver.says("2816")
    saver.says("1")

    assert what(saver) == ("35000.00", "2816")


def test_a_number_that_is_no_tail_of_theirs_is_not_taken_for_a_sum(saver):
    saver.says("存1万定期一年")

    assert saver.says("5208") == f"您没有可以转出的账户“5208”，请换一个。\n{ASKED}"


@pytest.mark.parametrize(
    "words, paid",
    [
        ("那从2816", ("10000.00", "2816")),
        ("哦5207不够，还是2816", ("10000.00", "2816")),
        ("2000", ("2000.00", "5207")),
    ],
)
def test_too_little_is_told_at_once_and_another_account_or_sum_is_asked_for(saver, words, paid):
    saver.says("存1万定期一年")
    said = saver.says("5207")
    assert said == "这个账户的可用余额不够。\n请换一个账户，或者说一个少一些的金额。\n1. 活期 尾号2816"
    saver.says(words)
    saver.says("1")

    assert what(saver) == paid


def test_the_smaller_sum_stays_when_the_account_is_told_otherwise(saver):
    saver.says("存1万定期一年")
    saver.says("5207")
    saver.says("2000元")
    saver.says("1")
    saver.says("换成2816")

    assert what(saver) == ("2000.00", "2816")


def test_a_lost_account_is_not_offered_and_that_is_said(saver):
    saver.says("存1000定期一年")
    saver.says("挂失尾号2816")
    at = saver.reply.parts.index("我们接着办“存定期”。")

    assert saver.reply.parts[at + 1] == "活期 尾号2816已经挂失，这笔存款从活期 尾号5207转出。"
    saver.says("1")
    assert what(saver) == ("1000.00", "5207")


@pytest.fixture
def ordered_from(saver):
    """Lin, with an order of 1,000 yuan for a year that is paid from the account with this tail."""

    def orders(tail):
        saver.says(f"从{tail}存1000定期一年，到期不续存")
        assert what(saver) == ("1000.00", tail)
        return saver

    return orders


@pytest.mark.parametrize("words", ["挂失5207", "冻结5207", "我的5207丢了", "freeze 5207"])
def test_an_order_that_the_lost_card_pays_asks_for_another_account_in_the_same_turn(ordered_from, words):
    saver = ordered_from("5207")
    saver.says(words)

    assert not [one for one in accounts_of(saver.db, saver.owner) if one.tail == "5207" and one.debits_open]
    assert [tap.label[-4:] for tap in saver.reply.taps] == ["2816"]
    assert "5207" in saver.reply.parts[-1]
    assert "2816" not in "".join(saver.reply.parts)


@pytest.mark.parametrize("words", ["好", "改用尾号2816", "从2816出", "1"])
def test_it_goes_on_with_the_same_deposit_from_the_other(ordered_from, words):
    saver = ordered_from("5207")
    saver.says("挂失5207")
    saver.says(words)

    assert what(saver) == ("1000.00", "2816")
    assert any("转出。" in part and "2816" in part for part in saver.reply.parts if isinstance(part, str))


def test_or_it_is_left(ordered_from):
    saver = ordered_from("5207")
    saver.says("挂失5207")

    assert saver.says("不存了") == "好的，已经取消。"


def test_an_order_that_another_account_pays_stays_and_that_is_said_once(ordered_from):
    saver = ordered_from("2816")
    saver.says("挂失5207")
    at = saver.reply.parts.index("我们接着办“存定期”。")

    assert saver.reply.parts[at + 1] == "活期 尾号5207已经挂失，这笔存款从活期 尾号2816转出。"
    assert what(saver) == ("1000.00", "2816")


def test_of_several_that_are_left_the_list_says_why_one_is_missing(saver):
    open_account(saver.db, saver.owner, "current", "6239990000000001196")
    saver.says("挂失5207")

    said = saver.says("存1000定期一年")
    assert said.startswith("活期 尾号5207已经挂失，不能从它转出。从哪个账户转出？\n1. ")
    assert "5207" not in "".join(tap.label for tap in saver.reply.taps)


@pytest.mark.parametrize("words", ["我的定期", "看看我的定期", "my deposits"])
def test_the_deposits_are_shown_meanwhile_and_the_order_is_as_it_was(ordered_from, words):
    saver = ordered_from("2816")
    shown = saver.says(words)

    assert "存款" in shown.splitlines()[0] or "eposit" in shown.splitlines()[0]
    assert what(saver) == ("1000.00", "2816")


def test_for_a_later_day_none_is_opened_and_that_is_said(lin):
    said = lin.says("定存10000一年，下个月1号存")

    assert said.startswith("存款在签名的当天存入，不能预约以后的日子。想到2026年12月1日再存，请回复“取消”")


@pytest.mark.parametrize("words", ["零存整取每月500", "开个零存整取"])
def test_what_is_paid_in_every_month_is_said_not_to_be_offered(lin, words):
    assert lin.says(words).startswith("每月存入的零存整取现在还不能办理，这里是一次存入的。")


@pytest.mark.parametrize(
    "words",
    [
        "等下 我5207还有多少",
        "先看下2816余额",
        "哎先问下 我这个月转出去过几笔",
        "wait, how much do I have in 5207?",
    ],
)
def test_what_is_asked_meanwhile_is_answered_and_the_list_put_up_again(saver, words):
    saver.says("存3000定期一年")
    saver.says(words)
    assert [tap.label[-4:] for tap in saver.reply.taps] == ["2816", "5207"]
    assert len(saver.reply.parts) > 2
    saver.says("从5207")
    saver.says("1")

    assert what(saver) == ("3000.00", "5207")


@pytest.mark.parametrize(
    "words",
    [
        "5207里拿3000存三年定期",
        "想把5207里的三千存三年定期",
        "拿5207里面的三千，存个三年定期",
        "put 3000 in a three year fixed deposit from 5207",
    ],
)
def test_the_account_may_be_a_tail_alone(saver, words):
    saver.says(words)
    saver.says("1")

    assert what(saver) == ("3000.00", "5207")


def test_where_there_is_too_little_another_account_is_taken(saver):
    saver.says("存9500定期一年")
    saver.says("5207")
    saver.says("哦对 不够，那从2816吧")
    saver.says("1")

    assert what(saver) == ("9500.00", "2816")


@pytest.mark.parametrize(
    "words", ["从5207扣，别动2816", "5207走，2816先别动", "5207度扣", "don't touch 2816, use 5207"]
)
def test_an_account_that_shall_be_left_alone_neither_pays_nor_is_a_sum(saver, words):
    saver.says("存3000一年定期到期不续")
    saver.says(words)

    assert what(saver) == ("3000.00", "5207")


def test_where_another_account_is_asked_for_its_tail_is_no_sum(saver):
    saver.says("存9500定期一年")
    saver.says("5207")
    saver.says("不对 2816")
    saver.says("1")

    assert what(saver) == ("9500.00", "2816")


def test_what_is_said_to_stay_stays(saver):
    saver.says("存2000定期三年到期续本金")
    saver.says("那存3000，三年不变")
    saver.says("5207")

    assert what(saver) == ("3000.00", "5207")


@pytest.mark.parametrize("words", ["5207", "5207。", "2816"])
def test_digits_alone_that_are_a_tail_of_theirs_are_no_sum_unasked(saver, words):
    saver.says("存定期一年，从2816出")
    said = saver.says(words)

    assert said.startswith(
        f"“{words[:4]}”也是您账户的尾号。要存¥{words[0]},{words[1:4]}.00，请说“{words[:4]}元”；"
    )
    assert said.endswith("想存多少？¥50.00起存。")


@pytest.mark.parametrize(
    "words, paid",
    [
        (["5207元"], ("5207.00", "2816")),
        (["5,207"], ("5207.00", "2816")),
        (["从5207转出", "3000"], ("3000.00", "5207")),
        (["从5207", "3000"], ("3000.00", "5207")),
    ],
)
def test_it_is_said_which_they_are(saver, words, paid):
    saver.says("存定期一年，到期不续，从2816出")
    for said in ["5207", *words]:
        saver.says(said)

    assert what(saver) == paid


@pytest.mark.parametrize("words", ["5208", "3000", "5207.50", "52070"])
def test_other_digits_alone_are_the_sum(saver, words):
    saver.says("存定期一年，到期不续，从2816出")
    saver.says(words)

    assert what(saver) == (f"{float(words):.2f}", "2816")

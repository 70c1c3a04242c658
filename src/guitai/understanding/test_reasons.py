"""What only says why, behind what is told of an open order."""

from datetime import date, datetime
from functools import partial

import pytest

from guitai.money import Money
from guitai.understanding.load import understanding
from guitai.understanding.orders.open_order import Order
from guitai.understanding.orders.reasons import kept_for
from guitai.understanding.orders.retelling import retold
from guitai.understanding.slots.transfer_words import Monthly
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
BEFORE = {"payee": "张三", "amount": Money.parse("1200")}


def order(intent="transfers.send", formerly=None, **before):
    read = partial(understanding().told_of, intent, now=NOW)
    return Order(intent, read, {**BEFORE, **before}, {"2816", "5207"}, formerly=formerly or {})


@pytest.mark.parametrize(
    "said",
    [
        "从5207那张走吧,2816留着还房贷",
        "用5207,2816要还信用卡",
        "换5207吧,2816下周要扣房贷",
        "走5207,2816里的钱我要还花呗",
        "用5207 2816留着交学费",
        "用5207,2816啲錢要留嚟還房貸",
        "use 5207, I need 2816 for the mortgage",
        "from 5207 please, 2816 is for rent",
        "account换5207那个, 2816要留着pay rent",
        "2816不够,用5207",
    ],
)
def test_what_another_account_is_kept_for_is_no_sum_and_no_wish(said):
    new = retold(said, order())
    assert (new.told, new.rest) == ({"account": "5207"}, "")


@pytest.mark.parametrize("said", ["从5207存吧,2816留着还房贷", "用5207,2816要交房租"])
def test_so_of_a_deposit(said):
    assert retold(said, order("deposits.open")).told == {"account": "5207"}


@pytest.mark.parametrize("said", ["用5207,2816丢了帮我挂失", "用5207,2816还有多少钱"])
def test_what_is_wished_or_asked_of_it_is_no_reason(said):
    new = retold(said, order())
    assert new is None or "2816" in new.rest


@pytest.mark.parametrize("said", ["还是从2816扣", "用2816付，要还给他"])
def test_the_account_that_pays_is_kept_for_nothing(said):
    assert retold(said, order(account="5207")).told == {"account": "2816"}
    assert not kept_for("从尾号2816扣", {"2816"})


def test_where_no_other_account_is_told_it_tells_nothing():
    assert retold("2816留着还房贷", order()) is None


@pytest.mark.parametrize("said", ["用5207,金额2816", "用5207,转2816", "用5207付,2816块,他要交房租"])
def test_what_is_called_a_sum_is_one(said):
    assert retold(said, order()).told == {"account": "5207", "amount": Money.parse("2816")}


@pytest.mark.parametrize(
    "said",
    [
        "我看了合同 写的是每月10号交,改下",
        "合同写的是10号,帮我改下",
        "睇返合約係每月10號,改一改",
        "the contract says the 10th, change it",
        "房东说每月10号交,麻烦改一下",
    ],
)
def test_what_is_known_to_be_so_is_told_where_it_shall_be_changed(said):
    assert retold(said, order(arrival=Monthly(5))).told == {"arrival": Monthly(10)}


@pytest.mark.parametrize(
    "said", ["我上次转了600,改下", "他说是600我说是700,改下", "我就剩600,改一下", "这事我说了300遍了,改一下"]
)
def test_nothing_is_where_that_is_of_something_else(said):
    new = retold(said, order())
    assert new is None or "amount" not in new.told


def test_a_number_behind_a_comma_is_its_own():
    told = retold("少打了一个8,88.88", order(amount=Money.parse("88.8"))).told
    assert told == {"amount": Money.parse("88.88")}


@pytest.mark.parametrize(
    "said", ["12月1号吧,早一天", "早一天吧,12月1号 Tuesday", "one day earlier, Dec 1 Tuesday"]
)
def test_a_day_that_is_named_counts_beside_by_how_much_that_is_sooner(said):
    assert retold(said, order(arrival=date(2026, 12, 2))).told == {"arrival": date(2026, 12, 1)}


def test_where_they_are_two_days_neither_is_told():
    assert retold("早一天吧,12月5号", order(arrival=date(2026, 12, 2))) is None


@pytest.mark.parametrize(
    "said",
    ["改回来", "……我眼花了 单子上就是1200,改回来", "还是改回去吧", "本来就是对的,改回来", "change it back"],
)
def test_what_goes_back_takes_what_was_told_before(said):
    was = {"amount": [Money.parse("1200")]}
    new = retold(said, order(formerly=was, amount=Money.parse("1830")))
    assert new.told == {"amount": Money.parse("1200")}


def test_where_several_were_changed_it_is_not_known_which():
    was = {"amount": [Money.parse("1200")], "memo": ["货款"]}
    assert retold("改回来", order(formerly=was, amount=Money.parse("1830"), memo="饭钱")) is None


@pytest.mark.parametrize("said", ["用返2816", "都係用返2816啦", "換返2816", "唔好啦,都係用返2816"])
def test_who_goes_back_to_an_account_tells_no_sum(said):
    assert retold(said, order(account="5207")).told == {"account": "2816"}

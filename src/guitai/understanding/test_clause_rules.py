"""Each rule decides what it is for, with all that stand before it."""

from datetime import date, datetime
from functools import partial

import pytest

from guitai.money import Money
from guitai.understanding.load import understanding
from guitai.understanding.orders.clause_rules import RULES, clause
from guitai.understanding.orders.monthly_words import MonthlyBut
from guitai.understanding.orders.open_order import Order
from guitai.understanding.slots.durations import Term
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
FRIDAY = date(2026, 11, 27)
SENT = {"payee": "张三", "amount": Money.parse("500")}
BETWEEN = {"own": "2816", "account": "5207", "amount": Money.parse("500")}
PUT_AWAY = {"amount": Money.parse("10000"), "term": Term(years=1)}
OF_DEPOSIT = ("deposits.open", PUT_AWAY)
NOT_SO = {**SENT, "arrival": MonthlyBut(("hour",), (10,))}
# By rule: what is said, and of which order, where it is not of ¥500 for 张三.
EXAMPLES = {
    "begins_with_a_no": ("不是张三是李四",),
    "spares_an_account": ("别动5207",),
    "is_no_alone": ("啊不",),
    "leaves_all_as_it_is": ("还是不改了",),
    "leaves_a_part_as_it_is": ("备注不动",),
    "gives_up_what_can_not_be": (
        "forget the hour",
        "transfers.send",
        {**SENT, "arrival": MonthlyBut(("hour",), (10,))},
    ),
    "keeps_it_so_long": ("那三吧", *OF_DEPOSIT),
    "goes_back": ("还是改回货款", "transfers.send", SENT, {"memo": ["货款"]}),
    "leaves_the_order": ("发错窗口了",),
    "leaves_it_for_another": ("算了还是存吧",),
    "has_no_memo": ("不要备注",),
    "opens_a_memo": ("备注改一下",),
    "is_so_and_not_so": ("是李四不是张三",),
    "is_one_instead_of_the_other": ("500改600",),
    "turns_it_round": ("搞反了", "transfers.send", BETWEEN),
    "has_a_nought_too_many": ("多打了一个0",),
    "is_of_another_order": ("李四那笔改成900",),
    "moves_the_day": ("晚两天", "transfers.send", {**SENT, "arrival": FRIDAY}),
    "has_no_place_here": ("给李四转600", *OF_DEPOSIT),
    "changes_the_sum": ("少转100",),
    "drops_it": ("这笔取消吧",),
    "denies_and_tells_nothing": ("那不要几点了",),
    "tells_what_stays": ("一年不变", *OF_DEPOSIT),
    "says_more": ("明天我怕钱不够",),
    "denies_what_it_tells": ("500太多了",),
    "is_a_tail_or_a_sum": ("就5207",),
    "tells_parts": ("从5207出",),
}


def order(intent="transfers.send", before=SENT, formerly=None):
    """An open one, of which that was told, and formerly something else."""
    read = partial(understanding().told_of, intent, now=NOW)
    return Order(intent, read, before, {"2816", "5207"}, term=before.get("term"), formerly=formerly or {})


def test_every_rule_has_an_example():
    assert [*EXAMPLES] == [rule.__name__ for rule in RULES]


@pytest.mark.parametrize("rule, example", EXAMPLES.items())
def test_it_is_decided_by_the_rule_that_is_for_it(rule, example):
    said, *of = example
    assert clause(said, order(*of)).by == rule


@pytest.mark.parametrize(
    "said, told",
    [
        ("500改600", {"amount": Money.parse("600")}),
        ("change 500 to 600", {"amount": Money.parse("600")}),
        ("给张三改给李四", {"payee": "李四"}),
        ("5207改2816", {"account": "2816"}),
        ("周五改周六", {"arrival": date(2026, 11, 28)}),
    ],
)
def test_what_it_was_is_told_with_what_it_is_instead(said, told):
    new = clause(said, order(before={**SENT, "account": "5207", "arrival": FRIDAY}))
    assert (new.told, new.by) == (told, "is_one_instead_of_the_other")


@pytest.mark.parametrize("said", ["400改600", "王五改李四", "2816改5207", "send 500 to 李四"])
def test_what_it_never_was_tells_nothing_so(said):
    assert clause(said, order(before={**SENT, "account": "5207"})).by != "is_one_instead_of_the_other"

"""By how much a sum was changed just now, put right."""

from datetime import datetime
from functools import partial

import pytest

from guitai.money import Money
from guitai.understanding.load import understanding
from guitai.understanding.orders.open_order import Order
from guitai.understanding.orders.perhaps import Instead
from guitai.understanding.orders.retelling import perhaps, retold
from guitai.understanding.orders.told_added import Added, added
from guitai.understanding.slots.found import Unsure
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
WAS, STANDS, MORE = Money.parse("460"), Money.parse("488"), Money.parse("28")
READ = partial(understanding().told_of, "transfers.send", now=NOW)


def order(by=MORE, amount=STANDS, lately=()):
    of, before = Added(WAS, by) if by else None, {"payee": "张三", "amount": amount}
    return Order("transfers.send", READ, before, {"2816"}, added=of, lately=lately)


@pytest.mark.parametrize(
    "said",
    [
        "不是28,是38",
        "打车是38,不是28",
        "诶不对 他又说打车是38不是28",
        "唔係28,係38",
        "sorry, the taxi was 38 not 28",
        "no, 38 not 28",
        "打错了,多转38",
    ],
)
def test_another_sum_is_added_instead(said):
    assert retold(said, order()).told == {"amount": Money.parse("498")}


def test_so_where_it_was_made_less():
    told = retold("不对,是少转80", order(-Money.parse("60"), Money.parse("400"))).told
    assert told == {"amount": Money.parse("380")}


def test_what_is_added_further_is_added_to_all_of_it():
    assert retold("再加10", order()).told == {"amount": Money.parse("498")}


@pytest.mark.parametrize("said", ["不用加了", "唔使加喇"])
def test_what_is_not_added_after_all_leaves_what_it_was(said):
    assert retold(said, order()).told == {"amount": WAS}


@pytest.mark.parametrize("said", ["不是28,是488", "不是28,是38,还是48来着"])
def test_what_may_be_all_of_it_or_is_one_of_several_is_asked_for(said):
    assert isinstance(retold(said, order()).told["amount"], Unsure)


@pytest.mark.parametrize("said", ["打车是38,不是28", "不对 打车是38不是28"])
def test_nor_is_it_known_where_a_sum_is_denied_that_was_named_and_not_taken(said):
    assert isinstance(retold(said, order(None, WAS, [MORE])).told["amount"], Unsure)


@pytest.mark.parametrize(
    "stands, said, right",
    [("28", "不是28是38", "38"), ("12000", "不是1.2万是1.3万", "13000"), ("500", "不是五百是五百五", "550")],
)
def test_what_it_was_is_denied_as_ever(stands, said, right):
    assert retold(said, order(None, Money.parse(stands))).told == {"amount": Money.parse(right)}


@pytest.mark.parametrize("said", ["他说回来打车的28也算我的,加上吧", "再加28打车费", "计埋28蚊车费"])
def test_what_comes_to_it_is_asked_about_as_so_much_more(said):
    assert perhaps(said, order(None, WAS)).told["amount"].better == STANDS


def test_by_how_much_it_was_changed_is_what_the_message_before_named():
    assert added(STANDS, [WAS], [MORE]) == Added(WAS, MORE)
    assert added(Instead("", (STANDS, WAS)), [], [MORE]) == Added(WAS, MORE)
    assert added(STANDS, [WAS], [STANDS]) is None
    assert added(STANDS, [], [MORE]) is None

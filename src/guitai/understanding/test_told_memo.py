"""What is remarked on an open order, told anew."""

from datetime import datetime
from functools import partial

import pytest

from guitai.money import Money
from guitai.understanding.load import understanding
from guitai.understanding.orders.open_order import Order
from guitai.understanding.orders.retelling import retold
from guitai.understanding.orders.told_memo import renamed
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
AT_NINE = datetime(2026, 11, 24, 9, tzinfo=BANK_ZONE)
BEFORE = {"payee": "李四", "amount": Money.parse("268"), "memo": "饭钱"}


def order(formerly=None, **before):
    read = partial(understanding().told_of, "transfers.send", now=NOW)
    return Order("transfers.send", read, {**BEFORE, **before}, {"2816"}, formerly=formerly or {})


@pytest.mark.parametrize(
    "said, memo",
    [
        ("备注改成12月房租,11月的上次交过了", "12月房租"),
        ("备注改成12月房租,11月已经交了", "12月房租"),
        ("備註改做Birthday啦,佢生日嚟㗎", "Birthday"),
        ("memo改成team dinner好了", "team dinner"),
        ("memo改team dinner,上次那个写错了", "team dinner"),
        ("备注写聚餐就好", "聚餐"),
        ("備註改做聚餐啦唔該", "聚餐"),
        ("memo換做Birthday喇", "Birthday"),
        ("change the memo to team dinner, it was not a project thing", "team dinner"),
        ("备注别写上周了,就写 饭钱", "饭钱"),
        ("备注里谢谢俩字去掉 就写 饭钱", "饭钱"),
        ("写错了 备注应该是饭钱", "饭钱"),
        ("备注里别写上周,只写聚餐", "聚餐"),
        ("備註唔好寫上周,寫聚餐", "聚餐"),
        ("备注改房租", "房租"),
        # What may be part of it stays.
        ("备注改成哈哈", "哈哈"),
        ("备注改成好了没", "好了没"),
        ("备注改成张姐,王哥,李姐饭钱", "张姐,王哥,李姐饭钱"),
    ],
)
def test_what_is_said_behind_it_is_no_part_of_it(said, memo):
    assert retold(said, order()).told == {"memo": memo}


@pytest.mark.parametrize(
    "said",
    [
        "备注还是那个 不变啊",
        "备注还是原来那个",
        "备注就用原来的",
        "備註照舊呀",
        "備註唔使改",
        "memo还是那个",
        "备注还是之前的不用改",
        "备注还那样",
    ],
)
def test_that_it_stays_is_not_what_is_written(said):
    new = retold(f"改成300,{said}", order())
    assert new.told == {"amount": Money.parse("300")}


def test_what_was_written_before_it_was_changed_is_not_known_by_that():
    assert retold("备注还是原来的", order({"memo": ["货款"]})) is None
    assert retold("改成300,备注还是那个", order({"memo": ["货款"]})).told == {"amount": Money.parse("300")}


@pytest.mark.parametrize(
    "said",
    [
        "actually 10:30am, and drop the memo",
        "make it 10:30am and remove the memo",
        "10:30am and take the memo out",
        "10:30am without the memo",
        "備註刪咗佢,10點半",
    ],
)
def test_it_is_dropped_beside_an_hour_of_the_same_day(said):
    told = retold(said, order(arrival=AT_NINE)).told
    assert told == {"memo": "", "arrival": AT_NINE.replace(hour=10, minute=30)}


def test_of_a_text_without_a_remark_nothing_is_cut():
    assert renamed("他上次已经交过了,好了") == "他上次已经交过了,好了"

"""What is told otherwise of an open order beside a story of why: what it ends with counts, and nothing else of it."""

from datetime import datetime
from functools import partial

import pytest

from guitai.money import Money
from guitai.understanding.acquaintance import Acquaintance, told_by
from guitai.understanding.load import understanding
from guitai.understanding.orders.open_order import Order
from guitai.understanding.orders.retelling import perhaps, retold
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)
KNOWN = Acquaintance(lambda: {"张三", "李四"}, lambda: {"2816", "5207"})
SENT = {"payee": "张三", "amount": Money.parse("3000")}


def order(intent="transfers.send", *, term=None, **before):
    read = partial(told_by, KNOWN, understanding(), intent, now=NOW)
    return Order(intent, read, before or SENT, {"2816", "5207"}, term=term, knows=KNOWN.knows)


@pytest.mark.parametrize(
    "said, yuan",
    [
        ("金额要改 刚跟他对了下账 扣掉他垫的水电那些乱七八糟的 最后是2715.6", "2715.60"),
        ("扣掉他垫的200 最后是2750", "2750"),
        ("改一下 他又加了点东西 结果是3120", "3120"),
        ("打完折最终是2800", "2800"),
        ("减了他的油钱 一共是2715", "2715"),
        ("he took the deposit off, so it comes to 2,715.60", "2715.60"),
        ("less the water bill, it works out at 2750", "2750"),
    ],
)
def test_a_sum_that_is_told_as_the_end_result_is_the_sum(said, yuan):
    new = retold(said, order()) or perhaps(said, order())
    sum_ = new.told["amount"]

    assert getattr(sum_, "better", sum_) == Money.parse(yuan)


@pytest.mark.parametrize("said", ["我卡里最后是5000", "最后他收到了吗", "结果他没要"])
def test_what_ends_otherwise_tells_no_sum(said):
    assert retold(said, order()) is None

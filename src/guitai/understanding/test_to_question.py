"""How what is told of an open order was said to the question that is open."""

from datetime import datetime
from functools import partial

import pytest

from guitai.money import Money
from guitai.understanding.answer import Answer, NotTaken
from guitai.understanding.load import understanding
from guitai.understanding.orders.open_order import Order
from guitai.understanding.orders.retelling import retold
from guitai.understanding.orders.to_question import To, said_to
from guitai.zone import BANK_ZONE

NOW = datetime(2026, 11, 23, 10, tzinfo=BANK_ZONE)


def order(intent="transfers.send", **before):
    return Order(
        intent, partial(understanding().told_of, intent, now=NOW), before, {"2816", "5207"}, asked=True
    )


class Question:
    """One that takes what has this slot."""

    def __init__(self, name):
        self.name = name

    def reads(self, answer):
        try:
            return (answer.slots[self.name],)
        except (KeyError, NotTaken):
            return None


@pytest.mark.parametrize(
    "name, said, to",
    [
        ("amount", "八百", To.ANSWERS),
        ("amount", "从5207出，八百", To.ANEW),
        ("payee", "李四", To.READS),
        ("payee", "那李四 九百九", To.ANEW),
        ("payee", "尾号5207", To.READS),
        ("payee", "应该是李四", To.ANSWERS),
        ("payee", "不是张三，是李四", To.ANSWERS),
        ("account", "从5207出", To.ANSWERS),
        ("term", "八百", To.ANEW),
    ],
)
def test_the_open_question_takes_its_own_answer_alone(name, said, to):
    of = order()

    assert said_to(Question(name), retold(said, of), Answer(said, NOW), of) is to


@pytest.mark.parametrize(
    "name, said, to",
    [
        ("account_no", "不是张三，是李四", To.ANEW),
        ("amount", "算了不转了", To.ANEW),
        ("account", "5207不够，还是2816", To.ANSWERS),
        ("day", "20号吧，19号我收房租", To.ANEW),
        ("memo", "转给李四", To.ANEW),
    ],
)
def test_what_tells_the_order_otherwise_is_none(name, said, to):
    of = order(payee="张三", amount=Money.parse("500"), account="5207")

    assert said_to(Question(name), retold(said, of), Answer(said, NOW), of) is to


@pytest.mark.parametrize("said", ["进5207", "转入5207"])
def test_where_a_deposit_goes_is_no_sum_of_it(said):
    of = order("deposits.withdraw")

    assert said_to(Question("amount"), retold(said, of), Answer(said, NOW), of) is To.ANEW

"""Which of several sums is ordered, learnt of a few sentences: sums that it has never seen are told apart."""

import pytest

from guitai.money import Money
from guitai.understanding.fold import said
from guitai.understanding.known import READ_ON
from guitai.understanding.slots.reading import read
from guitai.understanding.slots.words import Meant
from guitai.understanding.tagging import sums

SHAPES = (
    "工资发了{},还信用卡[amount {}]",
    "账单一共{},还[amount {}]就行",
    "还[amount {}],卡里留{}",
    "还{}还是{}呢",
    "要不还{},要不还{}",
)
YUAN = ("500", "三千", "8000", "1万2", "660", "九百", "4500", "两万")
PAIRS = [(one, other) for one in YUAN for other in YUAN if one != other]
TAUGHT = {"credit.repay": [shape.format(*pair) for shape in SHAPES for pair in PAIRS]}


@pytest.fixture(scope="module")
def chooser():
    return sums.learnt(TAUGHT, keep=False)


@pytest.mark.parametrize(
    "text, yuan",
    [
        ("工资发了7777,还信用卡2345", 2345),
        ("工资发了2345,还信用卡7777", 7777),
        ("还1111,卡里留3333", 1111),
        ("还700还是800呢", None),
        ("还700,工资发了700", None),
    ],
)
def test_a_sum_is_chosen_by_what_is_around_it_whatever_it_is(chooser, text, yuan):
    meant = chooser.choose("credit.repay", read(said(text), READ_ON))

    assert meant.sum == (None if yuan is None else Money(yuan * 100))


def test_for_an_intent_that_was_not_taught_none_is_chosen(chooser):
    assert chooser.choose("loans.repay", read(said("工资发了7777,还信用卡2345"), READ_ON)) == Meant()


def test_what_is_learnt_of_nothing_chooses_nothing():
    reading = read(said("工资发了7777,还信用卡2345"), READ_ON)

    assert sums.learnt({}, keep=False).choose("credit.repay", reading) == Meant()

import copy
import json
import pickle
import traceback
from dataclasses import dataclass

import pytest
from structlog.processors import JSONRenderer

from guitai.language import Catalogue, Language, Words
from guitai.money import Money
from guitai.shield.private import Leak, Private, reveal, sayable

SECRET = "88.88"


@dataclass(frozen=True)
class Account:
    balance: Money
    lines: tuple[str, ...] = ()

    @property
    def public_name(self):
        return Words("活期 尾号{tail}", {"tail": "2816"})

    def above(self, other):
        return self.balance > other


BALANCE = Private(Money.parse(SECRET))
ACCOUNT = Private(Account(Money.parse(SECRET), ("工资", "房租")))


def spoken(value):
    return Catalogue({}).speak(Words("您有{it}。", {"it": value}), Language.SIMPLIFIED)


@pytest.mark.parametrize(
    "say",
    [
        str,
        format,
        lambda value: f"{value}",
        lambda value: f"{value!s:>10}",
        lambda value: "%s" % value,  # noqa: UP031 - the old way must not work either
        "{}".format,
        print,
        lambda value: spoken(value),
        lambda value: spoken(Words("{inner}", {"inner": value})),
        lambda value: spoken(value.fen),
        lambda value: str(value.whole_yuan),
    ],
)
def test_no_way_leads_from_a_private_value_to_words(say):
    with pytest.raises(Leak):
        say(BALANCE)


@pytest.mark.parametrize(
    "use",
    [
        int,
        float,
        len,
        hash,
        list,
        abs,
        bytes,
        json.dumps,
        lambda value: value + Money(1),
        lambda value: Money(1) + value,
        lambda value: 2 * value,
        lambda value: "" + value,
        lambda value: "".join([value]),
        lambda value: {value},
        lambda value: range(value),
        lambda value: "abc"[value],
        lambda value: Money(1) - value,
    ],
)
def test_a_private_value_is_no_number_and_no_text(use):
    with pytest.raises(TypeError):
        use(BALANCE)


@pytest.mark.parametrize(
    "one", [BALANCE, [BALANCE], (BALANCE, 1), {"it": BALANCE}, Words("{it}", {"it": BALANCE})]
)
def test_whatever_holds_a_private_value_shows_nothing_of_it(one):
    assert SECRET not in repr(one)
    assert "8888" not in repr(one)


def test_a_log_shows_nothing_of_it():
    line = JSONRenderer()(None, "", {"event": "paid", "amount": BALANCE, "all": [ACCOUNT]})

    assert "88" not in line


def test_an_error_shows_nothing_of_it():
    error = RuntimeError("went wrong", BALANCE)
    error.__cause__ = ValueError(BALANCE)

    assert "88" not in repr(error) + "".join(traceback.format_exception(error))


def test_the_parts_of_a_private_value_are_private():
    assert isinstance(ACCOUNT.balance, Private)
    assert isinstance(ACCOUNT.lines[0], Private)
    assert [type(line) for line in ACCOUNT.lines] == [Private, Private]
    assert isinstance(ACCOUNT.above(Money(1)), Private)
    assert isinstance(ACCOUNT.balance.fen, Private)


def test_comparing_gives_a_plain_answer():
    five, six = Private(5), Private(6)

    answers = [five < six, five <= 6, six > five, six >= 5, five == 5, five != six, 5 in Private([5])]
    mirrored = [Money(5) < Private(Money(6)), Money(6) >= Private(Money(5)), Money(5) == Private(Money(5))]

    assert all(answer is True for answer in answers + mirrored)
    assert bool(Private([])) is False


def test_a_part_that_is_not_there_is_an_error_like_any_other():
    with pytest.raises(AttributeError):
        _ = ACCOUNT.colour


def test_only_the_public_name_may_be_said():
    assert spoken(sayable({"it": ACCOUNT})["it"]) == "您有活期 尾号2816。"
    with pytest.raises(Leak):
        spoken(sayable({"it": ACCOUNT.balance})["it"])


def test_revealing_gives_the_value_and_leaves_others_alone():
    assert reveal(BALANCE) == Money.parse(SECRET)
    assert reveal("said") == "said"


@pytest.mark.parametrize("away", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_a_copy_is_as_private(away):
    assert isinstance(away(BALANCE), Private)
    assert away(BALANCE) == BALANCE

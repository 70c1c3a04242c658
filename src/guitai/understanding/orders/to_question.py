"""Whether what is told of an open order answers the open question, by rules: the first that knows decides. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cached_property
from typing import Any, Protocol

from guitai.money import Money
from guitai.understanding.answer import Answer
from guitai.understanding.fold import fold, said
from guitai.understanding.orders.open_order import Order
from guitai.understanding.orders.perhaps import comes_to
from guitai.understanding.orders.retelling import Retold
from guitai.understanding.orders.told_account import PAYS
from guitai.understanding.orders.told_parts import WHOM, WITHDRAW
from guitai.understanding.slots.found import Unsure

HOLDER = "name"  # the question in whose name an account is
CHANGES = "changes"  # the question whether it is for another sum
DAYS = frozenset({"arrival", "day", "each", "which_day"})  # the questions that a day alone answers
GIVES = re.compile(r"[给转汇付打寄]|\b(?:to|pay|send|transfer)\b")
IS = re.compile("[那我说的就]*[是系]")


class Asked(Protocol):
    """A question, and what it makes of an answer."""

    @property
    def name(self) -> str: ...
    def reads(self, answer: Answer) -> tuple[Any] | None: ...


class To(Enum):
    """What is said to the question that is open: its answer, what that has to read for itself, or the order anew."""

    ANSWERS = auto()
    READS = auto()
    ANEW = auto()


@dataclass(frozen=True)
class Reply:
    """What was said to a question, of an order of which something is told anew."""

    asked: Asked
    new: Retold
    answer: Answer
    order: Order

    @cached_property
    def told(self) -> frozenset[str]:
        return frozenset(self.new.told)

    @cached_property
    def folded(self) -> str:
        return fold(said(self.answer.text))

    @cached_property
    def taken(self) -> bool:
        """Whether the question takes what is told for its answer."""
        return self.asked.reads(replace(self.answer, text="", slots=self.new.told)) is not None

    @cached_property
    def of_whom(self) -> bool:
        """Whether it tells only who is paid."""
        return self.told <= WHOM


def said_to(asked: Asked, new: Retold, answer: Answer, order: Order) -> To:
    """How it was said to the open question."""
    reply = Reply(asked, new, answer, order)
    return next((to for rule in RULES if (to := rule(reply))), To.ANEW)


def leaves_all_as_it_is(reply: Reply) -> To | None:
    """不改了: which may answer as well."""
    if not reply.new.stays:
        return None
    return To.READS if reply.asked.reads(reply.answer) else To.ANEW


def leaves_or_drops(reply: Reply) -> To | None:
    """算了; 不是给他的; 到期转活期, beside something else."""
    new = reply.new
    drops = (new.drops and not new.told) or (reply.told == {"renewal"} and not new.whole)
    return To.ANEW if new.leaves or drops else None


def is_somebody_else(reply: Reply) -> To | None:
    """不是王五，是李四, where 王五's number is asked."""
    another = reply.new.mends or IS.match(reply.folded)
    return To.ANEW if reply.of_whom and another and not reply.taken else None


def is_where_it_goes(reply: Reply) -> To | None:
    """进1969, where it is asked how much of a deposit is taken out."""
    goes = reply.order.intent == WITHDRAW and reply.told == {"own"}
    return To.ANEW if goes and not reply.taken else None


def is_who_it_should_be(reply: Reply) -> To | None:
    """应该是张三, where it is asked who is paid instead."""
    mends = reply.new.mends and reply.new.whole and reply.told == {"payee"}
    return To.ANSWERS if mends and reply.taken else None


def names_whom(reply: Reply) -> To | None:
    """李四; 6225880123456789."""
    named_alone = not GIVES.search(reply.folded) or reply.told & {"account_no", "mobile"}
    another_own = reply.told == {"own"} == reply.order.before.keys() & WHOM
    return To.READS if reply.of_whom and (named_alone or (reply.taken and not another_own)) else None


def is_a_tail_that_is_paid(reply: Reply) -> To | None:
    """尾号1196, where it is asked who is paid."""
    whom = reply.asked.reads(replace(reply.answer, text="", slots={"payee": reply.answer.text}))
    return To.READS if whom and "account" in reply.told and not PAYS.search(reply.folded) else None


def is_of_the_list_or_so_long(reply: Reply) -> To | None:
    """three then: of the list that is shown, or of years."""
    if reply.told != {"term"} or reply.asked.name == "term" or reply.new.mends:
        return None
    return None if "term" in reply.order.read(reply.answer.text)[1] else To.READS


def changes_the_sum(reply: Reply) -> To | None:
    """改800, where it is asked whether it is for another sum."""
    changes = reply.asked.name == CHANGES and reply.told == {"amount"} and reply.new.whole
    return To.ANEW if changes else None


def is_a_sum_in_doubt(reply: Reply) -> To | None:
    """三千多, where something else than the sum is asked."""
    unsure = reply.new.told.get("amount")
    doubtful = isinstance(unsure, Unsure) and bool(unsure.said)
    return To.READS if reply.told == {"amount"} and doubtful and reply.asked.name != "amount" else None


def is_another_whom(reply: Reply) -> To | None:
    """转给李四, where something else is asked."""
    return To.ANEW if reply.of_whom else None


def names_the_holder(reply: Reply) -> To | None:
    """户名刘洋，备注书费."""
    holder = reply.asked.name == HOLDER and reply.taken
    return To.ANSWERS if holder and not reply.told & {"account_no", "mobile"} else None


def answers_alone(reply: Reply) -> To | None:
    """八百, where the sum is asked; 从5207出, where no account was told yet."""
    before, new = reply.order.before, reply.new
    again = reply.told == {reply.asked.name} or all(before.get(name) == new.told[name] for name in reply.told)
    alone = reply.taken and new.whole and len(reply.told) == 1
    return To.ANSWERS if alone and (reply.told - before.keys() or again) else None


def answers_with_a_reason(reply: Reply) -> To | None:
    """20号吧，19号我收房租; 5207不够，还是2816."""
    day = reply.told == {"arrival"} and reply.asked.name in DAYS
    account = reply.told == {"account"} and reply.new.mends
    return To.ANSWERS if reply.taken and (day or account) else None


def comes_to_a_sum(reply: Reply) -> To | None:
    """再加50饭补 一共370, where the sum is asked."""
    if not (reply.taken and reply.told == {"amount"} == {reply.asked.name}):
        return None
    sum_ = reply.new.told["amount"]
    return To.ANSWERS if comes_to(reply.order.read(reply.answer.text)[0], sum_) else None


def is_read_with_the_rest(reply: Reply) -> To | None:
    """扣5207的吧，2816要还房贷, which tells no sum; 房租800, beside something else."""
    read = reply.asked.reads(replace(reply.answer, slots=reply.new.told))
    if read is None or _is_tail(read[0], reply.new.told.get("account")):
        return None
    one_of_more = not reply.new.whole and len(reply.told) == 1
    return To.READS if reply.told == {"amount"} or one_of_more else None


def _is_tail(value: object, tail: object) -> bool:
    return isinstance(value, Money) and str(value.whole_yuan) == tail


RULES: tuple[Callable[[Reply], To | None], ...] = (
    leaves_all_as_it_is,
    leaves_or_drops,
    is_where_it_goes,
    is_somebody_else,
    is_who_it_should_be,
    names_whom,
    is_a_tail_that_is_paid,
    is_of_the_list_or_so_long,
    changes_the_sum,
    is_a_sum_in_doubt,
    is_another_whom,
    names_the_holder,
    answers_alone,
    answers_with_a_reason,
    comes_to_a_sum,
    is_read_with_the_rest,
)

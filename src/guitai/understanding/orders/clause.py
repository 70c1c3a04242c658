"""One clause of what is said of an open order, and what is read in it. Pure."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from guitai.money import Money
from guitai.understanding.fold import fold
from guitai.understanding.order_talk import (
    BESIDES,
    DENIES,
    EXCLAIMS,
    KNOWS,
    MENDS,
    QUESTION,
    TALK_OF,
    besides,
    left_of,
    parts_named,
)
from guitai.understanding.orders.monthly_words import MonthlyBut, without_limits
from guitai.understanding.orders.open_order import Order, Slots
from guitai.understanding.orders.told_account import PAYS, at_bank
from guitai.understanding.orders.told_parts import PARTS, WHOM, sum_or_tail, told_parts
from guitai.understanding.orders.told_payee import may_be_named
from guitai.understanding.orders.told_sum import OF_PURPOSE
from guitai.understanding.orders.told_when import SEND, hour_alone
from guitai.understanding.slots.found import TIME, Unsure
from guitai.understanding.slots.reading import Reading

# What tells of something else where an order has no place for it.
FOREIGN = frozenset({"payee", "account_no", "mobile", "term", "product", "biller", "instalments"})
DENIED = re.compile(
    r"(?:不对|不是|错了|太[晚早急多少大高迟久长短][了啊点些]*|不[行够])[的啊呀]*$"
    r"|\btoo (?:late|early|much|little|soon)$"
)
# 他那人计较 is why, and names nobody.
OF_HIM = re.compile(r"[他她佢](?:[这那]个?)?(?:人|太|很|真|比较|有点|老是?|总是?|最|嫌|爱|怕|急|又)")
VAGUE = re.compile("[多几来余]|左右|大概|差不多|上下|或者?|还是|to")


@dataclass(frozen=True)
class Clause:
    """What a clause tells, or what else it is. `named` are the parts that are named in what tells none.

    `by` is the rule that has decided it.
    """

    text: str
    told: Slots = field(default_factory=dict)
    values: Slots = field(default_factory=dict, compare=False)  # that are read in what tells none
    digits: str = ""  # which may be a sum or one of their accounts
    change: Money | None = None  # by how much it is more
    other: bool = False
    asks: bool = False
    asked: Slots = field(default_factory=dict)  # what it asks about
    leaves: bool = False
    stays: bool = False  # all is as it was
    mends: bool = False
    guessed: bool = False  # who is paid is what was left over
    of_purpose: bool = False  # it calls the sum by what it is for
    named: frozenset[str] = frozenset()
    by: str = field(default="", compare=False)


@dataclass(frozen=True)
class Said:
    """A clause that is said of an order, as the rules look at it. What is read in it is read when it is asked for."""

    text: str
    order: Order

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def sending(self) -> bool:
        """Whether it is said of a transfer."""
        return self.order.intent == SEND

    @cached_property
    def _read(self) -> tuple[Reading, Slots]:
        return self.order.read(self.text)

    @property
    def reading(self) -> Reading:
        return self._read[0]

    @cached_property
    def all_slots(self) -> Slots:
        """Every slot that is read, of whatever there are slots for."""
        return self._read[1]

    @cached_property
    def _parts(self) -> Slots:
        return told_parts(self.order, self.reading, self.all_slots)

    @cached_property
    def _not_paid(self) -> object:
        """Who is named in it, and isn't to be paid now."""
        whom = self._parts.get("payee")
        return None if whom is None or self.order.pays_now(self.reading.folded, str(whom)) else whom

    @cached_property
    def slots(self) -> Slots:
        """What is read, without who isn't paid now."""
        if self._not_paid is None:
            return self.all_slots
        return {name: value for name, value in self.all_slots.items() if value != self._not_paid}

    @cached_property
    def values(self) -> Slots:
        """The parts of the order that are read in it."""
        return {
            name: value for name, value in self._parts.items() if name != "payee" or self._not_paid is None
        }

    @cached_property
    def of_purpose(self) -> bool:
        """Whether it calls the sum by what it is for."""
        return self.sending and OF_PURPOSE.fullmatch(self.reading.valued) is not None

    @cached_property
    def _left_over(self) -> tuple[str, str]:
        """What is left but for values and talk, or else the name that was left over, which tells whom to pay."""
        if self.of_purpose or (self.sending and hour_alone(self.folded)):
            return "", ""
        whom = "bank" in self.values and self.values.keys() <= WHOM
        if whom and at_bank(self.reading.folded, self.values.get("payee") or self.order.before.get("payee")):
            return "", ""
        left = left_of(self._without_values(), TALK_OF[self.order.intent])
        name = " ".join(left)
        if self.sending and self.values and name == fold(str(self.order.before.get("payee", ""))):
            return "", ""  # make the 张三 one 120
        guessed = len(left) == 1 and may_be_named(name) and not OF_HIM.search(self.reading.folded)
        named = (self.order.knows(name) or guessed) and self.order.pays_now(self.reading.folded, name)
        if self.sending and named and "payee" not in self.values:
            return "", name
        return "".join(left), ""

    def _without_values(self) -> str:
        reading, rest = self.reading, self.reading.masked
        if denied := DENIES.match(reading.folded):
            rest = " " * denied.end() + rest[denied.end() :]
        if isinstance(self.values.get("arrival"), MonthlyBut):
            rest = without_limits(rest, reading.folded)
        for name, value in self.slots.items():
            if name == "counterparty" and self.values.keys() == {"arrival"}:
                continue  # a reason, of the day on which it comes in: 4号我退休金就到了
            at = reading.folded.find(fold(value)) if isinstance(value, str) and value else -1
            if isinstance(value, str) and at >= 0:
                rest = rest[:at] + TIME * len(value) + rest[at + len(value) :]
        if isinstance(self.values.get("amount"), Unsure):
            rest = VAGUE.sub("", rest.replace(fold(reading.unsure), ""))
        return rest

    @property
    def left(self) -> str:
        """What is left of it but for values and the words that orders are talked of in."""
        return self._left_over[0]

    @property
    def guessed(self) -> str:
        """Who is paid, where that is what was left over."""
        return self._left_over[1]

    @cached_property
    def told(self) -> Slots:
        """The parts of the order that it tells."""
        return {**self.values, "payee": self.guessed} if self.guessed else self.values

    @cached_property
    def denies(self) -> bool:
        """Whether it denies something; 不要续了 tells what becomes of it."""
        return bool(DENIES.match(self.folded)) and "renewal" not in self.told

    @cached_property
    def asks(self) -> bool:
        asks = QUESTION.search(EXCLAIMS.sub("", self.folded))
        return bool(asks) and not KNOWS.match(self.folded)

    @cached_property
    def beside(self) -> bool:
        """Whether what it tells comes beside what is ordered."""
        return bool(besides(self.reading.valued, self.told))

    @cached_property
    def mends(self) -> bool:
        """Whether it was told otherwise before."""
        return bool(MENDS.search(self.folded) or (BESIDES.search(self.folded) and not self.beside))

    @cached_property
    def of_theirs(self) -> bool:
        """Whether the tail that is named is none of the customer's, and not to pay from: 他账号尾号是0207吧."""
        tail = str(self.told.get("account", ""))
        foreign = tail.isdigit() and tail not in self.order.own
        return self.sending and foreign and not PAYS.search(self.folded)

    @cached_property
    def named(self) -> frozenset[str]:
        """The parts of the order that are named; by their words, where no value is read."""
        told, before = self.told, self.order.before
        # 2816月底要还房贷: the day too is said of that account.
        named = frozenset() if sum_or_tail(told, self.order.own) else told.keys() - WHOM
        named -= frozenset() if parts_named(self.folded) & {"memo"} else {"memo"}  # 还有十蚊运费 calls none
        if self.mends and not named:
            return parts_named(self.folded)
        return frozenset(name for name in named if told[name] != before.get(name))

    @cached_property
    def foreign(self) -> frozenset[str]:
        """What it tells that such an order has no place for."""
        lasts = frozenset({"term"} if isinstance(self.values.get("arrival"), MonthlyBut) else ())
        return (FOREIGN - PARTS[self.order.intent] - lasts - self._nobody()) & self.slots.keys()

    def _nobody(self) -> frozenset[str]:
        """The payee, where that is made of words of the order: 三万全取."""
        named = TALK_OF[self.order.intent].sub("", fold(str(self.slots.get("payee", ""))))
        return frozenset() if named else frozenset({"payee"})

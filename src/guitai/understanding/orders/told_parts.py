"""The parts of an order that a clause tells, with what its words alone don't settle. Pure."""

import re
from collections.abc import Collection

from guitai.money import Money
from guitai.understanding.fold import fold
from guitai.understanding.order_talk import TALK
from guitai.understanding.orders.open_order import Order, Slots
from guitai.understanding.orders.perhaps import half_of
from guitai.understanding.orders.told_account import CARD, INTO, accounts, pointed
from guitai.understanding.orders.told_formerly import day_again
from guitai.understanding.orders.told_payee import may_be_named
from guitai.understanding.orders.told_sum import up_to
from guitai.understanding.orders.told_when import SEND, hour_or_sum, told_when
from guitai.understanding.slots.found import Unsure
from guitai.understanding.slots.reading import ALL, Reading

WITHDRAW = "deposits.withdraw"
SPARED = "spared"  # the account that nothing is taken from
WHOM = frozenset({"payee", "account_no", "mobile", "bank", "own"})

# What an order is made of.
PARTS = {
    SEND: WHOM | {"amount", "memo", "arrival", "account", SPARED},
    "deposits.open": frozenset({"amount", "term", "account", "renewal", "arrival", "when"}),
    WITHDRAW: frozenset({"amount", "own"}),
    "deposits.notice": frozenset({"amount", "when"}),
    "deposits.renewal": frozenset({"renewal"}),
}
INTO_WHOM = frozenset("成为")
OUT_OF = re.compile(r"[从由]|\bfrom\b")
EVERYTHING = re.compile(r"全|所有|一分不|\ball\b")


def told_parts(order: Order, reading: Reading, slots: Slots) -> Slots:
    """The parts of the order that are read in a clause."""
    parts = PARTS[order.intent]
    told: dict[str, object] = {name: value for name, value in slots.items() if name in parts}
    tails = accounts(reading.folded, order.own)
    told |= {name: tail for name, tail in tails.items() if name in parts}
    told |= up_to(reading.valued, slots)
    that = pointed(reading.masked, order.shown, order.before.get("account"))
    if that is not None and "account" in parts:
        told.setdefault("account", that)
    if order.intent == SEND:
        so_far = order.before.get("arrival")
        told["arrival"] = day_again(told_when(reading, told.get("arrival"), so_far), so_far, order.formerly)
    elif told.get("account") in ("fixed", "notice"):
        told["account"] = None  # 我的定期 is to be looked at, and pays nothing
    if order.intent == WITHDRAW:
        told |= _goes_into(order, reading, {**slots, **tails}, told.get("amount"))
    told |= {**_account_or_sum(order, reading, told), **_sum(order, reading, told.get("amount"))}
    told |= _payee(order, reading, str(told.get("payee", "")))
    return {name: value for name, value in told.items() if value is not None}


def sum_or_tail(told: Slots, own: Collection[str]) -> bool:
    """Whether the sum may be an own account's tail as well."""
    sum_ = told.get("amount")
    return isinstance(sum_, Money) and str(sum_.whole_yuan) in own


def _goes_into(order: Order, reading: Reading, slots: Slots, sum_: object) -> Slots:
    """Where the money of a deposit goes: 改用尾号1969, 转入账户改成1969. A tail of theirs alone may be a sum too."""
    card = CARD.search(reading.folded)
    named = slots.get("own") or (card["tail"] if card else slots.get("account"))
    if named in order.own and not OUT_OF.search(reading.folded):
        if isinstance(sum_, Unsure) and str(named) in sum_.said:  # 5000到1969 is no range
            sum_ = order.read(INTO.sub("", reading.folded))[1].get("amount")
        return {"own": named, "amount": None if sum_or_tail({"amount": sum_}, [str(named)]) else sum_}
    tail = str(sum_.whole_yuan) if isinstance(sum_, Money) else ""
    alone = re.search(rf"(?<![\d.,]){tail}(?!\d|[.,]\d|\s?(?:[元块塊蚊]|yuan|rmb|cny))", reading.folded)
    return {"amount": Unsure(tail)} if tail in order.own and alone else {}


def _account_or_sum(order: Order, reading: Reading, told: Slots) -> Slots:
    """Of digits that are read as both the one that they are."""
    sum_, tail = told.get("amount"), told.get("account")
    if order.intent == WITHDRAW:
        return {}
    if (named := CARD.search(reading.folded)) and tail is None:
        return {"account": named["tail"], "amount": None}
    if told.keys() & {"account", "own"} and sum_or_tail(told, order.own):
        return {"amount": None}
    if isinstance(sum_, Money) and tail == str(sum_.whole_yuan) and tail not in order.own:
        return {"account": None}
    return {}


def _sum(order: Order, reading: Reading, sum_: object) -> Slots:
    if isinstance(sum_, Unsure) and fold(sum_.said) == "一半" and order.intent == SEND:
        return {"amount": half_of(order.before.get("amount")) or sum_}  # 先转一半吧
    if isinstance(sum_, Money) and hour_or_sum(reading.folded, order.before.get("arrival")):
        so_far = order.before.get("amount")
        return {"amount": Unsure("", (so_far, sum_) if isinstance(so_far, Money) else (sum_,))}
    return {"amount": None} if sum_ == ALL and not EVERYTHING.search(reading.folded) else {}


def _payee(order: Order, reading: Reading, named: str) -> Slots:
    whom = named.removeprefix("应为").removeprefix("应是")
    if not whom:
        return {"payee": None}
    if fold(whom) == reading.folded and not may_be_named(whom) and not order.knows(whom):
        return {"payee": None}
    if whom[0] in INTO_WHOM and re.search(rf"[换改变]{re.escape(whom)}", reading.said):
        whom = whom[1:]  # 换成张三 is nobody of the name 成
    return {"payee": whom if TALK.sub("", fold(whom)) else None}  # 金额改1150 names nobody

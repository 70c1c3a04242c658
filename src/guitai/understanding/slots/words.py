"""The slots of a sentence whose intent is known: with the words for a product, a bill, a place."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from guitai.money import Money
from guitai.understanding.fold import fold
from guitai.understanding.slots import (
    biller_words,
    deposit_words,
    insurance_words,
    memo_words,
    notice_words,
    offer_words,
    own_accounts,
    place_words,
    product_words,
    risk_words,
    service_words,
    wished,
)
from guitai.understanding.slots.durations import Term
from guitai.understanding.slots.found import PRODUCT, EitherDay, Found, Unsure
from guitai.understanding.slots.gazetteer import Span
from guitai.understanding.slots.left_over import left_over
from guitai.understanding.slots.quantity_words import quantity
from guitai.understanding.slots.reading import ALL, LONGEST, Reading, read
from guitai.understanding.slots.transfer_words import SOME_TIME

Words = Mapping[str, object]


class Meant(NamedTuple):
    """The sum that is ordered, where several are named; `told`: of all that are named it is only told."""

    sum: Money | None = None
    told: bool = False


Choice = Callable[[str, Reading], Meant]


def unchosen(intent: str, reading: Reading) -> Meant:
    """Of one sum, that it is meant; of several, none."""
    return Meant()


def read_as(intent: str, reading: Reading, choose: Choice = unchosen) -> Words:
    """All slots of the sentence for that intent: those that were read, and the words, which may explain some away.

    Which sum is ordered, if any, `choose` decides.
    """
    if len(reading.said) > LONGEST:
        return reading.slots
    area = intent.partition(".")[0]
    if area in PRODUCTS and "product" not in reading.slots:
        reading = _product(reading, PRODUCTS[area](reading.valued, reading.folded, reading.said))
    if intent == "transfers.send":
        reading = _between_own(reading)
    if intent == "deposits.open":
        reading = _from_own(reading)
    reader = READERS.get(intent) or READERS.get(area)
    slots = reader(reading) if reader else reading.slots
    paid = intent == "transfers.send" and bool(reading.slots.keys() & {"amount", "account_no"})
    if intent in NAMES_SOMEBODY and reading.masked == reading.valued and not NUMBER.search(reading.valued):
        slots = _named(reading, "payee", left_over(reading.valued, reading.said, paid=paid), slots)
    slots = _wished(intent, reading, slots, choose)
    if intent in MOVES_MONEY and reading.unsure and "amount" not in slots:
        return {**slots, "amount": Unsure(reading.unsure)}
    if intent == "transfers.send" and wished.some_time(reading, slots.get("amount")):
        return {**slots, "arrival": SOME_TIME}
    return slots


EVERY = re.compile(
    r"全部|所有|大全|列表|菜单|目录|主选单|(?<!at )\b(?:all|every|everything|full list|menu)\b"
)
NAMES_SOMEBODY = frozenset(
    "transfers.send transfers.status transfers.cancel transfers.payees circles.borrow circles.lend circles.list"
    " circles.repay".split()
)
# 尾号2816挂失了吗, 不要挂失, 昨天挂失的, 怎么挂失, is it blocked, if I block it
DOUBTED = re.compile(
    r"[吗么?？]|[没未冇][有丢掉被挂冻]|没让|[不别]|怎|为[什何啥]|咋|要钱|多少|多久|收费|如果|要是|万一|假如|[昨前]天|上[次周个]|之前|以前"
    r"|已经|的(?:事|时候|话)|朋友|同事|别人|家人|什么|啥"
    r"|\b(?:is|are|was|were|do|does|did|has|have|had|if|why|how|what|when|who|whose|which|will|would|should|not|never"
    r"|later|yesterday|ago|already|friend|(?:can|could|may) i|fee)\b|n't\b",
    re.ASCII,
)
SPARED = re.compile(
    r"(?:别|不要?|不是|勿|唔好|\bnot |n't )(?:再|从|用|由|动|拿|from |use )+[^,。]{0,6}\d{4}"
)  # 别从5207扣
NUMBER = re.compile("给[KM]")  # 给138…转: whoever has that number
# Their flows ask how much, and say why they do where an amount was named that can't be read.
MOVES_MONEY = frozenset({"transfers.send", "deposits.open", "deposits.withdraw"})
# Whoever names one of these does not mean just any account of their own.
ELSEWHERE = frozenset({"payee", "account_no", "mobile", "bank"})

# 每人80一共5个人: what it comes to nobody has said.
PER_HEAD = re.compile(
    r"(?:[每一](?:个|位)?人|人均|每位|人头)(?:要|是|出|交|给|各)*A+|A+(?:块钱?|元)?[一每]个?人"
    r"|\bA+ (?:each|per (?:person|head)|a head)\b"
)
HEADS = re.compile(
    r"(?:C[个位口]?|[两俩仨几])(?:个|位)?人|[仨俩]|\b(?:C|A) (?:of us|people|persons|friends|guests)\b"
)

WISHED = frozenset({"amount", "when", "period", "term", "arrival"})


def _wished(intent: str, reading: Reading, slots: Words, choose: Choice) -> Words:
    """With the amount and the day that are ordered, of those that are said."""
    amount = None if PER_HEAD.search(reading.valued) and HEADS.search(reading.valued) else slots.get("amount")
    every = wished.all_of_it(intent, reading)
    if amount == ALL or (every and wished.all_instead(intent, reading)):
        amount = ALL if every else None
    elif reading.sums:
        meant = choose(intent, reading)
        told = meant.told or (amount is not None and wished.only_told(intent, reading))
        amount = (ALL if every else None) if told else amount or meant.sum
    day, arrival = wished.when(intent, reading, amount), slots.get("arrival")
    times = _some(
        period=wished.period(intent, reading),
        term=wished.term(intent, reading, amount),
        when=None if isinstance(day, EitherDay) else day,
        arrival=day if arrival is None or isinstance(arrival, date | EitherDay) else arrival,
    )
    rest = {slot: value for slot, value in slots.items() if slot not in WISHED}
    return rest | _some(amount=amount) | times


def _wealth(reading: Reading) -> Words:
    """The risk is none in the name of a product."""
    product = fold(str(reading.slots.get("product", "")))
    rest = reading.folded.replace(product, " ") if product else reading.folded
    return {**reading.slots, **_some(risk=risk_words.risk(rest))}


def _product(reading: Reading, spans: list[Span]) -> Reading:
    """With the product. What stands in its name is no length of time and no amount: 稳利90天, 悦享7号, 康佑2026."""
    slots = _named(reading, "product", spans)
    for start, end in spans if "product" in slots else ():
        if re.search("[A-Z]", reading.valued[start:end]):
            reading = read(reading.said, reading.now, [Found(start, end, PRODUCT)])
    return replace(reading, slots=_named(reading, "product", spans))


def _between_own(reading: Reading) -> Reading:
    """With the own account that is paid: 转500到尾号5207. Beside one that pays, bare digits are a tail and no sum."""
    both = own_accounts.between(reading.folded)
    pays, paid = both or (own_accounts.paying(reading.folded), own_accounts.paid(reading.folded))
    if "own" in reading.slots and not both:
        return reading
    if paid is None:
        reading = _paid_from(reading, pays)
        named = ELSEWHERE & reading.slots.keys() or not own_accounts.oneself(reading.folded)
        return reading if named else replace(reading, slots={**reading.slots, "own": own_accounts.ANY})
    if pays:
        reading = read(reading.said, reading.now, [pays, paid])
        return replace(reading, slots={**reading.slots, **pays.slots, **paid.slots})
    if reading.slots.get("account") != paid.slots["own"]:
        return reading
    others = {slot: value for slot, value in reading.slots.items() if slot != "account"}
    return replace(reading, slots={**others, **paid.slots})


def _paid_from(reading: Reading, pays: Found | None) -> Reading:
    """With the account that pays: 用5207给张三转500. Its tail is no sum; one that shall not pay is not meant."""
    if pays and "account" not in reading.slots:
        reading = read(reading.said, reading.now, [pays])
        return replace(reading, slots={**reading.slots, **pays.slots})
    if SPARED.search(reading.folded) and pays is None:
        return replace(
            reading, slots={slot: value for slot, value in reading.slots.items() if slot != "account"}
        )
    return reading


def _from_own(reading: Reading) -> Reading:
    """With the own account that pays, where bare digits beside the sum are its tail: 从2816存3万."""
    pays = own_accounts.paying(reading.folded)
    if pays is None or "amount" in reading.slots:
        return reading
    again = read(reading.said, reading.now, [pays])
    return replace(again, slots={**again.slots, **pays.slots}) if "amount" in again.slots else reading


def _opened(reading: Reading) -> Words:
    monthly, said = deposit_words.every_month(reading.folded), deposit_words.renewal(reading.folded)
    return {**_some(arrival=monthly, renewal=said), **reading.slots}


def _notice(reading: Reading) -> Words:
    return {**reading.slots, **_some(undo=deposit_words.taken_back(reading.folded))}


def _bills(reading: Reading) -> Words:
    return _named(reading, "biller", biller_words.billers(reading.valued, reading.folded, reading.said))


def _life(reading: Reading) -> Words:
    offers = offer_words.offers(reading.valued, reading.said)
    slots = _named(reading, "offer", offers)
    # 一人两张 says how many each gets, and what 数量 says is not counted in words.
    slots.pop("quantity", None)
    slots |= _some(quantity=quantity(reading.folded))
    return _named(reading, "place", _places(reading, offers), slots)


def _branches(reading: Reading) -> Words:
    """What is to be done there is no place: 能换外币的网点."""
    services = service_words.services(reading.valued)
    return _named(reading, "service", services, _named(reading, "place", _places(reading, services)))


def _places(reading: Reading, apart: list[Span]) -> list[Span]:
    return place_words.places(reading.valued, reading.folded, reading.said, apart)


def _notices(reading: Reading) -> Words:
    slots = _named(reading, "notice", notice_words.notices(reading.folded))
    return slots | _some(switch=notice_words.switch(reading.folded))


def _instalments(reading: Reading) -> Words:
    """分一年还 is twelve instalments, one a month."""
    term = reading.slots.get("term")
    if "instalments" in reading.slots or not isinstance(term, Term) or term.weeks or term.days:
        return reading.slots
    return {**reading.slots, "instalments": term.years * 12 + term.months}


def _lost(reading: Reading) -> Words:
    """Whether the card that is lost is named in an order, and in no question, story or denial: 尾号2816挂失了吗."""
    return {**reading.slots, "plainly": not DOUBTED.search(reading.folded)}


def _help(reading: Reading) -> Words:
    """Whether all that can be done is asked for: 全部服务, 菜单."""
    return {**reading.slots, **_some(every=EVERY.search(reading.folded) is not None or None)}


def _transfers(reading: Reading) -> Words:
    """What the money is for goes with it, as if it had been remarked: 给王五转1000房租."""
    if "memo" in reading.slots:
        return reading.slots
    return _named(reading, "memo", memo_words.purposes(reading.valued))


def _named(
    reading: Reading, slot: str, spans: Iterable[Span], slots: Words | None = None
) -> dict[str, object]:
    """The words as they were said, where they name one thing only."""
    every = set(spans)
    within = {one for one in every for other in every - {one} if other[0] <= one[0] and one[1] <= other[1]}
    values = {reading.said[start:end] for start, end in every - within}
    found = dict(reading.slots if slots is None else slots)
    return found | {slot: values.pop()} if len(values) == 1 else found


def _some(**slots: object) -> dict[str, object]:
    return {name: value for name, value in slots.items() if value is not None}


PRODUCTS: Mapping[str, Callable[[str, str, str], list[Span]]] = {
    "insurance": insurance_words.covers,
    "wealth": product_words.products,
}
READERS: Mapping[str, Callable[[Reading], Words]] = {
    "wealth": _wealth,
    "bills": _bills,
    "life": _life,
    "branches": _branches,
    "notices": _notices,
    "credit.instalment": _instalments,
    "deposits.notice": _notice,
    "deposits.open": _opened,
    "talk.help": _help,
    "transfers.send": _transfers,
    "cards.freeze": _lost,
}

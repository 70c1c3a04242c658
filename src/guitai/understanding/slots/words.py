"""The slots of a sentence whose intent is known: with the words for a product, a bill, a place."""

from collections.abc import Callable, Iterable, Mapping

from guitai.understanding.slots import (
    biller_words,
    branch_words,
    insurance_words,
    notice_words,
    offer_words,
    product_words,
    risk_words,
    transfer_words,
)
from guitai.understanding.slots.durations import Term
from guitai.understanding.slots.found import TIME, Unsure
from guitai.understanding.slots.gazetteer import Span
from guitai.understanding.slots.left_over import left_over
from guitai.understanding.slots.number_words import whole
from guitai.understanding.slots.reading import LONGEST, Reading

Words = Mapping[str, object]


def read_as(intent: str, reading: Reading) -> Words:
    """All slots of the sentence for that intent: those that were read, and the words, which may explain some away."""
    reader = READERS.get(intent) or READERS.get(intent.partition(".")[0])
    slots = reader(reading) if reader and len(reading.said) <= LONGEST else reading.slots
    if intent in NAMES_SOMEBODY and reading.masked == reading.valued:
        slots = _named(reading, "payee", left_over(reading.valued), slots)
    if intent in MOVES_MONEY and reading.unsure and "amount" not in slots:
        return {**slots, "amount": Unsure(reading.unsure)}
    return slots


NAMES_SOMEBODY = frozenset(
    "transfers.send transfers.status transfers.cancel transfers.payees circles.borrow circles.lend circles.list"
    " circles.repay".split()
)
# Their flows ask how much, and say why they do where an amount was named that can't be read.
MOVES_MONEY = frozenset({"transfers.send", "deposits.open", "deposits.withdraw"})


def _insurance(reading: Reading) -> Words:
    return _named(reading, "product", insurance_words.covers(reading.valued))


def _wealth(reading: Reading) -> Words:
    """What stands in a product's name is no length of time: 稳利90天."""
    spans = product_words.products(reading.valued, reading.folded, reading.said)
    slots = dict(reading.slots) if "product" in reading.slots else _named(reading, "product", spans)
    if any(TIME in reading.valued[start:end] for start, end in spans):
        slots = {name: value for name, value in slots.items() if name not in {"term", "period", "when"}}
    return slots | _some(risk=risk_words.risk(_without(reading.folded, spans)))


def _bills(reading: Reading) -> Words:
    return _named(reading, "biller", biller_words.billers(reading.valued, reading.folded))


def _life(reading: Reading) -> Words:
    slots = _named(reading, "offer", offer_words.offers(reading.valued))
    many = offer_words.QUANTITY.search(reading.folded)
    if many and "quantity" not in slots:
        slots["quantity"] = whole(many["count"])
    return _named(reading, "place", branch_words.places(reading.valued, reading.said), slots)


def _branches(reading: Reading) -> Words:
    """What is to be done there is no place: 能换外币的网点."""
    services = branch_words.services(reading.valued)
    every = branch_words.places(reading.valued, reading.said)
    places = [one for one in every if not any(one[0] < end and start < one[1] for start, end in services)]
    return _named(reading, "service", services, _named(reading, "place", places))


def _notices(reading: Reading) -> Words:
    slots = _named(reading, "notice", notice_words.notices(reading.valued))
    return slots | _some(switch=notice_words.switch(reading.folded))


def _instalments(reading: Reading) -> Words:
    """分一年还 is twelve instalments, one a month."""
    term = reading.slots.get("term")
    if "instalments" in reading.slots or not isinstance(term, Term) or term.weeks or term.days:
        return reading.slots
    return {**reading.slots, "instalments": term.years * 12 + term.months}


def _transfers(reading: Reading) -> Words:
    """What the money is for goes with it, as if it had been remarked: 给王五转1000房租."""
    if "memo" in reading.slots:
        return reading.slots
    return _named(reading, "memo", transfer_words.purposes(reading.valued))


def _named(
    reading: Reading, slot: str, spans: Iterable[Span], slots: Words | None = None
) -> dict[str, object]:
    """The words as they were said, where they name one thing only."""
    every = set(spans)
    within = {one for one in every for other in every - {one} if other[0] <= one[0] and one[1] <= other[1]}
    values = {reading.said[start:end] for start, end in every - within}
    found = dict(reading.slots if slots is None else slots)
    return found | {slot: values.pop()} if len(values) == 1 else found


def _without(text: str, spans: Iterable[Span]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _some(**slots: object) -> dict[str, object]:
    return {name: value for name, value in slots.items() if value is not None}


READERS: Mapping[str, Callable[[Reading], Words]] = {
    "insurance": _insurance,
    "wealth": _wealth,
    "bills": _bills,
    "life": _life,
    "branches": _branches,
    "notices": _notices,
    "credit.instalment": _instalments,
    "transfers.send": _transfers,
}

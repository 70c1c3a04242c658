"""Which two wishes a message tells on either side of a joint, and which of them comes first."""

from collections.abc import Callable
from dataclasses import replace

from guitai.understanding.blocking import blocks
from guitai.understanding.fold import fold
from guitai.understanding.joints import Joint, Place, places
from guitai.understanding.order_talk import QUESTION
from guitai.understanding.orders.asked_of_order import ASKS, asked_of
from guitai.understanding.several_payees import another, in_pairs, to_each
from guitai.understanding.slots.reading import Reading
from guitai.understanding.understood import Understood

ASKED = "service.question"
GIVES = ("transfers.send", "circles.lend")
ORDERS = (".send", ".buy", ".open", ".redeem", ".pay", ".repay", ".withdraw", ".lend", ".create", ".mobile")
QUESTIONS = 0.85  # how sure two questions are that stand side by side, where the whole is less so
# How sure both sides have to be, and the surer one: much, where no word says that there are two.
ENOUGH = {Joint.WORD: (0.6, 0.9), Joint.STOP: (0.95, 0.95), Joint.PAUSE: (QUESTIONS, QUESTIONS)}
PLAINLY = 0.9  # how sure an order is of which something is asked right behind it

Understand = Callable[[str], Understood]


def beside(text: str, whole: Understood, understand: Understand) -> Understood:
    """The whole; or the two wishes in it, where either side of a joint is plainly one."""
    found = (two for place in places(text) if (two := _two(place, whole, understand)))
    first, second = next(found, (whole, None))
    if second is None:
        return whole if whole.sure else _at_last(text, whole, understand)
    return in_turn(text, first, second)


def in_turn(text: str, first: Understood, second: Understood) -> Understood:
    """The one with the other behind it: a card that is to be blocked can't wait."""
    if blocks(second):
        first, second = second, first
    return replace(first, text=text, then=second)


def to_several(text: str, whole: Understood, reading: Reading, understand: Understand) -> Understood:
    """The whole; or one order behind the other, where it tells two to two people; to nobody where it tells more."""
    if whole.intent not in GIVES or (whole.then and whole.then.intent != whole.intent):
        return whole
    same = to_each(reading)
    orders = [understand(sentence) for sentence in same or in_pairs(reading)]
    told = len(orders) == 2 and all(order.surely and order.intent in GIVES for order in orders)
    if told and another(*orders):
        return in_turn(text, *orders)
    rest = {slot: value for slot, value in whole.slots.items() if slot not in ("payee", "counterparty")}
    return replace(whole, slots=rest) if same else whole


def _two(place: Place, whole: Understood, understand: Understand) -> tuple[Understood, Understood] | None:
    """The wishes on either side, where they are two."""
    asks = _asks(place.behind)
    of_order = asks and whole.intent.endswith(ORDERS)
    both_ask = asks and whole.confidence < QUESTIONS and _asks(place.before)
    if place.joint is Joint.PAUSE and not (of_order or both_ask):
        return None
    first = understand(place.before)
    second = understand(place.behind) if first.wishes else first
    if not (second.wishes and another(first, second)):
        return None
    if of_order and second.intent == ASKED and whole.intent == first.intent:
        return (first, _of_order(second, first.intent)) if first.confidence >= PLAINLY else None
    if place.joint is Joint.PAUSE and not both_ask and whole.intent != first.intent:
        return None
    less, more = sorted((first.confidence, second.confidence))
    either, one = ENOUGH[place.joint]
    return (first, second) if less >= either and more >= one else None


def _at_last(text: str, whole: Understood, understand: Understand) -> Understood:
    """What is surely wished behind a word that adds it to what is only told: 他把我拉黑了呵呵 再给我看看余额."""
    added = (understand(place.behind) for place in places(text) if place.joint is Joint.WORD)
    sure = (one for one in added if one.wishes and one.confidence >= PLAINLY)
    return replace(next(sure, whole), text=text)


def _of_order(question: Understood, intent: str) -> Understood:
    """What is asked of the order that is told beside it, which answers it: 给张三转500，手续费多少."""
    about = asked_of(question.text, intent)
    return replace(question, slots={"about": about}) if about else question


def _asks(words: str) -> bool:
    folded = fold(words)
    return bool(QUESTION.search(folded) or ASKS.search(folded))

"""Which two wishes a message tells on either side of a joint, or three, and which of them comes first."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from guitai.understanding.blocking import blocks
from guitai.understanding.fold import fold, said
from guitai.understanding.joints import Joint, Place, places
from guitai.understanding.orders.asked_of_order import asked_of, asks
from guitai.understanding.several_payees import another, in_pairs, to_each
from guitai.understanding.slots.reading import Reading
from guitai.understanding.slots.withdrawn import WRONG
from guitai.understanding.third_wish import ADDED, MOST_WISHES, differ, listed, plain, with_third
from guitai.understanding.understood import Understood, one_behind_another

ASKED = "service.question"
GIVES = ("transfers.send", "circles.lend")
ORDERS = (".send", ".buy", ".open", ".redeem", ".pay", ".repay", ".withdraw", ".lend", ".create", ".mobile")
QUESTIONS = 0.85  # how sure two questions are that stand side by side, where the whole is less so
# How sure both sides have to be, and the surer one: much, where no word says that there are two.
ENOUGH = {Joint.WORD: (0.6, 0.9), Joint.STOP: (0.95, 0.95), Joint.PAUSE: (QUESTIONS, QUESTIONS)}
PLAINLY = 0.9  # how sure an order is of which something is asked right behind it

# What stands between a wish and the one that takes its place: 给张三转500，不对，给李四转500.
REGRET = re.compile(rf"[,。;!\s](?:[哦噢啊呃哎诶]|等等|等一下)*(?:{WRONG}|不)[,。;!\s]")

Understand = Callable[[str], Understood]
Read = Callable[[str], Reading]


def regrets(text: str) -> bool:
    """Whether it takes back what it says first."""
    return bool(REGRET.search(fold(said(text))))


def of_parts(text: str, whole: Understood, sure: Sequence[Understood], understand: Understand) -> Understood:
    """The first of the wishes that its parts tell, with the next that are others; the whole where there is none."""
    second = next((one for one in sure if another(sure[0], one)), None)
    if second is None:
        return whole
    if regrets(text):
        return second
    third = next((one for one in sure if plain(one, ADDED) and differ([sure[0], second, one])), None)
    return in_turn([sure[0], second, third] if third else with_third(sure[0], second, understand))


def beside(text: str, whole: Understood, understand: Understand) -> Understood:
    """The whole; or the wishes in it, where either side of a joint is plainly one, or each piece of a list."""
    found = (two for place in places(text) if (two := _two(place, whole, understand)))
    first, second = next(found, (whole, None))
    if second is not None:
        return in_turn(with_third(first, second, understand))
    if wishes := listed(text, understand):
        return in_turn(wishes)
    return whole if whole.sure else _at_last(text, whole, understand)


def likely_side(text: str) -> Sequence[str]:
    """The side that is looked at first; none where a pause alone may part it, which mostly parts nothing."""
    first = next(places(text), None)
    return [] if first is None or first.joint is Joint.PAUSE else first.shorter_first[:1]


def in_turn(wishes: Sequence[Understood]) -> Understood:
    """The first with the others behind it: a card that is to be blocked can't wait."""
    return one_behind_another(sorted(wishes, key=lambda one: not blocks(one)))


def to_several(text: str, whole: Understood, read: Read, understand: Understand) -> Understood:
    """The same, in which each who is paid is an order: 查余额，给张三和李四各转300."""
    every = whole.every
    if len({one.intent for one in every}) > 1:
        return in_turn([order for one in every for order in _to_several(one.text, one, read, understand)])
    orders = _to_several(text, whole, read, understand)
    return in_turn(orders) if len(orders) > 1 else orders[0]


def _to_several(text: str, whole: Understood, read: Read, understand: Understand) -> Sequence[Understood]:
    """One order behind the other, where it tells two or three to as many; to nobody where it tells more."""
    if whole.intent not in GIVES:
        return [whole]
    reading = read(text)
    same = to_each(reading)
    sentences = same or in_pairs(reading)
    orders = [understand(sentence) for sentence in sentences] if 2 <= len(sentences) <= MOST_WISHES else []
    if orders and all(order.surely and order.intent in GIVES for order in orders) and differ(orders):
        return orders
    rest = {slot: value for slot, value in whole.slots.items() if slot not in ("payee", "counterparty")}
    return [replace(whole, slots=rest) if same else whole]


def _two(place: Place, whole: Understood, understand: Understand) -> tuple[Understood, Understood] | None:
    """The wishes on either side, where they are two."""
    question = asks(place.behind)
    of_order = question and whole.intent.endswith(ORDERS)
    both_ask = question and whole.confidence < QUESTIONS and asks(place.before)
    if place.joint is Joint.PAUSE and not (of_order or both_ask):
        return None
    either, one = ENOUGH[place.joint]
    if place.joint is Joint.PAUSE and not both_ask:
        first = understand(place.before)
        if first.intent != whole.intent or not plain(first, either):
            return None
    least = 0 if of_order else either
    if not all(plain(understand(side), least) for side in place.shorter_first):
        return None
    first, second = understand(place.before), understand(place.behind)
    if not another(first, second):
        return None
    if of_order and second.intent == ASKED and whole.intent == first.intent:
        return (first, _of_order(second, first.intent)) if first.confidence >= PLAINLY else None
    less, more = sorted((first.confidence, second.confidence))
    return (first, second) if less >= either and more >= one else None


def _at_last(text: str, whole: Understood, understand: Understand) -> Understood:
    """What is surely wished behind a word that adds it to what is only told: 他把我拉黑了呵呵 再给我看看余额."""
    added = (understand(place.behind) for place in places(text) if place.joint is Joint.WORD)
    sure = (one for one in added if one.wishes and one.confidence >= PLAINLY)
    return next(sure, whole)


def _of_order(question: Understood, intent: str) -> Understood:
    """What is asked of the order that is told beside it, which answers it: 给张三转500，手续费多少."""
    about = asked_of(question.text, intent)
    return replace(question, slots={"about": about}) if about else question

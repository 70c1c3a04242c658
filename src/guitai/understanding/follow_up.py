"""Whether a sentence leans on what was shown before it: 那九月呢, 支出呢, and the other card?"""

import re
from collections.abc import Collection, Mapping

from guitai.money import Money
from guitai.understanding.answer import Answer
from guitai.understanding.fold import fold, said
from guitai.understanding.interrupting import Telling
from guitai.understanding.slots.count_words import direction
from guitai.understanding.sought import INTENT, everything, part, sought
from guitai.understanding.understand import Understood

LEANS = re.compile(
    r"^(?:那|那么|还有|再看|只看|只要)|[呢嘞](?:[?!。.]|$)|^(?:and|what about|how about|only|just)\b|\bonly\W*$"
    r"|^(?:over|under|above|below|between|(?:more|less) than|at (?:least|most)|up to)\b"
)
NUMBER = re.compile(
    r"(?:那|再|就|[只要看查是]|换成?|改成?|(?:and|only|just|for|on|of|in|with|the) )*(?P<tail>\d{4})"
    r"(?: one| only)?(?:那张)?(?:卡|账户)?的?[呢吧]*"
)
AMOUNTS = frozenset({"amount", "least", "most"})  # each says how much, in the place of the others
PARTIES = frozenset({"counterparty", "without"})
ALWAYS = frozenset({"account", "period"})  # stay where all is wanted: they leave nothing out of it


def tails_first(slots: Mapping[str, object]) -> Mapping[str, object]:
    """Of a bare number that may be a card's tail or an amount, what was shown before takes the tail.

    >>> tails_first({"account": "5207", "amount": Money(520700)})
    {'account': '5207'}
    """
    amount = slots.get("amount")
    both = isinstance(amount, Money) and str(amount.whole_yuan) == slots.get("account")
    return {name: value for name, value in slots.items() if not (both and name == "amount")}


def sums_first(slots: Mapping[str, object]) -> Mapping[str, object]:
    """Of a bare number that may be an amount or a card's tail, what replaces something takes the amount.

    >>> from guitai.money import Money
    >>> sums_first({"account": "2070", "amount": Money(207000)})
    {'amount': Money(fen=207000)}
    """
    both = len(tails_first(slots)) < len(slots)
    return {name: value for name, value in slots.items() if not (both and name == "account")}


def plain(slots: Mapping[str, object]) -> Mapping[str, object]:
    """Without a bare number that may be either.

    >>> plain({"account": "5207", "amount": Money(520700), "memo": "饭钱"})
    {'memo': '饭钱'}
    """
    return {name: value for name, value in sums_first(slots).items() if name in tails_first(slots)}


def own_tail(text: str, slots: Mapping[str, object], own: Collection[str]) -> Mapping[str, object]:
    """A bare number is the tail of one of the customer's `own` accounts, if there is such a one, and else an amount.

    >>> own_tail("只看5207的", {"amount": Money(520700)}, {"5207"})
    {'account': '5207'}
    >>> own_tail("只看5208的", {"amount": Money(520800)}, {"5207"})
    {'amount': Money(fen=520800)}
    """
    bare = NUMBER.fullmatch(fold(said(text)).rstrip("。.!?"))
    if not bare or bare["tail"] not in own or slots.get("amount") != Money.parse(bare["tail"]):
        return slots
    return {name: value for name, value in slots.items() if name != "amount"} | {"account": bare["tail"]}


def leans(text: str) -> bool:
    """Whether it is only understood together with what came before.

    >>> leans("那九月呢"), leans("支出呢？"), leans("what about income"), leans("上个月的明细")
    (True, True, True, False)
    """
    return bool(LEANS.search(fold(said(text))))


def goes_on(understood: Understood, last: str) -> tuple[bool, bool]:
    """Whether it may go on with the look-up that was shown `last`, and whether it does so as a whole sentence."""
    likely, leaning = understood.likely[:1], understood.brief or leans(understood.text)
    if last == INTENT and part(understood.text):
        return True, False
    return (leaning or not understood.sure) and likely in ([], [last]), bool(likely) and not leaning


def follows(
    last: Telling, answer: Answer, own: Collection[str], *, whole: bool
) -> tuple[Mapping[str, object], frozenset[str]] | None:
    """The slots of the `last` look-up with these in, and to which questions the answers hold; None where none is in.

    A whole sentence, or one that names more than one thing, asks anew: what was looked for before is not meant.
    """
    slots = own_tail(answer.text, tails_first(answer.slots), own)
    if last.flow == INTENT:
        slots = sought(answer.text, slots, answer.said_at)
    before, asked = last.opening.slots, frozenset(kept.name for kept in last.journal)
    widens = last.flow == INTENT and everything(answer.text)
    new = asked & slots.keys()
    if not new and not widens:
        return None
    told = new - AMOUNTS - (_implied(slots) if "counterparty" in new else frozenset())
    if whole or len(told) + bool(new & AMOUNTS) > 1:
        return slots, frozenset()
    gone = asked - ALWAYS if widens else AMOUNTS if new & AMOUNTS else frozenset()
    gone |= PARTIES | _implied(before) if new & PARTIES else frozenset()
    return {**{name: value for name, value in before.items() if name not in gone}, **slots}, asked - gone


def _implied(slots: Mapping[str, object]) -> frozenset[str]:
    """The direction, where the word for what is looked for tells it: 工资 comes in."""
    return frozenset({"direction"} if direction(fold(str(slots.get("counterparty", "")))) else ())

"""Whether a sentence leans on what was shown before it: 那九月呢, 支出呢, and the other card?"""

import re
from collections.abc import Mapping

from guitai.money import Money
from guitai.understanding.fold import fold, said
from guitai.understanding.understand import Understood

LEANS = re.compile(
    r"^(?:那|那么|还有|再看|只看|只要)|[呢嘞](?:[?!。.]|$)|^(?:and|what about|how about|only|just)\b"
)


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


def leans(text: str) -> bool:
    """Whether it is only understood together with what came before.

    >>> leans("那九月呢"), leans("支出呢？"), leans("what about income"), leans("上个月的明细")
    (True, True, True, False)
    """
    return bool(LEANS.search(fold(said(text))))


def goes_on(understood: Understood, last: str) -> tuple[bool, bool]:
    """Whether it may go on with the look-up that was shown `last`, and whether it does so as a whole sentence."""
    likely, leaning = understood.likely[:1], understood.brief or leans(understood.text)
    return (leaning or not understood.sure) and likely in ([], [last]), bool(likely) and not leaning

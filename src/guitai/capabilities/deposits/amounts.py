"""How much is put away or taken out, as customers say it: a sum, all of it, or digits that may be a tail. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from guitai.money import Money
from guitai.understanding.answer import Answer, Unclear
from guitai.understanding.fold import said
from guitai.understanding.slots.reading import ALL
from guitai.understanding.unread_amount import amount_said

DIGITS = re.compile(r"(?P<tail>\d{4})[。.!！~ ]*")


@dataclass(frozen=True)
class Digits:
    """Four digits said alone: a sum, or the tail of an account of theirs. The books know if they may be."""

    tail: str
    amount: Money


def amount_from(least: Money) -> Callable[[Answer], Money]:
    """A reader of what is paid in."""

    def read(answer: Answer) -> Money:
        amount = amount_said(answer)
        if amount < least:
            raise Unclear("至少要存{least}，请换一个金额。", least=least)
        return amount

    return read


def amount_or_digits(least: Money) -> Callable[[Answer], Money | Digits]:
    """The same, but for four digits alone."""
    read = amount_from(least)

    def either(answer: Answer) -> Money | Digits:
        amount, alone = read(answer), DIGITS.fullmatch(said(answer.text).strip())
        return Digits(alone["tail"], amount) if alone else amount

    return either


def part_or_all(answer: Answer) -> Money | None:
    """A reader of what is withdrawn; None is all of it."""
    if answer.slots.get("amount") == ALL:
        return None
    amount = amount_said(answer)
    if not amount:
        raise Unclear("请说一个金额，比如1万元；要全部支取，说“全部”就可以。")
    return amount

"""How much is put away or taken out, as customers say it: a sum, all of it, or digits that may be a tail. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from guitai.capabilities.deposits.rules import Deposit
from guitai.money import Money
from guitai.understanding.answer import Answer, Unclear
from guitai.understanding.fold import said
from guitai.understanding.slots.found import Unsure
from guitai.understanding.slots.reading import ALL
from guitai.understanding.unread_amount import amount_said


class Agreed(Enum):
    """In the place of a sum: as much as notice was given of."""

    SUM = "agreed"


Part = Money | Agreed | None
"""How much of a deposit; None is all of it."""

AGREED: Part = Agreed.SUM

DIGITS = re.compile(r"(?P<tail>\d{4})[。.!！~ ]*")

OR_INTO = "“{tail}”也是您账户的尾号。要支取{amount}，请说“{tail}元”；要转入这个账户，请说“转入{tail}”。"


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


def part_or_all(answer: Answer) -> Part:
    """A reader of what is withdrawn."""
    if answer.slots.get("amount") == ALL:
        return None
    unsure = answer.slots.get("amount")
    if isinstance(unsure, Unsure) and DIGITS.fullmatch(unsure.said):  # it is the tail of an account of theirs
        raise Unclear(OR_INTO, tail=unsure.said, amount=Money.parse(unsure.said))
    amount = amount_said(answer)
    if not amount:
        raise Unclear("请说一个金额，比如1万元；要全部支取，说“全部”就可以。")
    return amount


def part_or_digits(answer: Answer) -> Part | Digits:
    """The same, but for four digits alone."""
    part, alone = part_or_all(answer), DIGITS.fullmatch(said(answer.text).strip())
    return Digits(alone["tail"], part) if alone and isinstance(part, Money) else part


def account_named(answer: Answer) -> str:
    """A reader of where it goes: the tail, or the kind, that was named."""
    named = answer.slots.get("own") or answer.slots.get("account")
    if not named:
        raise Unclear("没有找到您说的这一项。请点选，或者回复前面的数字。")
    return str(named)


def amount_of(deposit: Deposit, part: Part) -> Money:
    """How much that is of this deposit."""
    if part is Agreed.SUM:
        assert deposit.call, "notice was given of it"
        return deposit.call.amount
    return deposit.principal if part is None else part

"""What part of a deposit can be withdrawn, and what is said of another: it is asked for again. Pure."""

from dataclasses import dataclass
from datetime import date

from guitai.capabilities.deposits.refusals import Matured, OnceOnly, PartTooSmall, TooLittleLeft, TooMuch
from guitai.capabilities.deposits.rules import LEAST, LEAST_AT_NOTICE, NOTHING, NOTICE, Deposit
from guitai.errors import Refusal
from guitai.language import Words
from guitai.money import Money
from guitai.shield.strength import in_words

WHY = {
    TooMuch.code: "这笔存款没有这么多。",
    Matured.code: "这笔定期已经到期。",
    OnceOnly.code: "这笔定期已经提前支取过一次，不能再支取一部分。",
    PartTooSmall.code: "通知存款每次至少支取{least}。",
    TooLittleLeft.code: "支取一部分以后，至少要留{least}。",
}
MORE, LESS = Words("您可以多取一些，或者全部支取。"), Words("您可以少取一些，或者全部支取。")
ONLY_ALL = Words("这笔存款只能全部支取，要取请说“全部”。")


@dataclass(frozen=True)
class Unfit:
    """Why a part can't be withdrawn, and what can be instead."""

    why: Words
    instead: Words

    @property
    def public_name(self) -> Words:
        """What is said of it: the rule, and no sum of theirs."""
        return Words("{why}{instead}", {"why": self.why, "instead": self.instead})


def check_part(deposit: Deposit, amount: Money, on: date) -> None:
    """Refuse an amount that can't be withdrawn from this deposit on that day. All of it always can."""
    if no := _refused(deposit, amount, on):
        raise no


def unfit(deposit: Deposit, amount: Money, on: date) -> Unfit | None:
    """The same, as it is said to who can name another amount; None where it can be withdrawn."""
    no = _refused(deposit, amount, on)
    if no is None:
        return None
    instead = MORE if isinstance(no, PartTooSmall) else LESS
    return Unfit(Words(WHY[no.code], no.values), instead if _divisible(deposit, on) else ONLY_ALL)


def _refused(deposit: Deposit, amount: Money, on: date) -> Refusal | None:
    left, notice = deposit.principal - amount, deposit.product.kind == NOTICE
    least = LEAST_AT_NOTICE if notice else LEAST
    if not left:
        return None
    if left < NOTHING:
        return TooMuch()
    if deposit.matured(on):
        return Matured()
    if notice and amount < least:
        return PartTooSmall(least=in_words(least))
    if not notice and deposit.partly_on:
        return OnceOnly()
    return TooLittleLeft(least=in_words(least)) if left < least else None


def _divisible(deposit: Deposit, on: date) -> bool:
    """Whether there is any part of it that can be withdrawn."""
    if deposit.product.kind == NOTICE:
        return deposit.principal - LEAST_AT_NOTICE >= LEAST_AT_NOTICE
    return deposit.principal > LEAST and not deposit.partly_on and not deposit.matured(on)

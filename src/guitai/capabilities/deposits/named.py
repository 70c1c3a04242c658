"""A deposit as its owner speaks of it: by its term, its sum, the day it matures, its tail. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from guitai.capabilities.deposits.rules import Deposit
from guitai.money import Money
from guitai.understanding.answer import Answer, Unclear
from guitai.understanding.fold import fold, said
from guitai.understanding.slots.money_words import sums

# A sum that says which it is: 两万的那笔, 三个月两千那笔, 三万的定期; to take 一万 says no such thing.
OF_ONE = re.compile(r"\s?(?:块钱?|元|蚊)?的?(?:[那这嗰]?一?[笔张份]|[那这]个|定期|定存|存款|存单)")
PUT_AWAY = re.compile("[存开办]的|[存开办][了进入]")
YEAR = re.compile(r"\d{4}年|[今明后去前]年")


@dataclass(frozen=True)
class Which:
    """What was said of a deposit. Of a day without its year any year's is meant."""

    term: str = ""
    account: str = ""
    principal: Money | None = None
    matures_on: date | None = None
    any_year: bool = False

    def fits(self, deposit: Deposit) -> bool:
        """Whether it may be this one."""
        return (
            (not self.term or self.term in deposit.product.known_as)
            and (not self.account or self.account in deposit.known_as)
            and self.principal in (None, deposit.principal)
            and (self.matures_on is None or self._on(deposit.matures_on))
        )

    def _on(self, day: date | None) -> bool:
        if day is None or self.matures_on is None or not self.any_year:
            return day == self.matures_on
        return (day.month, day.day) == (self.matures_on.month, self.matures_on.day)


@dataclass(frozen=True)
class Those:
    """Those that may be meant, and the one where that is settled. `missed`: none is as it was said to be."""

    listed: Sequence[Deposit | Which]
    one: Deposit | None
    missed: bool


def meant(every: Sequence[Deposit], which: Which) -> Those:
    """Those of them that it fits; all of them where it fits none."""
    fit = [deposit for deposit in every if which.fits(deposit)]
    return Those(fit or [*every], fit[0] if len(fit) == 1 else None, not fit)


def term_said(answer: Answer) -> str:
    """A reader of the term that was named."""
    return _slot(answer, "term")


def account_said(answer: Answer) -> str:
    """A reader of the account that was named: its tail, or its kind."""
    return _slot(answer, "account")


def deposit_said(answer: Answer) -> Which:
    """A reader of what was said of it, in answer to which it is."""
    day = answer.slots.get("when")
    on = day.date() if isinstance(day, datetime) else day if isinstance(day, date) else None
    if PUT_AWAY.search(answer.text):
        on = None
    found = Which(
        str(answer.slots.get("term", "")),
        str(answer.slots.get("account", "")),
        _principal(answer, known=on is not None or "term" in answer.slots),
        on,
        on is not None and not YEAR.search(answer.text),
    )
    if found == Which():
        raise Unclear("没有找到您说的这一项。请点选，或者回复前面的数字。")
    return found


def _principal(answer: Answer, *, known: bool) -> Money | None:
    """The sum that is in it. Where nothing is looked at but what was understood, beside a term it may be that."""
    if not answer.text:
        sum_ = answer.slots.get("amount")
        return sum_ if known and isinstance(sum_, Money) else None
    folded = fold(said(answer.text))
    named = [place.money for place in sums(folded) if OF_ONE.match(folded, place.end)]
    return named[0] if len(named) == 1 and isinstance(named[0], Money) else None


def _slot(answer: Answer, name: str) -> str:
    if name not in answer.slots:
        raise Unclear("没有找到您说的这一项。请点选，或者回复前面的数字。")
    return str(answer.slots[name])

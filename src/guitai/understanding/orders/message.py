"""What is said of an open order in one message: its clauses, and what they tell together. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from guitai.money import Money
from guitai.understanding.fold import fold, said
from guitai.understanding.order_talk import EXCLAIMS, REGRETS, apart, parted
from guitai.understanding.orders.at_maturity import OPENS
from guitai.understanding.orders.clause import Clause
from guitai.understanding.orders.monthly_words import MonthlyBut
from guitai.understanding.orders.of_order import clauses as clauses_of
from guitai.understanding.orders.open_order import Order, Slots
from guitai.understanding.orders.reasons import parted_numbers, without_reasons
from guitai.understanding.orders.told_formerly import glued
from guitai.understanding.orders.told_memo import renamed
from guitai.understanding.orders.told_parts import SPARED
from guitai.understanding.orders.told_when import not_now, of_day
from guitai.understanding.slots.found import EitherDay
from guitai.understanding.slots.reading import Reading

WEEKDAY = re.compile(
    r"(?:就?是)?(?:周|星期|礼拜|拜)[一二三四五六日天]"
    r"|(?:it's |that's )?(?:a )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)


@dataclass(frozen=True)
class Message:
    """What is said, as the rules of `retelling.py` look at it. What is read in it is read when it is asked for."""

    text: str
    order: Order

    @cached_property
    def folded(self) -> str:
        return fold(said(self.text))

    @cached_property
    def _read(self) -> tuple[Reading, Slots]:
        return self.order.read(renamed(said(apart(parted_numbers(glued(of_day(not_now(self.text))))))))

    @property
    def reading(self) -> Reading:
        return self._read[0]

    @property
    def slots(self) -> Slots:
        """What is read in it as a whole."""
        return self._read[1]

    @cached_property
    def _every(self) -> Sequence[Clause]:
        return clauses_of(parted(self.reading), self.order)

    @cached_property
    def clauses(self) -> Sequence[Clause]:
        """Those that count: what was said before it was said that all stays is taken back."""
        since = _since_it_stays(self._every, regretted=REGRETS.search(self.folded) is not None)
        return without_reasons(since, self.order.before, self.order.own)

    @property
    def taken_back(self) -> bool:
        """Whether something of it is taken back."""
        return len(self.clauses) < len(self._every)

    @cached_property
    def told(self) -> Slots:
        """What its clauses tell together."""
        told = {**_merged(self.clauses), **self._limits(), **_of_interest(self.clauses, self.slots)}
        told = _settled(told, self.clauses, self.order)
        if self.leaves or len(told) > 1:
            return _but_him(told, self.order.before, self.folded)
        return told

    def _limits(self) -> Slots:
        """What is told of a transfer of every month that it can't have, which no clause alone tells."""
        if self.taken_back or any("arrival" in one.named for one in self.clauses):
            return {}
        return {name: value for name, value in self.slots.items() if isinstance(value, MonthlyBut)}

    @cached_property
    def leaves(self) -> bool:
        return any(clause.leaves for clause in self.clauses)

    @cached_property
    def mends(self) -> bool:
        """Whether something was told otherwise before."""
        return any(clause.mends for clause in self.clauses)

    @cached_property
    def others(self) -> Sequence[Clause]:
        """The clauses that tell nothing of the order."""
        return [clause for clause in self.clauses if clause.other]

    @property
    def rest(self) -> str:
        """What else is said, and may be a wish: 哪有那么多 is none."""
        others = (clause.text for clause in self.others)
        return "，".join(text for text in others if not EXCLAIMS.search(fold(text)))

    @property
    def leaves_open(self) -> bool:
        """Whether what else is said asks, or tells of a part that isn't told."""
        return any(_open(clause, self.told) for clause in self.others)


def _of_interest(clauses: Sequence[Clause], whole: Slots) -> Slots:
    """What becomes of a deposit, where one clause tells it and others what the interest is for, which isn't renewed."""
    told = sum("renewal" in clause.told for clause in clauses)
    return {"renewal": whole["renewal"]} if told == 1 and "renewal" in whole else {}


def _since_it_stays(clauses: Sequence[Clause], *, regretted: bool) -> Sequence[Clause]:
    """What is said after it was said that all stays; what was told before that is taken back, where it is regretted."""
    stays = max((at for at, clause in enumerate(clauses) if clause.stays), default=-1)
    told = any(clause.told for clause in clauses[:stays])
    return clauses if stays < 0 or (told and not regretted) else clauses[stays + 1 :]


def says(clause: Clause) -> bool:
    return bool(clause.told or clause.digits or clause.change or clause.leaves or clause.other)


def _open(clause: Clause, told: Slots) -> bool:
    """Whether what else is said asks, or tells of a part that isn't told. Who asks and tells the same has answered."""
    settled = clause.asked and all(told.get(name) == value for name, value in clause.asked.items())
    return bool((clause.asks and not settled) or clause.named - told.keys())


def _but_him(told: dict[str, object], before: Slots, bare: str) -> dict[str, object]:
    """What is told, without who is paid, where that is he who was paid before: 你礼拜六给他转两千三."""
    whom = str(told.get("payee", ""))
    same = whom and whom == before.get("payee") and fold(whom) not in bare
    return {name: value for name, value in told.items() if name != "payee" or not same}


def _merged(clauses: Sequence[Clause]) -> dict[str, object]:
    """What the clauses tell, the last word on each. What is left over of one is nobody's name beside somebody's."""
    told: dict[str, object] = {}
    for clause in clauses:
        kept = clause.told.keys() - ({"payee"} if clause.guessed and "payee" in told else set())
        kept -= {"arrival"} if _which_weekday(clause, told.get("arrival")) else set()
        told |= {name: clause.told[name] for name in kept}
    return told


def _which_weekday(clause: Clause, told: object) -> bool:
    """Whether the clause says no more than which day of the week that is: 放到7号，周一."""
    named = clause.told.get("arrival")
    days = named.days if isinstance(named, EitherDay) else (named,) if isinstance(named, date) else ()
    same = isinstance(told, date) and {day.weekday() for day in days} == {told.weekday()}
    return same and WEEKDAY.fullmatch(fold(clause.text)) is not None


def _settled(told: dict[str, object], clauses: Sequence[Clause], order: Order) -> dict[str, object]:
    """What is told, with what hangs on the rest: digits that are a tail or a sum, so much more than before."""
    for digits in (clause.digits for clause in clauses if clause.digits):
        if "amount" in told:
            told.setdefault("account", digits)
        elif "account" in told:
            told["amount"] = Money.parse(digits)
        elif order.pays or (
            any(clause.mends for clause in clauses) and (order.intent == OPENS or "account" in order.before)
        ):
            told["account"] = digits  # 不对 2816, 还是2816
        else:
            return {}
    more = [clause.change for clause in clauses if clause.change is not None]
    sum_ = order.before.get("amount")
    if len(more) == 1 and "amount" not in told and isinstance(sum_, Money) and (sum_ + more[0]).fen > 0:
        told["amount"] = sum_ + more[0]
    return {name: value for name, value in told.items() if name != SPARED or "account" not in told}

"""Which lines a customer asks for, and how that is said: in the customer's own words only. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from guitai.language import Words
from guitai.money import Money
from guitai.understanding.called import Called
from guitai.understanding.slots.period import Period

FOUND = {"": "明细", "in": "收入", "out": "支出"}
SOUGHT = {"": "交易", "in": "收入", "out": "支出"}
# By whether the largest are meant, else the newest.
ONE = {True: "金额最大的一笔{what}", False: "最近一笔{what}"}
FEW = {True: "金额最大的{count}笔{what}", False: "最近{count}笔{what}"}
ONLY_ONE = {True: "金额最大的一笔", False: "最近一笔"}
ONLY_FEW = {True: "金额最大的{count}笔", False: "最近{count}笔"}
ONLY = {"in": "只看收入", "out": "只看支出"}
MONTH_NAMES = ("1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月")


@dataclass(frozen=True)
class Filter:
    """Which of the accounts' lines are asked for. What is empty takes all; days of `year` are said without it."""

    period: Period
    year: int
    dated: bool = True  # else the newest are meant, whenever they were
    direction: str = ""
    least: Money | None = None
    most: Money | None = None
    counterparty: str | Called = ""
    newest: int = 0
    largest: bool = False

    @property
    def slots(self) -> dict[str, object]:
        """What a tap opens these very lines with."""
        exact = self.least is not None and self.least == self.most
        slots = {
            "period": self.period if self.dated else None,
            "direction": self.direction,
            "amount": self.least if exact else None,
            "least": None if exact else self.least,
            "most": None if exact else self.most,
            "counterparty": self.counterparty,
            "newest": self.newest,
            "largest": self.largest,
        }
        return {name: value for name, value in slots.items() if value}

    @property
    def when(self) -> Words:
        """The days, as they are said in the chat."""
        return between(self.day(self.period.first), self.day(self.period.last))

    def day(self, day: date) -> Words | date:
        """One of the days: without its year, where all of them are in this one."""
        recent = self.period.first.year == self.period.last.year == self.year
        return _short(day) if recent else day

    @property
    def days(self) -> Words | date:
        """The days in full, for a card."""
        first, last = self.period.first, self.period.last
        return first if first == last else between(first, last)

    @property
    def found(self) -> Words:
        """What is shown, with its days."""
        if not self.newest and not self.largest:
            return Words("{when}的{what}", {"when": self.when, "what": Words(FOUND[self.direction])})
        few = self._few(ONE, FEW, what=Words(SOUGHT[self.direction]))
        return Words("{when}{what}", {"when": self.when, "what": few}) if self.dated else few

    @property
    def sought(self) -> Words:
        """What was looked for, in full: there was nothing of it."""
        what = Words(SOUGHT[self.direction])
        amount = self._amount()
        if amount:
            what = Words("{amount}的{what}", {"amount": amount, "what": what})
        if self.counterparty:
            what = Words("和“{text}”有关的{what}", {"text": str(self.counterparty), "what": what})
        return what

    @property
    def conditions(self) -> Words | None:
        """What else than the days and the accounts leaves lines out, if anything does."""
        amount = self._amount()
        found = [Words(ONLY[self.direction])] if self.direction else []
        if self.counterparty:
            found.append(_holding(self.counterparty))
        if amount:
            found.append(Words("金额{amount}", {"amount": amount}))
        if self.largest or self.newest:
            found.append(self._few(ONLY_ONE, ONLY_FEW))
        return strung("{one} · {more}", found) if found else None

    def _few(self, one: Mapping[bool, str], few: Mapping[bool, str], **values: Words) -> Words:
        count = self.newest or 1
        return Words((one if count == 1 else few)[self.largest], {"count": count, **values})

    def _amount(self) -> Words | None:
        least, most = yuan(self.least), yuan(self.most)
        if least and least == most:
            return Words("{amount}元", {"amount": least})
        over, under = _over(self.least), _under(self.most)
        if least and most and not over and not under:
            return Words("{least}元至{most}元", {"least": least, "most": most})
        bounds = [over or Words("{least}元以上", {"least": least})] if least else []
        bounds += [under or Words("{most}元以下", {"most": most})] if most else []
        return strung("{one}、{more}", bounds) if bounds else None


def _holding(party: str | Called) -> Words:
    """Whom or what the lines have to do with, for a card: there the name may stand that was looked for."""
    if isinstance(party, Called):
        return Words("含“{text}”（{name}）", {"text": party.said, "name": party.name})
    return Words("含“{text}”", {"text": party})


def _over(least: Money | None) -> Words | None:
    """A fen more than whole yuan at least is more than those: 超过440元."""
    whole = least and least.fen % 100 == 1 and least.fen > 1
    return Words("超过{least}元", {"least": yuan(least - Money(1))}) if least and whole else None


def _under(most: Money | None) -> Words | None:
    """A fen less than whole yuan at most is less than those: 不到440元."""
    whole = most and most.fen % 100 == 99
    return Words("不到{most}元", {"most": yuan(most + Money(1))}) if most and whole else None


def between(first: Words | date, last: Words | date) -> Words:
    """From one day to another, or the one day that both are."""
    if first == last:
        return Words("{first}", {"first": first})
    return Words("{first}至{last}", {"first": first, "last": last})


def _short(day: date) -> Words:
    return Words("{month}{day}日", {"month": Words(MONTH_NAMES[day.month - 1]), "day": day.day})


def strung(text: str, words: Sequence[Words]) -> Words:
    """One or more in a row: `text` says how `one` is followed by `more`."""
    return reduce(lambda more, one: Words(text, {"one": one, "more": more}), reversed(words))


def yuan(money: Money | None) -> str:
    """An amount as a customer says it: 31 or 31.50, and nothing where there is none."""
    return str(money).removesuffix(".00") if money else ""
